"""What was done to a record, in words, as far as the reader of it may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from proxeny.audit.models import Entry

# How a row is kept, which tells a reader nothing.
_KEPT = {"id", "reference"}


@dataclass(frozen=True)
class Change:
    """One field's value before and after an act, as shown; empty for nothing. ``kind`` is ``period`` for EDTF."""

    label: str
    before: str
    after: str
    kind: str = "text"


def history(record: models.Model) -> models.QuerySet[Entry]:
    """What was done to a record, the newest first. One SQL query."""
    return Entry.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=record.pk
    ).select_related("by")


def _field(record: models.Model, name: str) -> models.Field[Any, Any] | None:
    """A field of the record, or of one of its parts: ``posts.role``."""
    model: Any = type(record)
    part, dot, last = name.rpartition(".")
    try:
        if dot:
            model = model._meta.get_field(part.split(" ")[0]).related_model
        found = model._meta.get_field(last)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


def label_of(record: models.Model, name: str) -> str:
    """A field's name in the active language; of a part of the record, with the part's."""
    field = _field(record, name)
    if field is None:
        part = name.partition(".")[0]
        try:
            related = type(record)._meta.get_field(part).related_model
        except FieldDoesNotExist:
            return name.replace("_", " ")
        return str(related._meta.verbose_name_plural) if isinstance(related, type) else name
    if "." in name:
        return f"{field.model._meta.verbose_name}, {field.verbose_name}"
    return str(field.verbose_name)


def changes_in_words(record: models.Model, entry: Entry, *, visible_to: Any) -> list[Change]:
    """The changes of an entry as a person may read them: choices and yes or no in words, linked records by name.

    Names of linked records above the person's clearance are left out. One SQL query for every linked field.
    """
    shown = []
    for name, values in entry.changes.items():
        if name.rpartition(".")[2] in _KEPT:
            continue
        before, after = values if isinstance(values, list) and len(values) == 2 else (None, values)
        field = _field(record, name)
        said, says = _in_words(field, before, visible_to), _in_words(field, after, visible_to)
        if said or says:
            kind = "period" if type(field).__name__ == "EdtfField" else "text"
            shown.append(Change(label_of(record, name), said, says, kind))
    return shown


def _in_words(field: models.Field[Any, Any] | None, value: Any, person: Any) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(field, models.ManyToManyField):
        hidden = _hidden_names(field.related_model, person)
        return ", ".join(str(item) for item in value if str(item) not in hidden)
    if isinstance(field, models.ForeignKey):
        related: Any = field.related_model
        rows = related._default_manager
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(person)
        found = rows.filter(pk=value).first()
        return str(found) if found is not None else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)


def _hidden_names(related: Any, person: Any) -> set[str]:
    if not hasattr(related, "mark"):
        return set()
    above = related._default_manager.filter(mark__gt=getattr(person, "clearance", 0))
    return {str(row) for row in above}
