"""A Word template to begin from: every field that there is, with what it writes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from proxeny.core.word_papers import GREY, lay_out, page_number
from proxeny.reports.as_docx import saved
from proxeny.reports.office_template import ANNEX, CHAPTER


def words_explained() -> list[tuple[str, str]]:
    """The fields of words and what they write."""
    return [
        ("title", _("the title of the report")),
        ("subtitle", _("the day as of which the record was read")),
        ("office", _("the office and its city")),
        ("dated", _("number of the edition and its date; “Draft” before it is approved")),
        ("number", _("the number of the edition alone, as R2025-2")),
        ("reason", _("why this edition was made; empty for a first one")),
        ("mark", _("for whom it is: empty for a public paper. Without this field the mark stands in the header")),
    ]


def parts_explained() -> list[tuple[str, str]]:
    """The fields of parts and what they write."""
    return [
        ("contents", _("the table of contents, with links")),
        ("chapters", _("all chapters")),
        ("annexes", _("all annexes, the wide ones on pages on their side")),
        ("figures", _("the list of figures with the words of their sources")),
        ("sources", _("the list of sources")),
        (f"{CHAPTER}delegations", _("one chapter by its name, here that on delegations")),
        (f"{ANNEX}A1", _("one annex by its number")),
    ]


def sample_template() -> bytes:
    """The Word file: a paper that can be filled as it is, and on its first page what each field writes.

    The explanations are comments to be deleted: they stand in grey, with the names of fields without braces.
    """
    word = Document()
    lay_out(word, (get_language() or "en").split("-")[0])
    section = word.sections[0]
    section.header.paragraphs[0].text = "{{ office }}\t\t{{ mark }}"
    page_number(section.footer.paragraphs[0])
    _grey(word, _("How to use this file: keep what you need, give it your letterhead, delete these grey lines."))
    for name, said in (*words_explained(), *parts_explained()):
        _grey(word, f"{name} – {said}")
    for field, style in (("title", "Heading 1"), ("subtitle", ""), ("dated", ""), ("reason", "")):
        paragraph = word.add_paragraph(f"{{{{ {field} }}}}", style=style or None)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for field in ("contents", "chapters", "annexes", "figures", "sources"):
        word.add_paragraph(f"{{{{ {field} }}}}")
    return saved(word)


def _grey(word: Any, words: str) -> None:
    run = word.add_paragraph().add_run(words)
    run.font.size, run.font.color.rgb = Pt(9), GREY
