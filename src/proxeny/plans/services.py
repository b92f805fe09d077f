"""What the office does with plans and commitments: report what was done, and what was reached."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError, WrongState
from proxeny.documents.models import Statement
from proxeny.plans.models import Commitment, Target
from proxeny.registers import services as registers


def _demand_open(commitment: Commitment) -> None:
    if commitment.status != Commitment.Status.OPEN:
        raise WrongState(
            _("“%(commitment)s” is %(state)s already. Edit the record if that is wrong.")
            % {"commitment": commitment, "state": commitment.get_status_display()}
        )


@transaction.atomic
def fulfil(
    commitment: Commitment,
    *,
    on: str,
    evidence: Iterable[Statement],
    by: User,
    version: int | None = None,
) -> Commitment:
    """Report a commitment done, citing what says so.

    ``on`` is EDTF, as precise as the source. Raises ``WrongState`` unless it is open, ``NoEvidence`` without a source.
    """
    current = Commitment.objects.select_for_update().get(pk=commitment.pk)
    _demand_open(current)
    if not on:
        raise DomainError(_("Give the day it was done, or the month or year as far as the source says."))
    return registers.change(
        current,
        {"status": Commitment.Status.DONE, "fulfilled": on},
        by=by,
        evidence=evidence,
        version=version,
        action="fulfilled",
    )


@transaction.atomic
def drop(commitment: Commitment, *, reason: str, evidence: Iterable[Statement], by: User) -> Commitment:
    """Note that a commitment will not be kept, with the reason and what says so. Raises ``WrongState`` unless open."""
    current = Commitment.objects.select_for_update().get(pk=commitment.pk)
    _demand_open(current)
    if not reason.strip():
        raise DomainError(_("Give the reason: a later reader must be able to follow it."))
    return registers.change(
        current,
        {"status": Commitment.Status.DROPPED},
        by=by,
        evidence=evidence,
        action="dropped",
        reason=reason.strip(),
    )


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
) -> Target:
    """Record what was reached of a target, and whether that is the target, as the source says; citing it."""
    return registers.change(
        target,
        {"result_value": value, "result_unit": unit, "result_qualifier": qualifier, "achieved": achieved},
        by=by,
        evidence=evidence,
        action="result_recorded",
    )
