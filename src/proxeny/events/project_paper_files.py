"""The project paper as a Word document and as PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from proxeny.core.typesetting import pdf
from proxeny.events.project_paper import Part, ProjectPaper, Table

TEMPLATE = Path(__file__).with_name("project_paper.typ")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Times New Roman"  # what every office has, with full Vietnamese
_GREY, _RED = RGBColor(0x60, 0x67, 0x74), RGBColor(0x9E, 0x1B, 0x1B)


def as_pdf(paper: ProjectPaper) -> bytes:
    """The PDF, tagged for screen readers."""
    words = {"to_fill": paper.to_fill, "signature": paper.signature}
    return pdf(TEMPLATE, paper.as_data(), words)


def as_docx(paper: ProjectPaper) -> bytes:
    """The Word document, for the office to go on working in; what is missing stands in red brackets."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    _styles(word, paper.language)
    word.core_properties.title = f"{paper.title}: {paper.subtitle}"
    word.core_properties.language, word.core_properties.author = paper.language, paper.office
    _centred(word, paper.office.upper(), size=10, colour=_GREY)
    heading = word.add_heading(paper.title, level=1)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _centred(word, paper.subtitle, size=14, bold=True)
    _centred(word, " · ".join(part for part in (paper.form, paper.date) if part), size=10, colour=_GREY)
    for part in paper.parts:
        _part(word, part, paper.to_fill)
    last = word.add_paragraph()
    last.alignment, last.paragraph_format.space_before = WD_ALIGN_PARAGRAPH.RIGHT, Pt(24)
    last.add_run(paper.signature).font.bold = True
    _page_number(section.footer.paragraphs[0])
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _styles(word: Any, language: str) -> None:
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "vi-VN" if language == "vi" else "en-GB")
    normal.element.rPr.append(spoken)
    normal.paragraph_format.space_after = Pt(6)
    for level, size in ((1, 16), (2, 13)):
        style = word.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), True
        style.font.color.rgb = RGBColor(0x1B, 0x23, 0x30)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)


def _centred(word: Any, text: str, *, size: float, bold: bool = False, colour: RGBColor | None = None) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold
    if colour is not None:
        run.font.color.rgb = colour


def _part(word: Any, part: Part, to_fill: str) -> None:
    word.add_heading(f"{part.number}. {part.heading}", level=2)
    for text in part.paragraphs:
        word.add_paragraph(text)
    for table in part.tables:
        _table(word, table)
    if part.missing:
        run = word.add_paragraph().add_run(f"[{to_fill}: {', '.join(part.missing)}]")
        run.font.color.rgb, run.font.italic = _RED, True


def _table(word: Any, table: Table) -> None:
    made = word.add_table(rows=1, cols=len(table.columns))
    made.style, made.autofit = "Table Grid", False
    for at, heading in enumerate(table.columns):
        run = made.rows[0].cells[at].paragraphs[0].add_run(heading)
        run.font.bold, run.font.size = True, Pt(11)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in table.rows:
        cells = made.add_row().cells
        for at, text in enumerate(row):
            paragraph = cells[at].paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(text).font.size = Pt(11)
    for column, share in zip(made.columns, table.widths, strict=True):
        for cell in column.cells:
            cell.width = Cm(16 * share / sum(table.widths))
    word.add_paragraph().paragraph_format.space_after = Pt(2)


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


def file_name(paper: ProjectPaper, reference: str, suffix: str) -> str:
    """The name under which the paper is taken away, in the paper's language."""
    with translation.override(paper.language):
        stem = _("project-paper")
    return f"{stem}-{reference}-{paper.language}.{suffix}"
