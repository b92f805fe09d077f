"""Totals of the ledger by month, year to date and year, beside what is published for the same period.

Month, year to date and year are never mixed: a movement counts in a period only if its whole date lies in it, and a
published figure is set beside the sum of its own period and no other.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from proxeny.core.wording import in_words
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.documents import comparison
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.indicators.models import Observation
from proxeny.investments.ledgers import ADDED, DISBURSED, NEW, REDUCED, REVOKED, SHARE_PURCHASE
from proxeny.investments.models import CapitalMovement

ZERO = Decimal(0)


@dataclass(frozen=True)
class Heading:
    """One column: the movements that it sums, and the indicators that publish the same, of capital and of number."""

    key: str
    label: str | Promise
    kinds: tuple[str, ...]
    capital: str = ""
    number: str = ""


HEADINGS = (
    Heading("new", gettext_lazy("New"), (NEW,), "fdi_new_registered", "fdi_projects_new"),
    Heading("added", gettext_lazy("Added"), (ADDED,), "fdi_added", ""),
    Heading("purchased", gettext_lazy("By share purchase"), (SHARE_PURCHASE,), "fdi_share_purchases", ""),
    Heading("all", gettext_lazy("All three"), (NEW, ADDED, SHARE_PURCHASE), "fdi_registered", ""),
    Heading("taken", gettext_lazy("Reduced or revoked"), (REDUCED, REVOKED)),
    Heading("disbursed", gettext_lazy("Disbursed"), (DISBURSED,), "fdi_disbursed", ""),
)
_BY_INDICATOR = {heading.capital: (heading, False) for heading in HEADINGS if heading.capital} | {
    heading.number: (heading, True) for heading in HEADINGS if heading.number
}


@dataclass(frozen=True)
class Recorded:
    """What the ledger holds of a period: how many movements, their sum, how many of them without an amount."""

    number: int = 0
    amount: Decimal = ZERO
    unvalued: int = 0

    def __add__(self, other: Recorded) -> Recorded:
        return Recorded(
            self.number + other.number, self.amount + other.amount, self.unvalued + other.unvalued
        )


@dataclass(frozen=True)
class Published:
    """A published figure of a period beside the ledger's: ``difference`` is published less recorded."""

    heading: Heading
    is_number: bool
    observation: Observation
    statement: Statement
    recorded: Decimal

    @property
    def unit(self) -> str:
        """Of both figures."""
        return "count" if self.is_number else self.statement.unit

    @property
    def difference(self) -> Decimal:
        """What is published and not recorded; negative where more is recorded."""
        return (self.statement.value or ZERO) - self.recorded

    @property
    def size(self) -> Decimal:
        """The difference without its sign."""
        return abs(self.difference)

    @property
    def agrees(self) -> bool:
        """Whether the published figure, rounded and qualified as it is, can be the recorded sum."""
        figure = documents.figure_of(self.statement)
        if figure is None:
            return True
        found = comparison.interval(figure)
        return (found.low is None or found.low <= self.recorded) and (
            found.high is None or self.recorded <= found.high
        )

    @property
    def publisher(self) -> str:
        """Who says so."""
        return self.statement.document.publisher or str(self.statement.document)

    @property
    def sentence(self) -> str:
        """What is probably missing, or entered twice."""
        language = get_language() or "en"
        when = edtf_in_words(self.observation.period, language)
        stated = in_words(
            self.statement.value or ZERO, self.unit, language, qualifier=self.statement.qualifier,
            high=self.statement.high,
        ).sentence  # fmt: skip
        here, gap = (in_words(abs(one), self.unit, language).text for one in (self.recorded, self.difference))
        said = {"when": when, "what": self.heading.label, "who": self.publisher, "stated": stated, "here": here,
                "gap": gap}  # fmt: skip
        if self.is_number and self.difference > 0:
            words = _("%(when)s: %(who)s states %(stated)s new projects, %(here)s recorded: %(gap)s probably missing.")
        elif self.difference > 0:
            words = _("%(when)s, %(what)s: %(who)s states %(stated)s, %(here)s recorded: %(gap)s probably missing.")
        else:
            words = _(
                "%(when)s, %(what)s: %(who)s states %(stated)s, %(here)s recorded, which is %(gap)s more: entered "
                "twice, or counted in another month?"
            )
        return words % said


