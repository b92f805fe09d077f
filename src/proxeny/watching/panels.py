"""What watching puts on other pages: pages on one event beside a document and in the inbox, mentions of a partner."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from proxeny.accounts.rights import can
from proxeny.core.records import Record
from proxeny.documents.models import Document
from proxeny.documents.panels import DocumentPanel, Note
from proxeny.partners.models import Partner
from proxeny.registers.panels import Panel
from proxeny.registers.register import Register
from proxeny.watching import queries

_SHOWN = 5  # documents that name a partner
_COUNTED = 100  # a greater number is said as "over"
_MOST = 8  # pages of one event beside a document


def event_of(request: HttpRequest, document: Document) -> DocumentPanel | None:
    """The other pages on the event of a document, and those held apart from it. Four SQL queries at most."""
    told = queries.story_of(document, visible_to=request.user)
    apart = queries.held_apart([document], visible_to=request.user)
    if told is None and not apart:
        return None
    others = [other for other in told.documents if other.pk != document.pk] if told else []
    content = {
        "document": document,
        "told": told,
        "others": others[:_MOST],
        "more": max(0, len(others) - _MOST),
        "apart": [(one, one.high if one.low_id == document.pk else one.low) for one in apart],
        "may_decide": can(request.user, "accept"),
    }
    return DocumentPanel("watching/_event_of_document.html", content)


def notes(request: HttpRequest, documents: Sequence[Document]) -> dict[int, Note]:
    """How many pages tell of the same event as each of some documents. Two SQL queries."""
    beside = queries.pages_beside(documents, visible_to=request.user)
    return {
        document: Note(
            ngettext("%(n)s page on one event", "%(n)s pages on one event", count) % {"n": count},
            reverse("watching:story", args=[story]),
        )
        for document, (story, count) in beside.items()
    }


def mentions_of(request: HttpRequest, _register: Register, record: Record) -> Panel | None:
    """How many documents name a partner, and the latest of them. Four SQL queries; nothing for other records."""
    if not isinstance(record, Partner):
        return None
    documents = queries.naming(record, visible_to=request.user, most=_COUNTED + 1)
    if not documents:
        return None
    content = {
        "partner": record,
        "documents": documents[:_SHOWN],
        "count": min(len(documents), _COUNTED),
        "is_more": len(documents) > _COUNTED,
    }
    return Panel("watching/_mentions.html", content)
