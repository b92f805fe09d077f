"""The quantities of each sentence, and the words between them, as the doubts look at them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from proxeny.reader.document import Document
from proxeny.reader.spans import Quantity

_MOST_WORDS = 400  # characters between two figures that are looked at


def by_sentence(document: Document, quantities: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """The quantities of each sentence that has two or more, in order."""
    sentences = document.sentences
    group: list[Quantity] = []
    at = 0
    for quantity in quantities:
        if at < len(sentences) and quantity.start >= sentences[at][1]:
            if len(group) > 1:
                yield group
            group = []
            while at < len(sentences) and quantity.start >= sentences[at][1]:
                at += 1
        group.append(quantity)
    if len(group) > 1:
        yield group


def words_between(document: Document, start: int, end: int) -> str:
    """The composed lower-case text of a stretch; of a long one its beginning."""
    return unicodedata.normalize("NFC", document.text[start : min(end, start + _MOST_WORDS)]).lower()


def is_money(quantity: Quantity) -> bool:
    """Whether the unit is an ISO 4217 code."""
    return len(quantity.unit) == 3 and quantity.unit.isupper()


def is_plain(quantity: Quantity) -> bool:
    """Whether a quantity is one exact figure: no range, no ``about`` or ``over``."""
    return (
        quantity.value is not None
        and quantity.high is None
        and quantity.qualifier == "exact"
        and not quantity.optional
    )
