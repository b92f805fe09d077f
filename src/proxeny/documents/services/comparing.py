"""Comparing what sources state about the same field, and ruling where they cannot all be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Generic, Protocol, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, WrongState
from proxeny.documents import comparison, doubts
from proxeny.documents.models import Citation, Conflict, Ruling, Statement


class Stated(Protocol):
    """A statement, or the columns of one that comparing needs."""

    @property
    def pk(self) -> int:
        """Its key."""

    @property
    def doubts(self) -> Any:
        """Why it is doubtful by itself, if it is."""


AStatement = TypeVar("AStatement", bound=Stated)


def figure_of(statement: Statement) -> comparison.Figure | None:
    """The figure that a statement gives, or ``None`` where it gives none."""
    if statement.value is None:
        return None
    return comparison.Figure(
        value=statement.value,
        unit=statement.unit,
        qualifier=statement.qualifier,
        high=statement.high,
        publisher=statement.document.publisher,
        published=statement.document.published,
    )


def disagreements(statements: Iterable[Statement]) -> list[tuple[Statement, Statement, str]]:
    """Pairs of statements whose figures cannot both be right, with the kind of conflict, the gravest kinds first."""
    order = {"scale": 0, "currency": 1, "plain": 2, "revision": 3}
    stated = [(statement, figure) for statement in statements if (figure := figure_of(statement)) is not None]
    found = [
        (one, other, comparison.kind_of_difference(figure, other_figure))
        for (one, figure), (other, other_figure) in combinations(stated, 2)
        if not comparison.agree(figure, other_figure)
    ]
    return sorted(found, key=lambda pair: order[pair[2]])


@dataclass(frozen=True)
class Difference(Generic[AStatement]):
    """What statements on one field are in conflict about, and which of them."""

    kind: str
    explanation: str
    statements: tuple[AStatement, ...]
    details: Mapping[str, Any] = field(default_factory=dict)


def difference(statements: Sequence[AStatement]) -> Difference[AStatement] | None:
    """Why the statements on a field cannot all be right, or are doubtful by themselves (the reader says why)."""
    pairs = disagreements(statements)  # type: ignore[arg-type]
    doubtful = [statement for statement in statements if statement.doubts]
    if not pairs and doubtful:
        raised = {doubts.in_english(one): one for statement in doubtful for one in statement.doubts}
        first = doubts.kind_of(next(iter(raised.values())))
        return Difference(first, " ".join(raised), tuple(doubtful), {"doubts": list(raised.values())})
    if not pairs:
        return None
    one, other, kind = pairs[0]
    involved: dict[int, Any] = {statement.pk: statement for pair in pairs for statement in pair[:2]}
    return Difference(kind, _explain(one, other, kind), tuple(involved.values()))


def _explain(one: Statement, other: Statement, kind: str) -> str:
    first, second = figure_of(one), figure_of(other)
    if first and second and kind == "scale":
        slip = comparison.slip_between(first, second)
        return _(
            "The two differ by a factor of %(slip)s: one of them slipped in the scale or the decimal separator."
        ) % {"slip": f"{slip:,f}"}
    return ""


def conflicts_of(record: models.Model) -> models.QuerySet[Conflict]:
    """The conflicts about a record, ruled upon or not, whoever may see them."""
    return Conflict.objects.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk)


@transaction.atomic
def compare(record: models.Model, field: str) -> Conflict | None:
    """Compare all standing statements on a field; open, reopen or close its conflict. Returns it where one is open.

    A single statement that is doubtful by itself (the reader says why) is put before a person in the same way.
    """
    kind = ContentType.objects.get_for_model(record)
    cited = [
        citation.statement
        for citation in Citation.objects.filter(content_type=kind, object_id=record.pk, field=field).select_related(
            "statement__document"
        )
        if citation.statement.status in (Statement.Status.ACCEPTED, Statement.Status.CORRECTED)
    ]
    found = difference(cited)
    if found is None:
        return _leave(Conflict.objects.filter(content_type=kind, object_id=record.pk, field=field).first())
    return open_conflict(
        record, field, found.statements, kind=found.kind, explanation=found.explanation, details=found.details
    )


def _leave(conflict: Conflict | None) -> Conflict | None:
    """A conflict of figures that all agree now: gone, or kept closed for its rulings. Others are not of figures."""
    if conflict is None or conflict.statements.filter(value=None).exists():
        return conflict if conflict is not None and conflict.is_open else None
    if not conflict.rulings.exists():
        conflict.delete()
    elif conflict.is_open:
        conflict.is_open = False
        conflict.save()
    return None


@transaction.atomic
def open_conflict(
    record: models.Model,
    field: str,
    statements: Iterable[Statement],
    *,
    kind: str,
    explanation: str = "",
    details: Mapping[str, Any] | None = None,
) -> Conflict | None:
    """Note that statements disagree; returns the conflict where it is open. ``details`` are a check's own.

    One that was ruled upon reopens when a statement is new to it and does not bear the ruling out; when that statement
    is withdrawn, the ruling stands again.
    """
    statements = list(statements)
    content_type = ContentType.objects.get_for_model(record)
    mark = max([getattr(record, "mark", 0), *(statement.document.mark for statement in statements)])
    conflict, created = Conflict.objects.get_or_create(
        content_type=content_type,
        object_id=record.pk,
        field=field,
        defaults={"kind": kind, "explanation": explanation, "mark": mark, "details": dict(details or {})},
    )
    if not created:
        known = set(conflict.statements.values_list("pk", flat=True))
        ruling = conflict.rulings.select_related("statement__document").first()
        fresh = [one for one in statements if one.pk not in known and not _bears_out(one, ruling)]
        if fresh and not conflict.is_open:
            conflict.is_open = True
            conflict.rulings.filter(reopened_at=None).update(reopened_at=timezone.now(), reopened_by=fresh[0])
        elif not fresh and ruling is not None and _reopener_is_gone(ruling, statements):
            conflict.is_open, ruling.reopened_at, ruling.reopened_by = False, None, None
            ruling.save()
        conflict.kind, conflict.explanation, conflict.mark = kind, explanation, mark
        conflict.details = dict(details or {})
        conflict.save()
    conflict.statements.set(statements)
    return conflict if conflict.is_open else None


def _bears_out(statement: Statement, ruling: Ruling | None) -> bool:
    """Whether a statement says what a standing ruling says."""
    if ruling is None or ruling.reopened_at is not None or ruling.statement is None:
        return False
    stated, ruled = figure_of(statement), figure_of(ruling.statement)
    return stated is not None and ruled is not None and comparison.agree(stated, ruled)


def _reopener_is_gone(ruling: Ruling, statements: Iterable[Statement]) -> bool:
    """Whether a ruling was reopened by a statement that is no longer among those that disagree."""
    return ruling.reopened_by_id is not None and all(one.pk != ruling.reopened_by_id for one in statements)


@transaction.atomic
def rule(conflict: Conflict, *, statement: Statement | None, reason: str, by: User) -> Ruling:
    """Rule which statement of a conflict holds (``None``: they can all stand, with the reason why).

    The caller settles the record's field afterwards. Raises ``WrongState`` where the conflict is not open.
    """
    demand(by, "rule")
    conflict = Conflict.objects.select_for_update().get(pk=conflict.pk)
    if not conflict.is_open:
        raise WrongState(_("This conflict was already ruled upon. Reopen it to rule anew."))
    if not reason.strip():
        raise DomainError(_("Give the reason for the ruling: a later reader must be able to follow it."))
    if statement is not None and not conflict.statements.filter(pk=statement.pk).exists():
        raise DomainError(_("That statement is not part of this conflict."))
    ruling = Ruling.objects.create(conflict=conflict, statement=statement, reason=reason.strip(), by=by)
    conflict.is_open = False
    conflict.save()
    audit.record(
        "conflict.ruled",
        conflict,
        by=by,
        changes={"statement": [None, str(statement) if statement else None]},
        reason=reason,
    )
    return ruling