@dataclass
class Cell:
    """A sum of the ledger with what is published beside it."""

    heading: Heading
    recorded: Recorded
    url: str
    published: list[Published] = field(default_factory=list)


@dataclass
class Line:
    """One period: ``scope`` is ``month``, ``to_date``, ``year`` or ``other``; ``period`` is EDTF."""

    scope: str
    period: str
    first: date
    last: date
    cells: list[Cell]


@dataclass
class Totals:
    """A year of the ledger in one currency, beside what is published."""

    year: int
    unit: str
    units: list[str]
    lines: list[Line]
    spanning: int
    spanning_url: str

    def of(self, scope: str) -> list[Line]:
        """The lines of a scope, in time."""
        return [line for line in self.lines if line.scope == scope]

    @property
    def months(self) -> list[Line]:
        """Each month by itself."""
        return self.of("month")

    @property
    def to_date(self) -> list[Line]:
        """From the beginning of the year to the end of each month."""
        return self.of("to_date")

    @property
    def years(self) -> list[Line]:
        """The year."""
        return self.of("year")

    @property
    def others(self) -> list[Line]:
        """Other periods for which something is published, as a quarter."""
        return self.of("other")

    @property
    def published(self) -> Iterator[Published]:
        """Every published figure of the year, once."""
        for line in self.lines:
            for cell in line.cells:
                yield from cell.published

    @property
    def gaps(self) -> list[Published]:
        """Where a published figure cannot be the recorded sum."""
        return [one for one in self.published if not one.agrees]


Buckets = dict[str, list[tuple[date, date, Recorded]]]


def _buckets(year: int, visible_to: Any) -> tuple[dict[str, Buckets], dict[str, int]]:
    """By currency: the movements of a year by kind and date, summed by the database; how many reach over its ends.

    Two SQL queries.
    """
    begins, ends = date(year, 1, 1), date(year, 12, 31)
    seen = CapitalMovement.objects.visible_to(visible_to).order_by()
    rows = (
        seen.filter(date_earliest__gte=begins, date_earliest__lte=ends)
        .values("unit", "kind", "date_earliest", "date_latest")
        .annotate(number=Sum("count"), amount=Sum("value"), rows=Count("pk"), valued=Count("value"))
    )
    found: dict[str, Buckets] = defaultdict(lambda: defaultdict(list))
    spanning: dict[str, int] = defaultdict(int)
    for row in rows:
        first, last = row["date_earliest"], row["date_latest"]
        if first is None or last is None or last > ends:
            spanning[row["unit"]] += row["rows"]
            continue
        recorded = Recorded(row["number"], row["amount"] or ZERO, row["rows"] - row["valued"])
        found[row["unit"]][row["kind"]].append((first, last, recorded))
    over = CapitalMovement.objects.filter(date_earliest__lt=begins, date_latest__gte=begins).order_by()
    from_before = seen.filter(pk__in=over.values("pk"))  # few, and found by their days alone
    for held, number in from_before.values_list("unit").annotate(rows=Count("pk")):
        spanning[held] += number
    return found, spanning


def _sum(buckets: Buckets, heading: Heading, first: date, last: date) -> Recorded:
    held = (
        recorded
        for kind in heading.kinds
        for began, ended, recorded in buckets.get(kind, ())
        if first <= began and ended <= last
    )
    return sum(held, Recorded())


@lru_cache(maxsize=512)
def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def scope_of(first: date, last: date) -> str:
    """What sort of period two days of one year bound."""
    is_end = last == _last_of(last.year, last.month)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return "year"
    if first.day == 1 and is_end and first.month == last.month:
        return "month"
    if (first.month, first.day) == (1, 1) and is_end:
        return "to_date"
    return "other"


