"""Scans: pages that are pictures, read by the program tesseract where it is installed."""

import io
import struct
import zlib

import pypdfium2
import pytest

from pdfs import needs_tesseract, pdf_of, picture_of, scan_of, turned
from proxeny.reader import formats
from proxeny.reader.errors import UnreadableFile
from proxeny.reader.formats import recognition

VIETNAMESE = """#set page(width: 16cm, height: 15cm)
#set text(size: 12pt)
= Báo cáo công tác đối ngoại
Trong 8 tháng đầu năm 2023, thành phố đã đón 17 đoàn khách quốc tế và cử 9 đoàn đi nước ngoài. Kim ngạch xuất khẩu
đạt 3.011 triệu USD, tăng 12,5% so với cùng kỳ.
#table(columns: 3, stroke: 0.5pt, [Đối tác], [Dự án], [Vốn (triệu USD)], [Nhật Bản], [1.234], [56,7],
  [Hàn Quốc], [99], [12,5])
"""
ENGLISH = """#set page(width: 16cm, height: 15cm)
#set text(size: 12pt)
The city received 17 delegations and sent 9 of its own. Exports reached 3,011 million USD, a rise of 12.5 per cent.
"""


@pytest.fixture(scope="module")
def scan(tmp_path_factory) -> bytes:
    return scan_of(VIETNAMESE, tmp_path_factory.mktemp("scan"))


@needs_tesseract
def test_a_scan_is_read_with_its_table_and_says_how_surely(scan):
    extracted = formats.extract(scan, filename="scan.pdf")

    assert "Kim ngạch xuất khẩu đạt 3.011 triệu USD, tăng 12,5% so với cùng kỳ." in extracted.text
    assert "Hàn Quốc | 99 | 12,5" in extracted.text
    assert extracted.media_type == "application/pdf"
    assert "Text recognised in pictures (Vietnamese, English; mean confidence 9" in extracted.notes[0]


@needs_tesseract
@pytest.mark.parametrize("degrees", [0, 90])
def test_words_of_a_scan_lead_back_to_page_and_box(scan, degrees):
    """The heading stands at the upper left, or, on a page shown turned to the right, at the upper right."""
    extracted = formats.extract(turned(scan, degrees), filename="scan.pdf", language="vi")
    at = extracted.text.index("đối ngoại")
    (segment,) = extracted.segments_of(at, at + 9)

    assert segment.page == 1
    left, top, right, bottom = segment.box
    assert (top < 80 and left < 80) if degrees == 0 else (425 - right < 80 and top < 80)
    assert (right - left > bottom - top) == (degrees == 0)


@needs_tesseract
def test_a_picture_file_is_read(tmp_path):
    extracted = formats.extract(picture_of(ENGLISH), filename="letter.png", language="en")

    assert "Exports reached 3,011 million USD, a rise of 12.5 per cent." in extracted.text
    assert extracted.media_type == "image/png"
    assert extracted.segments[0].page == 1


@needs_tesseract
def test_only_the_pages_without_text_are_recognised_and_each_is_announced(scan):
    document = pypdfium2.PdfDocument(pdf_of("#set page(width: 16cm, height: 15cm)\nA page with a text layer."))
    document.import_pages(pypdfium2.PdfDocument(scan))
    out = io.BytesIO()
    document.save(out)
    told = []
    extracted = formats.extract(out.getvalue(), filename="half.pdf", progress=lambda page, of: told.append((page, of)))

    assert extracted.text.startswith("A page with a text layer.\nBáo cáo công tác đối ngoại\n")
    assert told == [(2, 2)]
    assert "page 2." in extracted.notes[0]


@needs_tesseract
def test_a_page_without_words_is_named(scan):
    extracted = formats.extract(pdf_of("Words.\n#pagebreak()\n#circle()"), filename="half.pdf")

    assert extracted.text == "Words.\n"
    assert extracted.notes == ("Pictures in which no words were found: page 2 of 2.",)


