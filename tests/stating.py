"""Documents and statements for tests: what a source says, as the reader proposes it and a person accepts it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from proxeny.accounts.models import User
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.documents.models import Document, Statement


def source(
    by: User, reference: str = "", *, mark: int = Mark.PUBLIC, publisher: str = "", published: str = ""
) -> Document:
    """A page known by its address."""
    return documents.add_address(
        reference=reference,
        title=f"Page {reference or Document.objects.count() + 1}",
        by=by,
        publisher=publisher,
        published=published,
        mark=mark,
    )


def proposed(document: Document, kind: str, **content: Any) -> Statement:
    """A fact as the reader proposes it, with its figure columns set as review sets them."""
    value, high = content.get("value"), content.get("high")
    return Statement.objects.create(
        document=document,
        kind=kind,
        payload={"kind": kind, **content},
        value=Decimal(value) if value is not None else None,
        high=Decimal(high) if high is not None else None,
        unit=content.get("unit") or "",
        qualifier=content.get("qualifier") or "exact",
        quote=content.get("title") or str(value or ""),
    )


def accepted(document: Document, kind: str, *, by: User, **content: Any) -> Statement:
    """A fact that a person has decided to accept, as it is when an acceptor gets it."""
    statement = proposed(document, kind, **content)
    statement.status, statement.reviewer, statement.decided_at = Statement.Status.ACCEPTED, by, timezone.now()
    statement.save()
    return statement


def figure(
    document: Document, value: str, unit: str = "USD", qualifier: str = "exact", *, by: User, high: str | None = None
) -> Statement:
    """An accepted figure, for services that get indicator and period besides."""
    return accepted(document, "observation", by=by, value=value, unit=unit, qualifier=qualifier, high=high)
