"""What a workbook says of its cells beside their values: hidden rows and columns, formulas without a value, errors.

Read from the sheet's XML in one pass over pieces of it, because the fast reader gives values only.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from proxeny.exchange.errors import BadFile

UNPACKED_LIMIT = 1_000_000_000
# A sheet packs to a tenth or a twentieth of itself; what packs to a two-hundredth was made to fill memory.
SUSPICIOUS, MOST_PACKED = 200_000_000, 200
_PIECE = 1 << 20
_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')
_ROW_TURNED = re.compile(rb'<row [^>]*?\bhidden="(?:1|true)"[^>]*?\br="(\d+)"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"([^>]*)>(.*?)</c>', re.DOTALL)
_COLUMN = re.compile(rb"<col ([^>]*)/?>")
_VALUE = re.compile(rb"<v[^>]*>([^<]+)</v>")
_SHEET = re.compile(r'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]+)"')
_RELATION = re.compile(r"<Relationship [^>]*>")
_NAMED = re.compile(r'(\w+)="([^"]*)"')


@dataclass
class Marks:
    """Of one sheet. Rows are numbered from 1, columns from 0; ``cells`` maps ``C12`` to ``formula`` or the error."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cells: dict[str, str] = field(default_factory=dict)
    formulas: int = 0


def demand_size(data: bytes) -> None:
    """Raises ``BadFile`` for an archive that would unpack to more than memory should hold; before anything is read."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        return  # the reader says what is wrong with it
    if size > UNPACKED_LIMIT or (size > SUSPICIOUS and size > MOST_PACKED * len(data)):
        raise BadFile(
            _("The workbook unpacks to more than %(limit)s MB. Split it, or save the sheet as CSV.")
            % {"limit": min(size, UNPACKED_LIMIT) // 1_000_000}
        )


def marks_of(data: bytes, sheet: str) -> Marks:
    """The marks of a sheet of an XLSX file; none for other kinds of workbook."""
    marks = Marks()
    if not data.startswith(b"PK"):
        return marks
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        path = _path_of(archive, sheet)
        if path is None:
            return marks
        for piece in _pieces(archive, path):
            _look(piece, marks)
    return marks


def _path_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {found.get("Id"): found.get("Target", "") for found in map(_attributes, _RELATION.findall(relations))}
    for name, identifier in _SHEET.findall(book):
        if _plain(name) == sheet and identifier in targets:
            target = targets[identifier]
            path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            return path if path in names else None
    return None


def _attributes(tag: str) -> dict[str, str]:
    return dict(_NAMED.findall(tag))


def _plain(name: str) -> str:
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        name = name.replace(entity, sign)
    return name


def _pieces(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """The sheet in pieces that end with a row, so that no cell is cut."""
    rest = b""
    with archive.open(path) as stream:
        while read := stream.read(_PIECE):
            read = rest + read
            end = read.rfind(b"</row>")
            if end < 0:
                rest = read
                continue
            yield read[: end + 6]
            rest = read[end + 6 :]
    yield rest


def _look(piece: bytes, marks: Marks) -> None:
    if b"hidden=" in piece:
        marks.hidden_rows |= {int(row) for row in (*_ROW.findall(piece), *_ROW_TURNED.findall(piece))}
        for tag in _COLUMN.findall(piece.partition(b"<sheetData")[0]):
            known = _attributes(tag.decode("ascii", "replace"))
            if known.get("hidden") in {"1", "true"}:
                first, last = int(known.get("min", 1)), int(known.get("max", 1))
                marks.hidden_columns |= set(range(first - 1, min(last, 16_384)))
    if b"<f" not in piece and b't="e"' not in piece:
        return
    for cell, attributes, content in _CELL.findall(piece):
        value = _VALUE.search(content)
        if b't="e"' in attributes:
            marks.cells[cell.decode()] = value.group(1).decode("utf-8", "replace") if value else "error"
        elif b"<f" in content:
            marks.formulas += 1
            if value is None:
                marks.cells[cell.decode()] = "formula"
