"""What happens to an agreement: it is signed, enters into force, is amended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.agreements.models import Agreement
from proxeny.core.errors import DomainError, WrongState
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.documents.models import Statement
from proxeny.registers import services as registers


@transaction.atomic
def record_signature(
    agreement: Agreement,
    *,
    signed_on: str,
    evidence: Iterable[Statement],
    by: User,
    entry_into_force: str = "",
    expires: str = "",
    version: int | None = None,
    act: str = "change",
) -> Agreement:
    """Mark a proposed or negotiated agreement as signed, resting on the statements that say so.

    ``signed_on``, ``entry_into_force`` and ``expires`` are EDTF, as precise as the source and no more: ``2023-04-14``,
    ``2023-04``. With an entry into force the agreement is in force. Raises ``WrongState`` if it is signed already,
    ``NoEvidence`` without a statement, ``ChangedMeanwhile`` if it is no longer at ``version``.
    """
    current: Agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if current.status not in Agreement.BEFORE_SIGNATURE:
        raise WrongState(
            _("%(reference)s was already signed on %(date)s; amend that date instead.")
            % {"reference": current, "date": edtf_in_words(current.signed, get_language() or "en")}
            if current.signed
            else _("%(reference)s is %(state)s and cannot be signed; amend it instead.")
            % {"reference": current, "state": current.get_status_display()}
        )
    if not signed_on:
        raise DomainError(_("Give the day, month or year of the signature, as precise as the source."))
    changes: dict[str, Any] = {"status": Agreement.Status.SIGNED, "signed": signed_on}
    if entry_into_force:
        changes |= {"status": Agreement.Status.IN_FORCE, "entry_into_force": entry_into_force}
    if expires:
        changes["expires"] = expires
    return registers.change(current, changes, by=by, evidence=evidence, version=version, action="signed", act=act)


@transaction.atomic
def amend(
    agreement: Agreement,
    changes: Mapping[str, Any],
    *,
    reason: str,
    evidence: Iterable[Statement],
    by: User,
    version: int | None = None,
) -> Agreement:
    """Change what is on record about a signed agreement: a term prolonged, a date corrected, its end.

    ``reason`` says why, for the history. Raises ``WrongState`` before the signature, where it is simply edited.
    """
    if not reason.strip():
        raise DomainError(_("Say why it is amended: a later reader must be able to follow it."))
    current: Agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if current.status in Agreement.BEFORE_SIGNATURE:
        raise WrongState(_("%(reference)s is not signed yet; edit it instead.") % {"reference": current})
    return registers.change(
        current, changes, by=by, evidence=evidence, version=version, action="amended", reason=reason.strip()
    )
