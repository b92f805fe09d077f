"""What the office does with investments: enter movements of capital, rule on what a project is worth, close calls."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import WrongState
from proxeny.documents.models import Statement
from proxeny.investments.models import Call, CapitalMovement, Project
from proxeny.registers import services as registers


@transaction.atomic
def record_movement(
    project: Project,
    *,
    kind: str,
    value: Decimal,
    unit: str,
    date: str,
    evidence: Iterable[Statement],
    by: User,
    publisher: str = "",
    note: str = "",
    act: str = "change",
) -> CapitalMovement:
    """Enter new, added, reduced, purchased, disbursed or revoked capital in a project's ledger, citing its source.

    ``value`` is the amount moved, never negative: the kind says whether it adds or takes. Raises ``BadContent``
    otherwise.
    """
    movement = CapitalMovement(kind=kind, value=value, unit=unit, date=date, publisher=publisher, note=note)
    return registers.add_part(project, "movements", movement, by=by, evidence=evidence, act=act)


@transaction.atomic
def take_up(call: Call, *, project: Project, evidence: Iterable[Statement], by: User) -> Call:
    """Note that a project answers a call. Raises ``WrongState`` for a call that is taken up or withdrawn."""
    current = Call.objects.select_for_update().get(pk=call.pk)
    if current.status in (Call.Status.TAKEN, Call.Status.WITHDRAWN):
        raise WrongState(
            _("“%(call)s” is %(state)s already.") % {"call": current, "state": current.get_status_display()}
        )
    return registers.change(
        current, {"status": Call.Status.TAKEN, "taken_by": project}, by=by, evidence=evidence, action="taken_up"
    )
