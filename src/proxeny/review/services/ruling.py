"""Ruling on a conflict and letting the record show what the ruling says."""

from __future__ import annotations

from django.db import transaction

from proxeny.accounts.models import User
from proxeny.core.records import Record, StatedValue
from proxeny.documents import services as documents
from proxeny.documents.models import Conflict, Statement
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Observation
from proxeny.registers.stated_values import rule_on_value


@transaction.atomic
def rule(conflict: Conflict, *, statement: Statement | None, reason: str, by: User) -> None:
    """Rule which statement holds, or that all may stand; a figure's observation shows it from then on.

    The value of another record follows the ruling too. Other fields keep what the record holds: the ruling says whom to
    believe, and whoever changes the field cites it. Where a check set records beside each other, each keeps its value.
    """
    record = conflict.record
    if isinstance(record, Observation) and conflict.field == "value":
        indicators.rule_on(conflict, statement=statement, reason=reason, by=by)
    elif isinstance(record, Record) and isinstance(record, StatedValue) and conflict.field == "value":
        rule_on_value(conflict, record, statement=statement, reason=reason, by=by)
    else:
        documents.rule(conflict, statement=statement, reason=reason, by=by)
