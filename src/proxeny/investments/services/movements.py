"""Movements of capital in a project's ledger."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from proxeny.accounts.models import User
from proxeny.documents.models import Statement
from proxeny.investments.models import CapitalMovement, Project
from proxeny.registers import services as registers


@transaction.atomic
def record_movement(
    project: Project,
    *,
    kind: str,
    value: Decimal | None,
    unit: str,
    date: str,
    evidence: Iterable[Statement],
    by: User,
    publisher: str = "",
    as_of: str = "",
    count: int = 1,
    reason: str = "",
    note: str = "",
    act: str = "change",
) -> CapitalMovement:
    """Enter new, added, reduced, purchased, disbursed or revoked capital in a project's ledger, citing its source.

    ``value`` is the amount moved, never negative: the kind says whether it adds or takes. ``as_of`` is the publisher's
    cut-off day (EDTF). Raises ``BadContent`` for a cut below zero, for capital disbursed above what is registered
    without a ``reason``, and for a day to come.
    """
    movement = CapitalMovement(
        kind=kind, value=value, unit=unit, date=date, publisher=publisher, as_of=as_of, count=count, reason=reason,
        note=note,
    )  # fmt: skip
    return registers.add_part(project, "movements", movement, by=by, evidence=evidence, act=act)
