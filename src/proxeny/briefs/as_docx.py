"""A brief as a Word document with headings, tables and pictures that an office can go on working in."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from proxeny.briefs.parts import Brief, Cell, Cited, Paragraph, Picture, Table
from proxeny.charts import drawing
from proxeny.core.home import home_name
from proxeny.core.word_papers import AMBER, GREY, TEAL, lay_out, page_number, repeat_as_heading, thin_lines


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


def _table(word: Any, table: Table) -> None:
    made = word.add_table(rows=1, cols=len(table.columns))
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, heading in enumerate(table.columns):
        paragraph = made.rows[0].cells[column].paragraphs[0]
        run = paragraph.add_run(heading)
        run.font.bold, run.font.size = True, Pt(10)
        if column in table.numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    repeat_as_heading(made.rows[0]._tr)
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
    thin_lines(made._tbl)
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


def as_docx(brief: Brief) -> bytes:
    """The Word document; sources are numbered in superscript and listed at the end."""
    word = Document()
    lay_out(word, brief.language)
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
    page_number(word.sections[0].footer.paragraphs[0])
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()
