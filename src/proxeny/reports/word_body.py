"""The parts of a report as Word has them: paragraphs, tables with merged cells, pictures, numbered figures.

Elements are put before an anchor of a document, so that the same code fills a new document and an office's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import vl_convert
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from proxeny.core.word_papers import thin_lines
from proxeny.reports.framing import Frame
from proxeny.reports.paper_pictures import is_wide, svg_of

TEAL, AMBER, GREY = "0A5560", "7D5000", "606774"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONG_ALT = 800  # characters of a picture's description that Word keeps well


def element(tag: str, **attributes: str) -> Any:
    """A Word element; attributes are of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def run(text: str, *, size: float | None = None, bold: bool = False, colour: str = "", mark: str = "") -> str:
    """A run of text, as XML; ``mark`` is ``superscript``, ``underline`` or ``italic``."""
    return f"<w:r>{_format(size, bold, colour, mark)}<w:t xml:space=\"preserve\">{_words(text)}</w:t></w:r>"


@lru_cache(maxsize=256)
def _format(size: float | None, bold: bool, colour: str, mark: str) -> str:
    parts = (
        "<w:b/>" if bold else "",
        "<w:i/>" if mark == "italic" else "",
        f'<w:color w:val="{colour}"/>' if colour else "",
        f'<w:sz w:val="{round(size * 2)}"/>' if size else "",
        '<w:u w:val="single"/>' if mark == "underline" else "",
        '<w:vertAlign w:val="superscript"/>' if mark == "superscript" else "",
    )
    said = "".join(parts)
    return f"<w:rPr>{said}</w:rPr>" if said else ""


def _words(text: str) -> str:
    """Text as XML has it, without the signs that XML cannot hold."""
    return escape(_NOT_IN_XML.sub("", text), {"\r": "&#13;"})


def link(anchor: str, inside: str) -> str:
    """Something that leads to a bookmark of the same document, as XML."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{inside}</w:hyperlink>'


def parsed(xml: str) -> list[Any]:
    """The elements of a piece of a document's XML: read at once, for papers have ten thousands of them."""
    return list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"))


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

    def paragraph(self, runs: Iterable[str], *, style: str = "", **format: Any) -> Any:
        """A paragraph of runs; ``format`` is python-docx's paragraph format."""
        made = self.word.add_paragraph(style=_style(self.word, style))
        for name, value in format.items():
            setattr(made.paragraph_format, name, value)
        made._p.extend(parsed("".join(runs)))
        return self.put(made._p)

    def entries(self, listed: Iterable[tuple[str, Iterable[str]]], *, hanging: float) -> None:
        """Entries of a list, ``(bookmark, runs)``: each hangs its first ``hanging`` centimetres, and can be led to."""
        left = round(hanging * 567)
        format = (
            f'<w:pPr><w:spacing w:after="40"/><w:ind w:left="{left}" w:hanging="{left}"/></w:pPr>'
        )
        found = []
        for name, runs in listed:
            self._bookmarks += 1
            number = 9000 + self._bookmarks
            found.append(
                f'<w:p>{format}<w:bookmarkStart w:id="{number}" w:name="{name}"/>{"".join(runs)}'
                f'<w:bookmarkEnd w:id="{number}"/></w:p>'
            )
        for one in parsed("".join(found)):
            self.put(one)

    def runs(self, pieces: Sequence[dict[str, Any]], *, size: float | None = None, bold: bool = False) -> Iterable[str]:
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
        shares = table["widths"]
        units = [round((width or self.width) * 567 * share / sum(shares)) for share in shares]
        rows = Rows(self, units, size)
        made_rows = [rows.row(row, bold=True, is_head=True) for row in table["head"]]
        made_rows += [rows.row(row) for row in table["rows"]]
        if table["total"]:
            made_rows.append(rows.row(table["total"], bold=True))
        grid = "".join(f'<w:gridCol w:w="{unit}"/>' for unit in units)
        # it declares its namespace itself: moved out of another element, a long table takes time as its length squared
        made = parse_xml(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(made_rows)}</w:tbl>"
        )
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

    def row(self, cells: Sequence[dict[str, Any]], *, bold: bool = False, is_head: bool = False) -> str:
        """One row as XML; cells that reach down from above are continued. The wide cells of a head are centred."""
        made = ['<w:trPr><w:tblHeader w:val="true"/></w:trPr>'] if is_head else []
        column, given = 0, iter(cells)
        while column < len(self.units):
            if column in self.filled:
                left, span = self.filled.pop(column)
                made.append(self._cell(column, span, "continue", (), bold, "", is_head))
                if left > 1:
                    self.filled[column] = (left - 1, span)
                column += span
                continue
            cell = next(given, None)
            if cell is None:
                break
            span = cell["columns"]
            merged = "restart" if cell["rows"] > 1 else ""
            side = "right" if cell["number"] else "center" if is_head and span > 1 else ""
            made.append(self._cell(column, span, merged, cell["pieces"], bold, side, is_head))
            if merged:
                self.filled[column] = (cell["rows"] - 1, span)
            column += span
        return f"<w:tr>{''.join(made)}</w:tr>"

    def _cell(
        self, column: int, span: int, merged: str, pieces: Sequence[dict[str, Any]], bold: bool, side: str,
        is_head: bool,
    ) -> str:  # fmt: skip
        """One cell. Headings stay with the row below, so that none stands alone at the foot of a page."""
        parts = (
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(self.units[column : column + span])}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{span}"/>' if span > 1 else "",
            f'<w:vMerge w:val="{merged}"/>' if merged else "",
            "</w:tcPr><w:p><w:pPr>",
            "<w:keepNext/>" if is_head else "",
            '<w:spacing w:after="20"/>',
            f'<w:jc w:val="{side}"/>' if side else "",
            "</w:pPr>",
            *self.body.runs(pieces, size=self.size, bold=bold),
            "</w:p></w:tc>",
        )
        return "".join(parts)


def _style(word: Any, name: str) -> Any:
    """A style by name; ``None`` where an office's own template does not have it."""
    return name if name and any(style.name == name for style in word.styles) else None


CENTRE = WD_ALIGN_PARAGRAPH.CENTER
