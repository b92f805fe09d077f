"""A brief as a Word document with headings, tables and pictures that an office can go on working in."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from proxeny.briefs.parts import Brief, Cell, Cited, Paragraph, Picture, Table
from proxeny.charts import drawing
from proxeny.core.home import home_name

TEAL = RGBColor(0x0A, 0x55, 0x60)
GREY = RGBColor(0x60, 0x67, 0x74)
AMBER = RGBColor(0x7D, 0x50, 0x00)
FONT = "Times New Roman"  # what every office has, with full Vietnamese


def _styles(word: Any, language: str) -> None:
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "vi-VN" if language == "vi" else "en-GB")
    normal.element.rPr.append(spoken)
    normal.paragraph_format.space_after = Pt(6)
    for level, size in ((1, 20), (2, 14)):
        style = word.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
        style.font.color.rgb = TEAL if level == 2 else RGBColor(0x1B, 0x23, 0x30)
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), FONT)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)


def _fill(paragraph: Any, pieces: Cell, *, size: float | None = None) -> None:
    for piece in pieces:
        text = piece.text if isinstance(piece, Cited) else piece
        run = paragraph.add_run(text)
        if size:
            run.font.size = Pt(size)
        if isinstance(piece, Cited):
            run.font.underline = True if piece.is_disputed else None
            if piece.numbers:
                mark = paragraph.add_run(",".join(str(number) for number in piece.numbers))
                mark.font.superscript = True
                mark.font.color.rgb = TEAL
                if size:
                    mark.font.size = Pt(size)
            if piece.remark:
                remark = paragraph.add_run(f" ({piece.remark})")
                remark.font.color.rgb = AMBER
                remark.font.size = Pt((size or 12) - 1)


def _header_row(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    properties.append(repeated)


def _thin_lines(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        element = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "C9BFA8")):
            element.set(qn(f"w:{name}"), value)
        borders.append(element)
    table._tbl.tblPr.append(borders)


def _table(word: Any, table: Table) -> None:
    made = word.add_table(rows=1, cols=len(table.columns))
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, heading in enumerate(table.columns):
        paragraph = made.rows[0].cells[column].paragraphs[0]
        run = paragraph.add_run(heading)
        run.font.bold, run.font.size = True, Pt(10)
        if column in table.numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _header_row(made.rows[0])
    made.autofit = False
    widths = [Cm(16.5 * width / sum(table.widths)) for width in table.widths]
    for row in table.rows:
        cells = made.add_row().cells
        for column, cell in enumerate(row):
            paragraph = cells[column].paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            _fill(paragraph, cell, size=10)
            if column in table.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _thin_lines(made)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def _picture(word: Any, picture: Picture) -> None:
    title = word.add_paragraph()
    title.paragraph_format.keep_with_next = True
    run = title.add_run(picture.title)
    run.font.bold, run.font.size = True, Pt(10)
    shape = word.add_picture(BytesIO(drawing.png(picture.spec)), width=Cm(13))
    shape._inline.docPr.set("descr", picture.description[:800])


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def as_docx(brief: Brief) -> bytes:
    """The Word document; sources are numbered in superscript and listed at the end."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    _styles(word, brief.language)
    word.core_properties.title = brief.title
    word.core_properties.language = brief.language
    with translation.override(brief.language):
        office, sources = _("External affairs of %(home)s") % {"home": home_name(brief.language)}, _("Sources")
    word.core_properties.author = office
    top = word.add_paragraph()
    top.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = top.add_run(office.upper())
    run.font.size, run.font.color.rgb = Pt(10), GREY
    heading = word.add_heading(brief.title, level=1)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, italic in ((brief.subtitle, True), (brief.date, False)):
        paragraph = word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.font.italic = italic
    if brief.lead:
        _fill(word.add_paragraph(), brief.lead.pieces)
    for part in brief.sections:
        word.add_heading(part.title, level=2)
        for block in part.blocks:
            match block:
                case Paragraph():
                    _fill(word.add_paragraph(), block.pieces)
                case Table():
                    _table(word, block)
                case Picture():
                    _picture(word, block)
    word.add_heading(sources, level=2)
    for source in brief.sources:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
        said = ". ".join(
            part for part in (source.title, ", ".join(x for x in (source.publisher, source.published) if x)) if part
        )
        run = paragraph.add_run(f"{source.number}.\t{said}." + (f" {source.url}" if source.url else ""))
        run.font.size = Pt(10)
    _page_number(section.footer.paragraphs[0])
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()
