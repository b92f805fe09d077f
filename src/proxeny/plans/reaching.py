"""What the record holds of a target's indicator: the rows for many targets at once, and what was reached of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.contrib.contenttypes.models import ContentType

from proxeny.core.money import Qualifier
from proxeny.documents.comparison import Figure, interval
from proxeny.documents.models import Conflict
from proxeny.indicators.computed import Computed, over
from proxeny.indicators.models import Indicator, Observation
from proxeny.indicators.seasonality import Known, span_of_months
from proxeny.plans.models import Target

How = Literal["stated", "sum", "difference", "result"]

# An open conflict of these kinds says of a figure itself that it is off, not only of a figure beside it.
_OFF = (Conflict.Kind.SCALE, Conflict.Kind.SERIES)


@dataclass(frozen=True)
class Reached:
    """What was reached from one day to another: the value, and from ``low`` to ``high`` what its sources leave open.

    ``how``: a figure stated, made of others, or the result that a source gives of the target itself.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    first: date
    last: date
    how: How
    of: tuple[Observation, ...] = ()
    qualifier: str = Qualifier.EXACT
    is_estimate: bool = False
    is_disputed: bool = False


@dataclass(frozen=True)
class Baseline:
    """What a plan sets out from: as the plan states it, or as the record finds it in the period before."""

    value: Decimal
    unit: str
    period: str
    is_stated: bool
    of: tuple[Observation, ...] = ()


@dataclass(frozen=True)
class Held:
    """The rows that a person may see of targets' indicators, and the keys of those in doubt."""

    rows: Mapping[tuple[str, str], Sequence[Observation]]
    doubted: Collection[int] = ()

    def of(self, target: Target) -> Sequence[Observation]:
        """Those of one target's indicator and area."""
        return self.rows.get((target.indicator_id or "", target.plan.area), ())


def held_for(targets: Iterable[Target], *, on: date, visible_to: Any) -> Held:
    """The figures on record of targets' indicators whose days were over by a day. Two SQL queries, one where there are
    no figures, three where some are closed."""
    asked = [target for target in targets if target.indicator_id is not None]
    if not asked:
        return Held({})
    found = (
        Observation.objects.visible_to(visible_to)
        .filter(indicator__in={target.indicator_id for target in asked}, partner=None, label="", definition="")
        .filter(area__in={target.plan.area for target in asked}, period_latest__lte=on, value__isnull=False)
        .exclude(status=Observation.Status.TARGET)
        .select_related("indicator", "low_stated", "high_stated")
        .order_by("period_latest", "pk")
    )
    rows: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for row in found:
        rows[(row.indicator_id, row.area)].append(row)
    if not rows:
        return Held({})
    conflicts = Conflict.objects.filter(
        content_type=ContentType.objects.get_for_model(Observation),
        object_id__in=[row.pk for held in rows.values() for row in held],
        kind__in=_OFF,
        is_open=True,
        mark__lte=getattr(visible_to, "clearance", 0),
    )
    return Held(rows, frozenset(conflicts.values_list("object_id", flat=True)))


def kind_of(target: Target) -> str:
    """How the figures of its indicator go together: flow, stock or rate; a target without an indicator is a rate."""
    return target.indicator.accumulation if target.indicator is not None else Indicator.Accumulation.RATE


def days_of(target: Target) -> tuple[date | None, date | None]:
    """First and last day of a target's period."""
    return target.period_earliest, target.period_latest  # type: ignore[attr-defined]


