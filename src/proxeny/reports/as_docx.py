"""A report as a Word document: in a form of our own, or in the office's own template.

The same content gives the same bytes. Every figure has its number in superscript; it leads to the list of figures with
the words of their sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from proxeny.core.word_papers import GREY, lay_out, page_number, without_times
from proxeny.reports.content import Content
from proxeny.reports.framing import Frame, Note, Source, frame
from proxeny.reports.word_body import CENTRE, TEAL, Body, link, parsed, run

LANDSCAPE = 25.2  # centimetres between the margins of A4 on its side
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - a document property without zone; papers carry their date in words


def as_docx(content: Content, language: str) -> bytes:
    """The Word document in a form of our own."""
    framed = frame(content, language)
    word = Document()
    lay_out(word, language)
    describe(word, framed)
    body = Body(word, word.element.body.sectPr, framed)
    _opening(word, body)
    write_contents(body)
    write_chapters(body)
    write_annexes(body)
    write_figures(body)
    write_sources(body)
    page_number(word.sections[0].footer.paragraphs[0])
    write_mark(word, framed)
    return saved(word)


def describe(word: Any, framed: Frame) -> None:
    """The properties of the file."""
    properties = word.core_properties
    properties.title, properties.language = framed.paper["title"], framed.language
    properties.author, properties.identifier = framed.office, framed.number
    properties.created = properties.modified = _NO_TIME
    properties.last_modified_by = framed.office


def saved(word: Any) -> bytes:
    """The bytes of a document, without the times of writing."""
    buffer = BytesIO()
    word.save(buffer)
    return without_times(buffer.getvalue())


def write_mark(word: Any, framed: Frame) -> None:
    """For whom the paper is, at the top of every page."""
    if not framed.mark:
        return
    for number, section in enumerate(word.sections):
        if number and section.header.is_linked_to_previous:
            continue  # it has that of the section before
        header = section.header
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0].insert_paragraph_before() if _has_words(header) else header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph._p.extend(parsed(run(framed.mark, size=9, bold=True, colour="9E2A1F")))


def _has_words(header: Any) -> bool:
    return any(paragraph.text.strip() for paragraph in header.paragraphs) or bool(header.tables)


def _opening(word: Any, body: Body) -> None:
    framed = body.framed
    grey = str(GREY)
    body.paragraph([run(framed.office.upper(), size=10, colour=grey)], alignment=CENTRE)
    body.paragraph([run(framed.paper["title"])], style="Heading 1", alignment=CENTRE)
    if framed.paper["subtitle"]:
        body.paragraph([run(framed.paper["subtitle"], mark="italic")], alignment=CENTRE)
    body.paragraph([run(framed.dated)], alignment=CENTRE)
    if framed.reason:
        body.paragraph([run(framed.reason)])
    for note in framed.paper["notes"]:
        body.paragraph([run(note, size=10, colour=grey)])


def _anchor(kind: str, key: str) -> str:
    return f"{kind}_{''.join(letter if letter.isalnum() else '_' for letter in key)}"[:40]


def write_contents(body: Body) -> None:
    """The table of contents: links, in a field that Word brings up to date with page numbers on F9."""
    framed = body.framed
    body.paragraph([run(framed.words.text("frame-contents"), bold=True, colour=TEAL)], keep_with_next=True)
    entries = [(_anchor("chapter", chapter["key"]), chapter["title"]) for chapter in framed.paper["chapters"]]
    entries += [(_anchor("annex", annex["key"]), framed.annex_title(annex)) for annex in framed.paper["annexes"]]
    entries.append(("list_of_figures", framed.words.text("frame-figures")))
    entries.append(("list_of_sources", framed.words.text("frame-sources")))
    for number, (anchor, title) in enumerate(entries):
        runs = []
        if number == 0:
            runs += [_field("begin"), _instruction(r'TOC \o "2-2" \h \z'), _field("separate")]
        runs.append(link(anchor, run(title)))
        if number == len(entries) - 1:
            runs.append(_field("end"))
        body.paragraph(runs, space_after=Pt(2), left_indent=Cm(0.5))


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def write_chapters(body: Body, chosen: Sequence[dict[str, Any]] | None = None) -> None:
    """All chapters, or the chosen ones."""
    for chapter in body.framed.paper["chapters"] if chosen is None else chosen:
        body.heading(chapter["title"], _anchor("chapter", chapter["key"]))
        for block in chapter["blocks"]:
            match block["kind"]:
                case "paragraph":
                    body.paragraph(body.runs(block["pieces"]))
                case "table":
                    body.table(block)
                case _:
                    body.picture(block)
        body.missing(chapter["missing"])


def write_annexes(body: Body, chosen: Sequence[dict[str, Any]] | None = None) -> None:
    """All annexes, or the chosen ones; the wide ones on pages on their side."""
    for annex in body.framed.paper["annexes"] if chosen is None else chosen:
        wide = annex["table"]["wide"]
        if wide:
            body.end_section(sideways=False)
        body.heading(body.framed.annex_title(annex), _anchor("annex", annex["key"]))
        body.table(annex["table"], size=8, width=LANDSCAPE if wide else None)
        body.missing(annex["missing"])
        if wide:
            body.end_section(sideways=True)


def write_figures(body: Body) -> None:
    """The list of figures: number, words, how it was made, the words of its sources."""
    framed = body.framed
    body.heading(framed.words.text("frame-figures"), "list_of_figures")
    body.paragraph([run(framed.lead, size=9)])
    body.entries(((f"figure_{note.number}", _figure(note)) for note in framed.notes()), hanging=2.4)


def _figure(note: Note) -> list[str]:
    """One entry of the list of figures."""
    runs = [run(f"{note.label}\t", size=9, colour=TEAL), run(note.text, size=9, bold=True)]
    if note.words:
        runs.append(run(f" · {note.words}", size=9))
    for number, quote in note.quotes:
        runs += [
            run(" · ", size=9),
            link(f"source_{number}", run(f"[{number}]", size=9, colour=TEAL)),
            run(f" “{quote}”" if quote else "", size=9, colour=str(GREY)),
        ]
    return runs


def write_sources(body: Body) -> None:
    """The list of sources."""
    body.heading(body.framed.words.text("frame-sources"), "list_of_sources")
    body.entries(((f"source_{one.number}", [_source(one)]) for one in body.framed.sources()), hanging=1.1)


def _source(source: Source) -> str:
    """One entry of the list of sources."""
    said = f"[{source.number}]\t{source.title}." + (f" {source.said}." if source.said else "")
    return run(f"{said} {source.url}".strip(), size=9)
