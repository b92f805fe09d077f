"""What is computed from observations, and of which: months between two year-to-dates, growth, shares, conversions.

A computed figure is no statement. It says how it was made and of what, and it is made only where that is sound: of
flows whose periods follow each other or lie in each other, in one unit, of one definition, and never of a disputed one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from django.db.models import Q

from proxeny.core.money import Qualifier
from proxeny.documents.comparison import Figure, interval
from proxeny.indicators.models import Indicator, Observation

RateOf = Callable[[str, date, date], Observation | None]
How = Literal["sum", "difference", "growth", "share", "per_head", "conversion"]

EXCHANGE_RATE = "exchange_rate"
_HUNDRED = Decimal(100)
_MOST_PARTS = 12


@dataclass(frozen=True)
class Computed:
    """A figure made of others: ``value`` in base units of ``unit``, ``how`` it was made, and ``of`` what.

    ``qualifier`` is ``about`` where one of the figures behind it is not exact. ``of`` are in the order in which the
    computation names them: whole before part, later before earlier, amount before rates.
    """

    value: Decimal
    unit: str
    how: How
    of: tuple[Observation, ...]
    qualifier: str = Qualifier.EXACT

    @property
    def rates(self) -> tuple[Observation, ...]:
        """The exchange rates that it was converted at."""
        return tuple(one for one in self.of if one.indicator_id == EXCHANGE_RATE)


def _exactness(rows: Iterable[Observation]) -> str:
    return Qualifier.EXACT if all(row.qualifier == Qualifier.EXACT for row in rows) else Qualifier.ABOUT


def _is_sound(row: Observation) -> bool:
    return (
        row.value is not None
        and row.high is None
        and not row.is_disputed
        and row.status != Observation.Status.TARGET
        and row.period_earliest is not None
        and row.period_latest is not None
        and row.qualifier in (Qualifier.EXACT, Qualifier.ABOUT)
    )


def over(rows: Iterable[Observation], first: date, last: date) -> Observation | Computed | None:
    """The figure of a flow over the days ``first`` to ``last``: as stated, else computed of other periods, or nothing.

    ``rows`` are observations of one indicator, area and partner. A stated figure comes before a computed one, an actual
    one before an estimate. Computed are the difference of two periods that begin or end together (nine months less
    six), and the sum of periods that follow each other (six months and a quarter); nothing below nought is given.
    """
    series = [row for row in rows if row.status != Observation.Status.TARGET and not row.label and not row.definition]
    stated = [row for row in series if (row.period_earliest, row.period_latest) == (first, last)]
    if stated:
        return min(stated, key=lambda row: (row.status != Observation.Status.ACTUAL, row.pk or 0))
    sound = [row for row in series if _is_sound(row) and row.indicator.accumulation == Indicator.Accumulation.FLOW]
    for unit in dict.fromkeys(row.unit for row in sound):
        mine = [row for row in sound if row.unit == unit]
        found = _difference(mine, first, last) or _sum(mine, first, last)
        if found is not None:
            return found
    return None


def _by_days(rows: Iterable[Observation]) -> dict[tuple[date, date], Observation]:
    found: dict[tuple[date, date], Observation] = {}
    for row in sorted(rows, key=lambda row: (row.status != Observation.Status.ACTUAL, row.pk or 0)):
        assert row.period_earliest is not None
        assert row.period_latest is not None
        found.setdefault((row.period_earliest, row.period_latest), row)
    return found


def _difference(rows: Sequence[Observation], first: date, last: date) -> Computed | None:
    """The whole less the part that begins or ends with it; told only where rounding leaves more than a tenth of it."""
    known = _by_days(rows)
    day = timedelta(days=1)
    for (begins, ends), whole in known.items():
        rest = (begins, first - day) if ends == last else (last + day, ends) if begins == first else None
        part = known.get(rest) if rest is not None and rest[0] <= rest[1] else None
        if part is None or whole.value is None or part.value is None:
            continue
        value = whole.value - part.value
        if value >= 0 and _blur((whole, part)) * 10 <= value:
            return Computed(value, whole.unit, "difference", (whole, part), _exactness((whole, part)))
    return None


def _blur(rows: Iterable[Observation]) -> Decimal:
    """By how much figures as rounded may be out, taken together."""
    blur = Decimal(0)
    for row in rows:
        bounds = interval(Figure(row.value or Decimal(0), row.unit, row.qualifier))
        if bounds.low is not None and bounds.high is not None:
            blur += (bounds.high - bounds.low) / 2
    return blur


def _sum(rows: Sequence[Observation], first: date, last: date) -> Computed | None:
    """Periods that follow each other from the first day to the last; the fewest."""
    begins: dict[date, list[tuple[date, Observation]]] = {}
    for (start, end), row in _by_days(rows).items():
        if first <= start and end <= last:
            begins.setdefault(start, []).append((end, row))
    parts: list[Observation] = []
    day = first
    while day <= last and len(parts) < _MOST_PARTS:
        found = begins.get(day)
        if not found:
            return None
        end, row = max(found, key=lambda one: one[0])
        parts.append(row)
        day = end + timedelta(days=1)
    if day <= last or len(parts) < 2:
        return None
    value = sum((row.value for row in parts if row.value is not None), Decimal(0))
    return Computed(value, parts[0].unit, "sum", tuple(parts), _exactness(parts))


def growth(now: Observation, before: Observation) -> Computed | None:
    """The change in per cent from one figure to another of the same length and unit; nothing on a base of nought."""
    if now.value is None or not before.value or before.value < 0 or now.unit != before.unit:
        return None
    value = (now.value / before.value - 1) * _HUNDRED
    return Computed(value, "%", "growth", (now, before), _exactness((now, before)))


def share(part: Observation, whole: Observation) -> Computed | None:
    """A part in per cent of its whole, of the same days and unit."""
    if part.value is None or not whole.value or part.unit != whole.unit:
        return None
    if (part.period_earliest, part.period_latest) != (whole.period_earliest, whole.period_latest):
        return None
    return Computed(part.value / whole.value * _HUNDRED, "%", "share", (part, whole), _exactness((part, whole)))


def per_head(total: Observation, population: Observation) -> Computed | None:
    """An amount for each inhabitant; the population is a stock that stands in the period or at its end."""
    if total.value is None or not population.value or population.unit != "count":
        return None
    return Computed(
        total.value / population.value, total.unit, "per_head", (total, population), _exactness((total, population))
    )


def rate(unit: str, first: date, last: date, *, visible_to: Any) -> Observation | None:
    """How many of a currency made one US dollar over the days: of the shortest period on record that has them all.

    A rate is an observation of the indicator ``exchange_rate`` in that currency, with its own source. ``None`` where
    the record has none that covers the days. One SQL query.
    """
    covering = Observation.objects.visible_to(visible_to).filter(
        Q(period_earliest__lte=first, period_latest__gte=last),
        indicator=EXCHANGE_RATE,
        unit=unit,
        is_disputed=False,
        value__gt=0,
        partner=None,
    )
    rows = [row for row in covering if row.period_earliest is not None and row.period_latest is not None]
    return min(rows, key=length_of, default=None)


def length_of(row: Observation) -> tuple[int, bool, int]:
    """The days of a rate's period, for the order: the shortest first, an actual one before an estimate."""
    assert row.period_earliest is not None
    assert row.period_latest is not None
    return (row.period_latest - row.period_earliest).days, row.status != Observation.Status.ACTUAL, row.pk or 0


def converted(figure: Observation, unit: str, *, visible_to: Any) -> Computed | None:
    """An amount in another currency, at the average rate of its own period; ``of`` holds the rates that it keeps.

    ``None`` where a rate is missing: nothing is converted at the rate of another time. Two SQL queries at most.
    """
    return converted_at(figure, unit, lambda currency, first, last: rate(currency, first, last, visible_to=visible_to))


def converted_at(figure: Observation, unit: str, rate_of: RateOf) -> Computed | None:
    """The same, with the rates that ``rate_of`` finds for a currency and the days from first to last."""
    if figure.value is None or figure.period_earliest is None or figure.period_latest is None:
        return None
    value, used = figure.value, []
    for currency, divides in ((figure.unit, True), (unit, False)):
        if currency == "USD":
            continue
        found = rate_of(currency, figure.period_earliest, figure.period_latest)
        if found is None or not found.value:
            return None
        value = value / found.value if divides else value * found.value
        used.append(found)
    if not used:
        return None
    return Computed(value, unit, "conversion", (figure, *used), Qualifier.ABOUT)
