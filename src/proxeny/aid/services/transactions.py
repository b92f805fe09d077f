"""What was promised, paid, taken back and returned."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from proxeny.accounts.models import User
from proxeny.aid.models import Aid, Transaction
from proxeny.aid.services.following import set_state
from proxeny.documents.models import Statement
from proxeny.registers import services as registers


@transaction.atomic
def record_transaction(
    aid: Aid,
    *,
    kind: str,
    value: Decimal,
    unit: str,
    date: str,
    evidence: Iterable[Statement],
    by: User,
    note: str = "",
    provider: str = "",
    recipient: str = "",
    is_in_kind: bool = False,
    qualifier: str = "exact",
) -> Transaction:
    """Enter a commitment, disbursement, cancellation or refund (``kind``) of aid, citing its source.

    ``value`` is above nought in the currency ``unit``; ``date`` is EDTF. The first disbursement of approved aid brings
    it to being received. Raises ``BadContent`` for a value below nought, ``NoEvidence`` without a source.
    """
    made = Transaction(
        kind=kind,
        value=value,
        unit=unit,
        date=date,
        note=note,
        provider=provider,
        recipient=recipient,
        is_in_kind=is_in_kind,
        qualifier=qualifier,
    )
    return enter(aid, made, by=by, evidence=evidence)


@transaction.atomic
def enter(
    aid: Aid, made: Transaction, *, by: User, evidence: Iterable[Statement], version: int | None = None
) -> Transaction:
    """Enter a transaction as a form or an import has it; see ``record_transaction``."""
    done = registers.add_part(aid, "transactions", made, by=by, evidence=evidence, version=version)
    settle([aid.pk], by=by)
    return done


@transaction.atomic
def settle(keys: Iterable[int], *, by: User) -> int:
    """Bring approved aid of which something is disbursed to being received, however the disbursement came to be
    written; returns how many moved. An import that writes past these services calls it."""
    moved = 0
    paid_in = Transaction.objects.filter(kind=Transaction.Kind.DISBURSEMENT, aid__in=list(keys)).values("aid")
    for aid in Aid.objects.select_for_update().filter(pk__in=paid_in, status=Aid.Status.APPROVED):
        set_state(aid, Aid.Status.RECEIVING, by=by)
        moved += 1
    return moved
