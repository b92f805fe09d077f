"""Whether two statements of a figure can both be right: intervals of rounding and qualifier, kinds of conflict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

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


def next_round(value: Decimal) -> Decimal:
    """The next figure that would have been said: after 'over 20' 30, after 'over 4.6' 4.7, after 'over 100' 200."""
    return value + 2 * half_unit(value)


def previous_round(value: Decimal) -> Decimal:
    """The round figure before: 'nearly 90' lies above 80."""
    return value - 2 * half_unit(value)


def interval(figure: Figure) -> Interval:
    """What a statement leaves open.

    Counts of fewer than a hundred things are taken exactly; other exact figures to half a unit in their last written
    digit. ``over`` reaches to the next round figure, ``nearly`` down to the one before, ``about`` a unit to each side.
    """
    value, half = figure.value, half_unit(figure.value)
    top = figure.high if figure.high is not None else value
    match figure.qualifier:
        case "over" | "at_least":
            return Interval(value, max(next_round(top), top))
        case "under" | "nearly" | "up_to":
            return Interval(min(previous_round(value), value), top)
        case "about":
            return Interval(value - 2 * half, top + 2 * half)
    if figure.unit == "count" and abs(value) < 100:
        return Interval(value, top)
    return Interval(value - half, top + half)


def agree(one: Figure, other: Figure) -> bool:
    """Whether both can be right: same unit and intervals that meet."""
    return one.unit == other.unit and interval(one).meets(interval(other))


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
