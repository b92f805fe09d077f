"""The form of the house for a decision: a Word document with places to fill, made here so that it is never lost."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FONT = "Times New Roman"  # what every office has, with full Vietnamese
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


@lru_cache(maxsize=1)
def house_form() -> bytes:
    """The form as a .docx file; an office may take it as the beginning of its own."""
    word = Document()
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(6)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    _head(word)
    _line(word, "{{ label_title }}", bold=True, size=15, centred=True)
    _line(word, "{{ label_about }}", bold=True, centred=True)
    _line(word, "{{ label_draft }}", italic=True, centred=True)
    _line(word, "{%p for line in basis %}")
    _line(word, "{{ line }}", italic=True)
    _line(word, "{%p endfor %}")
    _line(word, "{{ label_decides }}", bold=True, centred=True)
    _line(word, "{%p for article in articles %}")
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.add_run("{{ article.number }} ").bold = True
    paragraph.add_run("{{ article.text }}")
    _line(word, "{%p endfor %}")
    _foot(word)
    _line(word, "{{ label_list }}", bold=True, centred=True)
    word.paragraphs[-1].paragraph_format.page_break_before = True
    _line(word, "{{ label_list_about }}", italic=True, centred=True)
    _table(word, "member", "members", ("no", "name", "post", "workplace", "role"), (1.1, 4.4, 4, 4, 2.5))
    _line(word, "{%p if costs %}")
    _line(word, "{{ label_budget }}", bold=True, centred=True)
    _line(word, "{%p endif %}")
    _table(word, "cost", "costs", ("item", "amount", "paid_by"), (7.5, 4, 4.5))
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def _line(
    word: Any, text: str, *, bold: bool = False, italic: bool = False, centred: bool = False, size: float | None = None
) -> None:
    paragraph = word.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    if centred:
        paragraph.alignment = _CENTRE


def _cell(
    cell: Any, text: str, *, bold: bool = False, italic: bool = False, centred: bool = True, size: float = 0
) -> None:
    paragraph = cell.paragraphs[-1] if not cell.paragraphs[-1].text else cell.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    paragraph.paragraph_format.space_after = Pt(2)
    if centred:
        paragraph.alignment = _CENTRE


def _head(word: Any) -> None:
    """Authority and number at the left, state and place at the right."""
    table = word.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(table, (6.5, 10))
    _cell(table.cell(0, 0), "{{ authority }}", bold=True, size=11.5)
    _cell(table.cell(0, 1), "{{ state }}", bold=True, size=11.5)
    _cell(table.cell(1, 0), "{{ number }}")
    _cell(table.cell(1, 1), "{{ place }}", italic=True)
    word.add_paragraph()


def _foot(word: Any) -> None:
    """Who gets it at the left, who signs at the right."""
    word.add_paragraph()
    table = word.add_table(rows=1, cols=2)
    _widths(table, (8, 8))
    _cell(table.cell(0, 0), "{{ label_recipients }}", bold=True, italic=True, centred=False)
    _cell(table.cell(0, 0), "{{ recipients }}", centred=False)
    _cell(table.cell(0, 1), "{{ label_signs }}", bold=True)


def _table(word: Any, one: str, many: str, columns: tuple[str, ...], widths: tuple[float, ...]) -> None:
    """A heading, and a row for each of a list."""
    table = word.add_table(rows=4, cols=len(columns))
    table.style = "Table Grid"
    _widths(table, widths)
    for place, column in enumerate(columns):
        _cell(table.cell(0, place), f"{{{{ label_{column} }}}}", bold=True)
        _cell(table.cell(2, place), f"{{{{ {one}.{column} }}}}", centred=column in {"no", "amount"})
    table.cell(1, 0).text = f"{{%tr for {one} in {many} %}}"
    table.cell(3, 0).text = "{%tr endfor %}"


def _widths(table: Any, widths: tuple[float, ...]) -> None:
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
