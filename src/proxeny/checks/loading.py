"""Points from the record: the observations as their openest sources leave them.

Read by columns, past the models: a pass over a million figures has a dozen microseconds for each. Days, decimals and
bounds come again and again, so each is made once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from proxeny.checks.points import Accumulation, Point
from proxeny.core.fields import ExactDecimalField
from proxeny.documents.comparison import Figure, Interval, interval
from proxeny.indicators.models import Indicator, Observation

_COLUMNS = (
    "pk", "indicator_id", "area", "partner_id", "period_earliest", "period_latest", "status", "definition", "label",
    "unit", "value", "high", "qualifier", "is_disputed",
)  # fmt: skip
_APART = (
    "pk", "unit", "low_stated__value", "low_stated__qualifier", "low_stated__high",
    "high_stated__value", "high_stated__qualifier", "high_stated__high",
)  # fmt: skip
_AT_ONCE = 5000
_EXACT = ExactDecimalField()
_REMEMBERED = 200_000


def accumulations() -> dict[str, Accumulation]:
    """What each indicator is: flow, stock or rate. One SQL query."""
    return dict(Indicator.objects.values_list("code", "accumulation"))  # type: ignore[arg-type]


class _Remembered(dict[Any, Any]):
    """What is made of a value, kept for when it comes again."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: Any) -> Any:
        if len(self) >= _REMEMBERED:
            self.clear()
        made = self[value] = self._make(value)
        return made


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _decimal(value: Any) -> Decimal | None:
    found: Decimal | None = _EXACT.from_db_value(value, None, connection)
    return found


def _bounds(stated: tuple[Decimal, str, str, Decimal | None]) -> Interval:
    value, unit, qualifier, high = stated
    return interval(Figure(value, unit, qualifier, high))


def points(rows: QuerySet[Observation]) -> Iterator[Point]:
    """The points of some observations, in the order of the rows; those without a figure left out.

    A disputed observation leaves open all that its sources say, from the lowest to the highest. Two SQL queries.
    """
    return _points(rows.exclude(value=None), disputes(rows))


def disputes(rows: QuerySet[Observation]) -> dict[int, tuple[Interval, Interval]]:
    """What the lowest and the highest statement of each disputed observation leave open. One SQL query."""
    found = {}
    disputed = rows.filter(is_disputed=True, low_stated__value__isnull=False, high_stated__value__isnull=False)
    for key, unit, low, low_as, low_top, high, high_as, high_top in disputed.order_by().values_list(*_APART):
        found[key] = (
            interval(Figure(low, unit, low_as, low_top)),
            interval(Figure(high, unit, high_as, high_top)),
        )
    return found


def _points(rows: QuerySet[Observation], apart: dict[int, tuple[Interval, Interval]]) -> Iterator[Point]:
    days, decimals, known = _Remembered(_day), _Remembered(_decimal), _Remembered(_bounds)
    try:
        sql, parameters = rows.values_list(*_COLUMNS).query.sql_with_params()
    except EmptyResultSet:  # asked for none of no indicators
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while fetched := cursor.fetchmany(_AT_ONCE):
            for (key, indicator, area, partner, first, last, status, definition, label, unit, stated, top, qualifier,
                 is_disputed) in fetched:  # fmt: skip
                value = decimals[stated]
                bounds = known[value, unit, qualifier, decimals[top]]
                if is_disputed and key in apart:
                    bounds = _hull((bounds, *apart[key]))
                yield Point(
                    key, indicator, area, partner, days[first], days[last], status, definition, label, unit, value,
                    bounds.low, bounds.high,
                )  # fmt: skip


def _hull(bounds: Iterable[Interval]) -> Interval:
    found = list(bounds)
    lows = [one.low for one in found if one.low is not None]
    highs = [one.high for one in found if one.high is not None]
    return Interval(
        min(lows) if len(lows) == len(found) else None, max(highs) if len(highs) == len(found) else None
    )


def by_area_and_partner() -> Iterator[tuple[str, int | None, list[Point]]]:
    """Every point of the record, grouped by area and partner, the city's own before its partners'.

    Two SQL queries and one for each partner: sorting a million rows by partner takes longer than asking for each.
    """
    rows = Observation.objects.order_by()
    apart, stated = disputes(rows), rows.exclude(value=None)
    partners = rows.exclude(partner=None).values_list("partner_id", flat=True).distinct()
    for partner in [None, *sorted(partners)]:
        areas: dict[str, list[Point]] = defaultdict(list)
        for point in _points(stated.filter(partner=partner), apart):
            areas[point.area].append(point)
        for area in sorted(areas):
            yield area, partner, sorted(areas[area], key=_key)


def _key(point: Point) -> int:
    return point.key
