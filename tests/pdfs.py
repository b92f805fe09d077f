"""PDFs and pictures of pages for the tests, made by typst and pypdfium2."""

import io
import shutil

import pypdfium2
import pytest
import typst

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract is not installed; tools/environment.sh development installs it"
)


def pdf_of(markup: str) -> bytes:
    return bytes(typst.compile(markup.encode(), ignore_system_fonts=True))


def picture_of(markup: str, *, dots_an_inch: int = 200) -> bytes:
    """The first page as a PNG."""
    return bytes(typst.compile(markup.encode(), format="png", ppi=dots_an_inch, ignore_system_fonts=True))


def scan_of(markup: str, folder) -> bytes:
    """A PDF whose only page is a picture of a page."""
    (folder / "page.png").write_bytes(picture_of(markup))
    source = folder / "scan.typ"
    source.write_text('#set page(width: 16cm, height: 15cm, margin: 0pt)\n#image("page.png", width: 100%)\n')
    return bytes(typst.compile(str(source)))


def turned(data: bytes, degrees: int) -> bytes:
    """The same PDF with its pages shown turned."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(degrees)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
