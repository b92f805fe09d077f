"""What documents hold and what rests on them, as far as a person may see."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from proxeny.documents.models import Citation, Conflict, Document, Statement

CONTEXT = 240  # characters of a text on each side of a quote, in a source card


def _count(status: Iterable[str]) -> Coalesce:
    counted = (
        Statement.objects.filter(document=OuterRef("pk"), status__in=list(status))
        .order_by()
        .values("document")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def listed(person: Any) -> QuerySet[Document]:
    """The documents that a person may see, with how many of their statements stand and how many wait."""
    standing = (Statement.Status.ACCEPTED, Statement.Status.CORRECTED)
    return (
        Document.objects.visible_to(person)
        .annotate(standing_count=_count(standing), open_count=_count((Statement.Status.PROPOSED,)))
        .select_related("added_by")
        .defer("remarks", "note")
    )


def passage(document: Document, words: str) -> str | None:
    """Words as they stand in a document's text, whatever spaces lie between them; ``None`` if they are not there."""
    if words in document.body.text:
        return words
    parts = words.split()
    if not parts:
        return None
    found = re.search(r"\s+".join(map(re.escape, parts)), document.body.text)
    return found.group() if found else None


@dataclass(frozen=True)
class Stretch:
    """A piece of a text: the statements whose words it belongs to, and those whose words begin with it."""

    text: str
    statements: tuple[Statement, ...] = ()
    anchors: tuple[int, ...] = ()


def stretches(text: str, statements: Iterable[Statement]) -> Iterator[Stretch]:
    """A text in pieces, whole and in order, cut where the words of statements begin and end.

    Time is linear in the text and in the statements.
    """
    placed = [s for s in statements if s.start is not None and s.end is not None and s.start < s.end <= len(text)]
    begins: dict[int, list[Statement]] = {}
    ends: dict[int, list[Statement]] = {}
    for statement in placed:
        begins.setdefault(statement.start or 0, []).append(statement)
        ends.setdefault(statement.end or 0, []).append(statement)
    inside: dict[int, Statement] = {}
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        for statement in ends.get(start, ()):
            inside.pop(statement.pk, None)
        inside.update({statement.pk: statement for statement in begins.get(start, ())})
        yield Stretch(text[start:end], tuple(inside.values()), tuple(s.pk for s in begins.get(start, ())))


@dataclass(frozen=True)
class Card:
    """A statement's words with the figure marked, and what stands around them."""

    before: str
    words: str
    after: str


def card(statement: Statement) -> Card:
    """The sentence that a statement rests on, its figure marked where its place is known, else all of it as ``before``.

    A statement without words of its own gives an empty card.
    """
    quote = statement.quote
    if not quote:
        return Card("", "", "")
    start, at, end = statement.start, statement.value_start, statement.value_end
    if start is None or at is None or end is None or not start <= at < end <= start + len(quote):
        return Card(quote if len(quote) <= 3 * CONTEXT else quote[: 3 * CONTEXT] + " …", "", "")
    first, last = at - start, end - start
    before, after = quote[:first], quote[last:]
    return Card(
        before if len(before) <= CONTEXT else "… " + before[-CONTEXT:],
        quote[first:last],
        after if len(after) <= CONTEXT else after[:CONTEXT] + " …",
    )


@dataclass(frozen=True)
class Place:
    """Where words stand in the file: a page, a cell of a sheet, an attachment, as far as its kind has such."""

    page: int | None = None
    sheet: str = ""
    cell: str = ""
    attachment: str = ""

    def __bool__(self) -> bool:
        return any((self.page, self.sheet, self.cell, self.attachment))


def place_of(statement: Statement) -> Place:
    """Where the figure of a statement, or else its first word, stands in the file."""
    at = statement.start if statement.value_start is None else statement.value_start
    if at is None or not hasattr(statement.document, "body"):
        return Place()
    segments = statement.document.body.segments
    number = bisect_right(segments, at, key=lambda segment: segment[0]) - 1
    if number < 0 or not segments[number][0] <= at < segments[number][1]:
        return Place()
    place = segments[number][2]
    return Place(place.get("page"), place.get("sheet", ""), place.get("cell", ""), place.get("part", ""))


def resting_on(statements: Iterable[Statement], *, visible_to: Any) -> dict[int, list[Any]]:
    """The records that rest on each statement (by its key) and that a person may see.

    One SQL query for the citations and one for each register among them.
    """
    cited: dict[tuple[int, int], set[int]] = {}
    for statement, kind, pk in Citation.objects.filter(
        statement__in=[statement.pk for statement in statements]
    ).values_list("statement", "content_type", "object_id"):
        cited.setdefault((kind, pk), set()).add(statement)
    found: dict[int, list[Any]] = {}
    for kind in sorted({kind for kind, _pk in cited}):
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        if model is None or not hasattr(model.objects, "visible_to") or not hasattr(model, "get_absolute_url"):
            continue
        linked = [field.name for field in model._meta.concrete_fields if field.many_to_one]
        rows = model.objects.visible_to(visible_to).select_related(*linked)
        for record in rows.filter(pk__in=[pk for other, pk in cited if other == kind]):
            for statement in cited[kind, record.pk]:
                found.setdefault(statement, []).append(record)
    return found


@dataclass(frozen=True)
class Stated:
    """One side of a conflict, as shown: its figure, or else what it says of the field in words."""

    statement: Statement
    words: str
    is_ruled: bool = False


@dataclass(frozen=True)
class Disputed:
    """A conflict as a page shows it."""

    conflict: Conflict
    sides: list[Stated]
    ruling: Any


_EXPLAIN: list[Callable[[Conflict], str]] = []


def explain_with(explain: Callable[[Conflict], str]) -> None:
    """Let a storey above say why statements cannot all be right, in the reader's words; called when an app is ready."""
    if explain not in _EXPLAIN:
        _EXPLAIN.append(explain)


def conflicts_on(record: Any, *, visible_to: Any) -> list[Disputed]:
    """The conflicts about a record that a person may see, the open ones first. Three SQL queries, one where none is."""
    conflicts = Conflict.objects.filter(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        mark__lte=getattr(visible_to, "clearance", 0),
    ).prefetch_related("statements__document", "rulings__by")
    found = []
    for conflict in conflicts:
        for explain in _EXPLAIN:
            conflict.explanation = explain(conflict)
        ruling = next(iter(conflict.rulings.all()), None) if not conflict.is_open else None
        ruled = ruling.statement_id if ruling else None
        sides = [Stated(s, said_of(s, conflict.field), s.pk == ruled) for s in conflict.statements.all()]
        found.append(Disputed(conflict, sides, ruling))
    return found


def said_of(statement: Statement, field: str) -> str:
    """What a statement says of a field, in its own terms; its words where it has no such field."""
    content = statement.content
    for name in (field, "date" if field in {"signed", "dates"} else field, "value"):
        value = content.get(name)
        if value not in (None, "", []):
            return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return statement.quote[:160]
