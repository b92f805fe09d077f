"""Chapters on what is open: difficulties with the proposals that follow from them, and the period to come."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from proxeny.agreements.models import Agreement
from proxeny.agreements.states import GIVEN_UP, OVER
from proxeny.core.records import Record
from proxeny.delegations.models import Delegation
from proxeny.delegations.queries import without_report
from proxeny.events.models import Event
from proxeny.events.queries import NOT_HELD
from proxeny.indicators.models import Observation
from proxeny.plans.models import Commitment, Target
from proxeny.reports.chapters.city import targets_of
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.chapters.held import ahead_of, begins_in, with_length
from proxeny.reports.chapters.standing import told_gaps
from proxeny.reports.chapters.telling import LISTED, Teller
from proxeny.reports.parts import Chapter
from proxeny.reports.periods import Period


def difficulties(desk: Desk) -> Chapter:
    """What the record shows to be late, ended, refused, missed or disputed, and what follows.

    At most 24 SQL queries, half of them for what the registers lack beside the year's totals.
    """
    tell = Teller(desk, "difficulties")
    _found(tell, "overdue", _overdue(desk), "due", proposal=True, day=desk.date(desk.on.isoformat()))
    _found(tell, "reports", _late_reports(desk), "dates", proposal=True)
    _found(tell, "ended", _ended(desk), "expires", proposal=True)
    _found(tell, "not-made", _not_made(desk), "dates")
    _found(tell, "missed", [row for row in targets_of(desk) if row.outcome == "not_met"], "")
    _disputed(tell)
    told_gaps(tell)
    if not tell.blocks:
        tell.paragraph("none", (desk.text("difficulties-none"),))
    return tell.chapter()


def _found(
    tell: Teller, key: str, rows: Sequence[Record], dated: str, *, proposal: bool = False, **given: str
) -> None:
    if not rows:
        return
    desk = tell.desk
    by_kind: dict[type, list[Record]] = {}
    for row in rows:
        by_kind.setdefault(type(row), []).append(row)
    parts = []
    for same in by_kind.values():
        listed = tell.listed(f"difficulties.{key}", same, Behind(same[:LISTED], visible_to=desk.person), dated)
        parts.append(listed)
    sentence = desk.say(
        f"difficulties-{key}", figure=desk.count(f"difficulties.{key}", rows), list=desk.enumerated(parts), **given
    )
    tell.paragraph(key, sentence, (desk.text(f"propose-{key}"),) if proposal else ())


def _overdue(desk: Desk) -> list[Commitment]:
    """Unfinished commitments whose last day lies before the end of the period, or before today if that is earlier."""
    by = min(desk.on, desk.period.last)
    rows = Commitment.objects.visible_to(desk.person).filter(
        status__in=Commitment.UNFINISHED, next_due_latest__lt=desk.on, next_due_latest__lte=by
    )
    rows = rows.filter(partners=desk.partner) if desk.partner is not None else rows
    return list(rows.order_by("next_due_latest", "reference"))


def _late_reports(desk: Desk) -> list[Delegation]:
    rows = with_length(
        Delegation.objects.visible_to(desk.person).filter(direction=Delegation.Direction.OUT), "dates"
    ).filter(begins_in("dates", desk.period))
    return list(without_report(rows, desk.on).order_by("report_due_latest", "title"))


def _ended(desk: Desk) -> list[Agreement]:
    rows = Agreement.objects.visible_to(desk.person).filter(
        expires_earliest__gte=desk.period.first, expires_latest__lte=desk.period.last, expires_latest__lt=desk.on
    )
    rows = rows.exclude(renewal=Agreement.Renewal.TACIT).exclude(status__in=(*OVER[1:], *GIVEN_UP)).exclude(signed="")
    return list(rows.order_by("expires_latest", "title"))


def _not_made(desk: Desk) -> list[Record]:
    state = Event.Status
    trips = with_length(Delegation.objects.visible_to(desk.person), "dates").filter(
        begins_in("dates", desk.period), status__in=Delegation.NOT_MADE
    )
    events = with_length(Event.objects.visible_to(desk.person), "dates").filter(
        begins_in("dates", desk.period), status__in=(state.REFUSED, state.POSTPONED, state.CANCELLED)
    )
    return [*trips.order_by("dates_earliest"), *events.order_by("dates_earliest")]


def _disputed(tell: Teller) -> None:
    """Figures of the period's very days on which sources disagree."""
    desk = tell.desk
    rows = [
        row
        for row in desk.observed.rows
        if (row.period_earliest, row.period_latest) == (desk.period.first, desk.period.last)
        and row.status != Observation.Status.TARGET
    ]
    found = [(row, one) for row in rows if (one := desk.observed.of(row)).conflict and row.indicator_id != "other"]
    if not found:
        return
    parts = []
    for row, one in found[:LISTED]:
        key = f"difficulties.disputed.{row.indicator_id}.{row.status}"
        parts.append(desk.say("item-count", what=desk.indicator(row.indicator), figure=desk.figure(key, one)))
    figure = desk.count("difficulties.disputed", [row for row, _one in found])
    tell.paragraph(
        "disputed",
        desk.say("difficulties-disputed", figure=figure, list=desk.enumerated(parts)),
        (desk.text("propose-disputed"),),
    )


