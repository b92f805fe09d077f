"""Word documents: paragraphs and tables in order, footnotes under their paragraph, tracked changes as accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from proxeny.reader.formats.archive import Archive
from proxeny.reader.formats.extracted import Extracted, TextBuilder, first_heading
from proxeny.reader.formats.grid import Cell
from proxeny.reader.formats.kind import DOCX
from proxeny.reader.formats.table_text import write_as_printed
from proxeny.reader.formats.word_numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
# What a tracked change took away, what another program may show instead, and instructions of fields.
_LEFT_OUT = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "trPr")}
_LEFT_OUT.add(_MC + "Fallback")
_DEPTH_LIMIT = 300
_SPAN_LIMIT = 1_000
_SPACE = re.compile(r"[ \t\r\f\v]+")
_HEAD_OR_FOOT = re.compile(r"word/(?:header|footer)\d*\.xml")
_LETTER = re.compile(r"[^\W\d_]{2}")
_SHOWN = 160
_MADE_UP_TITLE = re.compile(r"^(?:microsoft word|document\d*|untitled|word document|tài liệu)", re.IGNORECASE)


@dataclass
class _Reading:
    """What the walk through a document carries along."""

    builder: TextBuilder
    notes_by_id: dict[tuple[str, str], str]
    pending: list[str] = field(default_factory=list)
    tables: int = 0
    changes: int = 0
    numbering: Numbering = field(default_factory=Numbering)


def extract(data: bytes, filename: str) -> Extracted:
    """The text of a DOCX in reading order; a table row is one line with `` | `` between its cells."""
    archive = Archive(data, filename)
    document = _root(archive, "word/document.xml")
    body = document.find(_W + "body")
    if body is None:
        raise archive.damaged("word/document.xml has no body")
    reading = _Reading(TextBuilder(), _footnotes(archive), numbering=_numbering(archive))
    _blocks(body, reading, 0)
    title, language = _properties(archive)
    text = reading.builder.text
    notes = []
    if reading.changes:
        notes.append(f"The document has {reading.changes} tracked changes; it was read as if all were accepted.")
    notes += _not_read(archive)
    return Extracted(
        text=text,
        media_type=DOCX,
        title=title or first_heading(text),
        language=language,
        segments=tuple(reading.builder.segments),
        notes=tuple(notes),
    )


def _root(archive: Archive, name: str) -> etree._Element:
    """The root of a part; the strict dialect of the format is brought to the usual names."""
    root = archive.xml(name)
    if etree.QName(root).namespace == _STRICT:
        for element in root.iter():
            if isinstance(element.tag, str) and element.tag.startswith("{" + _STRICT + "}"):
                element.tag = _W + etree.QName(element).localname
            for key, value in list(element.attrib.items()):
                if key.startswith("{" + _STRICT + "}"):
                    element.set(_W + etree.QName(key).localname, value)
    return root


def _blocks(parent: etree._Element, reading: _Reading, depth: int) -> None:
    for child in parent:
        if child.tag == _W + "p":
            _paragraph(child, reading)
        elif child.tag == _W + "tbl":
            _table(child, reading, depth)
        elif child.tag not in _LEFT_OUT and depth < _DEPTH_LIMIT and isinstance(child.tag, str):
            _blocks(child, reading, depth + 1)


def _paragraph(paragraph: etree._Element, reading: _Reading) -> None:
    text = _text(paragraph, reading)
    if not text.strip():
        _write_footnotes(reading)
        return
    number = reading.numbering.next_of(paragraph)
    for line in text.split("\n"):
        line = _SPACE.sub(" ", line).strip()
        if line:
            reading.builder.add(f"{number} {line}" if number else line)
            reading.builder.between("\n")
            number = ""
    _write_footnotes(reading)


def _table(table: etree._Element, reading: _Reading, depth: int) -> None:
    """A table row by row; a merged cell is written once, and leaves the columns beneath and beside it empty."""
    reading.tables += 1
    rows: list[list[Cell]] = []
    for row in _children(table, "tr"):
        properties = row.find(_W + "trPr")
        if properties is not None and properties.find(_W + "del") is not None:
            reading.changes += 1
            continue
        column = 1 + _number(properties, "gridBefore")
        cells = []
        for cell in _children(row, "tc"):
            span = max(1, _number(cell.find(_W + "tcPr"), "gridSpan"))
            if text := _cell(cell, reading):
                cells.append(Cell(text, len(rows) + 1, column, span))
            column += span
        if cells:
            rows.append(cells)
    if rows:
        write_as_printed(rows, reading.builder, table=reading.tables)
    _write_footnotes(reading)


def _number(properties: etree._Element | None, name: str) -> int:
    """A count among the properties of a row or cell, 0 where there is none; no table has a thousand columns."""
    found = properties.find(_W + name) if properties is not None else None
    value = found.get(_W + "val", "") if found is not None else ""
    return min(int(value), _SPAN_LIMIT) if value.isdecimal() and len(value) < 6 else 0


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in parent:
        if child.tag == _W + name:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins"):
            yield from _children(child, name)


def _cell(cell: etree._Element, reading: _Reading) -> str:
    """All text of a cell on one line; a table inside it is flattened."""
    parts = [_text(paragraph, reading) for paragraph in cell.iter(_W + "p")]
    return _SPACE.sub(" ", " ".join(" ".join(parts).split("\n"))).strip()


def _text(paragraph: etree._Element, reading: _Reading) -> str:
    pieces: list[str] = []
    _inline(paragraph, pieces, reading, 0)
    return "".join(pieces)


def _inline(element: etree._Element, pieces: list[str], reading: _Reading, depth: int) -> None:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        if tag in (_W + "del", _W + "ins", _W + "moveFrom"):
            reading.changes += 1
        if tag in _LEFT_OUT or depth > _DEPTH_LIMIT or (tag == _W + "r" and _is_hidden(child)):
            continue
        if tag == _W + "t":
            pieces.append(child.text or "")
        elif tag in (_W + "tab", _W + "ptab"):
            pieces.append(" ")
        elif tag in (_W + "br", _W + "cr"):
            pieces.append("\n")
        elif tag == _W + "noBreakHyphen":
            pieces.append("-")
        elif tag in (_W + "footnoteReference", _W + "endnoteReference"):
            kind = "footnotes" if tag == _W + "footnoteReference" else "endnotes"
            note = reading.notes_by_id.pop((kind, child.get(_W + "id", "")), "")
            if note:
                reading.pending.append(note)
        elif tag == _W + "txbxContent":  # a text box: its paragraphs stand on lines of their own
            pieces.append("\n")
            for paragraph in child.iter(_W + "p"):
                _inline(paragraph, pieces, reading, depth + 1)
                pieces.append("\n")
        else:
            _inline(child, pieces, reading, depth + 1)


def _is_hidden(run: etree._Element) -> bool:
    """Whether a run is set not to be shown."""
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(_W + "val") not in ("0", "false", "off")


def _numbering(archive: Archive) -> Numbering:
    def part(name: str) -> etree._Element | None:
        return _root(archive, name) if name in archive.names else None

    return Numbering.of(part("word/numbering.xml"), part("word/styles.xml"))


def _not_read(archive: Archive) -> Iterator[str]:
    """What stands beside the text: comments, and the heads and feet of pages."""
    if "word/comments.xml" in archive.names:
        comments = len(_root(archive, "word/comments.xml").findall(_W + "comment"))
        if comments:
            yield f"Comments beside the text were not read ({comments})."
    said: list[str] = []
    nothing = _Reading(TextBuilder(), {})
    for name in sorted(archive.names):
        if _HEAD_OR_FOOT.fullmatch(name):
            words = " ".join(_text(each, nothing) for each in _root(archive, name).iter(_W + "p"))
            words = _SPACE.sub(" ", words.replace("\n", " ")).strip()
            if _LETTER.search(words) and words not in said:
                said.append(words)
    if said:
        quoted = "; ".join(f"“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”" for words in said[:3])
        yield f"Heads and feet of the pages were left out: {quoted}{' and more' if len(said) > 3 else ''}."


def _write_footnotes(reading: _Reading) -> None:
    for note in reading.pending:
        reading.builder.add(note)
        reading.builder.between("\n")
    reading.pending.clear()


def _footnotes(archive: Archive) -> dict[tuple[str, str], str]:
    notes: dict[tuple[str, str], str] = {}
    for kind in ("footnotes", "endnotes"):
        name = f"word/{kind}.xml"
        if name not in archive.names:
            continue
        nothing = _Reading(TextBuilder(), {})
        for note in _root(archive, name):
            if note.get(_W + "type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            text = " ".join(_text(paragraph, nothing) for paragraph in note.iter(_W + "p"))
            text = _SPACE.sub(" ", text.replace("\n", " ")).strip()
            if text:
                notes[kind, note.get(_W + "id", "")] = text
    return notes


def _properties(archive: Archive) -> tuple[str | None, str | None]:
    """Title and language as the document states them; the date of writing is not the date of publication."""
    if "docProps/core.xml" not in archive.names:
        return None, None
    core = archive.xml("docProps/core.xml")
    title = (core.findtext(_DC + "title") or "").strip()
    language = (core.findtext(_DC + "language") or "").strip().split("-")[0].lower()
    return (title if title and not _MADE_UP_TITLE.match(title) else None), language or None
