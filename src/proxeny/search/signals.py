"""The index follows every save, in the transaction of the save."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save

from proxeny.core.records import Record
from proxeny.delegations.models import Member
from proxeny.documents.models import Document, DocumentText
from proxeny.indicators.models import Indicator
from proxeny.partners.models import Alias, NameOfPerson, Partner, Person, Post
from proxeny.partners.signals import links_moved
from proxeny.search import services

# A row of another table that is found with its record → the field that leads there.
_BELONGS = {
    Alias: "partner_id",
    NameOfPerson: "person_id",
    Post: "person_id",
    Member: "delegation_id",
    DocumentText: "document_id",
}


def _owner(instance: Any) -> tuple[Any, Any] | None:
    field = _BELONGS.get(type(instance))
    if field is None:
        return None
    return type(instance)._meta.get_field(field.removesuffix("_id")).related_model, getattr(instance, field)


def _saved(instance: Any, raw: bool = False, **_signal: Any) -> None:
    if raw:
        return
    owner = _owner(instance)
    if owner is not None:
        services.index(owner[0], [owner[1]])
    elif isinstance(instance, Partner | Person):
        services.index_renamed(instance)
    elif isinstance(instance, Record | Document | Indicator):
        services.index(type(instance), [instance.pk])


def _deleted(instance: Any, **_signal: Any) -> None:
    owner = _owner(instance)
    if owner is not None:
        services.index(owner[0], [owner[1]])
    elif isinstance(instance, Record | Document | Indicator):
        services.withdraw(instance)


def _listed(instance: Any, action: str, reverse: bool, model: Any, pk_set: set[Any] | None, **_signal: Any) -> None:
    if action not in {"post_add", "post_remove", "post_clear"}:
        return
    if not reverse and isinstance(instance, Record):
        services.index(type(instance), [instance.pk])
    elif reverse and issubclass(model, Record):
        services.index(model, pk_set or ())


def _moved(model: Any, keys: set[Any], **_signal: Any) -> None:
    """Partners or people were merged or taken apart: what names them is found by their present names."""
    if model in _BELONGS:
        field = _BELONGS[model]
        keys = set(model._default_manager.filter(pk__in=keys).values_list(field, flat=True))
        model = model._meta.get_field(field.removesuffix("_id")).related_model
    if issubclass(model, Record):
        ordered = sorted(keys)
        for start in range(0, len(ordered), services.BATCH):
            services.index(model, ordered[start : start + services.BATCH])


def connect() -> None:
    """Listen; called when the app is ready."""
    post_save.connect(_saved, dispatch_uid="search.saved")
    post_delete.connect(_deleted, dispatch_uid="search.deleted")
    m2m_changed.connect(_listed, dispatch_uid="search.listed")
    links_moved.connect(_moved, dispatch_uid="search.moved")
