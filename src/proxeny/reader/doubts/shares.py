"""Shares and growth rates that do not follow from the figures they stand beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from proxeny.reader.document import Document
from proxeny.reader.doubts.passages import by_sentence, is_money, is_plain, words_between
from proxeny.reader.doubts.precision import margin
from proxeny.reader.doubts.wording import doubt, printed
from proxeny.reader.doubts.words import DoubtWords
from proxeny.reader.spans import Doubt, Quantity

_CUE = 28  # characters between a word and the percentage it speaks of
_APART = 60  # characters between a percentage and the whole or base it is taken of
_HUNDRED = Decimal(100)
_LEEWAY = Decimal("0.15")  # percentage points beyond rounding, for rates of unrounded figures


def doubts(
    document: Document, words: DoubtWords, quantities: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Doubt]]:
    """Percentages with their doubt."""
    for quantity in quantities:
        if quantity.unit == "%" and quantity.value is not None and quantity.value > _HUNDRED:
            lead = words_between(document, max(0, quantity.start - _CUE), quantity.start)
            tail = words_between(document, quantity.end, quantity.end + _CUE)
            if words.share.search(lead) and words.of_whole.match(tail.lstrip()):
                yield quantity, doubt("doubt.share.over", printed=quantity.text)
    for sentence in by_sentence(document, quantities):
        percentages = [each for each in sentence if each.unit == "%"]
        amounts = [each for each in sentence if each.unit != "%" and (is_money(each) or each.unit == "count")]
        if len(percentages) != 1 or len(amounts) != 2 or not all(map(is_plain, [*percentages, *amounts])):
            continue
        first, second = amounts
        if first.unit != second.unit or not first.value or not second.value or not _same_noun(first, second):
            continue
        found = _share(document, words, percentages[0], first, second) or _growth(
            document, words, percentages[0], first, second
        )
        if found is not None:
            yield percentages[0], found


def _same_noun(first: Quantity, second: Quantity) -> bool:
    return first.unit != "count" or first.of == second.of or second.of is None


def _share(
    document: Document, words: DoubtWords, percentage: Quantity, first: Quantity, second: Quantity
) -> Doubt | None:
    """``3 billion, accounting for 12 per cent of the country's 50 billion``."""
    if not first.end <= percentage.start <= second.start:
        return None
    lead = words_between(document, max(first.end, percentage.start - _CUE), percentage.start)
    gap = words_between(document, percentage.end, second.start)
    if not words.share_of.search(lead) or len(gap) > _APART or any(mark in gap for mark in ",;.("):
        return None
    if not words.of_whole.match(gap.lstrip()) or words.compared.search(gap):
        return None
    part, whole, value = first.value, second.value, percentage.value
    if part is None or whole is None or value is None or part > whole:
        return None
    low = (part - margin(first)) / (whole + margin(second)) * _HUNDRED
    high = (part + margin(first)) / max(whole - margin(second), Decimal(1)) * _HUNDRED
    if low - margin(percentage) - _LEEWAY <= value <= high + margin(percentage) + _LEEWAY:
        return None
    return doubt(
        "doubt.share",
        printed=percentage.text,
        part=printed(first),
        whole=printed(second),
        implied=f"{part / whole * _HUNDRED:.1f}%",
    )


def _growth(
    document: Document, words: DoubtWords, percentage: Quantity, first: Quantity, second: Quantity
) -> Doubt | None:
    """``1.5 billion, up 12 per cent from 1.3 billion`` and ``rose 12 per cent from 1.3 to 1.5 billion``."""
    pair = _before_and_after(document, words, percentage, first, second)
    value = percentage.value
    if pair is None or value is None:
        return None
    before, after, direction = pair
    old, new = before.value or Decimal(1), after.value or Decimal(1)
    least = ((new - margin(after)) / (old + margin(before)) - 1) * _HUNDRED
    most = ((new + margin(after)) / max(old - margin(before), Decimal(1)) - 1) * _HUNDRED
    said = value * direction if value > 0 else value
    allowed = margin(percentage) + _LEEWAY
    if least - allowed <= said <= most + allowed:
        return None
    implied = (new / old - 1) * _HUNDRED
    if least - allowed <= -said <= most + allowed and (least > 0) == (most > 0):
        went = {1: "up", -1: "down"}
        return doubt(
            "doubt.growth.direction",
            said=went[direction],
            did=went[-direction],
            before=printed(before),
            after=printed(after),
        )
    return doubt(
        "doubt.growth",
        printed=percentage.text,
        before=printed(before),
        after=printed(after),
        implied=f"{implied:+.1f}%",
    )


def _before_and_after(
    document: Document, words: DoubtWords, percentage: Quantity, first: Quantity, second: Quantity
) -> tuple[Quantity, Quantity, int] | None:
    """The base, the result and the direction, where the words between the three leave no doubt about them."""
    if first.end <= percentage.start and percentage.end <= second.start:
        lead = words_between(document, max(first.end, percentage.start - _CUE), percentage.start)
        gap = words_between(document, percentage.end, second.start)
        pair = (second, first)
    elif percentage.end <= first.start:
        lead = words_between(document, max(0, percentage.start - _CUE), percentage.start)
        gap = words_between(document, percentage.end, first.start)
        between = words_between(document, first.end, second.start)
        if len(between) > _APART or any(mark in between for mark in ";.,("):
            return None
        pair = (first, second)
    else:
        return None
    if len(gap) > _APART or any(mark in gap for mark in ";.(") or not words.since.search(gap):
        return None
    up, down = words.up.search(lead), words.down.search(lead)
    if bool(up) == bool(down):
        return None
    return (*pair, 1 if up else -1)
