"""Questions about plans, targets and commitments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from proxeny.indicators.models import Observation
from proxeny.partners.models import Partner
from proxeny.plans.models import Commitment, Plan, Target


def open_commitments(partner: Partner | None = None, *, visible_to: Any) -> QuerySet[Commitment]:
    """What is still to be done, for one partner or in all, the soonest due first. Two SQL queries with partners."""
    found = Commitment.objects.visible_to(visible_to).filter(status=Commitment.Status.OPEN)
    if partner is not None:
        found = found.filter(partners=partner)
    return _soonest_first(found).prefetch_related("partners")


def due(on: date, *, within: timedelta = timedelta(days=90), visible_to: Any) -> QuerySet[Commitment]:
    """Open commitments whose last day is past or comes within some time of a day, the longest overdue first.

    A commitment without a date is never due. Two SQL queries with partners.
    """
    found = Commitment.objects.visible_to(visible_to).filter(status=Commitment.Status.OPEN, due_latest__lte=on + within)
    return _soonest_first(found).prefetch_related("partners")


def _soonest_first(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return rows.order_by(F("due_latest").asc(nulls_last=True), F("made_earliest").asc(nulls_last=True), "reference")


def is_late(commitment: Commitment, on: date) -> bool:
    """Whether it is open and its last day has passed."""
    last = commitment.due_latest  # type: ignore[attr-defined]
    return commitment.status == Commitment.Status.OPEN and last is not None and last < on


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
    if target.indicator_id is None or not target.period:
        return []
    return list(
        Observation.objects.visible_to(visible_to)
        .filter(
            indicator=target.indicator_id,
            partner=None,
            area=target.plan.area,
            period_earliest=target.period_earliest,  # type: ignore[attr-defined]
            period_latest=target.period_latest,  # type: ignore[attr-defined]
        )
        .exclude(status=Observation.Status.TARGET)
        .select_related("indicator")
    )
