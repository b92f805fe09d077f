"""Questions about plans, targets and commitments."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, F, Q, QuerySet, Value, When, prefetch_related_objects

from proxeny.core.records import Record
from proxeny.indicators.models import Observation
from proxeny.missions.models import Mission
from proxeny.partners.models import Partner, Person
from proxeny.plans.models import Commitment, Fulfilment, Plan, Target


def open_commitments(partner: Partner | None = None, *, visible_to: Any) -> QuerySet[Commitment]:
    """What is still to be done, for one partner or in all, the soonest due first. Two SQL queries with partners."""
    found = Commitment.objects.visible_to(visible_to).filter(status__in=Commitment.UNFINISHED)
    if partner is not None:
        found = found.filter(partners=partner)
    return _soonest_first(found).prefetch_related("partners")


def due(on: date, *, within: timedelta = timedelta(days=90), visible_to: Any) -> QuerySet[Commitment]:
    """Unfinished commitments whose last day is past or comes within some time of a day, the longest overdue first.

    A commitment without a date is never due; of one that comes again the next occurrence counts. Two SQL queries with
    partners.
    """
    found = Commitment.objects.visible_to(visible_to).filter(
        status__in=Commitment.UNFINISHED, next_due_latest__lte=on + within
    )
    return _soonest_first(found).prefetch_related("partners")


def _soonest_first(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return rows.order_by(
        F("next_due_latest").asc(nulls_last=True), "priority", F("made_earliest").asc(nulls_last=True), "reference"
    )


def late(on: date) -> Q:
    """What is unfinished on a day and was due before it."""
    return Q(status__in=Commitment.UNFINISHED, next_due_latest__lt=on)


def is_late(commitment: Commitment, on: date) -> bool:
    """Whether it is unfinished and its last day has passed."""
    last = commitment.next_due_latest  # type: ignore[attr-defined]
    return commitment.is_unfinished and last is not None and last < on


def from_record(record: Record, *, visible_to: Any) -> QuerySet[Commitment]:
    """What a record's page shows: what came from it; of a partner, mission or person also what they are to do.

    Unfinished before finished, the soonest due first; one SQL query.
    """
    kind = ContentType.objects.get_for_model(record)
    wanted = Q(origin_type=kind, origin_id=record.pk)
    if isinstance(record, Partner):
        linked = Commitment.partners.through.objects.filter(partner_id=record.pk).values("commitment_id")
        wanted |= Q(pk__in=linked)
    elif isinstance(record, Mission):
        wanted |= Q(mission=record)
    elif isinstance(record, Person):
        wanted |= Q(person=record)
    rows = Commitment.objects.visible_to(visible_to).filter(wanted)
    finished = Case(When(status__in=Commitment.UNFINISHED, then=Value(0)), default=Value(1))
    return _soonest_first(rows).order_by(  # type: ignore[no-any-return]
        finished, F("next_due_latest").asc(nulls_last=True), "priority", "reference"
    ).select_related("owner", "mission__partner")


@dataclass(frozen=True)
class Column:
    """One column of the board: the first of its rows, and how many there are."""

    key: str
    rows: list[Commitment]
    count: int


COLUMN = 30  # cards of a column; its count leads to the rest


def board(rows: QuerySet[Commitment], on: date) -> list[Column]:
    """Rows as columns: open, in progress, overdue, and done in the year of a day. Six SQL queries."""
    first, last = date(on.year, 1, 1), date(on.year, 12, 31)
    is_late_ = late(on)
    reported = Fulfilment.objects.filter(kind=Fulfilment.Kind.FULL, on_latest__gte=first, on_earliest__lte=last)
    wanted = {
        "open": Q(status=Commitment.Status.OPEN) & ~is_late_,
        "in_progress": Q(status=Commitment.Status.IN_PROGRESS) & ~is_late_,
        "overdue": is_late_,
        "done": Q(status=Commitment.Status.DONE, fulfilled_latest__gte=first, fulfilled_earliest__lte=last)
        | Q(pk__in=reported.values("commitment")),
    }
    counts = rows.order_by().aggregate(**{key: Count("pk", filter=found) for key, found in wanted.items()})
    shown = rows.select_related("owner", "mission__partner")
    columns = []
    for key, found in wanted.items():
        ordered = shown.filter(found).order_by("-fulfilled_latest", "-pk") if key == "done" else _soonest_first(
            shown.filter(found)
        )
        columns.append(Column(key, list(ordered[:COLUMN]) if counts[key] else [], counts[key]))
    cards = [card for column in columns for card in column.rows]
    prefetch_related_objects(cards, "partners")
    return columns


def plans_in_force(on: date, *, visible_to: Any) -> QuerySet[Plan]:
    """Plans whose period has the day in it, the shortest last."""
    return (  # type: ignore[no-any-return]
        Plan.objects.visible_to(visible_to)
        .filter(Q(period_earliest__lte=on) | Q(period_earliest=None), Q(period_latest__gte=on) | Q(period_latest=None))
        .exclude(period="")
        .order_by("period_earliest", "title")
    )


def targets_of(plan: Plan, *, visible_to: Any) -> QuerySet[Target]:
    """A plan's targets in the order of the indicators. One SQL query."""
    return (
        plan.targets.visible_to(visible_to)  # type: ignore[no-any-return]
        .select_related("indicator")
        .order_by(F("indicator__order").asc(nulls_last=True), "period_latest", "title")
    )


def targets_in(year: int, *, visible_to: Any) -> QuerySet[Target]:
    """Targets for a year as a whole, by indicator; those of several years are not among them. One SQL query."""
    return (  # type: ignore[no-any-return]
        Target.objects.visible_to(visible_to)
        .filter(period_earliest=date(year, 1, 1), period_latest=date(year, 12, 31))
        .select_related("indicator", "plan")
        .order_by(F("indicator__order").asc(nulls_last=True), "title")
    )


def observed(target: Target, *, visible_to: Any) -> list[Observation]:
    """What the record observes of a target's indicator in its very period and area; nothing without an indicator."""
    return observed_of([target], visible_to=visible_to).get(target.pk, [])


def observed_of(targets: Iterable[Target], *, visible_to: Any) -> dict[int, list[Observation]]:
    """The same for many targets, by key; those without any are left out. One SQL query, none without an indicator."""
    asked = [target for target in targets if target.indicator_id is not None and target.period]
    if not asked:
        return {}
    rows = (
        Observation.objects.visible_to(visible_to)
        .filter(indicator__in={target.indicator_id for target in asked}, partner=None)
        .filter(
            period_earliest__in={target.period_earliest for target in asked},  # type: ignore[attr-defined]
            area__in={target.plan.area for target in asked},
        )
        .exclude(status=Observation.Status.TARGET)
        .select_related("indicator")
    )
    held: dict[tuple[Any, ...], list[Observation]] = defaultdict(list)
    for row in rows:
        held[(row.indicator_id, row.area, row.period_earliest, row.period_latest)].append(row)
    found = {}
    for target in asked:
        key = (target.indicator_id, target.plan.area, target.period_earliest, target.period_latest)  # type: ignore[attr-defined]
        if key in held:
            found[target.pk] = held[key]
    return found


def counted(targets: Iterable[Target]) -> dict[str, int]:
    """How many targets on record a source calls exceeded, met (those exceeded among them) and not met; the others are
    ``open``."""
    outcomes = Counter(target.outcome for target in targets)
    return {
        "targets": sum(outcomes.values()),
        "met": outcomes["met"] + outcomes["exceeded"],
        "exceeded": outcomes["exceeded"],
        "not_met": outcomes["not_met"],
        "open": outcomes["open"],
    }
