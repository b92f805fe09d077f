"""Calls for investment: published, taken up, closed, taken back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError, WrongState
from proxeny.documents.models import Statement
from proxeny.investments.models import Call, Project
from proxeny.investments.services.acts import do, locked
from proxeny.registers import services as registers


def _in_state(call: Call, by: User, *states: str) -> Call:
    current = locked(call, by)
    if current.status not in states:
        raise WrongState(
            _("“%(call)s” is %(state)s already.") % {"call": current, "state": current.get_status_display()}
        )
    return current


@transaction.atomic
def publish_call(call: Call, *, by: User, on: str = "") -> Call:
    """Show a draft to the public from a day on (EDTF; today if left out).

    Raises ``WrongState`` for what is no draft, ``DomainError`` for one that investors could not answer: without a
    contact, marked as closed, or with its last day gone.
    """
    current = _in_state(call, by, Call.Status.DRAFT)
    if current.mark:
        raise DomainError(
            _("“%(call)s” is marked %(mark)s: what is published is public. Change the mark first.")
            % {"call": current, "mark": current.get_mark_display()}
        )
    if not current.contact:
        raise DomainError(_("Give a contact first: an investor must know whom to ask."))
    last = current.closes_on_latest  # type: ignore[attr-defined]
    if last is not None and last < timezone.localdate():
        raise DomainError(_("Its last day is gone. Give a later one first."))
    day = on or timezone.localdate().isoformat()
    return do(current, {"status": Call.Status.PUBLISHED, "published_on": day}, action="published", by=by)


@transaction.atomic
def withdraw_to_draft(call: Call, *, reason: str, by: User) -> Call:
    """Take a published or closed call back to the desk. Raises ``DomainError`` without a reason."""
    current = _in_state(call, by, Call.Status.PUBLISHED, Call.Status.CLOSED)
    _demand_reason(reason)
    return do(current, {"status": Call.Status.DRAFT}, action="taken_back", by=by, reason=reason)


@transaction.atomic
def close_call(call: Call, *, reason: str, by: User) -> Call:
    """Take a draft or published call off the list for good. Raises ``DomainError`` without a reason."""
    current = _in_state(call, by, Call.Status.DRAFT, Call.Status.PUBLISHED)
    _demand_reason(reason)
    return do(current, {"status": Call.Status.CLOSED}, action="closed", by=by, reason=reason)


@transaction.atomic
def take_up(call: Call, *, project: Project, evidence: Iterable[Statement], by: User) -> Call:
    """Note that a project answers a call. Raises ``WrongState`` for a call that is taken up or closed."""
    current = _in_state(call, by, Call.Status.DRAFT, Call.Status.PUBLISHED)
    return registers.change(
        current, {"status": Call.Status.TAKEN, "taken_by": project}, by=by, evidence=evidence, action="taken_up"
    )


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise DomainError(_("Give the reason: a later reader must be able to follow it."))
