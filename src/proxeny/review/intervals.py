"""The intervals of several statements drawn on one line, for the page of a conflict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from proxeny.documents.comparison import Figure, Interval, interval

# Beyond this ratio a plain scale would show one bar and a dot.
_LOGARITHMIC_FROM = 20
_ROOM = 0.01  # of the width on each side


@dataclass(frozen=True)
class Bar:
    """One statement: its number in the table, where its interval lies and its value stands, in per cent of the line.

    ``low`` and ``high`` are the bounds themselves; ``None`` where nothing bounds it, and the bar then ends at the edge.
    ``y`` is in units of the picture, whose height is that of ``Picture``.
    """

    number: int
    x: float
    width: float
    at: float
    y: int
    low: Decimal | None
    high: Decimal | None
    value: Decimal


@dataclass(frozen=True)
class Picture:
    """The bars of figures in one unit, with the ends of the scale."""

    unit: str
    bars: tuple[Bar, ...]
    least: Decimal
    most: Decimal
    is_logarithmic: bool
    height: int


ROW = 18


def picture(figures: Sequence[Figure | None]) -> Picture | None:
    """The picture of figures, numbered from one in their order; those of the commonest unit only, and no gaps.

    ``None`` for fewer than two in one unit: there is nothing to compare.
    """
    units = [figure.unit for figure in figures if figure is not None]
    unit = max(units, key=units.count, default="")
    mine = [(number, figure) for number, figure in enumerate(figures, 1) if figure is not None and figure.unit == unit]
    if len(mine) < 2:
        return None
    bounds = [interval(figure) for _number, figure in mine]
    ends = [end for one in bounds for end in (one.low, one.high) if end is not None]
    ends += [figure.value for _number, figure in mine]
    least, most = min(ends), max(ends)
    is_logarithmic = least > 0 and most / least >= _LOGARITHMIC_FROM

    def at(value: Decimal) -> float:
        if least == most:
            return 50.0
        if is_logarithmic:
            part = (log10(value) - log10(least)) / (log10(most) - log10(least))
        else:
            part = float((value - least) / (most - least))
        return round((_ROOM + part * (1 - 2 * _ROOM)) * 100, 2)

    rows = enumerate(zip(mine, bounds, strict=True))
    bars = tuple(_bar(number, figure, found, place, at) for place, ((number, figure), found) in rows)
    return Picture(unit, bars, least, most, is_logarithmic, ROW * len(bars) + ROW)


def _bar(number: int, figure: Figure, found: Interval, place: int, at: Callable[[Decimal], float]) -> Bar:
    left = at(found.low) if found.low is not None else 0.0
    right = at(found.high) if found.high is not None else 100.0
    return Bar(
        number, left, max(right - left, 0.4), at(figure.value), place * ROW + ROW // 2, found.low, found.high,
        figure.value,
    )  # fmt: skip
