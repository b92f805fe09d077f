"""PDF: the text layer of each page with the box of every line; running heads and page numbers left out."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from proxeny.reader.formats.extracted import Box, Extracted, TextBuilder, first_heading
from proxeny.reader.formats.kind import PDF
from proxeny.reader.formats.pdf_lines import GAP_OF_PIECES, Line, Piece, goes_on, lines_of, paragraphs
from proxeny.reader.formats.pdf_rows import rows_of
from proxeny.reader.formats.refusals import DamagedFile, EncryptedFile, NoTextLayer, TooLargeFile

_PAGES_LIMIT = 5_000
_CHARACTERS_LIMIT = 50_000_000
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:page|trang|halaman|hal\.?|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|sur|dari|trên)\s*\d{1,4})?[-–—\s|]*",
    re.IGNORECASE,
)
_MADE_UP_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)|document\d*$|untitled|print|scan|.*\.(?:docx?|pdf|xlsx?|indd|tmp)$)",
    re.IGNORECASE,
)
# The private use area, where a font puts glyphs without names, and the mark of a letter that was lost.
_NO_LETTER = re.compile("[\ue000-\uf8ff\ufffd]")
_EDGE_LINES = 3
# Line ends that PDFium marks: an ordinary one, and a hyphen that divides a word.
_HYPHEN = 0x02


@dataclass
class _Page:
    number: int
    width: float
    height: float
    lines: list[Line]


def extract(data: bytes, filename: str) -> Extracted:
    """The text of a PDF, lines joined to paragraphs, table rows with `` | ``; one segment for each printed line."""
    document = _open(data, filename)
    try:
        count = len(document)
        if count > _PAGES_LIMIT:
            raise TooLargeFile(f"{filename}: the PDF has {count:,} pages; at most {_PAGES_LIMIT:,} are read. Split it.")
        pages, empty = _pages(document, count, filename)
        title = (document.get_metadata_value("Title") or "").strip()
    except pypdfium2.PdfiumError as error:
        raise _damaged(filename, error) from error
    finally:
        document.close()
    if not pages:
        raise NoTextLayer(
            f"{filename}: the PDF has {count} page{'s' if count != 1 else ''} without a text layer (a scan, most "
            "likely); expected text that can be selected. Run text recognition (OCR) on it and add the searchable copy."
        )
    left_out = _leave_out_running_lines(pages)
    builder = TextBuilder()
    last: Line | None = None
    for page in pages:
        for index, paragraph in enumerate(paragraphs(page.lines)):
            if last:
                on_from_last_page = index == 0 and goes_on(last, paragraph[0])
                builder.between(("" if last.hyphen else " ") if on_from_last_page else "\n")
            _write(paragraph, page, builder)
            last = paragraph[-1]
    builder.between("\n")
    strange = len(_NO_LETTER.findall(builder.text))
    if strange > 0.2 * len(builder.text):
        raise NoTextLayer(
            f"{filename}: the PDF's fonts do not say which letters they draw ({strange:,} of {len(builder.text):,} "
            "characters are unreadable); expected text that can be copied. Run text recognition (OCR) on it and add "
            "the searchable copy."
        )
    notes = []
    if empty:
        named = ", ".join(map(str, empty[:20])) + (" and more" if len(empty) > 20 else "")
        notes.append(f"Without a text layer (pictures) and therefore not read: page {named} of {count}.")
    if left_out:
        notes.append("Running heads, feet and page numbers were left out.")
    return Extracted(
        text=builder.text,
        media_type=PDF,
        title=title if title and not _MADE_UP_TITLE.match(title) else first_heading(builder.text),
        segments=tuple(builder.segments),
        notes=tuple(notes),
    )


def _open(data: bytes, filename: str) -> Any:
    opened: Any = pypdfium2.PdfDocument  # pypdfium2 carries types for few of its functions
    try:
        return opened(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise EncryptedFile(
                f"{filename}: the PDF is protected by a password; expected an open one. Print it to a new PDF or "
                "remove the password, and add that copy."
            ) from error
        raise _damaged(filename, error) from error


def _damaged(filename: str, error: Exception) -> DamagedFile:
    return DamagedFile(
        f"{filename}: the PDF is damaged or breaks off ({error}); expected a complete file. Fetch it again, or print "
        "it to a new PDF."
    )


def _pages(document: Any, count: int, filename: str) -> tuple[list[_Page], list[int]]:
    """Pages with text, and the numbers of those without."""
    pages: list[_Page] = []
    empty: list[int] = []
    characters = 0
    for index in range(count):
        page = document[index]
        text_page = page.get_textpage()
        pieces = _pieces(text_page, page)
        characters += sum(len(piece.text) for piece in pieces)
        if characters > _CHARACTERS_LIMIT:
            raise TooLargeFile(
                f"{filename}: the PDF holds more than {_CHARACTERS_LIMIT:,} characters; expected a document that a "
                "person can review. Split it and add the parts."
            )
        lines = rows_of(lines_of(pieces))
        if lines:
            pages.append(_Page(index + 1, page.get_width(), page.get_height(), lines))
        else:
            empty.append(index + 1)
        text_page.close()
        page.close()
    return pages, empty


def _pieces(text_page: Any, page: Any) -> list[Piece]:
    """Runs of characters as PDFium orders them, cut at line ends and at wide gaps."""
    handle = text_page.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    references = tuple(map(ctypes.byref, (left, right, bottom, top)))
    # The page's own origin may lie anywhere; boxes are told from its upper left corner.
    origin_left, _, _, origin_top = page.get_cropbox()
    pieces: list[Piece] = []
    current: list[str] = []
    box: list[float] = []
    high = 0
    pending_space = False

    def finish(hyphen: bool = False) -> None:
        nonlocal pending_space
        text = "".join(current).strip()
        if text and box:
            pieces.append(Piece(text, (box[0], box[1], box[2], box[3]), hyphen))
        current.clear()
        box.clear()
        pending_space = False

    unicode_at: Any = pdfium.FPDFText_GetUnicode
    box_at: Any = pdfium.FPDFText_GetCharBox
    for index in range(text_page.count_chars()):
        code = unicode_at(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if code in (0x0A, 0x0D):
            finish()
            continue
        if code in (_HYPHEN, 0xFFFE):
            finish(hyphen=True)
            continue
        character = chr(code) if code else " "
        if character.isspace() and code not in (0xA0, 0x202F, 0x2009):
            pending_space = bool(current)
            continue
        box_at(handle, index, *references)
        x0, x1 = left.value - origin_left, right.value - origin_left
        y0, y1 = origin_top - top.value, origin_top - bottom.value
        if box and x1 > x0:
            height = max(box[3] - box[1], y1 - y0, 1.0)
            if x0 - box[2] > GAP_OF_PIECES * height or x0 < box[0] - 2 * height:
                finish()
        if pending_space:
            current.append(" ")
            pending_space = False
        current.append(character)
        if x1 > x0 and y1 > y0:
            box[:] = [min(box[0], x0), min(box[1], y0), max(box[2], x1), max(box[3], y1)] if box else [x0, y0, x1, y1]
    finish()
    return pieces


def _leave_out_running_lines(pages: list[_Page]) -> bool:
    """Take away first and last lines that most pages repeat, and page numbers; whether there were any."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_key(line) for line in _edges(page)})
    needed = max(2, (len(pages) + 1) // 2)
    found = False
    heights = sorted(line.height for page in pages for line in page.lines)
    usual = heights[len(heights) // 2]
    for page in pages:
        for line in _edges(page):
            at_the_edge = line.box[1] < 0.12 * page.height or line.box[3] > 0.88 * page.height
            repeated = len(pages) > 1 and seen[_key(line)] >= needed and len(line.text) < 200
            is_title = line.height > 1.25 * usual
            if (
                at_the_edge
                and not is_title
                and (repeated or (_PAGE_NUMBER.fullmatch(line.text) and len(page.lines) > 1))
            ):
                page.lines.remove(line)
                found = True
    return found


def _edges(page: _Page) -> list[Line]:
    ordered = sorted(page.lines, key=lambda line: line.box[1])
    return ordered[:_EDGE_LINES] + [line for line in ordered[-_EDGE_LINES:] if line not in ordered[:_EDGE_LINES]]


def _key(line: Line) -> str:
    if len(line.pieces) > 1 and (line.pieces[0].text.isdigit() or line.pieces[-1].text.isdigit()):
        return "chapter and page number"
    return _DIGITS.sub("#", line.text)


def _write(paragraph: list[Line], page: _Page, builder: TextBuilder) -> None:
    for index, line in enumerate(paragraph):
        if index:
            before = paragraph[index - 1]
            builder.between("" if before.hyphen else " ")
        for number, piece in enumerate(line.pieces):
            builder.between(line.separator(number))
            builder.add(piece.text, page=page.number, box=_rounded(piece.box))


def _rounded(box: Box) -> Box:
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
