"""Accepting many proposals at once, after a look at what that would write."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.core.errors import DomainError
from proxeny.core.records import Record
from proxeny.documents.models import Statement
from proxeny.registers.acceptance import Disagreement
from proxeny.review.forms import lacks_period
from proxeny.review.models import Decision
from proxeny.review.services.deciding import accept, acceptor, sure_candidate


@dataclass(frozen=True)
class Line:
    """What accepting one proposal would write."""

    statement: Statement
    register: str = ""
    record: Record | None = None
    content: tuple[tuple[str, str], ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    refusal: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it can be accepted without a closer look."""
        return not self.refusal and not self.disagreements and not self.statement.doubts


@dataclass(frozen=True)
class Batch:
    """What accepting many did: the decisions under one name, and those that were refused with why."""

    name: str
    decisions: list[Decision] = field(default_factory=list)
    refused: list[tuple[Statement, str]] = field(default_factory=list)


def preview(statements: Iterable[Statement], *, by: User) -> list[Line]:
    """What accepting each of the proposals would write; writes nothing."""
    lines = []
    for statement in statements:
        try:
            takes = acceptor(statement)
            record = sure_candidate(takes.candidates(statement, visible_to=by))
            lines.append(
                Line(
                    statement,
                    takes.register,
                    record,
                    tuple(takes.preview(statement)),
                    tuple(takes.disagreements(statement, record)) if record is not None else (),
                    refusal=_missing(statement),
                )
            )
        except DomainError as error:
            lines.append(Line(statement, refusal=str(error)))
    return lines


def _missing(statement: Statement) -> str:
    if lacks_period(statement):
        return _("The period is not stated: correct it first.")
    return ""


@transaction.atomic
def accept_all(statements: Iterable[Statement], *, by: User) -> Batch:
    """Accept proposals one after the other; a refused one does not stop the others and leaves nothing behind."""
    demand(by, "accept")
    batch = Batch(str(uuid.uuid4()))
    for statement in statements:
        try:
            with transaction.atomic():
                batch.decisions.append(accept(statement, by=by, batch=batch.name))
        except DomainError as error:
            batch.refused.append((statement, str(error)))
    return batch
