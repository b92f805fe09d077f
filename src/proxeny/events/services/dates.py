"""Moving the dates of an event, with the clocks of its cases; putting it off; calling it off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.core.errors import DomainError, WrongState
from proxeny.documents.models import Statement
from proxeny.events.models import Event
from proxeny.events.models.events import exact_days
from proxeny.events.states import next_state
from proxeny.procedures import rules
from proxeny.procedures import services as procedures
from proxeny.procedures.models import Case, Step
from proxeny.procedures.office import calendar_for, said
from proxeny.registers import services as registers


@dataclass(frozen=True)
class Missed:
    """A step still to be done whose last day would be past: its case, its words, that day."""

    case: Case
    what: str
    due: date


def open_cases(event: Event) -> list[Case]:
    """The open cases of an event. One SQL query, and one for their steps."""
    return list(Case.objects.about(event).filter(closed_on=None).prefetch_related("steps"))


def what_would_be_missed(event: Event, first_day: date, *, on: date | None = None) -> list[Missed]:
    """The steps that would be late at once if the event began on a day. Three SQL queries."""
    today, missed = on or timezone.localdate(), []
    for case in open_cases(event):
        steps = {step.key: step for step in case.steps.all()}
        done = {key: step.done_on for key, step in steps.items() if step.outcome == Step.Outcome.DONE and step.done_on}
        lines = rules.deadlines(
            case.rulebook, anchor=first_day, opened=case.opened_on, done=done, calendar=calendar_for(case.rulebook)
        )
        missed += [
            Missed(case, said(line.title), line.due)
            for line in lines
            if not line.body and line.due is not None and line.due < today and steps[line.step].is_to_do
        ]
    return missed


def _reason(reason: str, words: str) -> str:
    if not reason.strip():
        raise DomainError(words)
    return reason.strip()


@transaction.atomic
def move_dates(
    event: Event, dates: str, *, reason: str, by: User, evidence: Iterable[Statement], version: int | None = None
) -> Event:
    """Set the dates of an event to come, and move the day that its open cases turn on with them.

    ``dates`` is EDTF; where a case is open it must be known to the day. Raises ``WrongState`` for an event that was
    held, ``DomainError`` without a reason where dates were set before, ``NoEvidence`` without a source, and what
    ``procedures.services.move_anchor`` raises. What is late by it is not refused: ``what_would_be_missed`` says it.
    """
    demand(by, "change")
    current: Event = Event.objects.select_for_update().get(pk=event.pk)
    if current.status in Event.OVER:
        raise WrongState(
            _("“%(event)s” is over (%(state)s): its dates are no longer moved. If they are wrong, edit the record.")
            % {"event": current, "state": current.get_status_display()}
        )
    why = reason.strip()
    if current.dates:
        why = _reason(reason, _("Give the reason for moving the dates: those who were asked will want to know."))
    cases, (first, _last) = open_cases(current), exact_days(dates)
    if cases and first is None:
        raise DomainError(
            _("A procedure is open, and its days are counted from the first day of the event. Give it to the day.")
        )
    changes: dict[str, str] = {"dates": dates}
    if current.status == Event.Status.POSTPONED:
        changes["status"] = Event.Status.IDEA
        if cases:
            moved = Event(status=Event.Status.IDEA)
            changes["status"] = next_state(moved, cases[0], is_opened=True, today=timezone.localdate())
    done = registers.change(
        current, changes, by=by, evidence=evidence, version=version, action="moved", reason=why
    )
    for case in cases:
        if first is not None:
            procedures.move_anchor(case, first, reason=why or _("The dates of the event are set."), by=by)
    return done


@transaction.atomic
def postpone(
    event: Event, *, reason: str, by: User, evidence: Iterable[Statement], version: int | None = None
) -> Event:
    """Put an event off without a new day; its cases wait. ``move_dates`` gives it one. Raises ``WrongState``."""
    why = _reason(reason, _("Say why it is put off."))
    current = _to_come(event)
    return registers.change(
        current,
        {"status": Event.Status.POSTPONED},
        by=by,
        evidence=evidence,
        version=version,
        action="postponed",
        reason=why,
    )


@transaction.atomic
def call_off(
    event: Event, *, reason: str, by: User, evidence: Iterable[Statement], version: int | None = None
) -> Event:
    """Cancel an event; its open cases are closed as withdrawn. Raises ``WrongState`` for one that was held."""
    why = _reason(reason, _("Say why it is cancelled."))
    current = _to_come(event)
    done = registers.change(
        current,
        {"status": Event.Status.CANCELLED},
        by=by,
        evidence=evidence,
        version=version,
        action="cancelled",
        reason=why,
    )
    for case in open_cases(current):
        procedures.close(case, outcome=Case.Outcome.WITHDRAWN, by=by, reason=why)
    return done


def _to_come(event: Event) -> Event:
    current: Event = Event.objects.select_for_update().get(pk=event.pk)
    if current.status not in Event.TO_COME:
        raise WrongState(
            _("“%(event)s” is %(state)s; only what is still to come is put off or cancelled.")
            % {"event": current, "state": current.get_status_display()}
        )
    return current