def ledger_url(unit: str, kinds: Iterable[str], first: date, last: date) -> str:
    """The list of the movements that a sum counts."""
    query = {"kind": list(kinds), "from": first.isoformat(), "to": last.isoformat(), "unit": unit}
    return f"{reverse('investments-ledger')}?{urlencode(query, doseq=True)}"


def _observed(year: int, unit: str, visible_to: Any) -> list[tuple[Observation, Statement]]:
    """What is published of the city for periods of a year, one row for each source. Three SQL queries at most."""
    rows = list(
        Observation.objects.visible_to(visible_to)
        .filter(
            indicator__in=list(_BY_INDICATOR),
            area=settings.PROXENY_HOME,
            partner=None,
            label="",
            status__in=[Observation.Status.ACTUAL, Observation.Status.ESTIMATE],
            period_earliest__gte=date(year, 1, 1),
            period_latest__lte=date(year, 12, 31),
        )
        .order_by("period_latest", "period_earliest", "pk")
    )
    cited = documents.evidence_of_many(rows, visible_to=visible_to)
    standing = (Statement.Status.ACCEPTED, Statement.Status.CORRECTED)
    return [
        (row, statement)
        for row in rows
        for statement in cited.get(row, {}).get("value", ())
        if statement.value is not None
        and statement.status in standing
        and (_BY_INDICATOR[row.indicator_id][1] or statement.unit == unit)
    ]


def totals(year: int, *, visible_to: Any, unit: str = "USD", until: date | None = None) -> Totals:
    """The months, years to date and the year of the ledger, beside what is published. Four SQL queries, six at most.

    Months still to come on ``until`` (today) are left out.
    """
    today = until or timezone.localdate()
    of_units, spanning = _buckets(year, visible_to)
    buckets = of_units.get(unit, {})
    months = 12 if year < today.year else today.month if year == today.year else 0
    lines: dict[tuple[date, date], list[Line]] = defaultdict(list)

    def line(scope: str, period: str, first: date, last: date) -> None:
        cells = [
            Cell(heading, _sum(buckets, heading, first, last), ledger_url(unit, heading.kinds, first, last))
            for heading in HEADINGS
        ]
        lines[first, last].append(Line(scope, period, first, last, cells))

    for month in range(1, months + 1):
        line("month", f"{year}-{month:02}", date(year, month, 1), _last_of(year, month))
    for month in range(1, months + 1):
        line("to_date", f"{year}-01/{year}-{month:02}", date(year, 1, 1), _last_of(year, month))
    line("year", str(year), date(year, 1, 1), date(year, 12, 31))
    for observation, statement in _observed(year, unit, visible_to):
        first, last = observation.period_earliest, observation.period_latest
        assert first is not None
        assert last is not None
        if (first, last) not in lines:
            line(scope_of(first, last), observation.period, first, last)
        _beside(lines[first, last], observation, statement)
    units = sorted({unit, *of_units, *spanning})
    ordered = sorted((one for group in lines.values() for one in group), key=lambda one: (one.last, one.first))
    return Totals(
        year, unit, units, ordered, spanning.get(unit, 0),
        f"{reverse('investments-ledger')}?{urlencode({'unit': unit, 'spanning': year})}",
    )  # fmt: skip


def _beside(lines: list[Line], observation: Observation, statement: Statement) -> None:
    """Set a published figure beside the sum of its period; where two lines have the period, beside the more telling:
    a year is read as the year, January as the month."""
    heading, is_number = _BY_INDICATOR[observation.indicator_id]
    order = {"year": 0, "month": 1, "to_date": 2, "other": 3}
    chosen = min(lines, key=lambda one: order[one.scope])
    cell = next(cell for cell in chosen.cells if cell.heading is heading)
    recorded = Decimal(cell.recorded.number) if is_number else cell.recorded.amount
    cell.published.append(Published(heading, is_number, observation, statement, recorded))
