"""Taking a decision back: the proposal is open again and the record as it was before."""

from __future__ import annotations

import json

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import WrongState
from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.models import Citation, Conflict, Statement
from proxeny.indicators.models import Observation
from proxeny.indicators.services import settle
from proxeny.partners.models import Alias, Partner
from proxeny.registers import services as registers
from proxeny.registers.acceptance import acceptor_for
from proxeny.review.models import Decision
from proxeny.review.proposals import set_value
from proxeny.review.services.reading import note_progress


@transaction.atomic
def undo(decision: Decision, *, by: User) -> Statement:
    """Open a proposal again and put its record back as it was.

    Raises ``WrongState`` where the decision was already undone, or where the record was changed since; the message
    says what stands in the way.
    """
    demand(by, "accept")
    decision = Decision.objects.select_for_update().select_related("statement__document").get(pk=decision.pk)
    if decision.undone_at is not None:
        raise WrongState(_("This decision was already undone."))
    statement = decision.statement
    record = decision.record
    statement.status = Statement.Status.PROPOSED
    statement.reviewer = statement.decided_at = statement.duplicate_of = None
    statement.reason = ""
    statement.corrected = None
    found_start, found_end = statement.payload.get("evidence") or (statement.start, statement.end)
    if statement.document.has_text and found_start is not None:
        statement.start, statement.end = found_start, found_end
        statement.quote = statement.document.body.text[found_start:found_end]
    set_value(statement)
    statement.save()
    if isinstance(record, Record):
        _take_back(decision, record, statement, by=by)
        _take_back_companions(statement, by=by)
    Decision.objects.filter(pk=decision.pk).update(undone_at=timezone.now())
    audit.record("statement.reopened", statement, by=by, changes={})
    note_progress(statement.document)
    return statement


def _take_back(decision: Decision, record: Record, statement: Statement, *, by: User) -> None:
    fields = list(
        Citation.objects.filter(
            statement=statement, content_type=ContentType.objects.get_for_model(record), object_id=record.pk
        ).values_list("field", flat=True)
    )
    documents.withdraw_citations(record, statement)
    _leave_conflicts(record, statement)
    if isinstance(record, Observation):
        settle(record, by=by)  # also takes it out when nothing stands behind it any more
        return
    if record.version != decision.version_after:
        raise WrongState(
            _(
                "“%(record)s” was changed after this decision. "
                "Change it back on its own page, or undo the later change first."
            )
            % {"record": record}
        )
    if decision.created_record:
        if documents.evidence_of(record, visible_to=by).exists():
            raise WrongState(
                _("Other sources have come to stand behind “%(record)s”. Undo those first.") % {"record": record}
            )
        registers.remove(record, by=by, reason=_("The decision that made it was undone."), act="accept")
        return
    takes = acceptor_for(statement)
    if takes is not None and hasattr(takes, "take_back"):  # what it wrote beside the record's own columns
        takes.take_back(statement, record, by=by)
        record = type(record)._default_manager.get(pk=record.pk)
    _restore(record, decision, by=by)
    for field in fields:
        if field:
            documents.compare(record, field)


def _take_back_companions(statement: Statement, *, by: User) -> None:
    """Partners that the decision brought into the record go again, unless something else has come to rest on them."""
    for citation in statement.citations.filter(field="").select_related("content_type"):
        companion = citation.record
        if not isinstance(companion, Partner):
            continue
        documents.withdraw_citations(companion, statement)
        is_used = any(
            relation.related_model._base_manager.filter(**{relation.field.name: companion}).exists()
            for relation in Partner._meta.related_objects
            if relation.related_model is not Alias
        )
        if not is_used and not documents.evidence_of(companion, visible_to=by).exists():
            registers.remove(companion, by=by, reason=_("The decision that made it was undone."), act="accept")


def _restore(record: Record, decision: Decision, *, by: User) -> None:
    before = audit.snapshot(record)
    (old,) = serializers.deserialize("json", json.dumps(decision.before))
    for field in record._meta.concrete_fields:
        if field.editable and field.name not in {"version", "id"}:
            setattr(record, field.attname, getattr(old.object, field.attname))
    for name, keys in (old.m2m_data or {}).items():
        getattr(record, name).set(keys)
    changes = audit.difference(before, audit.snapshot(record))
    if changes:
        record.version += 1
        record.save()
        audit.record(f"{record.register()}.restored", record, by=by, changes=changes)


def _leave_conflicts(record: Record, statement: Statement) -> None:
    for conflict in Conflict.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=record.pk, statements=statement
    ):
        conflict.statements.remove(statement)
        if conflict.statements.count() < 2 and not conflict.rulings.exists():
            conflict.delete()


@transaction.atomic
def undo_batch(batch: str, *, by: User) -> int:
    """Take back all decisions of a batch, the last first; all or none. Returns how many."""
    decisions = list(Decision.objects.filter(batch=batch, undone_at=None).order_by("-id"))
    if not decisions:
        raise WrongState(_("Nothing of this batch is left to undo."))
    for decision in decisions:
        undo(decision, by=by)
    return len(decisions)
