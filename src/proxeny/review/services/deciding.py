"""Accepting, correcting, rejecting a proposal; each in one transaction with what it writes to the record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, WrongState
from proxeny.core.records import Record
from proxeny.documents.models import Statement
from proxeny.registers.acceptance import Acceptor, Candidate, acceptor_for
from proxeny.review.models import Decision
from proxeny.review.proposals import set_value
from proxeny.review.services.reading import note_progress

SURE: Final = 0.8  # score from which a fact is linked to a record unless the person says otherwise


@dataclass(frozen=True)
class Best:
    """Let the best candidate decide: linked where one is sure, a new record otherwise."""


BEST: Final = Best()
Link = Record | Best | None


def open_proposal(statement: Statement) -> Statement:
    """The statement, locked; raises ``WrongState`` where somebody has already decided."""
    current = Statement.objects.select_for_update().select_related("document").get(pk=statement.pk)
    if current.status != Statement.Status.PROPOSED:
        raise WrongState(
            _("%(who)s already decided on this: %(status)s. Undo that first to decide anew.")
            % {"who": current.reviewer, "status": current.get_status_display()}
        )
    return current


def acceptor(statement: Statement) -> Acceptor:
    """The register that takes a statement. Raises ``DomainError`` where none does."""
    found = acceptor_for(statement)
    if found is None:
        raise DomainError(_("No register takes this fact as it stands. Correct it, or reject it with a reason."))
    return found


def sure_candidate(candidates: list[Candidate]) -> Record | None:
    """The record that a fact is linked to unless a person chooses."""
    if candidates and candidates[0].score >= SURE:
        return candidates[0].record
    return None


def state_of(record: Record) -> Any:
    """All columns and lists of a record, for undo."""
    return json.loads(serializers.serialize("json", [record]))


def _decide(statement: Statement, status: str, *, by: User, reason: str = "") -> None:
    statement.status, statement.reviewer, statement.decided_at = status, by, timezone.now()
    statement.reason = reason
    statement.save()


def _accept(statement: Statement, *, by: User, link: Link, act: str, batch: str) -> Decision:
    takes = acceptor(statement)
    record = sure_candidate(takes.candidates(statement, visible_to=by)) if isinstance(link, Best) else link
    before = state_of(record) if record is not None else None
    status = Statement.Status.CORRECTED if act == Decision.Act.CORRECT else Statement.Status.ACCEPTED
    _decide(statement, status, by=by)
    written = takes.accept(statement, record, by=by)
    audit.record(f"statement.{status}", statement, by=by, changes={"record": [None, str(written.record)]})
    fresh = type(written.record)._default_manager.get(pk=written.record.pk)
    decision = Decision.objects.create(
        statement=statement,
        act=act,
        by=by,
        batch=batch,
        content_type=ContentType.objects.get_for_model(fresh),
        object_id=fresh.pk,
        created_record=written.is_new,
        before=before,
        version_after=fresh.version,
    )
    note_progress(statement.document)
    return decision


@transaction.atomic
def accept(statement: Statement, *, by: User, link: Link = BEST, batch: str = "") -> Decision:
    """Let a proposed fact enter its register, linked to ``link`` or, with ``None``, as a new record.

    Raises ``WrongState`` where it was decided before, ``DomainError`` where the register does not take it; nothing is
    written then.
    """
    demand(by, "accept")
    return _accept(open_proposal(statement), by=by, link=link, act=Decision.Act.ACCEPT, batch=batch)


@transaction.atomic
def correct(
    statement: Statement,
    changes: dict[str, Any],
    *,
    by: User,
    link: Link = BEST,
    span: tuple[int, int] | None = None,
) -> Decision:
    """Accept a fact with other content than the reader found; what it found is kept beside it.

    ``span`` gives other words of the text as its evidence.
    """
    demand(by, "accept")
    current = open_proposal(statement)
    text = current.document.body.text
    if span is not None:
        start, end = span
        if not 0 <= start < end <= len(text):
            raise DomainError(_("The words chosen are not in this document. Select them again."))
        current.start, current.end, current.quote = start, end, text[start:end]
        current.value_start = current.value_end = None
    content = {**current.payload, **changes}
    if content == current.payload and span is None:
        return _accept(current, by=by, link=link, act=Decision.Act.ACCEPT, batch="")
    current.corrected = content
    set_value(current)
    return _accept(current, by=by, link=link, act=Decision.Act.CORRECT, batch="")


@transaction.atomic
def reject(statement: Statement, *, reason: str, by: User, batch: str = "") -> Decision:
    """Keep a proposal out of the record; the reason stays with it."""
    demand(by, "accept")
    current = open_proposal(statement)
    if not reason.strip():
        raise DomainError(_("Say why: not a fact, misread, not about the city, out of date, or in your own words."))
    _decide(current, Statement.Status.REJECTED, by=by, reason=reason.strip())
    audit.record("statement.rejected", current, by=by, changes={}, reason=reason.strip())
    note_progress(current.document)
    return Decision.objects.create(statement=current, act=Decision.Act.REJECT, by=by, batch=batch)


@transaction.atomic
def mark_duplicate(statement: Statement, *, of: Statement, by: User) -> Decision:
    """Say that a proposal repeats a statement that stands already, in this document or another."""
    demand(by, "accept")
    current = open_proposal(statement)
    if of.pk == current.pk:
        raise DomainError(_("A statement cannot repeat itself. Choose the one that says the same."))
    of = Statement.objects.get(pk=of.pk)
    if of.status not in (Statement.Status.ACCEPTED, Statement.Status.CORRECTED):
        raise DomainError(_("The statement that this repeats does not stand. Choose an accepted one."))
    current.duplicate_of = of
    _decide(current, Statement.Status.DUPLICATE, by=by)
    audit.record("statement.duplicate", current, by=by, changes={"duplicate_of": [None, str(of)]})
    note_progress(current.document)
    return Decision.objects.create(statement=current, act=Decision.Act.DUPLICATE, by=by)
