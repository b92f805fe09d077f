"""Questions about delegations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Length

from proxeny.core.folding import fold
from proxeny.delegations.models import Delegation
from proxeny.partners.models import Partner, Person
from proxeny.registers.matching import same_name

# Trips that were not made, or not yet decided, owe no report.
_OWES_NOTHING = (*Delegation.NOT_DECIDED, *Delegation.NOT_MADE)
# How long a date is that is known to the day: 2023-04-14, or two of them.
_LENGTHS_OF_DAYS = (10, 21)


def in_year(year: int, direction: str | None = None, *, visible_to: Any) -> QuerySet[Delegation]:
    """Delegations with a day in a year, the earliest first; sent ones, received ones or both.

    Cancelled and refused ones are left out. Three SQL queries with partners and leaders, however many rows.
    """
    found = Delegation.objects.visible_to(visible_to).exclude(status__in=Delegation.NOT_MADE)
    if direction is not None:
        found = found.filter(direction=direction)
    return (  # type: ignore[no-any-return]
        found.filter(within(year))
        .order_by("dates_earliest", "title")
        .prefetch_related(
            Prefetch("partners", Partner.objects.visible_to(visible_to)),
            Prefetch("led_by", Person.objects.visible_to(visible_to)),
        )
    )


def within(year: int) -> Q:
    """Whether the dates have a day in a year; an open end ('since 2014') does not spread over the years after."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (
        Q(dates_earliest__lte=last, dates_latest__gte=first)
        | Q(dates_latest=None, dates_earliest__range=(first, last))
        | Q(dates_earliest=None, dates_latest__range=(first, last))
    )


def in_state(rows: QuerySet[Delegation], state: str, on: date) -> QuerySet[Delegation]:
    """Of some rows, those that stand in a state on a day, as ``Delegation.state_on`` computes it."""
    state_of = Delegation.Status
    goes_by_days = Q(status__in=(state_of.APPROVED, state_of.UNDER_WAY), dates_length__in=_LENGTHS_OF_DAYS)
    now = goes_by_days & Q(dates_earliest__lte=on, dates_latest__gte=on)
    over = goes_by_days & Q(dates_latest__lt=on)
    rows = rows.alias(dates_length=Length("dates"))
    if state == state_of.UNDER_WAY:
        unknown = Q(dates_latest=None) | ~Q(dates_length__in=_LENGTHS_OF_DAYS)
        return rows.filter(now | (Q(status=state) & (unknown | Q(dates_latest__gte=on))))
    if state == state_of.RETURNED:
        return rows.filter(over | Q(status=state))
    if state == state_of.APPROVED:
        return rows.filter(Q(status=state) & ~now & ~over)
    return rows.filter(status=state)


def without_report(rows: QuerySet[Delegation], on: date) -> QuerySet[Delegation]:
    """Of some rows, those whose report was due before a day and is not on file."""
    return rows.filter(report_due_latest__lt=on, reported="").exclude(status__in=_OWES_NOTHING)


def reports_due(on: date, *, within_days: int = 0, visible_to: Any) -> QuerySet[Delegation]:
    """Trips whose report on return is due by a day and not on file, the latest ones to wait first. One SQL query.

    Trips abroad only: nobody owes a report on a visit received. ``within_days`` looks that much further ahead.
    """
    by = date.fromordinal(on.toordinal() + within_days)
    return (  # type: ignore[no-any-return]
        Delegation.objects.visible_to(visible_to)
        .filter(direction=Delegation.Direction.OUT, report_due_latest__lte=by, reported="")
        .exclude(status__in=_OWES_NOTHING)
        .order_by("report_due_latest", "title")
    )


def is_late(delegation: Delegation, on: date) -> bool:
    """Whether its report was due before a day and is not on file."""
    return (
        delegation.report_due_latest is not None  # type: ignore[attr-defined]
        and delegation.report_due_latest < on  # type: ignore[attr-defined]
        and not delegation.reported
        and delegation.status not in _OWES_NOTHING
    )


def with_partner(partner: Partner, *, visible_to: Any) -> QuerySet[Delegation]:
    """Delegations to and from a partner, the latest first."""
    return (  # type: ignore[no-any-return]
        Delegation.objects.visible_to(visible_to)
        .filter(partners=partner)
        .order_by(F("dates_earliest").desc(nulls_last=True), "title")
    )


def person_named(name: str, *, visible_to: Any) -> Person | None:
    """The one person of a name, whatever the order of its parts; ``None`` for nobody, or for two of the name."""
    words = fold(name).split()
    if not words:
        return None
    found = Person.objects.visible_to(visible_to).filter(folded__contains=words[-1])
    named = [person for person in found if same_name(person.name, name)]
    return named[0] if len(named) == 1 else None
