"""Bringing documents in: the original by checksum, its text beside it, the same article recognised."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core import period
from proxeny.core.errors import DomainError
from proxeny.core.records import Mark
from proxeny.documents import originals, refusals
from proxeny.documents.models import Document, DocumentText, FingerprintBand
from proxeny.documents.signals import document_added
from proxeny.reader import formats, near_duplicates
from proxeny.reader import language as languages
from proxeny.reader.errors import ReaderError
from proxeny.reader.published import guess_published

SAME_ARTICLE = near_duplicates.SAME_ARTICLE


class CannotAdd(DomainError):
    """A file that cannot become a document; the message names it and says why."""

    code = "document.unreadable"


@dataclass(frozen=True)
class Added:
    """What became of a file: its document, whether it is new, and what a person should know."""

    document: Document
    is_new: bool
    remarks: tuple[str, ...] = ()


# What an address under /documents/ says already.
_RESERVED = {"add", "choices", "statements"}


def free_reference(stem: str) -> str:
    """A reference that no document has, made of a title or file name."""
    base = slugify(stem.replace("đ", "d").replace("Đ", "D"))[:100].strip("-") or "document"
    base = f"{base}-document" if base in _RESERVED else base
    taken = set(Document.objects.filter(reference__startswith=base).values_list("reference", flat=True))
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def check_size(file_name: str, size: int) -> None:
    """Raises ``CannotAdd`` for a file that is too large to be read, before any of it is."""
    if size > formats.LIMIT:
        raise CannotAdd(
            _(
                "%(name)s: the file has %(size)s MB; at most %(limit)s MB are read. Split it, or take the pictures "
                "out, and add the parts."
            )
            % {"name": file_name, "size": size // 1_000_000, "limit": formats.LIMIT // 1_000_000}
        )


def _language(text: str, hint: str | None, name: str) -> str:
    if hint:
        return hint
    try:
        return languages.detect(text)
    except ReaderError as error:
        raise CannotAdd(refusals.in_words(error, name)) from error


@transaction.atomic
def add_file(
    data: bytes,
    *,
    file_name: str,
    by: User,
    title: str = "",
    publisher: str = "",
    published: str = "",
    language: str = "",
    url: str = "",
    mark: int = Mark.INTERNAL,
) -> Added:
    """Keep a file as a document that waits for review.

    The same bytes twice are one document. A page that was known only by its address (``url``) gets its text. Whatever
    is left out is taken from the file itself. Raises ``CannotAdd`` for a file that cannot be read, in which case
    nothing is stored.
    """
    demand(by, "add_document")
    name = PurePath(file_name).name or "file"
    sha256 = originals.checksum(data)
    known = Document.objects.filter(sha256=sha256).first()
    if known is not None:
        if not Document.objects.visible_to(by).filter(pk=known.pk).exists():
            raise CannotAdd(
                _("%(name)s: this file is already held, under a mark above your clearance.") % {"name": name}
            )
        return Added(
            known, False, (_("%(name)s is already held as “%(title)s”.") % {"name": name, "title": known.title},)
        )
    try:
        extracted = formats.extract(data, filename=name, language=language or None)
    except ReaderError as error:
        raise CannotAdd(refusals.in_words(error, name)) from error
    document = _page_at(url) or Document(reference="", kind=Document.Kind.FILE)
    was_address = document.pk is not None
    before = audit.snapshot(document) if was_address else None
    document.kind = Document.Kind.FILE
    document.status = Document.Status.WAITING
    document.title = title or document.title or extracted.title or PurePath(name).stem
    document.title = document.title[:400]
    document.publisher = (publisher or document.publisher or extracted.publisher or "")[:200]
    document.published = published or document.published or _published(extracted.published, extracted.text)
    document.url = (url or document.url or getattr(extracted, "url", None) or "")[:1000]
    document.language = _language(extracted.text, language or None, name)
    document.mark = max(mark, document.mark) if was_address else mark
    document.sha256, document.file_name, document.size = sha256, name[:255], len(data)
    document.media_type = extracted.media_type
    document.remarks = list(extracted.notes)
    document.added_by = by
    if not was_address:
        document.reference = free_reference(PurePath(name).stem)
    _check(document)
    _find_near_duplicate(document, extracted.text)
    document.save()
    originals.keep(data)
    _keep_text(document, extracted.text, [_segment(segment) for segment in extracted.segments])
    audit.record("document.added", document, by=by, before=before)
    _tell(document, by)
    return Added(document, True, tuple(document.remarks) + _near_duplicate_remark(document))


def _check(document: Document) -> None:
    """Raises ``CannotAdd`` with the message of every field that does not hold."""
    try:
        document.full_clean(exclude=["near_duplicate_of"])
    except ValidationError as error:
        raise CannotAdd(
            " ".join(
                " ".join(messages)
                if name == "__all__"
                else f"{getattr(Document._meta.get_field(name), 'verbose_name', name)}: {' '.join(messages)}"
                for name, messages in error.message_dict.items()
            )
        ) from error


def _tell(document: Document, by: User) -> None:
    """Tell the listeners; what they refuse becomes a remark, anything else that goes wrong stops the adding."""
    answers = [answer for _receiver, answer in document_added.send_robust(sender=Document, document=document, by=by)]
    for answer in answers:
        if isinstance(answer, Exception) and not isinstance(answer, DomainError):
            raise answer
    refusals = [str(answer) for answer in answers if isinstance(answer, DomainError)]
    if refusals:
        document.remarks = [*document.remarks, *refusals]
        document.save(update_fields=["remarks"])


def _page_at(url: str) -> Document | None:
    if not url:
        return None
    return Document.objects.select_for_update().filter(url=url, kind=Document.Kind.ADDRESS).first()


def _published(found: str | None, text: str) -> str:
    """The date that the file itself gives, else the one that its text says it was published on."""
    said = found or guess_published(text)
    return said if said and period.is_edtf(said) else ""


def _segment(segment: Any) -> list[Any]:
    place = {
        name: getattr(segment, name)
        for name in ("page", "box", "sheet", "cell", "row", "part")
        if getattr(segment, name, None) is not None
    }
    return [segment.start, segment.end, place]


def _keep_text(document: Document, text: str, segments: list[list[Any]]) -> None:
    fingerprint = list(near_duplicates.fingerprint(text))
    DocumentText.objects.create(
        document=document,
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        segments=segments,
        fingerprint=fingerprint,
    )
    FingerprintBand.objects.bulk_create(
        FingerprintBand(document=document, band=band) for band in near_duplicates.bands(tuple(fingerprint))
    )


def _find_near_duplicate(document: Document, text: str) -> None:
    fingerprint = near_duplicates.fingerprint(text)
    alike = DocumentText.objects.filter(
        document__bands__band__in=near_duplicates.bands(fingerprint), document__mark__lte=document.mark
    ).distinct()
    best = max(
        ((near_duplicates.similarity(fingerprint, tuple(other.fingerprint)), other.document_id) for other in alike),
        default=(0.0, None),
    )
    if best[1] is not None and best[0] >= SAME_ARTICLE:
        document.similarity, document.near_duplicate_of_id = best


def _near_duplicate_remark(document: Document) -> tuple[str, ...]:
    if document.near_duplicate_of is None:
        return ()
    return (
        _(
            "Reads like the same article as “%(title)s” (%(share)d%% of the wording). Mark what it repeats as already "
            "stated."
        )
        % {"title": document.near_duplicate_of.title, "share": round(100 * (document.similarity or 0))},
    )


@transaction.atomic
def add_address(
    *,
    reference: str,
    title: str,
    by: User,
    url: str = "",
    publisher: str = "",
    published: str = "",
    language: str = "",
    note: str = "",
    mark: int = Mark.PUBLIC,
) -> Document:
    """Make a page known by its address; its words are not held until somebody adds them."""
    demand(by, "add_document")
    document = Document(
        reference=reference or free_reference(title),
        kind=Document.Kind.ADDRESS,
        status=Document.Status.REFERENCE,
        title=title,
        publisher=publisher,
        url=url,
        published=published,
        language=language,
        note=note,
        mark=mark,
        added_by=by,
    )
    _check(document)
    document.save()
    audit.record("document.added", document, by=by)
    return document


@transaction.atomic
def write_note(
    text: str,
    *,
    by: User,
    title: str = "",
    language: str = "",
    mark: int = Mark.INTERNAL,
    reference: str = "",
    publisher: str = "",
) -> Document:
    """A note to file: what an officer knows at first hand, so that a record has a source all the same.

    ``publisher`` is whose knowledge it is, where it is not the writer's own.
    """
    demand(by, "add_document")
    text = text.strip()
    if not text:
        raise CannotAdd(_("The note is empty. Write what you know and from where, in a sentence."))
    today = timezone.localdate()
    document = Document(
        reference=reference or free_reference(f"note-{today:%Y-%m-%d}-{by.username}"),
        kind=Document.Kind.NOTE,
        status=Document.Status.REFERENCE,
        title=title or text.splitlines()[0][:120],
        publisher=publisher or str(by),
        published=today.isoformat(),
        language=language,
        mark=mark,
        added_by=by,
    )
    _check(document)
    document.save()
    _keep_text(document, text, [[0, len(text), {}]])
    audit.record("document.noted", document, by=by)
    return document


@transaction.atomic
def describe(document: Document, changes: dict[str, Any], *, by: User) -> Document:
    """Correct what is kept about a document (title, publisher, date, language, address, mark); never its text."""
    demand(by, "change")
    allowed = {"title", "publisher", "published", "language", "url", "mark", "note", "status"}
    unknown = set(changes) - allowed
    if unknown:
        raise DomainError(_("%(fields)s of a document cannot be changed.") % {"fields": ", ".join(sorted(unknown))})
    before = audit.snapshot(document)
    for name, value in changes.items():
        setattr(document, name, value)
    _check(document)
    document.save()
    audit.record("document.described", document, by=by, before=before)
    return document
