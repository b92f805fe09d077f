"""What the registers hold of a period: how many records surely, how many perhaps, and what stands beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from proxeny.checks.recorded.measures import Measure

ZERO = Decimal(0)


@dataclass(frozen=True)
class Span:
    """The days of a stated total, and the unit that it is in."""

    first: date
    last: date
    unit: str = "count"


@dataclass(frozen=True)
class Held:
    """What is recorded of a span: between ``certain`` (the whole date lies in it) and ``possible`` (a day of it may).

    ``unvalued`` records have no amount in the unit, so that a sum may be more; ``left_out`` are planned, cancelled or
    refused and do not count.
    """

    certain: Decimal = ZERO
    possible: Decimal = ZERO
    unvalued: int = 0
    left_out: int = 0

    @property
    def low(self) -> Decimal:
        """The least that the records make."""
        return self.certain

    @property
    def high(self) -> Decimal | None:
        """The most; ``None`` where records without an amount leave it open."""
        return None if self.unvalued else self.possible


@dataclass(frozen=True)
class _Days:
    """Records with the same days, of one unit where they are summed."""

    first: date | None
    last: date | None
    unit: str
    number: int
    amount: Decimal
    valued: int
    left_out: int


Wanted = Mapping[Measure, Sequence[Span]]


def held(wanted: Wanted, *, visible_to: Any, partner: Any = None) -> dict[tuple[Measure, Span], Held]:
    """What the registers hold of each span, as far as a person may see it; of one partner, if one is given.

    One SQL query for each register and way of counting, however many measures, spans and records.
    """
    groups: dict[tuple[str, str, str, bool], list[Measure]] = defaultdict(list)
    for measure in wanted:
        if measure.counts != "ledger":
            groups[measure.register, measure.date, measure.counts, measure.is_stock].append(measure)
    found: dict[tuple[Measure, Span], Held] = {}
    for (_register, day, counts, is_stock), group in groups.items():
        rows = group[0].kept_in.visible_to(visible_to).order_by()
        if partner is not None:
            rows = rows.filter(**{group[0].partner_field: partner.pk})
        spans = {measure: wanted[measure] for measure in group}
        if is_stock:
            found |= _standing(rows, day, spans)
        else:
            for measure, days in _by_days(rows, day, spans, is_sum=counts == "sum").items():
                found |= {(measure, span): _within(measure, days, span) for span in wanted[measure]}
    return found


def _standing(rows: QuerySet[Any], day: str, wanted: Wanted) -> dict[tuple[Measure, Span], Held]:
    """Stocks on the last day of each span. One SQL query."""
    asked: dict[str, Any] = {}
    for number, (measure, spans) in enumerate(wanted.items()):
        for place, span in enumerate(spans):
            until: Any = Q(**{f"{day}_latest__lte": span.last}) if day else Q()
            perhaps: Any = Q(**{f"{day}_earliest__lte": span.last}) | until if day else Q()
            asked[f"certain_{number}_{place}"] = Count("pk", filter=measure.counting & until)
            asked[f"possible_{number}_{place}"] = Count("pk", filter=measure.counting & perhaps)
    counted = rows.aggregate(**asked) if asked else {}
    return {
        (measure, span): Held(
            Decimal(counted[f"certain_{number}_{place}"]), Decimal(counted[f"possible_{number}_{place}"])
        )
        for number, (measure, spans) in enumerate(wanted.items())
        for place, span in enumerate(spans)
    }


def _by_days(rows: QuerySet[Any], day: str, wanted: Wanted, *, is_sum: bool) -> dict[Measure, list[_Days]]:
    """The records of all spans by their days, each measure counted in the same query."""
    spans = [span for found in wanted.values() for span in found]
    if not spans:
        return {measure: [] for measure in wanted}
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    begins, ends = f"{day}_earliest", f"{day}_latest"
    asked: dict[str, Any] = {}
    for number, measure in enumerate(wanted):
        asked[f"number_{number}"] = Count("pk", filter=measure.counting)
        if measure.apart is not None:
            asked[f"apart_{number}"] = Count("pk", filter=measure.of_kind & measure.apart)
        if is_sum:
            asked[f"amount_{number}"] = Sum("value", filter=measure.counting)
            asked[f"valued_{number}"] = Count("value", filter=measure.counting)
    by = (begins, ends, "unit") if is_sum else (begins, ends)
    found: dict[Measure, list[_Days]] = {measure: [] for measure in wanted}
    for row in rows.filter(_meets(day, first, last)).values(*by).annotate(**asked):
        for number, measure in enumerate(wanted):
            found[measure].append(
                _Days(
                    row[begins], row[ends], row.get("unit", ""),
                    row[f"number_{number}"], row.get(f"amount_{number}") or ZERO, row.get(f"valued_{number}", 0),
                    row.get(f"apart_{number}", 0),
                )
            )  # fmt: skip
    return found


def _meets(day: str, first: date, last: date) -> Q:
    """Whether a record's date has a day between two; an open end does not spread over the years after or before."""
    begins, ends = f"{day}_earliest", f"{day}_latest"
    known = Q(**{f"{begins}__lte": last, f"{ends}__gte": first})
    since = Q(**{f"{ends}__isnull": True, f"{begins}__range": (first, last)})
    until = Q(**{f"{begins}__isnull": True, f"{ends}__range": (first, last)})
    return known | since | until


def days_of(measure: Measure, span: Span) -> Q:
    """The records whose days a count takes in, surely or perhaps."""
    if not measure.date:
        return Q()
    if measure.is_stock:
        return Q(**{f"{measure.date}_earliest__lte": span.last}) | Q(**{f"{measure.date}_latest__lte": span.last})
    if measure.is_whole:
        return Q(**{f"{measure.date}_earliest__gte": span.first, f"{measure.date}_latest__lte": span.last})
    return _meets(measure.date, span.first, span.last)


def _within(measure: Measure, days: Iterable[_Days], span: Span) -> Held:
    is_sum = measure.counts == "sum"
    certain = possible = ZERO
    unvalued = left_out = 0
    for one in days:
        begins, ends = one.first or one.last, one.last or one.first
        if begins is None or ends is None or ends < span.first or begins > span.last:
            continue
        is_certain = one.first is not None and one.last is not None and span.first <= begins and ends <= span.last
        if measure.is_whole and not is_certain:
            continue
        left_out += one.left_out
        if is_sum and one.unit != span.unit:
            unvalued += one.number
            continue
        amount = one.amount if is_sum else Decimal(one.number)
        unvalued += one.number - one.valued if is_sum else 0
        possible += amount
        certain += amount if is_certain else ZERO
    return Held(certain, possible, unvalued, left_out)