def test_without_recognition_a_scan_is_refused_and_pictures_among_pages_are_named(scan):
    with pytest.raises(UnreadableFile, match="1 page without a text layer") as refusal:
        formats.extract(scan, filename="scan.pdf", recognise=False)
    half = formats.extract(pdf_of("Words.\n#pagebreak()\n#circle()"), filename="half.pdf", recognise=False)

    assert refusal.value.code == "reader.no_text_layer"
    assert "page 2 of 2" in half.notes[0]


@pytest.mark.parametrize(("name", "data"), [("scan.pdf", None), ("letter.png", picture_of(ENGLISH))])
def test_where_the_program_is_missing_the_packages_to_install_are_named(monkeypatch, scan, name, data):
    recognition._program.cache_clear()
    monkeypatch.setenv("PATH", "/nowhere")
    try:
        with pytest.raises(UnreadableFile, match=r"apt-get install tesseract-ocr .*tesseract-ocr-vie") as refusal:
            formats.extract(data or scan, filename=name)
    finally:
        recognition._program.cache_clear()

    assert refusal.value.code == "reader.recognition_missing"
    assert str(refusal.value).startswith(name)


def test_where_a_language_is_missing_its_package_is_named(monkeypatch, tmp_path, scan):
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho 'List of available languages (1):'\necho osd\n")
    program.chmod(0o755)
    recognition._program.cache_clear()
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    try:
        with pytest.raises(UnreadableFile, match=r"without Vietnamese.*tesseract-ocr-vie"):
            formats.extract(scan, filename="scan.pdf", language="vi")
    finally:
        recognition._program.cache_clear()


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    size = struct.pack(">HH", height, width)
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + size + b"\x01" + b"\x00" * 20


def tiff(width: int, height: int, *, pages: int = 1) -> bytes:
    data = b"II*\x00" + struct.pack("<I", 8)
    for number in range(pages):
        after = 0 if number + 1 == pages else len(data) + 2 + 24 + 4
        tags = struct.pack("<HHIIHHII", 256, 4, 1, width, 257, 4, 1, height)
        data += struct.pack("<H", 2) + tags + struct.pack("<I", after)
    return data


@pytest.mark.parametrize("make", [png, jpeg, tiff])
def test_a_giant_picture_is_refused_without_being_unpacked(make):
    with pytest.raises(UnreadableFile, match="30,000 by 30,000 pixels") as refusal:
        formats.extract(make(30_000, 30_000), filename="giant")

    assert refusal.value.code == "reader.too_large_file"


def test_a_tiff_of_too_many_pages_is_refused():
    with pytest.raises(UnreadableFile, match="at most 200"):
        formats.extract(tiff(100, 100, pages=300), filename="many.tif")


CUT = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00\xff\xff\xff\x7f", jpeg(9, 9)[:8]]


@pytest.mark.parametrize("data", CUT)
def test_a_picture_that_breaks_off_is_refused(data):
    with pytest.raises(UnreadableFile, match="looks like a") as refusal:
        formats.extract(data + b"\x00", filename="cut")

    assert refusal.value.code == "reader.damaged_file"


@needs_tesseract
def test_a_picture_with_damaged_pixels_is_refused():
    with pytest.raises(UnreadableFile) as refusal:
        formats.extract(png(300, 300), filename="bad.png")

    assert refusal.value.code in ("reader.damaged_file", "reader.no_text_layer")


@needs_tesseract
def test_a_huge_page_is_recognised_within_the_limit_of_pixels():
    """A sheet of five by five metres with a picture on it: at 300 dpi it would have three thousand million pixels."""
    document = pypdfium2.PdfDocument(pdf_of("#circle()"))
    document[0].set_mediabox(0, 0, 14_000, 14_000)
    document[0].set_cropbox(0, 0, 14_000, 14_000)
    out = io.BytesIO()
    document.save(out)

    with pytest.raises(UnreadableFile, match="found no words"):
        formats.extract(out.getvalue(), filename="sheet.pdf", language="en")
