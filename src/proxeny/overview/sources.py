"""Source marks of a page: one number for each document, in the order in which the page comes to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from proxeny.documents.models import Document, Statement


class Marks:
    """Numbers the documents of a page and gives the marks that figures carry."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._first: dict[int, Statement] = {}

    def of(self, statements: Iterable[Statement], *, limit: int = 4) -> list[dict[str, Any]]:
        """One mark for each document behind a figure, at most ``limit``; the others stand on the record's own page."""
        marks: dict[int, dict[str, Any]] = {}
        for statement in statements:
            if statement.document_id in marks or len(marks) == limit:
                continue
            self._first.setdefault(statement.document_id, statement)
            marks[statement.document_id] = {
                "number": self._numbers.setdefault(statement.document_id, len(self._numbers) + 1),
                "url": address_of(statement),
                "card_url": reverse("documents:statement", args=[statement.pk]),
                "title": statement.document.title,
            }
        return list(marks.values())

    @property
    def documents(self) -> list[tuple[int, Document]]:
        """The documents by their numbers."""
        return [(number, self._first[pk].document) for pk, number in self._numbers.items()]


def address_of(statement: Statement) -> str:
    """Where a statement's words stand in its document."""
    return f"{statement.document.get_absolute_url()}#s{statement.pk}"
