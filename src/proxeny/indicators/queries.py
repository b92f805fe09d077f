"""Questions about indicators and what is observed of them."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from proxeny.audit.models import Entry
from proxeny.documents.models import BY_PUBLICATION, Citation, Conflict, Statement
from proxeny.indicators.models import ClosedValue, Indicator, Observation
from proxeny.partners.models import Partner
from proxeny.registers import services as registers


def in_dispute(rows: QuerySet[Observation], *, visible_to: Any) -> QuerySet[Observation]:
    """Of some rows, those whose sources disagree as far as a person may see them."""
    clearance = getattr(visible_to, "clearance", 0)
    seen = ClosedValue.objects.filter(observation=OuterRef("pk"), mark__lte=clearance)
    return rows.filter(
        (Q(is_disputed=True) & ~Exists(seen)) | Exists(seen.filter(is_disputed=True, mark=_highest(clearance)))
    )


def _highest(clearance: int) -> Any:
    """The highest mark of an observation's closed values that a clearance reaches, as a subquery."""
    return Subquery(
        ClosedValue.objects.filter(observation=OuterRef("observation"), mark__lte=clearance)
        .order_by()
        .values("observation")
        .annotate(highest=Max("mark"))
        .values("highest")
    )


@dataclass(frozen=True)
class Behind:
    """An observation with the statements behind it that a person may see, and the range where they disagree.

    ``before`` is the same part of the year before, where the series has it in the same unit.
    """

    observation: Observation
    statements: tuple[Statement, ...]
    before: Observation | None = None

    @property
    def low(self) -> Statement | None:
        """The lowest stated value of a dispute."""
        return self._stated(self.observation.low_stated_id)

    @property
    def high(self) -> Statement | None:
        """The highest stated value of a dispute."""
        return self._stated(self.observation.high_stated_id)

    def _stated(self, key: int | None) -> Statement | None:
        return next((statement for statement in self.statements if statement.pk == key), None)


def statements_behind(observation: Observation, *, visible_to: Any) -> Behind:
    """The standing statements of an observation that a person may see, the earliest published first. One SQL query."""
    return _behind([observation], visible_to)[0]


def _behind(observations: Iterable[Observation], visible_to: Any) -> list[Behind]:
    rows = list(observations)
    cited: dict[int, list[Statement]] = defaultdict(list)
    citations = Citation.objects.filter(
        content_type=ContentType.objects.get_for_model(Observation),
        object_id__in=[row.pk for row in rows],
        field="value",
        statement__status__in=[Statement.Status.ACCEPTED, Statement.Status.CORRECTED],
        statement__document__mark__lte=getattr(visible_to, "clearance", 0),
    ).select_related("statement__document", "statement__reviewer")
    for citation in citations.order_by(*BY_PUBLICATION):
        cited[citation.object_id].append(citation.statement)
    earlier = {_part_of_series(row, 0): row for row in rows}
    return [Behind(row, tuple(cited[row.pk]), earlier.get(_part_of_series(row, 1))) for row in rows]


def _part_of_series(row: Observation, years: int) -> tuple[Any, ...]:
    """What an observation measures and when, some years back; none but itself where its period is open."""
    first, last = row.period_earliest, row.period_latest
    if first is None or last is None:
        return (row.pk, years)
    is_end_of_month = last.day == calendar.monthrange(last.year, last.month)[1]
    begins = (first.year - years, first.month, first.day)
    ends = (last.year - years, last.month, "end" if is_end_of_month else last.day)
    return (row.area, row.label, row.definition, row.status, row.unit, begins, ends)


def series(
    indicator: Indicator,
    partner: Partner | None,
    *,
    visible_to: Any,
    area: str = "",
    years: tuple[int, int] | None = None,
    limit: int = 1000,
) -> list[Behind]:
    """An indicator's observations for one partner, or for the city as a whole, the latest period first.

    Each with the statements behind it. ``years`` narrows to periods that end in them, or have no end. Three SQL
    queries, four where some values are closed.
    """
    found = Observation.objects.visible_to(visible_to).filter(indicator=indicator, partner=partner)
    if area:
        found = found.filter(area=area)
    if years is not None:
        ends = Q(period_latest__gte=date(years[0], 1, 1), period_latest__lte=date(years[1], 12, 31))
        found = found.filter(ends | Q(period_latest=None))
    ordered = found.order_by("area", "label", "definition", "-period_latest", "-period_earliest", "status")
    return _behind(ordered.select_related("indicator", "partner")[:limit], visible_to)


def conflicts_behind(rows: Iterable[Behind], *, visible_to: Any) -> dict[int, tuple[Conflict, ...]]:
    """Observation → the open conflicts that its statements are in and that a person may see, each once.

    A figure is concerned by the conflict of its own sources, and by one that a check put at another figure beside it.
    One SQL query.
    """
    behind = {statement.pk: [] for row in rows for statement in row.statements}  # type: dict[int, list[Conflict]]
    links = Statement.conflicts.through.objects.filter(
        statement__in=behind, conflict__is_open=True, conflict__mark__lte=getattr(visible_to, "clearance", 0)
    ).select_related("conflict")
    for link in links:
        behind[link.statement_id].append(link.conflict)
    found = {
        row.observation.pk: tuple(dict.fromkeys(one for said in row.statements for one in behind[said.pk]))
        for row in rows
    }
    return {key: conflicts for key, conflicts in found.items() if conflicts}


def partners_observed(indicator: Indicator, *, visible_to: Any) -> list[tuple[Partner, int]]:
    """The partners for which an indicator is observed, with how many observations there are. One SQL query."""
    clearance = getattr(visible_to, "clearance", 0)
    found = (
        Partner.objects.visible_to(visible_to)
        .filter(observations__indicator=indicator, observations__mark__lte=clearance)
        .annotate(observed=Count("observations"))
        .order_by("name")
    )
    return [(partner, partner.observed) for partner in found]


def neighbours(observation: Observation, *, visible_to: Any, limit: int = 12) -> list[Observation]:
    """Other periods of the same series, the latest first. One SQL query."""
    return list(
        Observation.objects.visible_to(visible_to)
        .filter(
            indicator=observation.indicator_id,
            partner=observation.partner_id,
            area=observation.area,
            label=observation.label,
            definition=observation.definition,
        )
        .exclude(pk=observation.pk)
        .select_related("indicator", "partner")
        .order_by("-period_latest", "-period_earliest", "status")[:limit]
    )


def history_seen(observation: Observation, *, visible_to: Any) -> list[Entry]:
    """What was done to an observation, the newest first, without the time when only closed sources spoke through it.

    An observation made from a confidential paper falls to the mark of the first public source; its earlier entries
    hold the confidential figure and stay with those who may see it.
    """
    clearance = getattr(visible_to, "clearance", 0)
    seen, mark = [], observation.mark
    for entry in registers.history(observation):
        before, after = entry.changes.get("mark", [None, None])
        then = max(mark, *(int(one) for one in (before, after) if one is not None), 0)
        if then <= clearance:
            seen.append(entry)
        if before is not None:
            mark = int(before)
    return seen
