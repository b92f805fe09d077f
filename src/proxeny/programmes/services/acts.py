"""What every act on a programme's records has in common: rights, lock, check, version, audit entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError
from proxeny.core.records import Record
from proxeny.registers.services.records import check

R = TypeVar("R", bound=Record)


def locked(record: R) -> R:
    """The record as it is now, held until the transaction ends."""
    current: R = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)  # type: ignore[assignment]
    return current


def write(
    record: R, changes: Mapping[str, Any], *, act: str, by: User | None, reason: str = "", right: str = "change"
) -> R:
    """Do one act on a locked record. ``by`` is ``None`` for a business at its secret address, and only there.

    Raises ``BadContent`` where the record does not hold with the changes.
    """
    if by is not None:
        demand(by, right)
    before = audit.snapshot(record)
    for name, value in changes.items():
        setattr(record, name, value)
    check(record)
    record.version += 1
    record.save()
    changed = audit.difference(before, audit.snapshot(record))
    audit.record(f"{record.register()}.{act}", record, by=by, changes=changed, reason=reason)
    return record


def needed(reason: str) -> str:
    """A reason that is there. Raises ``DomainError`` for an empty one."""
    if not reason.strip():
        raise DomainError(_("Give the reason; it stays on record."))
    return reason.strip()
