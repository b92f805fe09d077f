"""What watching does when a document has been read."""

from __future__ import annotations

from typing import Any

from proxeny.documents.models import Document
from proxeny.review.services import reading_of
from proxeny.review.services.reading import CannotRead
from proxeny.watching.models import Profile
from proxeny.watching.services import count_mentions, know

CAUGHT_UP = 500  # documents a run


def document_was_read(document: Document, reading: Any, **_signal: Any) -> None:
    """Keep its traits, find its event, count whom it names."""
    know(document, reading)
    count_mentions(document)


def catch_up(limit: int = CAUGHT_UP) -> int:
    """The same for documents read before watching was there, the newest first; returns how many."""
    known = Profile.objects.values("pk")
    waiting = (
        Document.objects.exclude(pk__in=known).filter(body__isnull=False).exclude(kind=Document.Kind.NOTE)
    ).select_related("body")
    done = 0
    for document in waiting.order_by("-pk")[:limit]:
        try:
            know(document, reading_of(document))
        except CannotRead:  # a language without resources: it has no traits, but may name a partner
            Profile.objects.get_or_create(document=document)
        count_mentions(document)
        done += 1
    return done
