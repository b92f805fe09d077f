"""The statements behind one field, for every field of the record that several state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count

from proxeny.checks.services.keeping import STANDING, Known, New, in_batches, known_among, open_many
from proxeny.documents import services as documents
from proxeny.documents.models import Citation, Conflict

FIELD = "value"
Place = tuple[int, int]  # content type and record
_COLUMNS = (
    "object_id", "statement_id", "statement__value", "statement__high", "statement__unit", "statement__qualifier",
    "statement__doubts", "statement__document__publisher", "statement__document__published",
    "statement__document__mark",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Source:
    """What comparing needs to know of a document."""

    publisher: str
    published: str
    mark: int


@dataclass(frozen=True, slots=True)
class _Stated:
    """A statement by its columns: a hundred thousand of them are compared without their words."""

    pk: int
    value: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str
    doubts: list[Any]
    document: _Source


def compare_all() -> tuple[int, int]:
    """Compare the statements on each field that several state, or whose conflict is open. Gives opened and closed.

    What stands as it was is left alone, and what is new is written together; a conflict that changed goes through
    ``documents.compare``, which knows of rulings.
    """
    known = {key[:2]: one for key, one in known_among(Conflict.objects.filter(field=FIELD)).items()}
    before = {place for place, one in known.items() if one.is_open}
    opened = closed = 0
    for kind, records in _places(before).items():
        for wanted in in_batches(sorted(records)):
            with transaction.atomic():
                more, fewer = _compare(kind, wanted, known)
            opened, closed = opened + more, closed + fewer
    return opened, closed


def _places(open_ones: Iterable[Place]) -> dict[int, set[int]]:
    """The records whose field several statements give, and those in conflict, by content type. One SQL query."""
    several = Citation.objects.filter(field=FIELD).order_by().values("content_type_id", "object_id")
    found: dict[int, set[int]] = defaultdict(set)
    counted = several.annotate(number=Count("pk")).filter(number__gt=1)
    for kind, record, _number in counted.values_list("content_type_id", "object_id", "number").iterator(5000):
        found[kind].add(record)
    for kind, record in open_ones:
        found[kind].add(record)
    return found


def _compare(kind: int, wanted: list[int], known: dict[Place, Known]) -> tuple[int, int]:
    model: Any = ContentType.objects.get_for_id(kind).model_class()
    fresh: list[tuple[int, documents.Difference[_Stated]]] = []
    changed = {record for record in wanted if (kind, record) in known and known[kind, record].is_open}
    for record, stated in _stated(kind, wanted):
        difference = documents.difference(stated) if not _are_alike(stated) else None
        before = known.get((kind, record))
        if before is None:
            if difference is not None:
                fresh.append((record, difference))
        elif difference is None:
            pass
        elif before.kind == difference.kind and before.statements == {one.pk for one in difference.statements}:
            changed.discard(record)
        else:
            changed.add(record)
    opened = closed = 0
    for record in model._default_manager.filter(pk__in=changed):
        was_open, is_open = known[kind, record.pk].is_open, documents.compare(record, FIELD) is not None
        opened, closed = opened + (is_open and not was_open), closed + (was_open and not is_open)
    return opened + _open(kind, model, fresh), closed


def _open(kind: int, model: Any, fresh: list[tuple[int, documents.Difference[_Stated]]]) -> int:
    records = [record for record, _difference in fresh]
    marks = dict(model._default_manager.filter(pk__in=records).order_by().values_list("pk", "mark"))
    return open_many([
        New(
            kind, record, FIELD, difference.kind,
            max(marks[record], *(one.document.mark for one in difference.statements)),
            tuple(one.pk for one in difference.statements), difference.explanation, dict(difference.details),
        )
        for record, difference in fresh if record in marks
    ])  # fmt: skip


def _are_alike(stated: list[_Stated]) -> bool:
    first = stated[0]
    return all(
        (one.value, one.high, one.unit, one.qualifier) == (first.value, first.high, first.unit, first.qualifier)
        and not one.doubts
        for one in stated
    )


def _stated(kind: int, wanted: list[int]) -> Iterator[tuple[int, list[_Stated]]]:
    """The standing statements of some records, record by record. One SQL query."""
    cited = Citation.objects.filter(
        content_type=kind, object_id__in=wanted, field=FIELD, statement__status__in=STANDING
    )
    rows = cited.order_by("object_id", "pk").values_list(*_COLUMNS)
    for record, group in groupby(rows, key=lambda row: row[0]):
        yield record, [
            _Stated(key, value, high, unit, qualifier, doubts, _Source(publisher, published, mark))
            for _record, key, value, high, unit, qualifier, doubts, publisher, published, mark in group
        ]
