"""The sources behind the figures of a page, and the marks that lead to them.

A page has hundreds of figures, so only what a mark shows of a source is read, not its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from proxeny.core.records import Record
from proxeny.documents.models import BY_PUBLICATION, Citation, Statement

_COLUMNS = (
    "object_id",
    "field",
    "statement_id",
    "statement__document__reference",
    "statement__document__title",
    "statement__document__publisher",
    "statement__document__published",
)


@dataclass(frozen=True)
class Source:
    """A statement with what a mark and a list of sources show of its document."""

    statement: int
    reference: str
    title: str
    publisher: str
    published: str

    @classmethod
    def of(cls, statement: Statement) -> Source:
        """Of a statement that is at hand with its document."""
        document = statement.document
        return cls(statement.pk, document.reference, document.title, document.publisher, document.published)

    @property
    def document_url(self) -> str:
        """The document's page."""
        return reverse("documents:page", args=[self.reference])

    @property
    def url(self) -> str:
        """Where the words stand in the document."""
        return f"{self.document_url}#s{self.statement}"


class Evidence:
    """What records rest on, as far as a person may see; one SQL query for each kind of record."""

    def __init__(self, records: Iterable[Record], *, visible_to: Any) -> None:
        keys: dict[ContentType, list[int]] = defaultdict(list)
        for record in records:
            keys[_kind(record)].append(record.pk)
        self._found: dict[tuple[int, int], dict[str, list[Source]]] = defaultdict(lambda: defaultdict(list))
        for kind, of_kind in keys.items():
            cited = (
                Citation.objects.filter(
                    content_type=kind,
                    object_id__in=of_kind,
                    statement__document__mark__lte=getattr(visible_to, "clearance", 0),
                    statement__status__in=(Statement.Status.ACCEPTED, Statement.Status.CORRECTED),
                )
                .order_by(*BY_PUBLICATION)
                .values_list(*_COLUMNS)
            )
            for key, field, *columns in cited:
                self._found[kind.pk, key][field].append(Source(*columns))

    def of(self, record: Record, field: str = "") -> list[Source]:
        """The sources of a field, or of the record as a whole where none speaks of the field alone."""
        by_field = self._found.get((_kind(record).pk, record.pk), {})
        found = by_field.get(field) or by_field.get("") or []
        if not found and not field:
            found = [source for sources in by_field.values() for source in sources]
        return list(dict.fromkeys(found))


def _kind(record: Record) -> ContentType:
    return ContentType.objects.get_for_model(record)


class Marks:
    """Numbers the documents of a page, in the order in which the page comes to them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._first: list[Source] = []

    def of(self, sources: Iterable[Source], *, limit: int = 4) -> list[dict[str, Any]]:
        """One mark for each document behind a figure, at most ``limit``; the others stand on the record's own page."""
        marks: dict[str, dict[str, Any]] = {}
        for source in sources:
            if source.reference in marks or len(marks) == limit:
                continue
            if source.reference not in self._numbers:
                self._first.append(source)
                self._numbers[source.reference] = len(self._first)
            marks[source.reference] = {
                "number": self._numbers[source.reference],
                "url": source.url,
                "card_url": reverse("documents:statement", args=[source.statement]),
                "title": source.title,
            }
        return list(marks.values())

    @property
    def documents(self) -> list[tuple[int, Source]]:
        """The documents by their numbers."""
        return list(enumerate(self._first, start=1))
