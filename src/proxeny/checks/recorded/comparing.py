"""Stated against recorded: the totals that sources state of a year, each beside what the registers hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import ExtractYear

from proxeny.checks.recorded.counting import Held, Span, days_of, held
from proxeny.checks.recorded.lines import Line
from proxeny.checks.recorded.measures import Measure, measures
from proxeny.checks.recorded.missing import add_hints
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.indicators.models import Indicator, Observation
from proxeny.investments import totals as ledger
from proxeny.partners.models import Partner

_STANDING = (Statement.Status.ACCEPTED, Statement.Status.CORRECTED)
_STATUSES = (Observation.Status.ACTUAL, Observation.Status.ESTIMATE)


def _totals_stated(*, visible_to: Any, partner: Partner | None, codes: Collection[str]) -> QuerySet[Observation]:
    return (
        Observation.objects.visible_to(visible_to)
        .filter(indicator__in=codes, area=settings.PROXENY_HOME, partner=partner, status__in=_STATUSES)
        .exclude(period_earliest=None)
        .exclude(value=None)
    )


def years_stated(*, visible_to: Any, partner: Partner | None = None) -> list[int]:
    """The years in which a total is stated of anything that the registers hold, the latest first. One SQL query."""
    stated = _totals_stated(visible_to=visible_to, partner=partner, codes=measures().keys())
    found = stated.order_by().annotate(year=ExtractYear("period_latest")).values_list("year", flat=True).distinct()
    return sorted((year for year in found if year is not None), reverse=True)


def of_year(
    year: int, *, visible_to: Any, partner: Partner | None = None, codes: Collection[str] = (), with_hints: bool = True
) -> list[Line]:
    """Each total that ends in a year, beside the records of its period; and measures of which none states the year.

    The gaps first, the greatest before. ``codes`` narrows the indicators, all if empty. Counted is what the person may
    see. At most 19 SQL queries with the hints on what is probably missing, however many records.
    """
    chosen = {code: measure for code, measure in measures().items() if not codes or code in codes}
    if partner is not None:  # the ledger sums the city, and the partner's own page breaks it down
        chosen = {code: one for code, one in chosen.items() if one.counts != "ledger" and one.partner_field}
    rows = list(
        _totals_stated(visible_to=visible_to, partner=partner, codes=chosen.keys())
        .filter(period_latest__range=(date(year, 1, 1), date(year, 12, 31)))
        .select_related("indicator", "low_stated", "high_stated")
        .order_by("indicator__order", "period_latest", "period_earliest", "pk")
    )
    names = _names(chosen)
    cited = documents.evidence_of_many(rows, visible_to=visible_to)
    lines = _counted(rows, chosen, names, year, visible_to=visible_to, partner=partner)
    if any(measure.counts == "ledger" for measure in chosen.values()):
        lines += _from_ledger(rows, chosen, names, year, visible_to=visible_to)
    for line in lines:
        if line.observation is not None:
            behind = cited.get(line.observation, {}).get("value", ())
            line.statements = tuple(one for one in behind if one.value is not None and one.status in _STANDING)
    if with_hints:
        add_hints([line for line in lines if line.is_gap], year, visible_to=visible_to, partner=partner)
    order = {"missing": 0, "more": 1, "apart": 2, "agrees": 3, "not_stated": 4}
    places = {code: place for place, code in enumerate(chosen)}
    return sorted(lines, key=lambda line: (order[line.verdict], -line.part, places[line.measure.indicator], line.last))


def gaps_of_year(year: int, *, visible_to: Any, codes: Collection[str] = ()) -> list[Line]:
    """The totals of a year that cannot be what is recorded, the greatest gap first, without looking for the cause.

    At most twelve SQL queries; for reports and tiles.
    """
    found = of_year(year, visible_to=visible_to, codes=codes, with_hints=False)
    return [line for line in found if line.is_gap]


def recorded_in_year(year: int, *, visible_to: Any, codes: Collection[str]) -> dict[str, Line]:
    """What is recorded of each indicator in a year, without asking what is stated. For tiles.

    One SQL query for the names and one for each register.
    """
    chosen = {code: one for code, one in measures().items() if code in codes and one.counts != "ledger"}
    names = _names(chosen)
    lines = _counted([], chosen, names, year, visible_to=visible_to, partner=None)
    return {line.measure.indicator: line for line in lines}


def _names(codes: Collection[str]) -> dict[str, str]:
    """What each indicator is called by itself: a part, which the catalogue leads in with dots, with its whole."""
    called: dict[str, str] = {}
    whole = ""
    for one in Indicator.objects.all():
        name = str(one)
        whole = whole if name.startswith("…") else name
        if one.code in codes:
            called[one.code] = f"{whole}, {name.removeprefix('…').strip()}" if name.startswith("…") else name
    return called


def _counted(
    rows: Sequence[Observation],
    chosen: dict[str, Measure],
    names: dict[str, str],
    year: int,
    *,
    visible_to: Any,
    partner: Partner | None,
) -> list[Line]:
    """The lines of registers whose records are counted or summed."""
    stated: dict[str, list[tuple[Observation | None, str, Span]]] = defaultdict(list)
    for row in rows:
        measure = chosen[row.indicator_id]
        if measure.counts == "ledger" or (measure.counts == "number" and row.unit != "count"):
            continue
        assert row.period_earliest is not None
        assert row.period_latest is not None
        stated[row.indicator_id].append((row, row.period, Span(row.period_earliest, row.period_latest, row.unit)))
    whole = Span(date(year, 1, 1), date(year, 12, 31))
    for code, measure in chosen.items():
        is_stated = any(span.first == whole.first and span.last == whole.last for _row, _period, span in stated[code])
        if measure.counts == "number" and not is_stated and not (measure.is_stock and stated[code]):
            stated[code].append((None, str(year), whole))
    wanted = {chosen[code]: [span for _row, _period, span in found] for code, found in stated.items() if found}
    counted = held(wanted, visible_to=visible_to, partner=partner)
    return [
        Line(
            chosen[code], names.get(code, code), period, span, counted[chosen[code], span],
            _address(chosen[code], year, partner), row,
        )
        for code, found in stated.items()
        for row, period, span in found
        if row is not None or counted[chosen[code], span].possible
    ]  # fmt: skip


def _address(measure: Measure, year: int, partner: Partner | None) -> str:
    found = measure.address(year)
    if partner is None:
        return found
    return f"{found}{'&' if '?' in found else '?'}partner={partner.reference}"


def _from_ledger(
    rows: Iterable[Observation], chosen: dict[str, Measure], names: dict[str, str], year: int, *, visible_to: Any
) -> list[Line]:
    """The lines of the ledger of capital, a pass over it for each currency that something is stated in."""
    mine = {row.pk: row for row in rows if chosen[row.indicator_id].counts == "ledger"}
    units = sorted({row.unit for row in mine.values() if row.unit != "count"}) or ["USD"]
    lines: dict[int, Line] = {}
    for unit in units if mine else ():
        for period in ledger.totals(year, visible_to=visible_to, unit=unit).lines:
            for cell in period.cells:
                for published in cell.published:
                    row = mine.get(published.observation.pk)
                    if row is None or row.pk in lines:
                        continue
                    unvalued = 0 if published.is_number else cell.recorded.unvalued
                    amount = Decimal(published.recorded)
                    code = row.indicator_id
                    lines[row.pk] = Line(
                        chosen[code], names[code], row.period, Span(period.first, period.last, published.unit),
                        Held(amount, amount, unvalued), cell.url, row,
                    )  # fmt: skip
    return list(lines.values())


def line_of(observation: Observation, *, visible_to: Any) -> Line | None:
    """The line of one stated total; ``None`` where the registers do not hold what it counts."""
    last = observation.period_latest
    is_held = observation.indicator_id in measures() and observation.area == settings.PROXENY_HOME
    if not is_held or observation.status not in _STATUSES or observation.period_earliest is None or last is None:
        return None
    found = of_year(
        last.year, visible_to=visible_to, partner=observation.partner, codes=(observation.indicator_id,),
        with_hints=False,
    )  # fmt: skip
    return next((line for line in found if line.observation == observation), None)


def records_of(line: Line, *, visible_to: Any, partner: Partner | None = None) -> QuerySet[Any] | None:
    """The records that a line counts, surely or perhaps, in time; ``None`` for the ledger, which has its own page."""
    measure = line.measure
    if measure.counts == "ledger":
        return None
    rows = measure.kept_in.visible_to(visible_to).filter(measure.counting)
    if partner is not None:
        rows = rows.filter(**{measure.partner_field: partner.pk})
    by = (f"{measure.date}_earliest", "pk") if measure.date else ("pk",)
    return rows.filter(days_of(measure, line.span)).order_by(*by)
