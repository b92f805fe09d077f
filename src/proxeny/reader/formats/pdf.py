"""PDF: the text layer of each page with the box of every line, and recognised text where a page is a picture."""

from __future__ import annotations

import re
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from proxeny.reader.formats import page_text, recognition, running_lines
from proxeny.reader.formats.extracted import Extracted, TextBuilder, first_heading
from proxeny.reader.formats.kind import PDF
from proxeny.reader.formats.page_text import Page
from proxeny.reader.formats.pdf_lines import Piece, lines_of
from proxeny.reader.formats.pdf_pieces import Frame, frame_of, pieces_of
from proxeny.reader.formats.pdf_rows import rows_of
from proxeny.reader.formats.pdf_zones import in_reading_order
from proxeny.reader.formats.refusals import DamagedFile, EncryptedFile, NoTextLayer, RecognitionMissing, TooLargeFile
from proxeny.reader.formats.scans import Scans, numbered

_PAGES_LIMIT = 5_000
_CHARACTERS_LIMIT = 50_000_000
_DPI = 300
_PIXELS_LIMIT = 40_000_000
_MADE_UP_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)|document\d*$|untitled|print|scan|.*\.(?:docx?|pdf|xlsx?|indd|tmp)$)",
    re.IGNORECASE,
)
# The private use area, where a font puts glyphs without names, and the mark of a letter that was lost.
_NO_LETTER = re.compile("[\ue000-\uf8ff\ufffd]")
_TOO_MANY_UNKNOWN = 0.2
# A picture over most of a page with hardly any text beside it is a scan that a program stamped.
_LETTERS_OF_A_STAMP = 200
_PICTURE_OF_A_PAGE = 0.6


def extract(data: bytes, filename: str, scans: Scans) -> Extracted:
    """The text of a PDF, lines joined to paragraphs, table rows with `` | ``; one segment for each printed line."""
    document = _open(data, filename)
    try:
        count = len(document)
        if count > _PAGES_LIMIT:
            raise TooLargeFile(f"{filename}: the PDF has {count:,} pages; at most {_PAGES_LIMIT:,} are read. Split it.")
        pages, unread, wordless = _pages(document, count, filename, scans)
        title = (document.get_metadata_value("Title") or "").strip()
    except pypdfium2.PdfiumError as error:
        raise _damaged(filename, error) from error
    finally:
        document.close()
    if not pages:
        raise _without_text(filename, count, scans)
    left_out = running_lines.leave_out(pages)
    builder = TextBuilder()
    page_text.write(pages, builder)
    strange = len(_NO_LETTER.findall(builder.text))
    if strange > _TOO_MANY_UNKNOWN * len(builder.text):
        raise _unreadable_letters(filename, strange, len(builder.text))
    notes = scans.notes()
    if unread:
        why = "" if scans.available else f" {recognition.missing(scans.language) or ''}".rstrip() + "."
        notes.append(
            f"Without a text layer (pictures) and therefore not read: page {numbered(unread)} of {count}."
            + (why if len(why) > 1 else "")
        )
    if wordless:
        notes.append(f"Pictures in which no words were found: page {numbered(wordless)} of {count}.")
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


def _without_text(filename: str, count: int, scans: Scans) -> NoTextLayer:
    pages = f"{count} page{'s' if count != 1 else ''}"
    missing = recognition.missing(scans.language) if scans.wanted and not scans.available else None
    if missing:
        return RecognitionMissing(
            f"{filename}: the PDF has {pages} without a text layer (a scan, most likely), which text recognition (OCR) "
            f"can read. {missing}, or add a searchable copy."
        )
    found = ", and text recognition (OCR) found no words in the pictures" if scans.available else ""
    return NoTextLayer(
        f"{filename}: the PDF has {pages} without a text layer{found}; expected text that can be selected, or a clear "
        "scan. Scan it anew at 300 dpi, or run text recognition (OCR) on it and add the searchable copy."
    )


