"""The files of a report by format: their bytes, names and types."""

from __future__ import annotations

from collections.abc import Callable

from proxeny.core.word_papers import MEDIA_TYPE as WORD
from proxeny.documents import originals
from proxeny.reports.as_docx import as_docx
from proxeny.reports.as_html import as_html
from proxeny.reports.as_pdf import as_pdf
from proxeny.reports.as_xlsx import MEDIA_TYPE as WORKBOOK
from proxeny.reports.as_xlsx import as_xlsx
from proxeny.reports.content import Content
from proxeny.reports.models import Edition, WordTemplate
from proxeny.reports.office_template import fill

FORMATS: dict[str, tuple[Callable[[Content, str], bytes], str]] = {
    "html": (as_html, "text/html; charset=utf-8"),
    "docx": (as_docx, WORD),
    "pdf": (as_pdf, "application/pdf"),
    "xlsx": (as_xlsx, WORKBOOK),
}


def template_of(edition: Edition) -> WordTemplate | None:
    """The Word template of an edition: the one that it was frozen with, else its report's."""
    return edition.template if edition.is_frozen else edition.report.template


def file_of(content: Content, language: str, wanted: str, template: WordTemplate | None = None) -> bytes:
    """A report as a file of a format (``html``, ``docx``, ``pdf``, ``xlsx``).

    Raises ``BadTemplate`` where the office's template does not fit the report.
    """
    if wanted == "docx" and template is not None:
        return fill(originals.load(template.sha256), content, language, file_name=template.file_name)
    return FORMATS[wanted][0](content, language)
