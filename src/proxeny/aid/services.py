"""What the office does with aid beside keeping its record: enter what was committed and what was disbursed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from proxeny.accounts.models import User
from proxeny.aid.models import Aid, Transaction
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
) -> Transaction:
    """Enter a commitment or a disbursement (``kind``) of aid, citing its source; ``date`` is EDTF."""
    made = Transaction(kind=kind, value=value, unit=unit, date=date, note=note)
    return registers.add_part(aid, "transactions", made, by=by, evidence=evidence)