def _unreadable_letters(filename: str, strange: int, total: int) -> NoTextLayer:
    return NoTextLayer(
        f"{filename}: the PDF's fonts do not say which letters they draw ({strange:,} of {total:,} characters are "
        "unreadable); expected text that can be copied. Run text recognition (OCR) on it and add the searchable copy."
    )


def _pages(document: Any, count: int, filename: str, scans: Scans) -> tuple[list[Page], list[int], list[int]]:
    """Pages with text, the numbers of those that were not read, and of pictures in which there are no words."""
    pages: list[Page] = []
    unread: list[int] = []
    wordless: list[int] = []
    characters = 0
    for index in range(count):
        page = document[index]
        frame = frame_of(page)
        page.set_rotation(0)  # PDFium takes the lines of a page that is shown turned for columns
        text_page = page.get_textpage()
        pieces = pieces_of(text_page, frame)
        text_page.close()
        page.set_rotation(90 * frame.quarters)
        read = _page_of(index + 1, frame, pieces)
        if _is_picture(page, frame, pieces):
            recognised = _recognised(page, index + 1, count, frame, scans) if scans.available else None
            read = recognised if recognised and _letters(recognised) > _letters(read) else read
            if not read.lines:
                (wordless if recognised else unread).append(index + 1)
        page.close()
        characters += _letters(read)
        if characters > _CHARACTERS_LIMIT:
            raise TooLargeFile(
                f"{filename}: the PDF holds more than {_CHARACTERS_LIMIT:,} characters; expected a document that a "
                "person can review. Split it and add the parts."
            )
        if read.lines:
            pages.append(read)
    return pages, unread, wordless


def _page_of(number: int, frame: Frame, pieces: list[Piece]) -> Page:
    across = any(piece.place is not None and piece.place != piece.box for piece in pieces)
    width, height = (frame.height, frame.width) if across else (frame.width, frame.height)
    return Page(number, width, height, rows_of(lines_of(in_reading_order(pieces))))


def _letters(page: Page) -> int:
    return sum(len(piece.text) for line in page.lines for piece in line.pieces)


def _is_blank(page: Any) -> bool:
    """Whether nothing at all is drawn on a page."""
    objects: Any = pdfium.FPDFPage_CountObjects
    return bool(objects(page.raw) == 0)


def _is_picture(page: Any, frame: Frame, pieces: list[Piece]) -> bool:
    """Whether a page has no text, only letters that its fonts do not name, or a stamp on a picture of a page."""
    text = "".join(piece.text for piece in pieces)
    if not text:
        return not _is_blank(page)
    if len(_NO_LETTER.findall(text)) > _TOO_MANY_UNKNOWN * len(text):
        return True
    if len(text) > _LETTERS_OF_A_STAMP:
        return False
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > _PICTURE_OF_A_PAGE * frame.width * frame.height:
            return True
    return False


def _recognised(page: Any, number: int, count: int, frame: Frame, scans: Scans) -> Page | None:
    """The text in the picture of a page; ``None`` where it could not be recognised."""
    inches = max(1.0, frame.width / 72) * max(1.0, frame.height / 72)
    dpi = int(min(_DPI, (_PIXELS_LIMIT / inches) ** 0.5))
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    try:
        rows = memoryview(bitmap.buffer).cast("B")
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        grey = b"".join(rows[at * stride : at * stride + width] for at in range(height))
    finally:
        bitmap.close()
    picture = b"P5\n%d %d\n255\n" % (width, height) + grey
    failures = len(scans.failed_pages) + len(scans.late_pages)
    found = scans.read(picture, page=number, count=count, dpi=dpi, scale=72 / dpi)
    if failures != len(scans.failed_pages) + len(scans.late_pages):
        return None
    return found[0].page(number, frame.width, frame.height) if found else Page(number, frame.width, frame.height, [])
