"""What was reached of a target."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from proxeny.accounts.models import User
from proxeny.documents.models import Statement
from proxeny.plans.models import Target
from proxeny.registers import services as registers


@transaction.atomic
def record_result(
    target: Target,
    *,
    value: Decimal | None,
    unit: str,
    achieved: bool | None,
    evidence: Iterable[Statement],
    by: User,
    qualifier: str = "exact",
    exceeded: bool | None = None,
    version: int | None = None,
) -> Target:
    """Record what was reached of a target, and whether that is the target or more, as the source says; citing it.

    ``achieved`` and ``exceeded`` are the source's words, ``None`` where it does not say; they are never computed from
    the figures. Raises ``NoEvidence`` without a source, ``BadContent`` for what is exceeded and not achieved.
    """
    return registers.change(
        target,
        {
            "result_value": value,
            "result_unit": unit,
            "result_qualifier": qualifier,
            "achieved": True if exceeded else achieved,
            "exceeded": exceeded,
        },
        by=by,
        evidence=evidence,
        version=version,
        action="result_recorded",
    )
