"""Keeping the index: entry by entry as records change, or all of it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from proxeny.core import bulk
from proxeny.core.records import Record
from proxeny.documents.models import Document
from proxeny.indicators.models import Indicator
from proxeny.partners.models import Partner, Person
from proxeny.registers.register import REGISTERS
from proxeny.search.entries import Indexed, entries_of_many, fetch_lists, with_what_is_indexed
from proxeny.search.models import SearchEntry

BATCH = 500


_FIELDS = [field for field in SearchEntry._meta.concrete_fields if not field.primary_key]
_COLUMNS = [field.name for field in _FIELDS]


def _values(entry: SearchEntry) -> list[Any]:
    return [field.pre_save(entry, True) for field in _FIELDS]


def indexed_models() -> list[type[models.Model]]:
    """Every model that search knows: of the registers, documents and indicators."""
    kept: list[type[models.Model]] = [register.model for register in REGISTERS.values()]
    return list(dict.fromkeys([*kept, Document, Indicator]))


# What is to be indexed at the end of a block of writes: model → keys, in their order.
_WAITING: ContextVar[dict[type[models.Model], dict[Any, None]] | None] = ContextVar("waiting", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Index what many writes change once, when the block ends well. Meant for loads in one transaction."""
    waiting: dict[type[models.Model], dict[Any, None]] = {}
    token = _WAITING.set(waiting)
    try:
        yield
    finally:
        _WAITING.reset(token)
    for model, keys in waiting.items():
        index(model, keys)


@transaction.atomic
def index(model: type[models.Model], keys: Iterable[Any]) -> None:
    """Bring the entries of some rows up to date. A row that is gone loses its entries. A handful of SQL queries."""
    keys, waiting = list(keys), _WAITING.get()
    if waiting is not None:
        waiting.setdefault(model, {}).update(dict.fromkeys(keys))
        return
    _withdraw(model, keys)
    _write(model, list(with_what_is_indexed(model).filter(pk__in=keys)))


def _write(model: type[models.Model], rows: Sequence[Any]) -> int:
    """Write the entries of rows that have none; returns how many."""
    fetch_lists(model, rows)
    return bulk.insert(SearchEntry, _COLUMNS, map(_values, entries_of_many(rows)))


@transaction.atomic
def withdraw(subject: Indexed) -> None:
    """Take a row out of the index."""
    _withdraw(type(subject), [subject.pk])


def _withdraw(model: type[models.Model], keys: list[Any]) -> None:
    kind = ContentType.objects.get_for_model(model)
    found = SearchEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys])
    found._raw_delete(found.db)  # nothing hangs on an entry: no need to fetch it first


@transaction.atomic
def index_renamed(subject: Partner | Person) -> None:
    """Bring a partner or person up to date, and what names them where their name changed."""
    kind = ContentType.objects.get_for_model(subject)
    before = SearchEntry.objects.filter(content_type=kind, object_id=str(subject.pk)).values_list("exact_title", "mark")
    known = before.first()
    index(type(subject), [subject.pk])
    if known is None or known == before.first():
        return
    for relation in subject._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and issubclass(model, Record):
            keys = model._default_manager.filter(**{relation.field.name: subject}).values_list("pk", flat=True)
            index(model, keys)


@transaction.atomic
def reindex(progress: Callable[[str, int], None] | None = None) -> int:
    """Build the whole index anew; returns the number of entries. Bulk writing sends no signals and ends with this."""
    SearchEntry.objects.all().delete()
    count = 0
    for model in indexed_models():
        rows = with_what_is_indexed(model).order_by("pk").iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):
            count += _write(model, batch)
        if progress is not None:
            progress(str(model._meta.verbose_name_plural), count)
    return count
