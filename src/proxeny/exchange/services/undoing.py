"""Taking a whole import back: what it made goes where nothing rests on it, what it changed is as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, WrongState
from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.models import Citation
from proxeny.exchange.models import Import, ImportedRecord
from proxeny.indicators.models import Observation
from proxeny.indicators.services import settle
from proxeny.registers.register import REGISTERS
from proxeny.search import services as search

_BATCH = 1_000


@dataclass
class Undone:
    """What became of an import's records: how many were taken out and put back, and why others stay."""

    removed: int = 0
    restored: int = 0
    kept: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def undo(brought_in: Import, *, reason: str, by: User) -> Undone:
    """Take an import back, as far as nothing has come to rest on it; the reasons for what stays are in ``kept``.

    Raises ``WrongState`` where it was not written or was undone already, ``DomainError`` without a reason,
    ``NotAllowed`` for somebody who is neither the person who brought it in nor may take records out.
    """
    if brought_in.by_id != by.pk:
        demand(by, "delete")
    demand(by, "change")
    if not reason.strip():
        raise DomainError(_("Give the reason for undoing the import."))
    current = Import.objects.select_for_update().get(pk=brought_in.pk)
    if current.state != Import.State.WRITTEN:
        raise WrongState(
            _("This import is %(state)s; there is nothing to undo.") % {"state": current.get_state_display()}
        )
    undone = Undone()
    rows = current.records.select_related("content_type").order_by("-id").iterator(chunk_size=_BATCH)
    while batch := list(islice(rows, _BATCH)):
        _take_back(current, batch, undone, reason=reason.strip(), by=by)
    current.state, current.undone_at, current.undone_by = Import.State.UNDONE, timezone.now(), by
    current.undo_reason = reason.strip()
    current.report = {
        **current.report,
        "undone": {"removed": undone.removed, "restored": undone.restored, "kept": undone.kept[:500],
                   "kept_count": len(undone.kept)},
    }  # fmt: skip
    current.save()
    audit.record(
        "import.import_undone",
        current,
        by=by,
        changes={"removed": [None, undone.removed], "restored": [None, undone.restored],
                 "kept": [None, len(undone.kept)]},
        reason=reason.strip(),
    )  # fmt: skip
    for name in ("state", "undone_at", "undone_by", "undo_reason", "report"):
        setattr(brought_in, name, getattr(current, name))
    return undone


def _take_back(brought_in: Import, batch: list[ImportedRecord], undone: Undone, *, reason: str, by: User) -> None:
    by_model: dict[Any, list[ImportedRecord]] = defaultdict(list)
    for one in batch:
        by_model[one.content_type.model_class()].append(one)
    for model, ours in by_model.items():
        there: dict[Any, Record] = model._default_manager.in_bulk([one.object_id for one in ours])
        made = []
        for one in ours:
            record = there.get(one.object_id)
            if record is None:
                undone.kept.append((one.reference, _("It was taken out since.")))
            elif record.version != one.version:
                undone.kept.append((one.reference, _("It was changed after the import.")))
            elif one.is_new:
                made.append(record)
            else:
                _put_back(brought_in, record, one, by=by, reason=reason)
                undone.restored += 1
        used = _what_rests_on(model, [record.pk for record in made], brought_in)
        free = [record for record in made if record.pk not in used]
        undone.kept += [(record.reference, used[record.pk]) for record in made if record.pk in used]
        _remove(model, free, reason=reason, by=by)
        undone.removed += len(free)


def _what_rests_on(model: Any, keys: list[Any], brought_in: Import) -> dict[Any, str]:
    """Records that something else rests on → what it is."""
    found: dict[Any, str] = {}
    own_parts = {children.name for register in REGISTERS.values() if register.model is model
                 for children in register.children}  # fmt: skip
    for relation in model._meta.related_objects:
        if relation.get_accessor_name() in own_parts or relation.related_model._meta.label == "indicators.ClosedValue":
            continue
        rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": keys})
        for key in rows.order_by().values_list(relation.field.name, flat=True).distinct():
            found[key] = _("Other records name it: %(what)s.") % {
                "what": relation.related_model._meta.verbose_name_plural
            }
    kind = ContentType.objects.get_for_model(model)
    for other, field_of in _generic():
        rows = other._default_manager.filter(**{field_of.ct_field: kind, f"{field_of.fk_field}__in": keys})
        if other is Citation:
            rows = rows.exclude(statement__document=brought_in.document_id)
            said = _("Other sources have come to stand behind it.")
        else:
            said = _("It has %(what)s.") % {"what": other._meta.verbose_name_plural}
        for key in rows.values_list(field_of.fk_field, flat=True).distinct():
            found[key] = said
    later = ImportedRecord.objects.filter(
        content_type=kind, object_id__in=keys, brought_in__gt=brought_in.pk, brought_in__state=Import.State.WRITTEN
    )
    for key in later.values_list("object_id", flat=True):
        found[key] = _("A later import changed it; undo that first.")
    return found