def years_of(target: Target) -> range | None:
    """The calendar years that make up a target's period; nothing for a period of any other kind."""
    first, last = days_of(target)
    if first is None or last is None or (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        return None
    return range(first.year, last.year + 1)


def reached_by(row: Observation) -> Reached:
    """A figure on record as what was reached; of a dispute the whole range of what is stated."""
    assert row.value is not None
    assert row.period_earliest is not None
    assert row.period_latest is not None
    low, high = bounds_of(row.value, row.unit, row.qualifier, row.high)
    if row.is_disputed:
        stated = [one for one in (row.low_stated, row.high_stated) if one is not None and one.value is not None]
        low = min([low, *(one.value for one in stated if one.value is not None)])
        high = max([high, *(one.high or one.value for one in stated if one.value is not None)])
    return Reached(
        row.value,
        low,
        high,
        row.unit,
        row.period_earliest,
        row.period_latest,
        "stated",
        (row,),
        row.qualifier,
        row.status == Observation.Status.ESTIMATE,
        row.is_disputed,
    )


def bounds_of(value: Decimal, unit: str, qualifier: str, high: Decimal | None) -> tuple[Decimal, Decimal]:
    """Between what a figure lies by its words; an exact one is taken at its word."""
    if qualifier == Qualifier.EXACT:
        return value, high if high is not None else value
    found = interval(Figure(value, unit, qualifier, high))
    low = found.low if found.low is not None else value
    return low, found.high if found.high is not None else high or value


def made_of(known: Known, first: date, last: date) -> Reached:
    """What a series comes to as what was reached."""
    row = known.of[0]
    if known.how == "stated":
        return reached_by(row)
    is_exact = all(one.qualifier == Qualifier.EXACT for one in known.of)
    return Reached(
        known.value,
        known.value if is_exact else known.low,
        known.value if is_exact else known.high,
        row.unit,
        first,
        last,
        known.how,
        known.of,
        Qualifier.EXACT if is_exact else Qualifier.ABOUT,
        any(one.status == Observation.Status.ESTIMATE for one in known.of),
    )


def at_the_end(target: Target, rows: Sequence[Observation]) -> Reached | None:
    """What was reached in the whole of a target's period: stated, made of parts, or the result that a source gives.

    Of a stock the state at the end of the period; of a rate only the figure of these very days.
    """
    first, last = days_of(target)
    if first is None or last is None:
        return None
    mine = [row for row in rows if row.unit == target.unit]
    if kind_of(target) == Indicator.Accumulation.STOCK:
        ends = [row for row in mine if row.period_latest == last]
        if ends:
            return reached_by(min(ends, key=lambda row: (row.status != Observation.Status.ACTUAL, row.pk)))
    found = over(mine, first, last)
    if isinstance(found, Computed):
        low, high = bounds_of(found.value, found.unit, found.qualifier, None)
        how: How = "sum" if found.how == "sum" else "difference"
        return Reached(found.value, low, high, found.unit, first, last, how, found.of, found.qualifier)
    if found is not None:
        return reached_by(found)
    if target.result_value is not None and target.result_unit == target.unit:
        low, high = bounds_of(target.result_value, target.result_unit, target.result_qualifier, None)
        qualifier = target.result_qualifier
        return Reached(target.result_value, low, high, target.unit, first, last, "result", (), qualifier)
    return None


def last_state(rows: Sequence[Observation], unit: str, doubted: Collection[int] = ()) -> Reached | None:
    """The newest figure of a stock in a unit, of those not in doubt; an actual one before an estimate."""
    sound = [row for row in rows if row.unit == unit and row.pk not in doubted and (row.value or 0) >= 0]
    newest = max(
        sound, key=lambda row: (row.period_latest, row.status == Observation.Status.ACTUAL, row.pk), default=None
    )
    return reached_by(newest) if newest is not None else None


def last_rate(target: Target, rows: Sequence[Observation]) -> Reached | None:
    """The newest figure of a rate for days from the beginning of a target's period, as for its first six months."""
    first, _last = days_of(target)
    begun = [row for row in rows if row.unit == target.unit and row.period_earliest == first]
    newest = max(
        begun, key=lambda row: (row.period_latest, row.status == Observation.Status.ACTUAL, row.pk), default=None
    )
    return reached_by(newest) if newest is not None else None


def baseline_of(target: Target, rows: Sequence[Observation]) -> Baseline | None:
    """What a target sets out from: as its plan states it, else the figure on record of the year before its period."""
    if target.baseline_value is not None:
        return Baseline(target.baseline_value, target.unit, target.baseline_period, is_stated=True)
    years = years_of(target)
    if years is None:
        return None
    before = years.start - 1
    mine = [row for row in rows if row.unit == target.unit]
    spans = {row.pk: span_of_months(row) for row in mine}
    found = [row for row in mine if spans[row.pk] == (before, 1, 12)]
    if kind_of(target) == Indicator.Accumulation.STOCK and not found:
        found = [row for row in mine if row.period_latest is not None and row.period_latest.year == before][-1:]
    row = min(found, key=lambda row: (row.status != Observation.Status.ACTUAL, row.pk), default=None)
    if row is None or row.value is None or row.is_disputed:
        return None
    return Baseline(row.value, row.unit, row.period, is_stated=False, of=(row,))
