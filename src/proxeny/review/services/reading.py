"""Running the reader over a document and laying its findings before a person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from proxeny import reader
from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError
from proxeny.documents.models import Document, Statement
from proxeny.reader.errors import ReaderError
from proxeny.reader.spans import Reading
from proxeny.review.proposals import countries_of, proposal_of
from proxeny.review.signals import document_read


class CannotRead(DomainError):
    """A document that the reader cannot read; the message names it and says why."""

    code = "review.unreadable"


def _key(statement: Statement) -> tuple[Any, ...]:
    content = {name: value for name, value in statement.payload.items() if name != "evidence"}
    return statement.kind, statement.start, statement.end, repr(sorted(content.items(), key=lambda item: item[0]))


@transaction.atomic
def read_document(document: Document, *, by: User) -> list[Statement]:
    """Propose what a document states, each with its words; returns the new proposals in text order.

    Read anew, it proposes only what was not found before: open proposals that are no longer found are dropped,
    decisions stay. Raises ``CannotRead`` for a document whose words are not held or whose language is not known.
    """
    demand(by, "add_document")
    if not document.has_text:
        raise CannotRead(
            _("“%(title)s” is known only by its address. Add the page as a file, with that address, to have it read.")
            % {"title": document.title}
        )
    reading = reading_of(document)
    countries = countries_of(reading.places)
    proposals = (proposal_of(document, fact, countries) for fact in reading.facts)
    found = {_key(proposal): proposal for proposal in proposals}
    known = {_key(statement): statement for statement in document.statements.all()}
    stale = [
        statement.pk
        for key, statement in known.items()
        if statement.status == Statement.Status.PROPOSED and key not in found
    ]
    document.statements.filter(pk__in=stale).delete()
    fresh = Statement.objects.bulk_create(proposal for key, proposal in found.items() if key not in known)
    document.status = _status(document)
    document.save(update_fields=["status", "updated_at"])
    audit.record("document.read", document, by=by, changes={"proposals": [None, len(fresh)]})
    document_read.send(sender=Document, document=document, reading=reading, by=by)
    return sorted(fresh, key=lambda statement: (statement.start or 0, statement.pk))


def reading_of(document: Document) -> Reading:
    """Everything that the reader finds in a document whose words are held; nothing is written.

    Raises ``CannotRead`` where its language is not known.
    """
    try:
        return reader.read(
            document.body.text,
            language=document.language or None,
            published=document.published or None,
            home=settings.PROXENY_HOME,
        )
    except ReaderError as error:
        raise CannotRead(f"{document.title}: {error}") from error


def _status(document: Document) -> str:
    return Document.Status.WAITING if document.statements.open().exists() else Document.Status.REVIEWED


def note_progress(document: Document) -> None:
    """A document without open proposals is reviewed; one with any waits."""
    status = _status(document)
    if document.status != status and document.status != Document.Status.REFERENCE:
        Document.objects.filter(pk=document.pk).update(status=status)
        document.status = status
