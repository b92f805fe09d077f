"""The list of participants: brought in from files, written by hand, ticked off at the door."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.core.folding import fold
from proxeny.core.records import Mark
from proxeny.documents import originals
from proxeny.documents import services as documents
from proxeny.documents.models import Document, DocumentText, Statement
from proxeny.documents.services.adding import free_reference
from proxeny.events.international import home_country
from proxeny.events.models import Event, Participant, ParticipantFile
from proxeny.events.participants import columns, rows, sheets
from proxeny.events.participants.judging import FILLED, Verdict, judge
from proxeny.registers.services.records import check


def take(event: Event, data: bytes, file_name: str, *, by: User) -> ParticipantFile:
    """Keep a file to look at, its columns guessed; nothing is written to the list.

    Raises ``BadSheet`` for what is no list, or has no column with names.
    """
    demand(by, "change")
    found = sheets.rows_of(data, file_name)
    at = columns.heading_row(found)
    if at is None:
        raise sheets.BadSheet(
            _("%(name)s has no headings that are known. Give the first row headings as Name, Organisation, Country.")
            % {"name": file_name}
        )
    mapping = columns.guess(found[at])
    return ParticipantFile.objects.create(
        event=event, file_name=file_name[:255], data=data, mapping=mapping, by=by
    )


def headings_of(file: ParticipantFile) -> list[str]:
    """The headings of a file that is looked at."""
    found = sheets.rows_of(bytes(file.data), file.file_name)
    at = columns.heading_row(found)
    return found[at] if at is not None else []


def look(file: ParticipantFile, *, on_over: bool) -> Verdict:
    """What a file would do to the list. ``on_over``: the event's first day has come. One SQL query."""
    found = sheets.rows_of(bytes(file.data), file.file_name)
    at = columns.heading_row(found)
    if at is None or not columns.is_enough(file.mapping):
        raise sheets.BadSheet(_("No column is said to hold the names. Choose it."))
    read = rows.read(found[at + 1 :], file.mapping, first_row=at + 2, home=home_country(), is_over=on_over)
    return judge(read, file.event.participants.all())


@transaction.atomic
def write(file: ParticipantFile, *, by: User, on_over: bool, good_rows: bool = False) -> Verdict:
    """Bring a file's rows into the list: all of them, or the good ones only where the person chose so.

    The file becomes a document of the record, internal at least, and the event's participants rest on it. The same
    file again changes nothing. Raises ``WrongState`` for a file that is written, ``DomainError`` where rows are wrong
    and ``good_rows`` is not chosen; nothing is written then.
    """
    demand(by, "change")
    current: ParticipantFile = ParticipantFile.objects.select_for_update().get(pk=file.pk)
    if current.state != ParticipantFile.State.DRAFT:
        raise WrongState(_("This file is brought in already."))
    event: Event = Event.objects.select_for_update().get(pk=current.event_id)
    verdict = look(current, on_over=on_over)
    if verdict.faults and not good_rows:
        raise DomainError(
            _("%(n)s rows are wrong. Mend them in the file and bring it again, or choose to leave them out.")
            % {"n": verdict.wrong_rows}
        )
    if verdict.new or verdict.changed:
        current.document = _kept(current, event, by)
        _write(event, verdict, current.document, by)
    current.state, current.counts, current.data = ParticipantFile.State.WRITTEN, verdict.counts, b""
    current.save()
    return verdict


def _write(event: Event, verdict: Verdict, document: Document, by: User) -> None:
    made = []
    for entry in verdict.new:
        participant = Participant(event=event, document=document, **entry.values)
        made.append(participant)
    Participant.objects.bulk_create(made, batch_size=500)
    for change in verdict.changed:
        for name, value in change.values.items():
            setattr(change.participant, name, value)
        change.participant.document = document
        change.participant.folded = fold(change.participant.searchable())  # a bulk update does not do so
    Participant.objects.bulk_update(
        [change.participant for change in verdict.changed], [*FILLED, "document", "folded"], batch_size=200
    )
    said = documents.state(
        document, kind=Statement.Kind.RECORD, payload={"participants": verdict.counts}, by=by
    )
    documents.cite(event, ["participants"], said)
    _tell(event, "imported", {"participants": [None, _counted(verdict)], "file": [None, document.file_name]}, by=by)


def _counted(verdict: Verdict) -> str:
    return _("%(new)s new, %(changed)s changed") % {"new": len(verdict.new), "changed": len(verdict.changed)}


