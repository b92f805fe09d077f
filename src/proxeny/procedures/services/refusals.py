"""What every act on a case asks first, and the refusals it may answer with."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, NotAllowed
from proxeny.documents.models import Document
from proxeny.procedures.models import Case


class CaseClosed(DomainError):
    """An act on a case that is closed."""

    code = "case.closed"


class OutOfOrder(DomainError):
    """A step before those that it depends on; a recorded reason overrides it."""

    code = "case.out_of_order"


class DossierIncomplete(OutOfOrder):
    """A step that needs the dossier complete; a recorded reason overrides it."""

    code = "case.dossier_incomplete"


class DatesBackwards(DomainError):
    """A day before the one it must follow, or a day to come; nothing overrides it."""

    code = "case.dates_backwards"


# The act of accounts.rights that the role named in a pack may do.
ACT_OF = {"officer": "change", "reviewer": "accept", "approver": "sign_off"}


def locked(case: Case, *, by: User, act: str = "change", is_closed: bool = False) -> Case:
    """The case as it is now, locked, for a person who may do the act and may see the record.

    Raises ``NotAllowed``, or ``CaseClosed`` where it is closed and the act is not to open it again.
    """
    demand(by, act)
    current: Case = Case.objects.select_for_update().get(pk=case.pk)
    if current.mark > by.clearance:
        raise NotAllowed(_("This case belongs to a record above your clearance."))
    if current.closed_on is not None and not is_closed:
        raise CaseClosed(
            _("This case was closed on %(day)s (%(outcome)s). Open it again first.")
            % {"day": current.closed_on.isoformat(), "outcome": current.get_outcome_display()}
        )
    return current


def demand_reason(reason: str, words: str) -> str:
    """A reason without the space around it. Raises ``DomainError`` with ``words`` where there is none."""
    if not reason.strip():
        raise DomainError(words)
    return reason.strip()


def demand_past(on: date, what: str) -> None:
    """Raises ``DatesBackwards`` for a day to come: what is not done yet cannot be recorded as done."""
    today = timezone.localdate()
    if on > today:
        raise DatesBackwards(
            _("“%(what)s”: %(day)s is still to come. Record it on the day or afterwards.")
            % {"what": what, "day": on.isoformat()}
        )


def demand_after(on: date, earliest: date, what: str, since: str) -> None:
    """Raises ``DatesBackwards`` where a day lies before the one that it must follow."""
    if on < earliest:
        raise DatesBackwards(
            _("“%(what)s” on %(day)s would be before “%(since)s” on %(earliest)s. Mend one of the two days.")
            % {"what": what, "day": on.isoformat(), "since": since, "earliest": earliest.isoformat()}
        )


def demand_visible(document: Document | None, by: User) -> None:
    """Raises ``NotAllowed`` for a document above the person's clearance."""
    if document is not None and document.mark > by.clearance:
        raise NotAllowed(_("This document is above your clearance."))


def written(case: Case, act: str, changes: dict[str, list[object]], *, by: User, reason: str = "") -> None:
    """The audit entry of an act on a case."""
    audit.record(f"{case.register}.{act}", case, by=by, changes=changes, reason=reason)
