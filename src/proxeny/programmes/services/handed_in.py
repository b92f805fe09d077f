"""What a business hands in at its secret address, kept in its own words as an internal note of the record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.audit import services as audit
from proxeny.core.records import Mark, Record
from proxeny.documents import services as documents
from proxeny.documents.models import Document, DocumentText, Statement
from proxeny.documents.services.adding import free_reference
from proxeny.programmes.models import Access


def words_of(record: models.Model, names: Iterable[str]) -> str:
    """Fields of a record line by line, as the business filled them in."""
    lines = []
    for name in names:
        field = record._meta.get_field(name)
        shown = getattr(record, f"get_{name}_display", None)
        value = shown() if shown else getattr(record, name)
        if value not in (None, "", []):
            lines.append(f"{str(getattr(field, 'verbose_name', name)).capitalize()}: {value}")
    return "\n".join(lines)


def keep(access: Access, record: Record, names: Iterable[str], *, title: str) -> Statement:
    """Let fields of a record rest on what the business handed in, with its name and the day.

    Nobody of the office stands behind the words yet: the note has no person who added it, the statement no reviewer.
    """
    names = [name for name in names if getattr(record, name) not in (None, "", [])]
    today = timezone.localdate()
    text = f"{title}\n{access.business}\n{words_of(record, names)}"
    document = Document(
        reference=free_reference(f"handed-in-{today:%Y-%m-%d}-{access.business.reference}"[:90]),
        kind=Document.Kind.NOTE,
        status=Document.Status.REFERENCE,
        title=f"{title} – {access.business}"[:400],
        publisher=access.business.name[:200],
        published=today.isoformat(),
        mark=max(Mark.INTERNAL, record.mark),
    )
    document.save()
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    DocumentText.objects.create(document=document, text=text, text_sha256=sha256, segments=[[0, len(text), {}]])
    audit.record("document.noted", document, by=None, reason=_("handed in at a secret address"))
    payload: dict[str, Any] = {name: audit.plain(getattr(record, name)) for name in names}
    statement = Statement.objects.create(
        document=document,
        kind=Statement.Kind.RECORD,
        payload=payload,
        quote=text,
        start=0,
        end=len(text),
        rule="handed in",
        status=Statement.Status.ACCEPTED,
        decided_at=timezone.now(),
    )
    documents.cite(record, ["", *names], statement)
    return statement
