"""An act of the office on a record of its own: locked, checked, saved and audited, without a source from outside."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import transaction

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.records import Record
from proxeny.registers.services.records import check

R = TypeVar("R", bound=Record)


def locked(record: R, by: User, act: str = "change") -> R:
    """The record as it is now, held until the transaction ends. Raises ``NotAllowed`` where the role does not do."""
    demand(by, act)
    current: R = type(record)._default_manager.select_for_update().get(pk=record.pk)  # type: ignore[assignment]
    return current


@transaction.atomic
def do(record: R, changes: dict[str, Any], *, action: str, by: User, reason: str = "", **told: Any) -> R:
    """Set fields of a record that ``locked`` gave; ``told`` is what else the audit entry says of the act.

    Raises ``BadContent`` for content that does not hold.
    """
    before = audit.snapshot(record)
    derived = {name: audit.plain(getattr(record, name)) for name in changes if name not in before}
    for name, value in changes.items():
        setattr(record, name, value)
    check(record)
    record.version += 1
    record.save()
    changed = audit.difference(before, audit.snapshot(record))
    now = {name: audit.plain(getattr(record, name)) for name in derived}
    changed |= {name: [derived[name], now[name]] for name in derived if derived[name] != now[name]}
    changed |= {name: [None, audit.plain(value)] for name, value in told.items() if value not in (None, "")}
    audit.record(f"{record.register()}.{action}", record, by=by, changes=changed, reason=reason)
    return record


