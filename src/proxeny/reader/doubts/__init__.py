"""Why printed figures and dates look wrong, where the text itself gives the evidence; one pass over all findings.

Nothing is changed: a finding keeps what was printed and says what was probably meant. Only what rounding cannot
explain is doubted, and only where the text says plainly that two figures belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from proxeny.reader.document import Document
from proxeny.reader.doubts import calendar, conversions, shares, slips, sums
from proxeny.reader.doubts.wording import WORDING
from proxeny.reader.doubts.words import doubt_words
from proxeny.reader.languages import Language
from proxeny.reader.spans import Date, Doubt, Fact, Finding, Observation, Quantity

__all__ = ["WORDING", "raise_doubts"]

Span = tuple[int, int]
Found = TypeVar("Found", bound=Finding)


def raise_doubts(
    document: Document,
    language: Language,
    quantities: Sequence[Quantity],
    dates: Sequence[Date],
    facts: Sequence[Fact],
) -> tuple[list[Quantity], list[Date], list[Fact]]:
    """The same findings with the doubts that they raise against each other; an observation has its quantity's."""
    words = doubt_words(language)
    raised: dict[Span, list[Doubt]] = {}
    for room in (slips, conversions, sums, shares):
        for quantity, doubt in room.doubts(document, words, quantities):
            raised.setdefault((quantity.start, quantity.end), []).append(doubt)
    later: dict[Span, list[Doubt]] = {}
    for date, doubt in calendar.of_dates(dates):
        later.setdefault((date.start, date.end), []).append(doubt)
    of_facts = [_of_fact(fact, raised, calendar.of_fact(fact, document.published)) for fact in facts]
    for fact in of_facts:
        if isinstance(fact, Observation) and fact.doubts and fact.value_start is not None:
            spread = raised.setdefault((fact.value_start, fact.value_end or 0), [])
            spread.extend(doubt for doubt in map(_as_doubt, fact.doubts) if doubt.code != calendar.AHEAD)
    return [_with(each, raised) for each in quantities], [_with(each, later) for each in dates], of_facts


def _of_fact(fact: Fact, raised: dict[Span, list[Doubt]], own: Sequence[Doubt]) -> Fact:
    if isinstance(fact, Observation) and fact.value_start is not None and fact.value_end is not None:
        own = [*raised.get((fact.value_start, fact.value_end), ()), *own]
    return replace(fact, doubts=_once(fact.doubts, own)) if own else fact


def _with(finding: Found, raised: dict[Span, list[Doubt]]) -> Found:
    new = raised.get((finding.start, finding.end))
    return replace(finding, doubts=_once(finding.doubts, new)) if new else finding


def _once(before: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """Both without repetition: two rules that mean the same value say the same."""
    kept: list[str] = []
    meant: set[str] = set()
    for each in (*before, *new):
        value = each.values.get("meant") if isinstance(each, Doubt) else None
        if each not in kept and (value is None or value not in meant):
            kept.append(each)
            meant.update([value] if value else [])
    return tuple(kept)


def _as_doubt(sentence: str) -> Doubt:
    return sentence if isinstance(sentence, Doubt) else Doubt(sentence)
