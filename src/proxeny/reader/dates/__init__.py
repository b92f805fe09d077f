"""Dates, periods and open intervals of a text as EDTF strings, in text order."""

from __future__ import annotations

from proxeny.reader.dates.expressions import expressions
from proxeny.reader.dates.matching import Expression
from proxeny.reader.document import Document
from proxeny.reader.languages import Language
from proxeny.reader.spans import Date

__all__ = ["find", "plain_spans"]


def find(document: Document, language: Language) -> list[Date]:
    """Every date of a document, as precise as the text and no more.

    What the text leaves out is taken from ``document.published`` or from the year that the text speaks of; an
    expression that neither anchors is found without a value, and is optional.
    """
    found = []
    for expression in _expressions(document, language):
        start, end = document.origin(expression.start), document.origin_end(expression.end)
        found.append(
            Date(
                start=start,
                end=end,
                text=document.text[start:end],
                rule=f"date: {expression.name}",
                language=language.tag,
                confidence=expression.confidence,
                optional=expression.optional or expression.edtf is None,
                edtf=expression.edtf,
                alternatives=expression.alternatives,
            )
        )
    return found


def plain_spans(document: Document, language: Language) -> list[tuple[int, int]]:
    """Where the dates stand in ``document.plain``: numbers within them are no quantities."""
    return [(expression.start, expression.end) for expression in _expressions(document, language)]


def _expressions(document: Document, language: Language) -> list[Expression]:
    key = f"dates {language.tag}"
    if key not in document.memo:
        document.memo[key] = expressions(document, language)
    kept: list[Expression] = document.memo[key]
    return kept
