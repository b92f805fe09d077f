"""Makes the sample documents: Word, Excel and PDF files from text sources, the others as they stand.

No binary is kept in the repository; the same sources give the same bytes.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import typst
import xlsxwriter
import yaml

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_WRITTEN = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)


def manifest() -> list[dict[str, Any]]:
    """What each document is: file, title, publisher, language, published (EDTF), mark, and where its facts are from."""
    entries: list[dict[str, Any]] = yaml.safe_load((HERE / "manifest.yaml").read_text(encoding="utf-8"))
    return entries


def build(folder: Path) -> list[Path]:
    """Write every sample document into a folder, made where it is missing; their paths in the order of the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for entry in manifest():
        path = folder / entry["file"]
        source = SOURCES / entry.get("made_from", entry["file"])
        make = _MAKERS.get(path.suffix)
        path.write_bytes(make(source, entry) if make else source.read_bytes())
        paths.append(path)
    return paths


def _word(source: Path, entry: dict[str, Any]) -> bytes:
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = entry["title"], entry["publisher"], entry["language"]
    properties.created = properties.modified = _WRITTEN.replace(tzinfo=None)
    for block in yaml.safe_load(source.read_text(encoding="utf-8")):
        if "heading" in block:
            document.add_heading(block["heading"], level=block.get("level", 1))
        elif "table" in block:
            _table(document, block["table"])
        else:
            document.add_paragraph(block["text"])
    out = io.BytesIO()
    document.save(out)
    return _without_clock(out.getvalue())


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Light Grid Accent 1")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _without_clock(data: bytes) -> bytes:
    """The same archive with every part dated 1980, so that building twice gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            target.writestr(zipfile.ZipInfo(part.filename, _LONG_AGO), source.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _excel(source: Path, entry: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    workbook.set_properties({"title": entry["title"], "author": entry["publisher"], "created": _WRITTEN})
    bold = workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    title = workbook.add_format({"bold": True, "font_size": 14})
    for described in yaml.safe_load(source.read_text(encoding="utf-8")):
        sheet = workbook.add_worksheet(described["sheet"])
        for column, width in enumerate(described["widths"]):
            sheet.set_column(column, column, width)
        sheet.write(0, 0, described["title"], title)
        for number, row in enumerate(described["rows"], 2):
            sheet.write_row(number, 0, row, bold if number == 2 else None)
        sheet.freeze_panes(3, 0)
    workbook.close()
    return out.getvalue()


def _pdf(source: Path, entry: dict[str, Any]) -> bytes:
    return bytes(typst.compile(source.read_bytes(), ignore_system_fonts=True))


def _mail(source: Path, entry: dict[str, Any]) -> bytes:
    """Mail travels with carriage returns."""
    return source.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


_MAKERS: dict[str, Callable[[Path, dict[str, Any]], bytes]] = {
    ".docx": _word,
    ".xlsx": _excel,
    ".pdf": _pdf,
    ".eml": _mail,
}
