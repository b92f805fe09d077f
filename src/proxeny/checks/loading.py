"""Points from the record: the observations as their openest sources leave them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from proxeny.checks.points import Accumulation, Point
from proxeny.documents.comparison import Figure, Interval, interval
from proxeny.indicators.models import Indicator, Observation

_COLUMNS = (
    "pk", "indicator_id", "area", "partner_id", "period_earliest", "period_latest", "status", "definition", "label",
    "unit", "value", "high", "qualifier", "is_disputed",
    "low_stated__value", "low_stated__qualifier", "low_stated__high",
    "high_stated__value", "high_stated__qualifier", "high_stated__high",
)  # fmt: skip


def accumulations() -> dict[str, Accumulation]:
    """What each indicator is: flow, stock or rate. One SQL query."""
    return dict(Indicator.objects.values_list("code", "accumulation"))  # type: ignore[arg-type]


def points(rows: QuerySet[Observation]) -> Iterator[Point]:
    """The points of some observations, one SQL query, in the order of the rows; those without a figure left out.

    A disputed observation leaves open all that its sources say, from the lowest to the highest.
    """
    for row in rows.exclude(value=None).values_list(*_COLUMNS).iterator(chunk_size=5000):
        yield _point(row)


def _point(row: tuple[Any, ...]) -> Point:
    (key, indicator, area, partner, first, last, status, definition, label, unit, value, high, qualifier, is_disputed,
     *apart) = row  # fmt: skip
    bounds = interval(Figure(value, unit, qualifier, high))
    if is_disputed and apart[0] is not None and apart[3] is not None:
        lowest = interval(Figure(apart[0], unit, apart[1], apart[2]))
        highest = interval(Figure(apart[3], unit, apart[4], apart[5]))
        bounds = _hull((bounds, lowest, highest))
    return Point(
        key, indicator, area, partner, first, last, status, definition, label, unit, value, bounds.low, bounds.high
    )


def _hull(bounds: Iterable[Interval]) -> Interval:
    found = list(bounds)
    lows = [one.low for one in found if one.low is not None]
    highs = [one.high for one in found if one.high is not None]
    return Interval(
        min(lows) if len(lows) == len(found) else None, max(highs) if len(highs) == len(found) else None
    )


def by_area_and_partner() -> Iterator[tuple[str, int | None, list[Point]]]:
    """Every point of the record, grouped by area and partner, the city's own before its partners'. Two SQL queries."""
    rows = Observation.objects.order_by("area", "partner_id", "pk")
    ordered = points(rows.filter(partner=None).order_by("area", "pk"))
    own = {area: list(group) for area, group in groupby(ordered, key=lambda point: point.area)}
    for area, group in own.items():
        yield area, None, group
    of_partners = points(rows.exclude(partner=None))
    for (area, partner), found in groupby(of_partners, key=lambda point: (point.area, point.partner)):
        yield area, partner, list(found)
