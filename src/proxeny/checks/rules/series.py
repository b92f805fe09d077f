"""A point beside the other points of its own series: out of its scale, or a stock that falls without a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import log10
from statistics import median

from proxeny.checks.points import Accumulation, Found, Point, comparable
from proxeny.checks.rules.periods import scale_between

# A stock of the city's partners, agreements or projects grows slowly; a fifth less, and something else is counted.
FALLEN = Decimal("0.8")
LEAST_POINTS = 5
# Ten times the middle of its series, and six times as far out as the others are.
OUT = 1.0
TIMES_THE_SPREAD = 6.0
# Where growth is usually less than that, one of about a hundred is an index.
USUAL_GROWTH = Decimal(30)


def falling_stocks(points: Sequence[Point], kinds: Mapping[str, Accumulation]) -> Iterator[Found]:
    """A count or capital that stands (``stock``) and is a fifth below an earlier one: it counts something else.

    Found as ``definition``, at the later point, with the highest of the earlier ones.
    """
    by_series: dict[tuple[str, str, int | None, str], list[Point]] = {}
    for point in points:
        if kinds.get(point.indicator) == "stock" and point.status != "target" and not point.label and point.last:
            by_series.setdefault((point.indicator, point.area, point.partner, point.unit), []).append(point)
    for group in by_series.values():
        highest: Point | None = None
        for point in sorted(group, key=lambda one: (one.last, one.key)):  # type: ignore[arg-type, return-value]
            if highest is not None and _has_fallen(point, highest):
                yield Found("definition", "falling_stock", point, (highest,))
            if highest is None or (point.low is not None and highest.low is not None and point.low > highest.low):
                highest = point


def _has_fallen(point: Point, highest: Point) -> bool:
    if point.high is None or highest.low is None or not highest.last or not point.first:
        return False
    return highest.last < point.first and point.high < highest.low * FALLEN


def out_of_series(points: Sequence[Point], kinds: Mapping[str, Accumulation]) -> Iterator[Found]:
    """A figure ten times above or below the middle of its series, and far beyond the spread of the others.

    Only whole years are compared with each other, and stocks; found as ``scale`` where a power of a thousand explains
    it, else ``series``.
    """
    for key, group in comparable(points).items():
        kind = kinds.get(key[0])
        if kind not in ("flow", "stock"):
            continue
        alike = [point for point in group if point.value > 0 and (kind == "stock" or point.is_whole_year)]
        if len(alike) < LEAST_POINTS:
            continue
        logs = [log10(point.value) for point in alike]
        middle = median(logs)
        spread = median(abs(one - middle) for one in logs)
        for point, size in zip(alike, logs, strict=True):
            off = abs(size - middle)
            if off > OUT and off > TIMES_THE_SPREAD * spread:
                usual = sorted(alike, key=lambda one: abs(log10(one.value) - middle))[0]
                slip = scale_between(point.value, usual.value)
                values: dict[str, object] = {"slip": slip} if slip is not None else {}
                yield Found("scale" if slip is not None else "series", "out_of_series", point, (usual,), values)


def indices(points: Sequence[Point], kinds: Mapping[str, Accumulation]) -> Iterator[Found]:
    """A growth near a hundred per cent beside others of some per cent: an index, the year before being 100.

    Found as ``definition``, with the point of the series that is nearest in time.
    """
    for key, group in comparable(points).items():
        if kinds.get(key[0]) != "rate" or key[5] != "%" or not key[0].endswith("_growth") or len(group) < LEAST_POINTS:
            continue
        for point in group:
            if abs(point.value - 100) > max(2 * USUAL_GROWTH, Decimal(10)):
                continue  # what is that far from a hundred is no index, however much the others grow
            others = [other for other in group if other is not point]
            usual = Decimal(median(abs(other.value) for other in others))
            is_near = abs(point.value - 100) <= max(2 * usual, Decimal(10))
            if usual < USUAL_GROWTH and is_near and point.value > 4 * usual:
                near = min(others, key=lambda other: _days_between(other, point))
                yield Found("definition", "index", point, (near,), {"computed": point.value - 100})


def _days_between(one: Point, other: Point) -> int:
    return abs((one.last - other.last).days) if one.last is not None and other.last is not None else 10**6
