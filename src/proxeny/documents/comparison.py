"""Whether two statements of a figure can both be right: intervals of rounding and qualifier, kinds of conflict."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal

_HALF = Decimal("0.5")

Kind = Literal["scale", "currency", "revision", "plain"]


@dataclass(frozen=True)
class Figure:
    """A value as stated, with its unit, exactness and, where known, the digits as they were written."""

    value: Decimal
    unit: str
    qualifier: str = "exact"
    high: Decimal | None = None
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True)
class Interval:
    """The values that a statement leaves open; ``None`` for no bound."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            self.high is None or other.low is None or other.low <= self.high
        )


def half_unit(value: Decimal) -> Decimal:
    """Half a unit in the last digit that is not a trailing zero: 3 000 000 000 is right to half a thousand million."""
    if value == 0:
        return Decimal("0.5")
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)  # finite by construction
    return Decimal(1).scaleb(exponent) / 2


def half_unit_below(value: Decimal) -> Decimal:
    """As ``half_unit``, on the way down: below 1 000 one rounds to hundreds, so 1 000 begins at 950 and not at 500."""
    is_power_of_ten = value.normalize().as_tuple().digits == (1,)
    return half_unit(value) / 10 if is_power_of_ten else half_unit(value)


def next_round(value: Decimal) -> Decimal:
    """The next figure that would have been said: after 'over 20' 30, after 'over 4.6' 4.7, after 'over 100' 200."""
    return value + 2 * half_unit(value)


def previous_round(value: Decimal) -> Decimal:
    """The round figure before: 'nearly 90' lies above 80, 'nearly 1000' above 900."""
    return value - 2 * half_unit_below(value)


def interval(figure: Figure) -> Interval:
    """What a statement leaves open.

    Counts of fewer than a hundred things are taken exactly; other exact figures to half a unit in their last written
    digit, which below 1 000 is the last digit there is. ``over`` reaches to the next round figure, ``nearly`` down to
    the one before, ``about`` a unit to each side but to no more than half as much again.
    """
    value = figure.value
    if value < 0 and figure.high is None and figure.qualifier in {"exact", "about"}:
        mirrored = interval(replace(figure, value=-value))
        assert mirrored.low is not None
        assert mirrored.high is not None
        return Interval(-mirrored.high, -mirrored.low)
    top = figure.high if figure.high is not None else value
    match figure.qualifier:
        case "over" | "at_least":
            return Interval(value, max(next_round(top), top))
        case "under" | "nearly" | "up_to":
            return Interval(min(previous_round(value), value), top)
        case "about":
            return Interval(previous_round(value), top + min(2 * half_unit(top), abs(top) / 2))
    if figure.unit == "count" and abs(value) < 100:
        return Interval(value, top)
    if top < 1000:
        return Interval(value - min(half_unit(value), _HALF), top + min(half_unit(top), _HALF))
    return Interval(value - half_unit_below(value), top + half_unit(top))


@lru_cache(maxsize=1)
def _for_one_dollar() -> dict[str, tuple[Decimal, Decimal]]:
    content = tomllib.loads(Path(__file__).with_name("currencies.toml").read_text(encoding="utf-8"))
    return {code: (Decimal(low), Decimal(high)) for code, (low, high) in content["for_one_dollar"].items()}


def in_dollars(found: Interval, unit: str) -> Interval | None:
    """An interval of a currency in US dollars, as wide as rates have ever left it; ``None`` for an unknown unit."""
    rates = _for_one_dollar().get(unit)
    if rates is None or found.low is None or found.high is None or found.low < 0:
        return None
    weakest, strongest = rates[1], rates[0]
    return Interval(found.low / weakest, found.high / strongest)


def agree(one: Figure, other: Figure) -> bool:
    """Whether both can be right: intervals that meet, in another currency at some rate that there has been."""
    if one.unit == other.unit:
        return interval(one).meets(interval(other))
    first, second = in_dollars(interval(one), one.unit), in_dollars(interval(other), other.unit)
    return first is not None and second is not None and first.meets(second)


_SLIPS = (Decimal(1000), Decimal(1_000_000), Decimal(1_000_000_000))


def slip_between(one: Figure, other: Figure) -> Decimal | None:
    """The power of a thousand by which two figures of one unit differ, give or take two per cent; else ``None``."""
    if one.unit != other.unit or not one.value or not other.value:
        return None
    ratio = abs(one.value / other.value)
    ratio = max(ratio, 1 / ratio)
    for slip in _SLIPS:
        if abs(ratio / slip - 1) < Decimal("0.02"):
            return slip
    return None


def kind_of_difference(one: Figure, other: Figure) -> Kind:
    """What sort of conflict two figures that do not agree are in."""
    if slip_between(one, other):
        return "scale"
    if one.unit != other.unit:
        return "currency"
    if one.publisher and one.publisher == other.publisher and one.published != other.published:
        return "revision"
    return "plain"
