"""From planned to closed."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import WrongState
from proxeny.programmes.errors import ReportsLacking
from proxeny.programmes.models import Participation, Programme
from proxeny.programmes.services.acts import locked, needed, write

S = Programme.Status

# From where one may go where; back again is allowed, with a reason.
ONWARD: dict[str, tuple[str, ...]] = {
    S.PLANNED: (S.OPEN, S.CANCELLED),
    S.OPEN: (S.RUNNING, S.CANCELLED),
    S.RUNNING: (S.REPORTING, S.CANCELLED),
    S.REPORTING: (S.CLOSED,),
    S.CLOSED: (),
    S.CANCELLED: (),
}
BACK: dict[str, tuple[str, ...]] = {
    S.OPEN: (S.PLANNED,),
    S.RUNNING: (S.OPEN,),
    S.REPORTING: (S.RUNNING,),
    S.CLOSED: (S.REPORTING,),
    S.CANCELLED: (S.PLANNED,),
}
_ACTS = {
    S.PLANNED: "put_back",
    S.OPEN: "opened",
    S.RUNNING: "started",
    S.REPORTING: "reports_asked",
    S.CLOSED: "closed",
    S.CANCELLED: "cancelled",
}


@transaction.atomic
def move(programme: Programme, to: str, *, by: User, reason: str = "") -> Programme:
    """Bring a programme to another state.

    Going back and calling off need a reason. Raises ``WrongState`` for a state that cannot follow, ``ReportsLacking``
    when it is to be closed while admitted businesses have not reported and no reason is given.
    """
    current = locked(programme)
    if to in BACK.get(current.status, ()) or to == S.CANCELLED:
        needed(reason)
    elif to not in ONWARD[current.status]:
        known = dict(S.choices)
        raise WrongState(
            _("The programme is “%(state)s”; “%(asked)s” cannot follow. Next is: %(next)s.")
            % {
                "state": current.get_status_display(),
                "asked": known.get(S(to), to) if to in S.values else to,
                "next": ", ".join(str(known[S(one)]) for one in ONWARD[current.status]) or "–",
            }
        )
    if to == S.CLOSED and not reason.strip():
        silent = current.participations.filter(status=Participation.Status.ADMITTED, report_on="").count()
        if silent:
            raise ReportsLacking(
                _("%(count)s admitted businesses have not reported. Remind them, or give the reason for closing.")
                % {"count": silent}
            )
    return write(current, {"status": to}, act=_ACTS[S(to)], by=by, reason=reason.strip())
