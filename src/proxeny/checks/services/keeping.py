"""Conflicts that the checks open, keep and close; many at once are written together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from proxeny.checks.points import Found
from proxeny.checks.rules import NAMES
from proxeny.documents import services as documents
from proxeny.documents.models import Citation, Conflict, Ruling, Statement
from proxeny.indicators.models import Observation

Key = tuple[int, str]
One = TypeVar("One")
# How many keys one query names; both databases take as many.
_TOGETHER = 2000
STANDING = (Statement.Status.ACCEPTED, Statement.Status.CORRECTED)


@dataclass(frozen=True, slots=True)
class Known:
    """A conflict on record, as far as keeping it needs: which statements it holds, and whether it was ever ruled on."""

    pk: int
    kind: str
    details: dict[str, Any]
    is_open: bool
    statements: frozenset[int]
    is_ruled: bool


@dataclass(frozen=True, slots=True)
class New:
    """A conflict to be opened: on the field ``name`` of the record ``object_id``."""

    content_type: int
    object_id: int
    name: str
    kind: str
    mark: int
    statements: tuple[int, ...]
    explanation: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def in_batches(items: Iterable[One]) -> Iterator[list[One]]:
    """As many together as one query names."""
    wanted = list(items)
    for start in range(0, len(wanted), _TOGETHER):
        yield wanted[start : start + _TOGETHER]


def of_checks() -> QuerySet[Conflict]:
    """The conflicts that checks opened, as a query set."""
    return Conflict.objects.filter(content_type=observations(), field__in=NAMES)


def observations() -> ContentType:
    """What conflicts about observations name as the type of their record."""
    return ContentType.objects.get_for_model(Observation)


def known_among(conflicts: QuerySet[Conflict]) -> dict[tuple[int, int, str], Known]:
    """Conflicts by content type, record and field. Three SQL queries, however many."""
    rows = list(conflicts.order_by().values_list(
        "pk", "content_type_id", "object_id", "field", "kind", "details", "is_open"
    ))  # fmt: skip
    if not rows:
        return {}
    within = conflicts.order_by().values("pk")
    held: dict[int, set[int]] = defaultdict(set)
    through = Conflict.statements.through._default_manager.filter(conflict__in=within)
    for conflict, statement in through.order_by().values_list("conflict_id", "statement_id").iterator(5000):
        held[conflict].add(statement)
    ruled = set(Ruling.objects.filter(conflict__in=within).order_by().values_list("conflict_id", flat=True))
    return {
        (kind, record, name): Known(pk, sort, details, is_open, frozenset(held[pk]), pk in ruled)
        for pk, kind, record, name, sort, details, is_open in rows
    }


def statements_behind(keys: Collection[int]) -> dict[int, dict[int, int]]:
    """The standing statements of the values of observations, with their documents' marks. A query for two thousand."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for wanted in in_batches(sorted(keys)):
        cited = Citation.objects.filter(
            content_type=observations(), object_id__in=wanted, field="value", statement__status__in=STANDING
        )
        columns = cited.order_by().values_list("object_id", "statement_id", "statement__document__mark")
        for record, statement, mark in columns:
            found[record][statement] = mark
    return found


def _details(found: Found) -> dict[str, Any]:
    return {
        "points": [point.key for point in found.points],
        "values": {name: str(value) for name, value in found.values.items()},
    }


def keep(found: Iterable[Found], known: Mapping[Key, Known]) -> tuple[int, int]:
    """Open what was found, reopen what a new statement concerns, leave what stands as it was; drop what is gone.

    ``known`` are the conflicts that these checks could have opened, by observation and name. Gives how many are new
    or reopened, and how many were closed.
    """
    mine = {(one.suspect.key, one.rule): one for one in found}
    behind = statements_behind({point.key for one in mine.values() for point in one.points})
    fresh: list[tuple[Key, Found, dict[int, int]]] = []
    opened = 0
    for key, one in mine.items():
        statements = {pk: mark for point in one.points for pk, mark in behind.get(point.key, {}).items()}
        before = known.get(key)
        if not statements or (before is not None and _stands(before, one, statements)):
            continue
        if before is None:
            fresh.append((key, one, statements))
        else:
            opened += _open_again(one, statements) and not before.is_open
    opened += _open_new(fresh)
    return opened, close([known[key] for key in known if key not in mine])


def _stands(before: Known, one: Found, statements: Mapping[int, int]) -> bool:
    return before.details == _details(one) and before.kind == one.kind and before.statements == statements.keys()


def _open_again(one: Found, statements: Mapping[int, int]) -> bool:
    record = Observation.objects.get(pk=one.suspect.key)
    stated = Statement.objects.filter(pk__in=statements).select_related("document")
    conflict = documents.open_conflict(record, one.rule, stated, kind=one.kind, details=_details(one))
    return conflict is not None


def _open_new(fresh: Sequence[tuple[Key, Found, dict[int, int]]]) -> int:
    marks: dict[int, int] = {}
    for wanted in in_batches({key[0] for key, _one, _statements in fresh}):
        marks.update(Observation.objects.filter(pk__in=wanted).order_by().values_list("pk", "mark"))
    of = observations().pk
    return open_many([
        New(of, key, name, one.kind, max(marks[key], *statements.values()), tuple(statements), details=_details(one))
        for (key, name), one, statements in fresh if key in marks
    ])  # fmt: skip


def open_many(fresh: Sequence[New]) -> int:
    """Open conflicts that are not on record; returns how many. Three SQL queries for some hundreds of them.

    Where another transaction opened the same one in the meantime, the statements of both are held.
    """
    for some in in_batches(fresh):
        Conflict.objects.bulk_create(
            (
                Conflict(
                    content_type_id=one.content_type, object_id=one.object_id, field=one.name, kind=one.kind,
                    mark=one.mark, explanation=one.explanation, details=one.details,
                )
                for one in some
            ),
            ignore_conflicts=True,
        )  # fmt: skip
        wanted = {(one.content_type, one.object_id, one.name): one.statements for one in some}
        written = Conflict.objects.filter(
            object_id__in={one.object_id for one in some}, field__in={one.name for one in some}
        ).values_list("pk", "content_type_id", "object_id", "field")
        through: Any = Conflict.statements.through
        through.objects.bulk_create(
            (
                through(conflict_id=pk, statement_id=statement)
                for pk, *key in written
                for statement in wanted.get(tuple(key), ())  # type: ignore[arg-type]
            ),
            ignore_conflicts=True,
        )
    return len(fresh)


def close(gone: Iterable[Known]) -> int:
    """Take out what is no conflict any more; what was ruled upon is kept, closed. Returns how many were open."""
    closed = 0
    for some in in_batches(gone):
        closed += sum(one.is_open for one in some)
        Conflict.objects.filter(pk__in=[one.pk for one in some if not one.is_ruled]).delete()
        Conflict.objects.filter(pk__in=[one.pk for one in some if one.is_ruled and one.is_open]).update(is_open=False)
    return closed
