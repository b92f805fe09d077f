"""Writing entries, in the transaction of the act itself, and checking the chain of seals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from proxeny.accounts.models import User
from proxeny.audit.models import Entry, Head
from proxeny.core import bulk

# Neither how a row is kept nor what nobody may read: a password, even hashed, has no place in a log.
NOT_CONTENT = {"version", "created_at", "updated_at", "password", "last_login"}

Snapshot = dict[str, Any]


def plain(value: Any) -> Any:
    """A value as the audit keeps it: decimals and dates as text, a record by its name."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, models.Model):
        return str(value)
    return value


def snapshot(record: models.Model) -> Snapshot:
    """The content of a record, many-to-many lists included, in plain JSON values."""
    content: Snapshot = {}
    for field in record._meta.concrete_fields:
        if field.name not in NOT_CONTENT and field.editable:
            content[field.name] = plain(getattr(record, field.attname))
    if record.pk is not None:
        for many in record._meta.many_to_many:
            content[many.name] = sorted(str(item) for item in getattr(record, many.name).all())
    return content


def difference(before: Snapshot | None, after: Snapshot) -> dict[str, list[Any]]:
    """Field → [before, after] where they differ; everything that is set, for a new record."""
    before = before or {}
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value and not (name not in before and value in ("", None, [], {}))
    }


# Changes as the seal reads them: JSON without spaces, its keys in order.
canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=plain).encode


def _seal(previous: str, entry: Entry) -> str:
    content = [
        previous,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.by_id,
        entry.action,
        entry.content_type_id,
        entry.object_id,
        entry.label,
        entry.changes,
        entry.reason,
    ]
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _entry(
    action: str, record: models.Model | None, changes: dict[str, Any], by: User | None, reason: str, at: datetime
) -> Entry:
    kind = ContentType.objects.get_for_model(record) if record is not None else None
    return Entry(
        at=at,
        by=by,
        action=action,
        content_type=kind,
        object_id=record.pk if record is not None else None,
        label=str(record)[:300] if record is not None else "",
        changes=json.loads(json.dumps(changes, ensure_ascii=False, default=plain)),
        reason=reason,
    )


@transaction.atomic
def record(
    action: str,
    record: models.Model | None = None,
    *,
    by: User | None,
    before: Snapshot | None = None,
    changes: dict[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Add one entry for an act on a record; ``before`` is its ``snapshot`` from before, ``None`` if it is new."""
    if changes is None:
        changes = difference(before, snapshot(record)) if record is not None else {}
    return record_many([(action, record, changes, reason)], by=by)[0]


@transaction.atomic
def record_many(
    acts: Iterable[tuple[str, models.Model | None, dict[str, Any], str]], *, by: User | None
) -> list[Entry]:
    """Add entries for many acts of one person at once, sealed in their order: (action, record, changes, reason)."""
    head, _created = Head.objects.select_for_update().get_or_create(pk=1)
    now = timezone.now()
    entries = []
    for action, subject, changes, reason in acts:
        entry = _entry(action, subject, changes, by, reason, now)
        head.seal = entry.seal = _seal(head.seal, entry)
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=2000)
    head.save()
    return entries


@transaction.atomic
def record_rows(
    action: str,
    model: type[models.Model],
    rows: Iterable[tuple[int, str, dict[str, Any] | str]],
    *,
    by: User | None,
    reason: str = "",
) -> int:
    """Add one entry for each of very many rows of a model, sealed in their order: (key, label, changes).

    Changes are plain JSON, or its text as ``canonical`` writes it. The same entries as of ``record_many``, written past
    the signals; returns how many.
    """
    head, _created = Head.objects.select_for_update().get_or_create(pk=1)
    now, kind = timezone.now(), ContentType.objects.get_for_model(model)
    by_id = by.pk if by is not None else None
    said_at = json.dumps(now.astimezone(UTC).isoformat(timespec="microseconds"))
    opening = f"{said_at},{json.dumps(by_id)},{json.dumps(action)},{kind.pk}"
    said_reason = json.dumps(reason, ensure_ascii=False)

    def entries() -> Iterator[tuple[Any, ...]]:
        for key, label, changes in rows:
            label, said = label[:300], changes if isinstance(changes, str) else canonical(changes)
            sealed = f'["{head.seal}",{opening},{key},{encode_basestring(label)},{said},{said_reason}]'
            head.seal = hashlib.sha256(sealed.encode()).hexdigest()
            yield now, by_id, action, kind.pk, key, label, said, reason, head.seal

    names = ("at", "by", "action", "content_type", "object_id", "label", "changes", "reason", "seal")
    count = bulk.insert(Entry, names, entries())
    head.save()
    return count


@dataclass(frozen=True)
class Verdict:
    """What ``verify`` found: how many entries hold, and the first that does not."""

    entries: int
    broken: int | None


def verify() -> Verdict:
    """Recompute every seal from the first entry on; ``broken`` is the id of the first entry that does not fit."""
    previous, count = "", 0
    for entry in Entry.objects.order_by("id").iterator(chunk_size=2000):
        if _seal(previous, entry) != entry.seal:
            return Verdict(count, entry.pk)
        previous = entry.seal
        count += 1
    head = Head.objects.filter(pk=1).first()
    if head is not None and head.seal != previous:
        return Verdict(count, (Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1)
    return Verdict(count, None)
