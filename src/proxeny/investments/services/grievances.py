"""What becomes of a grievance: it is answered, in time or late, and solved, handed on or not upheld."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError, WrongState
from proxeny.investments.models import Grievance
from proxeny.investments.services.acts import do, locked


def _open(grievance: Grievance, by: User) -> Grievance:
    current = locked(grievance, by)
    if current.outcome:
        raise WrongState(
            _("“%(grievance)s” is %(state)s already.") % {"grievance": current, "state": current.state_words}
        )
    return current


def _demand_past(on: date) -> None:
    if on > timezone.localdate():
        raise DomainError(_("This day is still to come."))


@transaction.atomic
def answer_grievance(grievance: Grievance, *, on: date, answer: str, by: User) -> Grievance:
    """Record what the investor was answered and when; a late answer is recorded as late.

    Raises ``WrongState`` once it is settled or answered, ``BadContent`` for a day before it was received.
    """
    current = _open(grievance, by)
    _demand_past(on)
    if current.answered:
        raise WrongState(_("It is answered already. What is said later belongs to how it ended."))
    if not answer.strip():
        raise DomainError(_("Write what the investor was answered."))
    return do(current, {"answered": on.isoformat(), "answer": answer.strip()}, action="answered", by=by)


@transaction.atomic
def settle_grievance(
    grievance: Grievance,
    *,
    outcome: str,
    on: date,
    by: User,
    handed_to: str = "",
    satisfaction: int | None = None,
    reason: str = "",
) -> Grievance:
    """Record how a grievance ended. Raises ``DomainError`` where it is handed on to nobody, or neither answered nor
    withdrawn."""
    current = _open(grievance, by)
    _demand_past(on)
    if outcome not in Grievance.Outcome.values:
        raise DomainError(_("Say how it ended: solved, handed on, not upheld or withdrawn."))
    if outcome == Grievance.Outcome.HANDED_ON and not handed_to.strip():
        raise DomainError(_("Say to whom it is handed on."))
    if not current.answered and outcome in (Grievance.Outcome.SOLVED, Grievance.Outcome.NOT_UPHELD):
        raise WrongState(_("Record the answer to the investor first."))
    changes = {
        "outcome": outcome,
        "settled": on.isoformat(),
        "handed_to": handed_to.strip(),
        "satisfaction": satisfaction,
    }
    return do(current, changes, action="settled_with", by=by, reason=reason)
