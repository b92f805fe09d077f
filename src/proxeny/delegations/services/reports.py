"""Filing the report on return."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError, WrongState
from proxeny.delegations.days import span_of
from proxeny.delegations.models import Delegation
from proxeny.delegations.services.cases import REPORT, case_of
from proxeny.documents.models import Document, Statement
from proxeny.procedures import services as procedures
from proxeny.registers import services as registers


@transaction.atomic
def file_report(
    delegation: Delegation,
    *,
    on: str,
    number: str = "",
    results: str = "",
    document: Document | None = None,
    evidence: Iterable[Statement],
    by: User,
    override_reason: str = "",
) -> Delegation:
    """Note that the report on a trip is filed, citing it; ``on`` is EDTF, ``number`` its number.

    Where a case of the trip waits for the report, its step is recorded on the same day, ``document`` with it. Raises
    ``WrongState`` where the report is on file, for a visit received or for a trip not made, which owe none;
    ``DomainError`` for a day before the first of the trip; what the case refuses (a report before the return is
    recorded), unless ``override_reason`` says why.
    """
    current = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if current.direction != Delegation.Direction.OUT or current.status in Delegation.NOT_MADE:
        raise WrongState(_("Only a trip abroad that was made owes a report; “%(trip)s” does not.") % {"trip": current})
    if current.reported:
        raise WrongState(
            _("The report on “%(trip)s” was filed already (%(date)s).") % {"trip": current, "date": current.reported}
        )
    if not on:
        raise DomainError(_("Give the day the report was filed."))
    changes = {
        "reported": on,
        "report_number": number or current.report_number,
        "results": results or current.results,
        "status": Delegation.Status.REPORTED,
    }
    filed = registers.change(current, changes, by=by, evidence=evidence, action="reported")
    _record_step(filed, on, number, document, by, override_reason)
    filed.refresh_from_db()
    return filed


def _record_step(
    delegation: Delegation, on: str, number: str, document: Document | None, by: User, reason: str
) -> None:
    """The step of the open case that waits for the report, where the report is dated to the day."""
    case = case_of(delegation)
    day: date | None = (span_of(on) or (None, None))[1]
    if case is None or not case.is_open or day is None:
        return
    waiting = [step for step in case.steps.all() if step.key == REPORT and step.is_to_do]
    if waiting:
        procedures.record_step(case, REPORT, on=day, by=by, document=document, note=number, override_reason=reason)
