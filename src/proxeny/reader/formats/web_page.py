"""The article in a web page: main text, title, date and publisher; menus, adverts and footers stay behind."""

from __future__ import annotations

import codecs
import logging
import re
from typing import Any

import trafilatura
from lxml import etree, html

from proxeny.reader.formats import page_date, plain_text
from proxeny.reader.formats.extracted import Extracted, TextBuilder, first_heading
from proxeny.reader.formats.grid import Cell
from proxeny.reader.formats.refusals import EmptyFile
from proxeny.reader.formats.table_text import write_as_printed

# What these two find wanting in a page is no news for whoever reads a hundred of them.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "article", "section", "header", "main",
    "dt", "dd", "figcaption", "caption", "address", "title", "ul", "ol", "dl", "figure", "form", "fieldset", "hr",
    "body", "table", "tr", "td", "th",
    # what trafilatura calls them
    "head", "item", "quote", "list", "ab", "lb", "code",
}  # fmt: skip
_SILENT = {"script", "style", "noscript", "template", "svg", "iframe", "nav", "footer", "button", "select", "graphic"}
_DEPTH_LIMIT = 200
_SPAN_LIMIT = 200
_TEXT_WORTH_TRUSTING = 80


def extract(data: bytes, filename: str) -> Extracted:
    """The main text of a page, tables as rows with `` | ``; a page without an article gives all its text."""
    source, note = _decode(data, filename)
    notes = [note] if note else []
    page = trafilatura.bare_extraction(
        source,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    builder = TextBuilder()
    if isinstance(page, trafilatura.settings.Document) and page.body is not None:
        _render(page.body, builder)
    whole = TextBuilder()
    tree = _tree(source)
    if tree is not None:
        _render(tree.find("body") if tree.find("body") is not None else tree, whole)
    if len(builder.text.strip()) < min(_TEXT_WORTH_TRUSTING, len(whole.text.strip())):
        builder = whole
        notes.append("No article could be told from the rest of the page; all its text was taken.")
    if not builder.text.strip():
        raise EmptyFile(
            f"{filename}: the page holds no text (perhaps a script draws it); expected an article. Print the page to "
            "PDF in a browser and add that."
        )
    return Extracted(
        text=builder.text,
        media_type="text/html",
        title=_said(page, "title") or _title(tree) or first_heading(builder.text),
        publisher=_said(page, "sitename") or page_date.publisher(source) or _said(page, "hostname"),
        published=_published(source, _said(page, "date")),
        language=_language(tree),
        url=_said(page, "url"),
        segments=tuple(builder.segments),
        notes=tuple(notes),
    )


def _published(source: str, found: str | None) -> str | None:
    """The date of publication: as stated, else as found on the page unless it is that of the last change."""
    return page_date.stated(source) or (None if page_date.is_only_modified(source, found) else found)


def text_of(source: str) -> str:
    """All text of a piece of HTML, with tables as rows (the body of an e-mail)."""
    builder = TextBuilder()
    tree = _tree(source)
    if tree is not None:
        _render(tree, builder)
    return builder.text


def _decode(data: bytes, filename: str) -> tuple[str, str | None]:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        claimed = encoding = declared.group(1).decode("ascii").lower()
        encoding = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8"}.get(encoding, encoding)
        if _is_utf_8(data, encoding):
            return data.decode("utf-8"), f"The page claims to be {claimed} but is UTF-8; it was read as that."
        try:
            return data.decode(encoding), None
        except (UnicodeDecodeError, LookupError):
            text, note = plain_text.decode(data, filename)
            return text, note or f"The page claims to be {claimed} but is UTF-8; it was read as that."
    return plain_text.decode(data, filename)


def _is_utf_8(data: bytes, declared: str) -> bool:
    """Whether bytes declared to be one a letter are UTF-8: hardly any other text with accents fits it by chance."""
    if declared.replace("_", "-") in ("utf-8", "utf8") or declared.startswith(("utf-16", "utf-32", "gb", "big5")):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not data.isascii()


def _tree(source: str) -> etree._Element | None:
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    try:
        parse: Any = html.document_fromstring
        deep: Any = html.HTMLParser
        return parse(source, parser=deep(huge_tree=True)) if source.strip() else None
    except (etree.ParserError, ValueError):
        return None


def _said(page: object, name: str) -> str | None:
    """One thing the page says of itself, on one line; ``None`` where it says nothing."""
    value = getattr(page, name, None)
    value = _SPACE.sub(" ", str(value)).strip() if value else ""
    return value[:500] or None


def _title(tree: etree._Element | None) -> str | None:
    title = tree.findtext(".//title") if tree is not None else None
    return _SPACE.sub(" ", title).strip()[:500] or None if title else None


def _language(tree: etree._Element | None) -> str | None:
    tag = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") if tree is not None else None
    return tag.strip().split("-")[0].split("_")[0].lower()[:8] or None if tag else None


class _Lines:
    """Gathers the text of inline pieces into lines, and tells the builder of each whole line."""

    def __init__(self, builder: TextBuilder) -> None:
        self.builder = builder
        self.current: list[str] = []
        self.tables = 0

    def text(self, text: str | None) -> None:
        if text:
            self.current.append(text)

    def end(self) -> None:
        line = _SPACE.sub(" ", "".join(self.current)).strip()
        self.current.clear()
        if line:
            self.builder.add(line)
            self.builder.between("\n")


def _render(element: etree._Element, builder: TextBuilder) -> None:
    lines = _Lines(builder)
    _walk(element, lines, 0)
    lines.end()


def _walk(element: etree._Element, lines: _Lines, depth: int) -> None:
    tag = element.tag if isinstance(element.tag, str) else None
    if tag is None or tag in _SILENT:
        return
    if tag == "table" and element.find(".//table") is None:  # a table around tables only lays out the page
        lines.end()
        _table(element, lines, depth)
        return
    block = tag in _BLOCKS
    if block:
        lines.end()
    if tag == "br":
        lines.end()
    lines.text(element.text)
    for child in element:
        if depth < _DEPTH_LIMIT:
            _walk(child, lines, depth + 1)
        else:
            lines.text(" ".join(child.itertext()))
        lines.text(child.tail)
    if block:
        lines.end()


def _table(table: etree._Element, lines: _Lines, depth: int) -> None:
    """A table row by row; one that has a single column only lays out the page, and is read as text."""
    rows: list[list[Cell]] = []
    taken: dict[int, int] = {}  # column: how many rows below a cell still covers it
    wide = False
    for row in table.iter("tr", "row"):
        cells = []
        column = 1
        covered = {at for at, left in taken.items() if left}
        taken = {at: left - 1 for at, left in taken.items() if left > 1}
        for cell in row:
            if cell.tag not in ("td", "th", "cell"):
                continue
            while column in covered:
                column += 1
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            if text := _SPACE.sub(" ", " ".join(_texts(cell))).strip():
                cells.append(Cell(text, len(rows) + 1, column, across))
            if down > 1:
                taken.update(dict.fromkeys(range(column, column + across), down - 1))
            column += across
        if cells:
            rows.append(cells)
            wide |= len(cells) > 1
    if wide:
        lines.tables += 1
        write_as_printed(rows, lines.builder, table=lines.tables)
        return
    for cell in table.iter("td", "th", "cell", "caption"):
        lines.end()
        lines.text(cell.text)
        for child in cell:
            _walk(child, lines, depth + 1)
            lines.text(child.tail)
        lines.end()


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name) or ""
    return min(max(1, int(value)), _SPAN_LIMIT) if value.isdecimal() and len(value) < 6 else 1


def _texts(cell: etree._Element) -> list[str]:
    return [text for text in cell.itertext() if text.strip()]
