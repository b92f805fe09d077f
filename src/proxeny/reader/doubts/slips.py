"""Figures that are a thousand times too small or too large beside what else the text says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from proxeny.reader.document import Document
from proxeny.reader.doubts.passages import is_money, words_between
from proxeny.reader.doubts.precision import significant
from proxeny.reader.doubts.wording import amount, doubt
from proxeny.reader.doubts.words import DoubtWords
from proxeny.reader.spans import Doubt, Quantity

_LITTLE = 10_000_000  # what leads a country is more than this
_SAID = 180  # characters before and behind a sum that are said of it
_TELLING = 3  # digits that two figures must share to be the same
_THOUSAND = Decimal(1000)


def doubts(
    document: Document, words: DoubtWords, quantities: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Doubt]]:
    """Sums whose mark may group thousands, and the same digits printed at two scales."""
    seen: dict[tuple[str, str], Quantity] = {}
    for quantity in quantities:
        if quantity.value is None or not is_money(quantity) or quantity.optional or quantity.high is not None:
            continue
        if (found := _is_small(document, words, quantity)) is not None:
            yield quantity, found
            continue
        digits = significant(quantity)
        if len(digits) < _TELLING or not quantity.value:
            continue
        other = seen.setdefault((quantity.unit, digits), quantity)
        if other.value and other.value != quantity.value:
            yield from _twice(other, quantity)


def _is_small(document: Document, words: DoubtWords, quantity: Quantity) -> Doubt | None:
    """A three-decimal ``million`` beside words of leadership: the grouped figure of another language carried over."""
    value = quantity.value
    grouped = next((other for other in quantity.alternatives if value and other == value * 1000), None)
    if grouped is None or value is None or value >= _LITTLE:
        return None
    start, end = document.sentence_at(quantity.start)
    said = words_between(document, max(start, quantity.start - _SAID), min(end, quantity.end + _SAID))
    if not words.leading.search(said):
        return None
    return doubt("doubt.scale.small", printed=quantity.text, meant=amount(grouped, quantity.unit))


def _twice(first: Quantity, second: Quantity) -> Iterator[tuple[Quantity, Doubt]]:
    """The figure that another reading of its digits would make equal, else the later one."""
    if not first.value or not second.value:
        return
    large, small = max(first.value, second.value), min(first.value, second.value)
    if large / small not in (_THOUSAND, _THOUSAND**2):
        return
    odd, other = (first, second) if second.value in first.alternatives else (second, first)
    yield (
        odd,
        doubt(
            "doubt.scale.twice",
            printed=odd.text,
            other=other.text,
            factor=f"{large / small:,f}",
            meant=amount(other.value or Decimal(0), other.unit),
        ),
    )
