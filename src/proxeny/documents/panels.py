"""What storeys above documents put on a document's page and beside documents in lists, as ``watching`` does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from proxeny.documents.models import Document


@dataclass(frozen=True)
class DocumentPanel:
    """One part of a document's page: a template, which gets it as ``panel``, and what the template shows."""

    template: str
    content: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Note:
    """A few words beside a document in a list, and where they lead."""

    words: str
    url: str


Provider = Callable[[HttpRequest, Document], DocumentPanel | None]
Noter = Callable[[HttpRequest, Sequence[Document]], dict[int, Note]]
_PROVIDERS: list[Provider] = []
_NOTERS: list[Noter] = []


def add_panel(provider: Provider) -> None:
    """Add a panel to the pages of documents; called when an app is ready. ``None`` from it is no panel there."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def panels_of(request: HttpRequest, document: Document) -> list[DocumentPanel]:
    """The panels of a document's page for the person who asks."""
    found = (provider(request, document) for provider in _PROVIDERS)
    return [panel for panel in found if panel is not None]


def add_notes(noter: Noter) -> None:
    """Add notes beside documents; called when an app is ready. It gets all documents of a list at once."""
    if noter not in _NOTERS:
        _NOTERS.append(noter)


def notes_beside(request: HttpRequest, documents: Sequence[Document]) -> dict[int, list[Note]]:
    """The notes beside each document of a list, by its key."""
    found: dict[int, list[Note]] = {}
    for noter in _NOTERS:
        for key, note in noter(request, documents).items():
            found.setdefault(key, []).append(note)
    return found
