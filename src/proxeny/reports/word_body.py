"""The parts of a report as Word has them: paragraphs, tables with merged cells, pictures, numbered figures.

Elements are put before an anchor of a document, so that the same code fills a new document and an office's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

import vl_convert
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from proxeny.core.word_papers import repeat_as_heading, thin_lines
from proxeny.reports.framing import Frame
from proxeny.reports.paper_pictures import is_wide, svg_of

TEAL, AMBER, GREY = "0A5560", "7D5000", "606774"
LONG_ALT = 800  # characters of a picture's description that Word keeps well


def element(tag: str, **attributes: str) -> Any:
    """A Word element; attributes are of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def run(text: str, *, size: float | None = None, bold: bool = False, colour: str = "", mark: str = "") -> Any:
    """A run of text; ``mark`` is ``superscript``, ``underline`` or ``italic``."""
    made = element("w:r")
    properties = element("w:rPr")
    if bold:
        properties.append(element("w:b"))
    if mark == "italic":
        properties.append(element("w:i"))
    if colour:
        properties.append(element("w:color", val=colour))
    if size:
        properties.append(element("w:sz", val=str(round(size * 2))))
    if mark == "underline":
        properties.append(element("w:u", val="single"))
    if mark == "superscript":
        properties.append(element("w:vertAlign", val="superscript"))
    if len(properties):
        made.append(properties)
    words = element("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    made.append(words)
    return made


def link(anchor: str, inside: Any) -> Any:
    """Something that leads to a bookmark of the same document."""
    made = element("w:hyperlink", anchor=anchor, history="1")
    made.append(inside)
    return made


class Body:
    """Writes into a document, before an anchor of it."""

    def __init__(self, word: Any, anchor: Any, framed: Frame, *, width: float = 16.5) -> None:
        self.word, self.anchor, self.framed, self.width = word, anchor, framed, width
        self._bookmarks = 0
        self._is_empty = True  # nothing stands since the last section ended
        self.gone = framed.words.text("frame-gone")

    def put(self, made: Any) -> Any:
        """An element before the anchor."""
        self.anchor.addprevious(made)
        self._is_empty = False
        return made

    def bookmark(self, paragraph: Any, name: str) -> None:
        """Let links lead to a paragraph."""
        self._bookmarks += 1
        number = str(9000 + self._bookmarks)
        start, end = element("w:bookmarkStart", id=number, name=name), element("w:bookmarkEnd", id=number)
        at = 1 if paragraph.pPr is not None else 0
        paragraph.insert(at, start)
        paragraph.append(end)

    def heading(self, text: str, anchor: str, *, level: int = 2) -> None:
        """A heading in the style of the document, with a bookmark."""
        paragraph = self.paragraph([run(text)], style=f"Heading {level}", space_after=Pt(4))
        self.bookmark(paragraph, anchor)

    def paragraph(self, runs: Iterable[Any], *, style: str = "", **format: Any) -> Any:
        """A paragraph of runs; ``format`` is python-docx's paragraph format."""
        made = self.word.add_paragraph(style=_style(self.word, style))
        for name, value in format.items():
            setattr(made.paragraph_format, name, value)
        for one in runs:
            made._p.append(one)
        return self.put(made._p)

    def runs(self, pieces: Sequence[dict[str, Any]], *, size: float | None = None, bold: bool = False) -> Iterable[Any]:
        """Pieces as runs; each figure with its number in superscript, which leads to the list of figures."""
        for piece in pieces:
            if piece["text"]:
                mark = "underline" if piece.get("disputed") else ""
                yield run(piece["text"], size=size, bold=bold, mark=mark)
            if "n" in piece:
                yield link(f"figure_{piece['n']}", run(str(piece["n"]), size=size, colour=TEAL, mark="superscript"))
            for remark in (self.gone if "gone" in piece else "", piece.get("remark", "")):
                if remark:
                    yield run(f" ({remark})", size=(size or 12) - 1, colour=AMBER)

    def table(self, table: dict[str, Any], *, size: float = 10, width: float | None = None) -> None:
        """A table with merged heading cells that stand again on every page, and its total in bold."""
        if table["title"]:
            self.paragraph([run(table["title"], size=size, bold=True)], keep_with_next=True, space_after=Pt(3))
        made = element("w:tbl")
        properties = element("w:tblPr")
        properties.append(element("w:tblW", w="5000", type="pct"))
        made.append(properties)
        shares = table["widths"]
        units = [round((width or self.width) * 567 * share / sum(shares)) for share in shares]
        grid = element("w:tblGrid")
        for unit in units:
            grid.append(element("w:gridCol", w=str(unit)))
        made.append(grid)
        rows = Rows(self, units, size)
        for row in table["head"]:
            repeat_as_heading(rows.row(made, row, bold=True, centred=True))
        for row in table["rows"]:
            rows.row(made, row)
        if table["total"]:
            rows.row(made, table["total"], bold=True)
        between = ("insideH", "insideV") if len(table["head"]) > 1 else ("insideH",)
        thin_lines(made, ("top", "bottom", *between))
        self.put(made)
        self.paragraph([], space_after=Pt(2))

    def picture(self, block: dict[str, Any]) -> None:
        """A drawing with its title and, for those who cannot see it, what it shows."""
        self.paragraph([run(block["title"], size=10, bold=True)], keep_with_next=True)
        paragraph = self.word.add_paragraph()
        width = Cm(self.width if is_wide(block) else 13)
        shape = paragraph.add_run().add_picture(BytesIO(vl_convert.svg_to_png(svg_of(block), scale=2)), width=width)
        shape._inline.docPr.set("descr", block["description"][:LONG_ALT])
        self.put(paragraph._p)
        if block["table"]:
            self.table(block["table"], size=9)

    def missing(self, words: Sequence[str]) -> None:
        """What the record does not have for a part."""
        if words:
            self.paragraph([run(" ".join(words), size=10, colour=GREY, mark="italic")])

    def end_section(self, *, sideways: bool) -> None:
        """End a section here: what stands since the last one has upright pages, or pages on their side."""
        if self._is_empty:
            return
        last = self.word.element.body.sectPr
        section = deepcopy(last)
        size = section.find(qn("w:pgSz"))
        short, long = sorted((int(size.get(qn("w:w"))), int(size.get(qn("w:h")))))
        size.set(qn("w:w"), str(long if sideways else short))
        size.set(qn("w:h"), str(short if sideways else long))
        if sideways:
            size.set(qn("w:orient"), "landscape")
        paragraph = element("w:p")
        properties = element("w:pPr")
        properties.append(section)
        paragraph.append(properties)
        self.put(paragraph)
        self._is_empty = True


class Rows:
    """Writes rows of a table and remembers which columns a cell of a row above still fills."""

    def __init__(self, body: Body, units: list[int], size: float) -> None:
        self.body, self.units, self.size = body, units, size
        self.filled: dict[int, tuple[int, int]] = {}  # column → rows left, columns of the cell

    def row(self, table: Any, cells: Sequence[dict[str, Any]], *, bold: bool = False, centred: bool = False) -> Any:
        """One row; cells that reach down from above are continued. Wide cells are centred where asked."""
        made = element("w:tr")
        column, given = 0, iter(cells)
        while column < len(self.units):
            if column in self.filled:
                left, span = self.filled.pop(column)
                made.append(self._cell(column, span, "continue", [], bold, ""))
                if left > 1:
                    self.filled[column] = (left - 1, span)
                column += span
                continue
            cell = next(given, None)
            if cell is None:
                break
            span = cell["columns"]
            merged = "restart" if cell["rows"] > 1 else ""
            side = "right" if cell["number"] else "center" if centred and span > 1 else ""
            made.append(self._cell(column, span, merged, cell["pieces"], bold, side))
            if merged:
                self.filled[column] = (cell["rows"] - 1, span)
            column += span
        if centred:
            # headings stay with the row below, so that none stands alone at the foot of a page
            for format in made.iter(qn("w:pPr")):
                format.insert(0, element("w:keepNext"))
        table.append(made)
        return made

    def _cell(
        self, column: int, span: int, merged: str, pieces: Sequence[dict[str, Any]], bold: bool, side: str
    ) -> Any:
        cell, properties = element("w:tc"), element("w:tcPr")
        properties.append(element("w:tcW", w=str(sum(self.units[column : column + span])), type="dxa"))
        if span > 1:
            properties.append(element("w:gridSpan", val=str(span)))
        if merged:
            properties.append(element("w:vMerge", val=merged))
        cell.append(properties)
        paragraph, format = element("w:p"), element("w:pPr")
        format.append(element("w:spacing", after="20"))
        if side:
            format.append(element("w:jc", val=side))
        paragraph.append(format)
        for one in self.body.runs(pieces, size=self.size, bold=bold):
            paragraph.append(one)
        cell.append(paragraph)
        return cell


def _style(word: Any, name: str) -> Any:
    """A style by name; ``None`` where an office's own template does not have it."""
    return name if name and any(style.name == name for style in word.styles) else None


CENTRE = WD_ALIGN_PARAGRAPH.CENTER
