"""A sum and its conversion whose rate no market has seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from proxeny.reader.document import Document
from proxeny.reader.doubts.passages import is_money, words_between
from proxeny.reader.doubts.wording import amount, doubt
from proxeny.reader.doubts.words import DoubtWords
from proxeny.reader.languages import FOLDER, read_table
from proxeny.reader.spans import Doubt, Quantity

_BESIDE = 40  # characters between a sum and its conversion
_LEEWAY = Decimal("1.25")  # beyond the band, for roundings and for the years that it leaves out
_SLIPS = tuple(Decimal(10) ** power for power in (3, -3, 6, -6, 1, -1))


@lru_cache
def bands() -> dict[str, tuple[Decimal, Decimal]]:
    """Units of a currency for one US dollar, the lowest and the highest of the years in use (1995 to 2025)."""
    rates = read_table(FOLDER / "universal.toml")["rates"]
    return {code: (Decimal(str(low)), Decimal(str(high))) for code, (low, high) in rates.items()}


def doubts(
    document: Document, words: DoubtWords, quantities: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Doubt]]:
    """The conversion (the second of the two sums) with its doubt."""
    for first, second in pairwise(quantities):
        if second.start - first.end > _BESIDE or first.unit == second.unit:
            continue
        if not (is_money(first) and is_money(second)) or first.optional or second.optional:
            continue
        if _is_conversion(document, words, first, second) and (found := _compare(first, second)):
            yield second, found


def _is_conversion(document: Document, words: DoubtWords, first: Quantity, second: Quantity) -> bool:
    """``4 billion (US$1.2 billion)``, ``4 billion, equivalent to 1.2 billion``, ``4 billion = 1.2 billion``."""
    gap = words_between(document, first.end, second.start)
    bare = gap.strip()
    if bare in ("(", "[", "=", "≈", "~", "/") or (bare.startswith("(") and words.conversion.search(bare)):
        return True
    qualified = bare.startswith("(") and ")" not in bare and len(bare) <= 16 and "," not in bare
    return qualified or words.conversion.search(gap) is not None


def _compare(first: Quantity, second: Quantity) -> Doubt | None:
    """A doubt where the rate lies outside the band of the pair by more than the leeway."""
    band = bands()
    if first.unit not in band or second.unit not in band or not first.value or not second.value:
        return None
    (low_of_first, high_of_first), (low_of_second, high_of_second) = band[first.unit], band[second.unit]
    low, high = low_of_first / high_of_second / _LEEWAY, high_of_first / low_of_second * _LEEWAY
    rate = first.value / second.value
    if first.high is not None or second.high is not None or low <= rate <= high:
        return None
    other = [value for value in second.alternatives if low <= first.value / value <= high]
    meant = other or [second.value * slip for slip in _SLIPS if low <= first.value / (second.value * slip) <= high]
    turned = rate < 1
    values = {
        "printed": first.text,
        "other": second.text,
        "rate": _figure(1 / rate if turned else rate),
        "pair": f"{second.unit}/{first.unit}" if turned else f"{first.unit}/{second.unit}",
        "low": _figure(1 / high if turned else low),
        "high": _figure(1 / low if turned else high),
    }
    if meant:
        return doubt("doubt.conversion.meant", **values, meant=amount(meant[0], second.unit))
    return doubt("doubt.conversion", **values)


def _figure(value: Decimal) -> str:
    """A rate with three digits that matter, in full: ``23,400`` or ``0.0412``."""
    rounded = value.quantize(Decimal(10) ** (value.adjusted() - 2))
    return f"{rounded:,f}"
