"""The dates of a trip and the day that its open case turns on: when the one moves, the other follows."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.core.errors import WrongState
from proxeny.delegations.models import Delegation
from proxeny.delegations.services.cases import case_of
from proxeny.procedures import services as procedures


@transaction.atomic
def follow_dates(delegation: Delegation, *, by: User, reason: str = "") -> bool:
    """Let the open case of a delegation count from the first day that it now has; whether the case was moved.

    Called after its dates were changed. The steps still to be done get new days, those done keep theirs. The case stays
    as it is where the delegation has no day to count from, where it has left already, or where it would leave before
    the case was opened: the page of the delegation says that the two differ, and what to do.
    """
    demand(by, "change")
    case, span = case_of(delegation), delegation.span
    if case is None or not case.is_open or span is None or case.anchor in (None, span[0]):
        return False
    why = reason.strip() or _("The dates of the delegation were moved to %(dates)s.") % {"dates": delegation.dates}
    try:
        procedures.move_anchor(case, span[0], reason=why, by=by)
    except (WrongState, procedures.DatesBackwards):
        return False
    return True
