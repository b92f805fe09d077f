"""What waits for review, and how a text and its proposals lie beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Count, Q, QuerySet

from proxeny.documents.models import Conflict, Document, Statement


def inbox(*, visible_to: Any) -> QuerySet[Document]:
    """Documents with open proposals, the newest first, with how many are open and decided. One SQL query."""
    return (
        Document.objects.visible_to(visible_to)
        .filter(status=Document.Status.WAITING)
        .annotate(
            open_count=Count("statements", filter=Q(statements__status=Statement.Status.PROPOSED)),
            decided_count=Count("statements", filter=~Q(statements__status=Statement.Status.PROPOSED)),
        )
        .select_related("near_duplicate_of")
        .order_by("-added_at", "-id")
    )


def waiting_count(*, visible_to: Any) -> int:
    """How many documents wait."""
    return Document.objects.visible_to(visible_to).filter(status=Document.Status.WAITING).count()


def conflicts(*, visible_to: Any, is_open: bool = True) -> QuerySet[Conflict]:
    """Conflicts that a person may see, the newest first."""
    return (
        Conflict.objects.filter(mark__lte=getattr(visible_to, "clearance", 0), is_open=is_open)
        .select_related("content_type")
        .prefetch_related("statements__document", "rulings__by", "record")
    )


def in_reading_order(document: Document) -> list[Statement]:
    """The statements of a document in the order of its words; those without a place last. One SQL query."""
    statements = list(document.statements.select_related("reviewer", "duplicate_of__document"))
    return sorted(statements, key=lambda s: (s.start is None, s.value_start or s.start or 0, s.start or 0, s.pk))


def next_open(statements: Sequence[Statement], after: Statement | None = None) -> Statement | None:
    """The next proposal that waits, from one on; from the top where none is left below."""
    at = next((n for n, statement in enumerate(statements) if after and statement.pk == after.pk), -1)
    order = [*statements[at + 1 :], *statements[: at + 1]]
    return next((statement for statement in order if statement.status == Statement.Status.PROPOSED), None)


@dataclass(frozen=True)
class Stretch:
    """A piece of the text between two boundaries, with the statements whose evidence or figure it belongs to."""

    start: int
    text: str
    evidence: tuple[int, ...]
    figures: tuple[int, ...]
    anchors: tuple[int, ...]
    kind: str
    status: str


def stretches(text: str, statements: Sequence[Statement]) -> Iterator[Stretch]:
    """A text cut where evidence or figures begin and end, whole and in order; time linear in text and statements."""
    begins: dict[int, list[tuple[bool, Statement]]] = {}
    finishes: dict[int, list[tuple[bool, Statement]]] = {}
    for statement in statements:
        if statement.start is None or statement.end is None or not 0 <= statement.start < statement.end <= len(text):
            continue
        spans = [(False, statement.start, statement.end)]
        if statement.value_start is not None and statement.value_end is not None:
            spans.append((True, statement.value_start, statement.value_end))
        for is_figure, start, end in spans:
            begins.setdefault(start, []).append((is_figure, statement))
            finishes.setdefault(end, []).append((is_figure, statement))
    cuts = sorted({0, len(text), *begins, *finishes})
    evidence: dict[int, Statement] = {}
    figures: dict[int, Statement] = {}
    for start, end in pairwise(cuts):
        for is_figure, statement in finishes.get(start, ()):
            (figures if is_figure else evidence).pop(statement.pk, None)
        opened = begins.get(start, ())
        for is_figure, statement in opened:
            (figures if is_figure else evidence)[statement.pk] = statement
        lead = next(iter(figures.values()), None)
        whole = [s for s in evidence.values() if s.value_start is None]
        lead = lead or (whole[0] if whole else None)
        yield Stretch(
            start,
            text[start:end],
            tuple(evidence),
            tuple(figures),
            tuple(statement.pk for is_figure, statement in opened if not is_figure),
            lead.kind if lead else "",
            lead.status if lead else "",
        )
