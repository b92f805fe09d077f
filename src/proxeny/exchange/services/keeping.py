"""The file of an import as a document: its rows as text, so that each record can cite its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.audit import services as audit
from proxeny.documents import originals
from proxeny.documents.models import Document, DocumentText
from proxeny.documents.services.adding import free_reference
from proxeny.exchange.errors import BadFile
from proxeny.exchange.tables import Table

BETWEEN = " | "
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
}


class KeptText:
    """The text of the document as it grows: a line of headings, then a line for each row, with where it stands."""

    def __init__(self, table: Table) -> None:
        heading = BETWEEN.join(table.headings)
        self._sheet = table.sheet.name
        self._lines = [heading]
        self._end = len(heading)
        self._segments: list[list[object]] = [[0, self._end, {"sheet": self._sheet}] if self._sheet else
                                              [0, self._end, {}]]  # fmt: skip

    def add(self, number: int, cells: list[str]) -> tuple[str, int, int]:
        """A row: its words, and where they begin and end."""
        line = " ".join(BETWEEN.join(cell for cell in cells if cell).split())
        start = self._end + 1
        self._end = start + len(line)
        self._lines.append(line)
        place = {"sheet": self._sheet, "row": number} if self._sheet else {"row": number}
        self._segments.append([start, self._end, place])
        return line, start, self._end

    def keep(self, document: Document) -> None:
        """Keep the text with its document; past the signals, because each row is found through its own record."""
        text = "\n".join(self._lines)
        DocumentText.objects.bulk_create(
            [
                DocumentText(
                    document=document,
                    text=text,
                    text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
                    segments=self._segments,
                )
            ]
        )


def held(data: bytes, *, by: User, file_name: str) -> Document | None:
    """The document that a file already is, or ``None``. Raises ``BadFile`` where the person may not see it."""
    known = Document.objects.filter(sha256=originals.checksum(data)).first()
    if known is not None and known.mark > by.clearance:
        raise BadFile(
            _("%(name)s: this file is already held, under a mark above your clearance.") % {"name": file_name}
        )
    return known


def keep_file(data: bytes, file_name: str, *, mark: int, by: User, language: str) -> Document:
    """The file as a new document: a reference, not for review, for its rows are records already."""
    stem, _dot, suffix = file_name.rpartition(".")
    document = Document(
        reference=free_reference(stem or file_name),
        kind=Document.Kind.FILE,
        status=Document.Status.REFERENCE,
        title=(stem or file_name)[:400],
        language=language,
        mark=mark,
        sha256=originals.keep(data),
        file_name=file_name[:255],
        media_type=_TYPES.get(suffix.lower(), "text/csv"),
        size=len(data),
        added_by=by,
    )
    document.save()
    audit.record("document.added", document, by=by)
    return document


def places_of(document: Document) -> Iterator[tuple[tuple[str, int], tuple[int, int]]]:
    """(sheet, row) → (start, end) of the rows in the text of a document that an earlier import kept."""
    body = DocumentText.objects.filter(document=document).first()
    for start, end, place in body.segments if body is not None else ():
        if "row" in place:
            yield (place.get("sheet", ""), int(place["row"])), (start, end)
