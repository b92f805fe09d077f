"""What the office does with delegations beside keeping their record: file the report on return."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError, WrongState
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Statement
from proxeny.registers import services as registers


@transaction.atomic
def file_report(
    delegation: Delegation, *, on: str, number: str = "", evidence: Iterable[Statement], by: User
) -> Delegation:
    """Note that the report on a trip is filed, citing it; ``on`` is EDTF, ``number`` its number.

    Raises ``WrongState`` where it is on file, or for a visit received or a trip not made, which owe none.
    """
    current = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if current.direction != Delegation.Direction.OUT or current.status == Delegation.Status.CANCELLED:
        raise WrongState(_("Only a trip abroad that was made owes a report; “%(trip)s” does not.") % {"trip": current})
    if current.reported:
        raise WrongState(
            _("The report on “%(trip)s” was filed already (%(date)s).") % {"trip": current, "date": current.reported}
        )
    if not on:
        raise DomainError(_("Give the day the report was filed."))
    return registers.change(
        current,
        {"reported": on, "report_number": number or current.report_number, "status": Delegation.Status.REPORTED},
        by=by,
        evidence=evidence,
        action="reported",
    )
