"""The file of an import as a document: its rows as text, so that each record can cite its own."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.audit import services as audit
from proxeny.core import bulk
from proxeny.documents import originals
from proxeny.documents.models import Document, DocumentText
from proxeny.documents.services.adding import free_reference
from proxeny.exchange.errors import BadFile
from proxeny.exchange.tables import Table

BETWEEN = " | "
_SPACES = re.compile(r"[^\S ]|  ")
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
}


def line_of(cells: list[str]) -> str:
    """A row as one line: its cells between bars, those that say nothing too, so that each stands under its heading."""
    line = BETWEEN.join(cells)
    return " ".join(line.split()).rstrip(" |") if _SPACES.search(line) or line.endswith(BETWEEN) else line


class KeptText:
    """The text of the document as it grows: a line of headings, then a line for each row, with where it stands."""

    def __init__(self, table: Table) -> None:
        heading = BETWEEN.join(table.headings)
        self._sheet = table.sheet.name
        self._end = len(heading)
        self._text = bytearray(heading.encode("utf-8", "surrogatepass"))
        place = {"sheet": self._sheet} if self._sheet else {}
        self._segments = bytearray(json.dumps([0, self._end, place]).encode())
        self._place = f'{{"sheet": {json.dumps(self._sheet)}, "row": ' if self._sheet else '{"row": '

    def add(self, number: int, cells: list[str]) -> tuple[str, int, int]:
        """A row: its words, and where they begin and end."""
        line = line_of(cells)
        start = self._end + 1
        self._end = start + len(line)
        self._text += b"\n" + line.encode("utf-8", "surrogatepass")
        self._segments += f", [{start}, {self._end}, {self._place}{number}}}]".encode()
        return line, start, self._end

    def keep(self, document: Document) -> None:
        """Keep the text with its document; past the signals, because each row is found through its own record."""
        sha256 = hashlib.sha256(self._text).hexdigest()
        text = self._text.decode("utf-8", "surrogatepass")
        segments = f"[{self._segments.decode()}]"
        self._text, self._segments = bytearray(), bytearray()
        bulk.insert(
            DocumentText, ("document", "text", "text_sha256", "segments"), [(document.pk, text, sha256, segments)]
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