def _kept(file: ParticipantFile, event: Event, by: User) -> Document:
    """The file as a document: a reference, not for review, with its rows as text."""
    data = bytes(file.data)
    known = Document.objects.filter(sha256=originals.checksum(data)).first()
    if known is not None:
        if known.mark > by.clearance:
            raise NotAllowed(_("This file is already held, under a mark above your clearance."))
        return known
    stem = file.file_name.rpartition(".")[0] or file.file_name
    is_text = not data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    document = Document(
        reference=free_reference(stem),
        kind=Document.Kind.FILE,
        status=Document.Status.REFERENCE,
        title=_("Participants of %(event)s (%(file)s)") % {"event": event.title[:250], "file": file.file_name[:100]},
        mark=max(event.mark, Mark.INTERNAL),
        sha256=originals.keep(data),
        file_name=file.file_name,
        media_type="text/csv" if is_text else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        size=len(data),
        added_by=by,
    )
    check(document)
    document.save()
    text = "\n".join(" | ".join(cell for cell in row if cell) for row in sheets.rows_of(data, file.file_name))
    DocumentText.objects.bulk_create(  # past the signals: there is nothing in it for the reader
        [DocumentText(document=document, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest(), segments=[])]
    )
    audit.record("document.added", document, by=by)
    return document


def _tell(event: Event, act: str, changes: Mapping[str, Any], *, by: User, reason: str = "") -> None:
    event.version += 1
    event.save()
    audit.record(f"events.participants_{act}", event, by=by, changes=dict(changes), reason=reason)


@transaction.atomic
def forget(file: ParticipantFile, *, by: User) -> None:
    """Forget a file that was only looked at."""
    demand(by, "change")
    if file.state != ParticipantFile.State.DRAFT:
        raise WrongState(_("This file is brought in already."))
    file.delete()


@transaction.atomic
def save_participant(event: Event, participant: Participant, *, by: User) -> Participant:
    """Add somebody to the list by hand, or change what it says of them; the office's own list needs no source.

    Raises ``BadContent`` for content that does not hold, ``DomainError`` for somebody who is on the list already.
    """
    demand(by, "change")
    current: Event = Event.objects.select_for_update().get(pk=event.pk)
    before = None
    if participant.pk:
        before = audit.snapshot(Participant.objects.get(pk=participant.pk, event=current))
    participant.event = current
    check(participant)
    alike = current.participants.exclude(pk=participant.pk).filter(
        name__iexact=participant.name, organisation__iexact=participant.organisation
    )
    if alike.exists():
        raise DomainError(
            _("%(name)s of %(organisation)s is on the list already.")
            % {"name": participant.name, "organisation": participant.organisation or "–"}
        )
    participant.save()
    changes = audit.difference(before, audit.snapshot(participant))
    if changes:
        named = {f"participants.{name}": values for name, values in changes.items() if name != "event"}
        _tell(current, "added" if before is None else "changed", named, by=by)
    return participant


@transaction.atomic
def remove_participant(participant: Participant, *, reason: str, by: User) -> None:
    """Take somebody off the list, with a reason; the audit keeps the row."""
    demand(by, "change")
    if not reason.strip():
        raise DomainError(_("Give the reason for taking it out."))
    event: Event = Event.objects.select_for_update().get(pk=participant.event_id)
    before = audit.snapshot(participant)
    participant.delete()
    removed = {f"participants.{name}": [value, None] for name, value in before.items() if value not in ("", None)}
    _tell(event, "removed", removed, by=by, reason=reason.strip())


@transaction.atomic
def check_in(event: Event, keys: list[int], *, came: bool | None, by: User) -> int:
    """Note of participants that they came, did not come, or that it is not known; gives how many were noted anew."""
    demand(by, "change")
    current: Event = Event.objects.select_for_update().get(pk=event.pk)
    asked = current.participants.filter(pk__in=keys)
    noted = list(asked.exclude(came=came) if came is not None else asked.exclude(came=None))
    noted += list(asked.filter(came=None)) if came is not None else []
    found = {participant.pk: participant for participant in noted}
    if not found:
        return 0
    Participant.objects.filter(pk__in=found).update(came=came)
    names = ", ".join(participant.name for participant in list(found.values())[:20])
    words = {True: _("came"), False: _("did not come"), None: _("not known")}[came]
    _tell(current, "ticked", {"participants": [None, f"{words}: {names}"], "number": [None, len(found)]}, by=by)
    return len(found)
