"""The page of an indicator: month, year to date and year in tables of their own, with what is computed from them.

A computed figure is marked as computed and names what it rests on; what cannot be sound (a negative stock, a month that
is missing, two currencies, a disputed base) is marked and nothing is computed of it.
"""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max, Min
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from proxeny.documents.models import Conflict, Statement
from proxeny.indicators import computed, queries
from proxeny.indicators.computed import Computed
from proxeny.indicators.models import Indicator, Observation
from proxeny.indicators.queries import Behind
from proxeny.partners.models import Partner

YEARS_SHOWN = 10
POPULATION = "population"
# In the order in which a page shows them.
SCOPES: dict[str, str | Promise] = {
    "year": pgettext_lazy("series", "Years"),
    "to_date": pgettext_lazy("series", "From the beginning of the year"),
    "month": pgettext_lazy("series", "Months"),
    "other": pgettext_lazy("series", "Other periods"),
}


@dataclass(frozen=True)
class Vintages:
    """What one publisher said of a figure: the newest, and what it said before, the newest of those first."""

    publisher: str
    newest: Statement
    earlier: tuple[Statement, ...]


@dataclass
class Row:
    """A period of a series: stated (``behind``), or computed of other periods (``figure``).

    ``marks`` say what is wrong with it. ``as_of`` is the last day that the figure speaks of.
    """

    period: str
    first: date | None
    last: date | None
    behind: Behind | None = None
    figure: Computed | None = None
    growth: Computed | None = None
    share: Computed | None = None
    per_head: Computed | None = None
    converted: Computed | None = None
    beside: Observation | None = None
    vintages: tuple[Vintages, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    marks: list[str] = field(default_factory=list)

    @property
    def as_of(self) -> date | None:
        """The last day that it speaks of."""
        return self.last

    @property
    def is_amber(self) -> bool:
        """Whether it is disputed: its own sources disagree, or it does not go with other figures."""
        return bool(self.conflicts) or (self.behind is not None and self.behind.observation.is_disputed)


@dataclass
class Table:
    """The rows of one scope, the latest first; ``missing`` says which months have no figure where others have."""

    scope: str
    title: str
    rows: list[Row]
    missing: list[str] = field(default_factory=list)


@dataclass
class Series:
    """The page of an indicator, of a partner or the city as a whole, over the years ``first`` to ``last``."""

    tables: list[Table]
    behind: list[Behind]
    first: int | None
    last: int | None
    earlier: int | None
    later: int | None
    currencies: list[str]
    has: dict[str, bool]


def scope_of(first: date | None, last: date | None) -> str:
    """Year, year to date, month or other, by the days of a period."""
    if first is None or last is None:
        return "other"
    is_end = last.day == calendar.monthrange(last.year, last.month)[1]
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return "year"
    if first.day == 1 and is_end and (first.year, first.month) == (last.year, last.month):
        return "month"
    if (first.month, first.day) == (1, 1) and is_end and first.year == last.year:
        return "to_date"
    return "other"


def series_of(
    indicator: Indicator,
    partner: Partner | None,
    *,
    visible_to: Any,
    until: int | None = None,
    currency: str = "",
    beside: Indicator | None = None,
) -> Series:
    """The tables of an indicator over ten years up to ``until`` (the latest on record if left out).

    ``currency`` converts amounts at the rates of their own periods; ``beside`` sets another indicator of the same
    partner beside each period. At most eleven SQL queries, however many observations there are.
    """
    own = Observation.objects.visible_to(visible_to).filter(indicator=indicator, partner=partner)
    ends = own.order_by().aggregate(first=Min("period_earliest"), last=Max("period_latest"))
    if ends["last"] is None:
        found = queries.series(indicator, partner, visible_to=visible_to)
        rows = [Row(one.observation.period, one.observation.period_earliest, None, one) for one in found]
        tables = [Table("other", str(SCOPES["other"]), rows)] if rows else []
        return Series(tables, found, None, None, None, None, [], {})
    newest, oldest = ends["last"].year, (ends["first"] or ends["last"]).year
    last = min(until, newest) if until is not None else newest
    first = last - YEARS_SHOWN + 1
    # the year before the window is fetched for the growth of its first year, and not shown
    found = queries.series(indicator, partner, visible_to=visible_to, years=(first - 1, last))
    context = _Context(indicator, partner, visible_to, first - 1, last, currency, beside)
    shown = [one for one in found if _ends_in(one.observation, first)]
    conflicts = queries.conflicts_behind(shown, visible_to=visible_to)
    rows = [_stated(one, context, conflicts) for one in shown]
    rows += _computed_rows(found, shown, context, first, last)
    _mark_currencies(rows)
    tables = _tables(rows, indicator)
    names = ("growth", "share", "per_head", "converted", "beside")
    return Series(
        tables, shown, first, last,
        first - 1 if oldest < first else None, min(last + YEARS_SHOWN, newest) if last < newest else None,
        sorted({one.observation.unit for one in shown}),
        {name: any(getattr(row, name) is not None for row in rows) for name in names},
    )  # fmt: skip


def _ends_in(row: Observation, first: int) -> bool:
    return row.period_latest is None or row.period_latest.year >= first


class _Context:
    """What rows are computed with, fetched once: the city's own figures, population, rates, another indicator."""

    def __init__(
        self,
        indicator: Indicator,
        partner: Partner | None,
        visible_to: Any,
        first: int,
        last: int,
        currency: str,
        beside: Indicator | None,
    ) -> None:
        self.indicator, self.currency = indicator, currency
        seen = (
            Observation.objects.visible_to(visible_to)
            .filter(period_latest__gte=date(first, 1, 1), period_latest__lte=date(last, 12, 31))
            .exclude(status=Observation.Status.TARGET)
            .select_related("indicator", "partner")
        )
        city = seen.filter(partner=None, area=settings.PROXENY_HOME, label="", definition="")
        is_money = indicator.unit == "money"
        self.wholes = _by_days(city.filter(indicator=indicator)) if partner is not None else {}
        self.population: dict[int, Observation] = {}
        if is_money and partner is None and indicator.accumulation == Indicator.Accumulation.FLOW:
            for row in city.filter(indicator=POPULATION).order_by("period_latest", "pk"):
                assert row.period_latest is not None
                self.population[row.period_latest.year] = row
        self.rates: list[Observation] = []
        if currency and is_money:
            self.rates = list(
                seen.filter(indicator=computed.EXCHANGE_RATE, partner=None, is_disputed=False, value__gt=0)
            )
        self.beside: dict[tuple[date | None, date | None], Observation] = {}
        if beside is not None:
            rows = seen.filter(indicator=beside, partner=partner, label="", definition="")
            self.beside = _by_days(rows)

    def rate(self, unit: str, first: date, last: date) -> Observation | None:
        """The rate of the shortest period on record that has all the days, as ``computed.rate`` finds it."""
        covering = [
            row
            for row in self.rates
            if row.unit == unit and row.period_earliest and row.period_latest
            and row.period_earliest <= first and row.period_latest >= last
        ]  # fmt: skip
        return min(covering, key=computed.length_of, default=None)


def _by_days(rows: Iterable[Observation]) -> dict[tuple[date | None, date | None], Observation]:
    found: dict[tuple[date | None, date | None], Observation] = {}
    for row in sorted(rows, key=lambda row: (row.status != Observation.Status.ACTUAL, row.pk or 0)):
        found.setdefault((row.period_earliest, row.period_latest), row)
    return found


def _stated(one: Behind, context: _Context, conflicts: Mapping[int, tuple[Conflict, ...]]) -> Row:
    row = one.observation
    made = Row(row.period, row.period_earliest, row.period_latest, one, marks=_wrong(row, context.indicator))
    made.vintages = vintages(one.statements)
    made.conflicts = conflicts.get(row.pk, ())
    is_sound = not row.is_disputed and not made.marks
    if is_sound and row.status != Observation.Status.TARGET:
        if one.before is not None and not one.before.is_disputed and row.unit != "%":
            made.growth = computed.growth(row, one.before)
        whole = context.wholes.get((row.period_earliest, row.period_latest))
        is_rate = context.indicator.accumulation == Indicator.Accumulation.RATE
        if whole is not None and not whole.is_disputed and not is_rate:
            made.share = computed.share(row, whole)
        if scope_of(made.first, made.last) == "year" and made.last is not None:
            people = context.population.get(made.last.year)
            made.per_head = computed.per_head(row, people) if people is not None and not people.is_disputed else None
        made.converted = _converted(row, context)
    made.beside = context.beside.get((row.period_earliest, row.period_latest))
    return made


def _converted(row: Observation, context: _Context) -> Computed | None:
    if not context.currency or row.unit == context.currency or row.high is not None:
        return None
    return computed.converted_at(row, context.currency, context.rate)


def vintages(statements: Sequence[Statement]) -> tuple[Vintages, ...]:
    """Statements by publisher: the newest of each, with what it said before. In the order of the newest."""
    by_publisher: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        by_publisher[one.document.publisher or f"#{one.document_id}"].append(one)
    found = []
    for said in by_publisher.values():
        ordered = sorted(said, key=lambda one: (one.document.published_earliest or date.min, one.pk), reverse=True)
        found.append(Vintages(ordered[0].document.publisher, ordered[0], tuple(ordered[1:])))
    return tuple(found)


def _wrong(row: Observation, indicator: Indicator) -> list[str]:
    """What a single figure cannot be."""
    if row.value is None or row.value >= 0 or row.unit == "%":
        return []
    if indicator.accumulation == Indicator.Accumulation.STOCK:
        return [_("A stock below nought: nothing is computed of it. Look at the source.")]
    if row.unit == "count":
        return [_("A number below nought: nothing is computed of it. Look at the source.")]
    return []


def _computed_rows(
    found: Sequence[Behind], shown: Sequence[Behind], context: _Context, first: int, last: int
) -> list[Row]:
    """Months between two years to date, and years of their parts, where nobody states them. Flows only."""
    if context.indicator.accumulation != Indicator.Accumulation.FLOW:
        return []
    home = [one.observation for one in found if one.observation.area == settings.PROXENY_HOME]
    by_year: dict[int, list[Observation]] = defaultdict(list)
    for row in home:
        is_within = row.period_earliest and row.period_latest and row.period_earliest.year == row.period_latest.year
        if is_within and not _wrong(row, context.indicator):
            assert row.period_latest is not None
            by_year[row.period_latest.year].append(row)
    made = []
    for year in range(first, last + 1):
        rows = by_year[year]
        spans = [(date(year, month, 1), _end(year, month), f"{year}-{month:02}") for month in range(1, 13)]
        for begins, ends, period in [*spans, (date(year, 1, 1), date(year, 12, 31), str(year))]:
            figure = computed.over(rows, begins, ends) if rows else None
            if isinstance(figure, Computed):
                made.append(Row(period, begins, ends, figure=figure, beside=context.beside.get((begins, ends))))
    return made


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _mark_currencies(rows: Iterable[Row]) -> None:
    """Where one period is stated in two currencies, say so: neither is set against the other."""
    units: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    stated = [row for row in rows if row.behind is not None]
    for row in stated:
        assert row.behind is not None
        units[row.first, row.last, row.behind.observation.area].add(row.behind.observation.unit)
    for row in stated:
        assert row.behind is not None
        others = units[row.first, row.last, row.behind.observation.area] - {row.behind.observation.unit}
        if others:
            words = _("Also stated in %(units)s: the two are not set against each other.")
            row.marks.append(words % {"units": ", ".join(sorted(others))})


def _tables(rows: Sequence[Row], indicator: Indicator) -> list[Table]:
    by_scope: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_scope[scope_of(row.first, row.last)].append(row)
    made = []
    for scope, title in SCOPES.items():
        if by_scope[scope]:
            ordered = sorted(by_scope[scope], key=_latest_first)
            made.append(Table(scope, str(title), ordered, _missing(scope, ordered, indicator)))
    return made


def _latest_first(row: Row) -> tuple[Any, ...]:
    status = row.behind.observation.status if row.behind is not None else ""
    last, first = row.last or date.max, row.first or date.min
    return (-last.toordinal(), -first.toordinal(), status)


def _missing(scope: str, rows: Sequence[Row], indicator: Indicator) -> list[str]:
    """Months without a figure in years that have most of theirs, and years without one between two that have."""
    if scope == "month":
        held = Counter(row.first.year for row in rows if row.first is not None)
        known = {(row.first.year, row.first.month) for row in rows if row.first is not None}
        return [
            date_format(date(year, month, 1), "YEAR_MONTH_FORMAT")
            for year in sorted(held)
            if held[year] >= 6
            for month in range(1, 13)
            if (year, month) not in known and any((year, later) in known for later in range(month + 1, 13))
        ]
    if scope == "year" and indicator.code != "other":
        told = [row for row in rows if row.behind is None or row.behind.observation.status != Observation.Status.TARGET]
        years = {row.last.year for row in told if row.last is not None}
        return [str(year) for year in range(min(years), max(years)) if year not in years] if years else []
    return []
