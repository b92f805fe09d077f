"""What every Word paper of the record has in common: typeface, language, headings, tables, page numbers."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEAL = RGBColor(0x0A, 0x55, 0x60)
GREY = RGBColor(0x60, 0x67, 0x74)
AMBER = RGBColor(0x7D, 0x50, 0x00)
INK = RGBColor(0x1B, 0x23, 0x30)
LINE = "C9BFA8"
FONT = "Times New Roman"  # what every office has, with full Vietnamese
_LOCALES = {"vi": "vi-VN", "en": "en-GB", "id": "id-ID", "fr": "fr-FR"}
_FIXED = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can say


def lay_out(word: Any, language: str) -> None:
    """A4 with the margins of office papers, one typeface, the language of its words."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _LOCALES.get(language, "en-GB"))
    normal.element.rPr.append(spoken)
    normal.paragraph_format.space_after = Pt(6)
    for level, size in ((1, 20), (2, 14)):
        style = word.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
        style.font.color.rgb = TEAL if level == 2 else INK
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), FONT)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)


def repeat_as_heading(row: Any) -> None:
    """Let a row (``w:tr``) stand at the top of every page that its table reaches."""
    properties = row.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    properties.append(repeated)


def thin_lines(table: Any, edges: tuple[str, ...] = ("top", "bottom", "insideH")) -> None:
    """Draw the lines of a table (``w:tbl``)."""
    borders = OxmlElement("w:tblBorders")
    for edge in edges:
        element = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            element.set(qn(f"w:{name}"), value)
        borders.append(element)
    table.tblPr.append(borders)


def page_number(paragraph: Any) -> None:
    """A paragraph with the number of the page in its middle."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def without_times(archive: bytes) -> bytes:
    """A zip archive (.docx, .xlsx) without the times of writing: the same content gives the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as given, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for info in given.infolist():
            fixed = zipfile.ZipInfo(info.filename, _FIXED)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = info.external_attr
            made.writestr(fixed, given.read(info))
    return buffer.getvalue()