def _generic() -> Iterator[tuple[Any, GenericForeignKey]]:
    for model in apps.get_models():
        for described in model._meta.private_fields:
            if isinstance(described, GenericForeignKey):
                yield model, described


def _remove(model: Any, records: Iterable[Record], *, reason: str, by: User) -> None:
    """Take records out as ``registers.remove`` does, many at once: their words stay with the document."""
    records = list(records)
    keys = [record.pk for record in records]
    if not keys:
        return
    audit.record_rows(
        f"{model.register()}.removed",
        model,
        (
            (
                record.pk,
                str(record),
                {n: [v, None] for n, v in _content(record).items() if v not in ("", None, [])},
            )
            for record in records
        ),
        by=by,
        reason=reason,
    )
    kind = ContentType.objects.get_for_model(model)
    Citation.objects.filter(content_type=kind, object_id__in=keys)._raw_delete("default")
    for relation in model._meta.related_objects:
        if relation.on_delete is models.CASCADE and not relation.many_to_many:
            parts = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": keys})
            part_kind = ContentType.objects.get_for_model(relation.related_model)
            of_parts = Citation.objects.filter(content_type=part_kind, object_id__in=parts.values("pk"))
            of_parts.filter(pk__in=of_parts.values("pk"))._raw_delete("default")
            parts._raw_delete("default")
    for listed in model._meta.many_to_many:
        through = listed.remote_field.through._default_manager
        through.filter(**{f"{listed.m2m_field_name()}__in": keys})._raw_delete("default")
    model._default_manager.filter(pk__in=keys)._raw_delete("default")
    search.index(model, keys)


def _content(record: Record) -> dict[str, Any]:
    return {
        described.name: audit.plain(getattr(record, described.attname))
        for described in record._meta.concrete_fields
        if described.editable and described.name not in audit.NOT_CONTENT
    }


def _put_back(brought_in: Import, record: Any, one: ImportedRecord, *, by: User, reason: str) -> None:
    """A record that was changed, with its fields, lists and parts as they were."""
    before = audit.snapshot(record)
    mine = Citation.objects.filter(
        content_type=one.content_type, object_id=record.pk, statement__document=brought_in.document_id,
        statement__payload__row=one.row,
    )  # fmt: skip
    named = set(mine.values_list("field", flat=True))
    mine.delete()
    for name, key in one.parts or ():
        children = record._meta.get_field(name).related_model
        part_kind = ContentType.objects.get_for_model(children)
        Citation.objects.filter(content_type=part_kind, object_id=key).delete()
        children._default_manager.filter(pk=key).delete()
    fields = (one.before or {}).get("fields", {})
    for attname, value in fields.items():
        if isinstance(record, Observation) and attname == "value":
            continue
        setattr(record, attname, _native(record, attname, value))
    for name, keys in (one.before or {}).get("lists", {}).items():
        getattr(record, name).set(keys)
    changes = audit.difference(before, audit.snapshot(record))
    record.version += 1
    record.save()
    audit.record(f"{record.register()}.restored", record, by=by, changes=changes, reason=reason)
    register = REGISTERS.get(record.register())
    if register is not None and register.follow is not None:
        register.follow([record.pk], by)
    if "value" in named or "value" in fields:
        if isinstance(record, Observation):
            settle(record, by=by)
        else:
            documents.compare(record, "value")


def _native(record: Any, attname: str, value: Any) -> Any:
    described = next(found for found in record._meta.concrete_fields if found.attname == attname)
    return value if value is None or isinstance(described, models.JSONField) else described.to_python(value)