def ahead(desk: Desk) -> Chapter:
    """What is on record for the period that follows: delegations, events, terms, commitments, targets."""
    tell = Teller(desk, "ahead")
    coming = ahead_of(desk.period)
    following = desk.within(coming)
    following = following[:1].upper() + following[1:]
    for key, rows, day in (
        ("delegations", delegations_ahead(desk, coming), "dates"),
        ("events", events_ahead(desk, coming), "dates"),
        ("expiring", expiring_in(desk, coming), "expires"),
        ("commitments", commitments_due(desk, coming), "next_due"),
    ):
        if rows:
            behind = Behind(rows[:LISTED], visible_to=desk.person)
            listed = tell.listed(f"ahead.{key}", rows, behind, day, annex="A10")
            given = {"Next": following} if key in ("delegations", "events") else {}
            tell.paragraph(key, desk.say(f"ahead-{key}", figure=desk.count(f"ahead.{key}", rows), list=listed, **given))
    _targets_ahead(tell, coming)
    return tell.chapter()


def _targets_ahead(tell: Teller, coming: Period) -> None:
    desk, rows = tell.desk, targets_for(tell.desk, coming)
    if not rows:
        return
    behind = Behind(rows[:LISTED], visible_to=desk.person)
    parts = []
    for row in rows[:LISTED]:
        figure = desk.stated(
            f"ahead.targets.{row.reference}",
            desk.amount(row.value or Decimal(0), row.unit, high=row.high, qualifier=row.qualifier),
            row, behind.of(row, "value"), value=row.value, unit=row.unit, qualifier=row.qualifier,
        )  # fmt: skip
        parts.append(desk.say("item-target", what=desk.target(row), figure=figure))
    if len(rows) > LISTED:
        parts.append(tell.more("ahead.targets", rows[LISTED:], "A10"))
    tell.paragraph(
        "targets",
        desk.say("ahead-targets", figure=desk.count("ahead.targets", rows), list=desk.enumerated(parts)),
    )


def delegations_ahead(desk: Desk, coming: Period) -> list[Delegation]:
    """Delegations that begin in a period, the earliest first. One SQL query."""
    rows = with_length(Delegation.objects.visible_to(desk.person), "dates").filter(begins_in("dates", coming))
    rows = rows.filter(partners=desk.partner) if desk.partner is not None else rows
    return list(rows.exclude(status__in=Delegation.NOT_MADE).order_by("dates_earliest", "title"))


def events_ahead(desk: Desk, coming: Period) -> list[Event]:
    """Events that begin in a period. One SQL query."""
    rows = with_length(Event.objects.visible_to(desk.person), "dates").filter(begins_in("dates", coming))
    rows = rows.filter(partners=desk.partner) if desk.partner is not None else rows
    return list(rows.exclude(status__in=NOT_HELD).order_by("dates_earliest", "title"))


def expiring_in(desk: Desk, coming: Period) -> list[Agreement]:
    """Agreements whose term ends in a period. One SQL query."""
    rows = Agreement.objects.visible_to(desk.person).filter(
        expires_earliest__gte=coming.first, expires_latest__lte=coming.last
    )
    rows = rows.filter(partners=desk.partner) if desk.partner is not None else rows
    rows = rows.exclude(renewal=Agreement.Renewal.TACIT).exclude(status__in=(*OVER[1:], *GIVEN_UP))
    return list(rows.order_by("expires_latest", "title"))


def commitments_due(desk: Desk, coming: Period) -> list[Commitment]:
    """Commitments due in a period that are not done or dropped. One SQL query."""
    rows = Commitment.objects.visible_to(desk.person).filter(
        status__in=Commitment.UNFINISHED, next_due_latest__range=(coming.first, coming.last)
    )
    rows = rows.filter(partners=desk.partner) if desk.partner is not None else rows
    return list(rows.order_by("next_due_latest", "reference"))


def targets_for(desk: Desk, coming: Period) -> list[Target]:
    """Targets of a period's very days. One SQL query."""
    rows = Target.objects.visible_to(desk.person).filter(
        period_earliest=coming.first, period_latest=coming.last, value__isnull=False
    )
    return list(rows.select_related("indicator").order_by("indicator__order", "title"))
