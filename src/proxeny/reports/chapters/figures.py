"""The city's observed figures for the period of a report and the same days a year before.

Month, months to date and year are never mixed: a figure stands only for the days that it was stated for, or is computed
for them by ``indicators.computed``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from proxeny.documents.models import BY_PUBLICATION, Citation, Conflict, Statement
from proxeny.indicators import computed
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.models import Partner
from proxeny.reports.periods import Period


@dataclass(frozen=True)
class Found:
    """The figure of an indicator for a period: stated (``row``), or computed of other figures (``made``).

    ``statements`` are what it rests on as far as the person may see; ``conflict`` is the kind of an open disagreement,
    ``low`` and ``high`` the ends of a disputed range where the person may see both.
    """

    row: Observation | None
    made: computed.Computed | None
    statements: tuple[Statement, ...]
    conflict: str = ""
    low: Statement | None = None
    high: Statement | None = None

    @property
    def value(self) -> Any:
        """In base units."""
        return self.row.value if self.row is not None else self.made.value if self.made is not None else None

    @property
    def unit(self) -> str:
        """ISO 4217, ``%`` or ``count``."""
        return self.row.unit if self.row is not None else self.made.unit if self.made is not None else ""

    @property
    def qualifier(self) -> str:
        """How exact it is."""
        return str(self.row.qualifier if self.row is not None else self.made.qualifier if self.made else "exact")

    @property
    def is_plain(self) -> bool:
        """One exact, undisputed number, fit to be compared."""
        return (
            self.value is not None
            and self.qualifier == "exact"
            and (self.row is None or self.row.high is None)
            and not self.conflict
        )

    @property
    def publisher(self) -> str:
        """Who says so: of the sources, the earliest that gives this very value."""
        for statement in self.statements:
            if statement.value == self.value:
                return str(statement.document.publisher or statement.document)
        return str(self.statements[0].document.publisher) if self.statements else ""


class Observed:
    """What is observed of the city (or of one partner) in the years of a period and the year before.

    Three SQL queries, four where the person may see closed values.
    """

    def __init__(self, period: Period, *, visible_to: Any, partner: Partner | None = None) -> None:
        self.period = period
        found = Observation.objects.visible_to(visible_to).filter(
            period_latest__gte=date(period.before.first.year, 1, 1),
            period_latest__lte=date(period.last.year, 12, 31),
            label="",
        )
        if partner is None:
            found = found.filter(partner=None, area=settings.PROXENY_HOME)
        else:
            found = found.filter(partner=partner)
        self.rows: list[Observation] = list(
            found.exclude(value=None)
            .select_related("indicator")
            .defer("folded", "note")
            .order_by("period_latest", "pk")
        )
        self._by_code: dict[str, list[Observation]] = defaultdict(list)
        for row in self.rows:
            self._by_code[row.indicator_id].append(row)
        self._statements = statements_of_values(self.rows, visible_to=visible_to)
        self._conflicts = open_conflicts(self.rows, visible_to=visible_to)

    def over(self, code: str, period: Period | None = None, *, unit: str = "") -> Found | None:
        """The figure of an indicator over a period (the report's own): stated for those days, or soundly computed."""
        asked = period or self.period
        rows = [row for row in self._by_code[code] if not unit or row.unit == unit]
        found = computed.over(rows, asked.first, asked.last)
        if isinstance(found, Observation):
            return self.of(found)
        return self._of_computed(found) if found is not None else None

    def standing(self, code: str, period: Period | None = None) -> Found | None:
        """A stock, rate or rank: of the period if one is stated, else the latest of a single day in it."""
        asked = period or self.period
        rows = [
            row
            for row in self._by_code[code]
            if row.status != Observation.Status.TARGET and not row.definition and row.period_latest is not None
        ]
        exact = [row for row in rows if (row.period_earliest, row.period_latest) == (asked.first, asked.last)]
        days = [
            row
            for row in rows
            if row.period_earliest == row.period_latest
            and asked.first <= (row.period_latest or date.max) <= asked.last
        ]
        is_stock = bool(rows) and rows[0].indicator.accumulation == Indicator.Accumulation.STOCK
        chosen = min(exact, key=_actual_first, default=None) or (days[-1] if days and is_stock else None)
        return self.of(chosen) if chosen is not None else None

    def of(self, row: Observation) -> Found:
        """One observation with what stands behind it."""
        said = self._statements.get(row.pk, ())
        by_key = {statement.pk: statement for statement in said}
        conflict = self._conflicts.get(row.pk, "")
        if row.is_disputed and not conflict:
            conflict = Conflict.Kind.PLAIN
        low, high = by_key.get(row.low_stated_id or 0), by_key.get(row.high_stated_id or 0)
        return Found(row, None, said, conflict, low, high)

    def besides(self, found: Found) -> list[tuple[Found, Statement | None]]:
        """What else is stated for the same days: in another unit by the same sources, or of another standing."""
        row = found.row
        if row is None:
            return []
        others: list[tuple[Found, Statement | None]] = []
        told = {(row.value, row.unit)}
        for statement in found.statements:
            if statement.value is not None and statement.unit != row.unit:
                told.add((statement.value, statement.unit))
                others.append((found, statement))
        for other in self._by_code[row.indicator_id]:
            is_same = (other.period_earliest, other.period_latest) == (row.period_earliest, row.period_latest)
            is_alike = other.status != Observation.Status.TARGET and other.definition == row.definition
            if is_same and is_alike and (other.value, other.unit) not in told:
                told.add((other.value, other.unit))
                others.append((self.of(other), None))
        return others

    def growth(self, now: Found, before: Found) -> Found | None:
        """The change in per cent between two plain figures of the same unit."""
        if now.row is None or before.row is None or not (now.is_plain and before.is_plain):
            return None
        made = computed.growth(now.row, before.row)
        return self._of_computed(made) if made is not None else None

    def _of_computed(self, made: computed.Computed) -> Found:
        statements = tuple(one for row in made.of for one in self._statements.get(row.pk, ()))
        return Found(None, made, statements)


def _actual_first(row: Observation) -> tuple[bool, int]:
    return row.status != Observation.Status.ACTUAL, row.pk or 0


def statements_of_values(rows: Iterable[Observation], *, visible_to: Any) -> dict[int, tuple[Statement, ...]]:
    """The standing statements behind the values of observations, the earliest published first. One SQL query."""
    found: dict[int, list[Statement]] = defaultdict(list)
    cited = (
        Citation.objects.filter(
            content_type=ContentType.objects.get_for_model(Observation),
            object_id__in=[row.pk for row in rows],
            field="value",
            statement__status__in=[Statement.Status.ACCEPTED, Statement.Status.CORRECTED],
            statement__document__mark__lte=getattr(visible_to, "clearance", 0),
        )
        .select_related("statement__document")
        .order_by(*BY_PUBLICATION)
    )
    for citation in cited:
        found[citation.object_id].append(citation.statement)
    return {key: tuple(said) for key, said in found.items()}


def open_conflicts(rows: Iterable[Observation], *, visible_to: Any) -> dict[int, str]:
    """The kind of the open conflict about each of some observations, as far as a person may see. One SQL query."""
    pairs = Conflict.objects.filter(
        Q(field="value") | ~Q(field=""),
        content_type=ContentType.objects.get_for_model(Observation),
        object_id__in=[row.pk for row in rows],
        is_open=True,
        mark__lte=getattr(visible_to, "clearance", 0),
    ).values_list("object_id", "kind")
    return dict(pairs.order_by("-opened_at", "-pk"))
