"""What comes out: Word, PDF, workbook and page say the same, and every number in them leads to a source."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from docx import Document as Word
from docx.oxml.ns import qn
from openpyxl import load_workbook

import stating
from papers import figure, small_report
from proxeny.reports.as_docx import as_docx
from proxeny.reports.as_html import as_html
from proxeny.reports.as_pdf import as_pdf
from proxeny.reports.as_xlsx import as_xlsx, number_shown
from proxeny.reports.content import made_of, statements_of


@pytest.fixture
def content(lan):
    stated = stating.figure(stating.source(lan, "news", publisher="Daily", published="2023-12-26"), "18", "", by=lan)
    other = stating.figure(stating.source(lan, "fdi", publisher="Statistics"), "2943000000", by=lan)
    led = figure("delegations.out.led", "18", "18", stated.pk, is_disputed=True, remark="11 to 18")
    fdi = figure("economy.fdi", "USD 2.94 bn", "2943000000", other.pk, unit="USD")
    return made_of({"en": small_report(led, fdi)}, visible_to=lan)


def raised(word) -> list[str]:
    """The numbers in superscript, each with the bookmark that it leads to."""
    found = []
    for hyperlink in word.element.body.iter(qn("w:hyperlink")):
        anchor = hyperlink.get(qn("w:anchor"))
        if anchor.startswith("figure_"):
            found.append((anchor, "".join(words.text for words in hyperlink.iter(qn("w:t")))))
    return found


def test_every_figure_in_word_has_a_number_that_leads_to_its_entry_and_its_source(content):
    word = Word(BytesIO(as_docx(content, "en")))

    bookmarks = {mark.get(qn("w:name")) for mark in word.element.body.iter(qn("w:bookmarkStart"))}
    numbers = raised(word)
    assert {int(text) for _anchor, text in numbers} == {one["n"] for one in content["figures"]}
    assert all(anchor == f"figure_{text}" and anchor in bookmarks for anchor, text in numbers)
    entries = [p.text for p in word.paragraphs if p.text.startswith("1\t18")]
    assert entries
    assert "[1]" in entries[0]
    assert any(p.text.startswith("[1]\tPage news. Daily, 26 December 2023") for p in word.paragraphs)


def test_word_keeps_the_merged_head_the_total_and_turns_the_wide_annex(content):
    word = Word(BytesIO(as_docx(content, "en")))

    table = word.tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["No.", "Partner", "Projects", "Projects"]
    assert [cell.text for cell in table.rows[1].cells] == ["No.", "Partner", "new", "capital"]
    assert table.rows[-1].cells[0].text == "Total"
    repeated = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert repeated == [True, True, False, False, False]
    assert [section.page_width > section.page_height for section in word.sections] == [False, True, False]
    assert "Partner <1> & co" in table.rows[2].cells[1].text


def test_the_pdf_has_contents_figures_and_a_page_on_its_side(content):
    pdf = pypdfium2.PdfDocument(as_pdf(content, "en"))

    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Contents" in text
    assert "Figures and where they come from" in text
    assert "Partner <1> & co" in text
    assert any(page.get_width() > page.get_height() for page in pdf)
    assert len(list(pdf.get_toc())) >= 4


def test_the_workbook_has_numbers_as_numbers_merged_heads_and_where_they_come_from(content):
    book = load_workbook(BytesIO(as_xlsx(content, "en")))

    annex = book["A6 Capital"]
    assert {str(area) for area in annex.merged_cells.ranges} >= {"A4:A5", "B4:B5", "C4:D4"}
    row = [cell.value for cell in annex[6]]
    assert row[:4] == ["1", "Partner <1> & co", 1, 2943000000]
    assert "USD" in annex["D6"].number_format
    numbers = [int(n) for n in row[4].split(", ")]
    assert [content["figures"][n - 1]["key"] for n in numbers] == ["A6.1.new", "economy.fdi"]
    rows = list(book["Figures"].iter_rows(min_row=2, values_only=True))
    assert [one[2] for one in rows if one[1] == "USD 2.94 bn"] == [2943000000]
    assert book["Sources"]["B2"].value == "Page news"


def test_a_workbook_never_takes_words_for_a_formula(lan):
    led = figure("k", "=1+1", None)
    content = made_of({"en": small_report(led, figure("f", "1", "1"))}, visible_to=lan)

    book = load_workbook(BytesIO(as_xlsx(content, "en")))

    (cell,) = [row[1] for row in book["Figures"].iter_rows(min_row=2) if row[1].value == "=1+1"]
    assert cell.data_type == "s"


@pytest.mark.parametrize(
    ("text", "value", "unit", "language", "shown"),
    [
        ("2,940", "2940000000", "USD", "en", ("2940", "")),
        ("2.940", "2940000000", "USD", "vi", ("2940", "")),
        ("USD 2.94 bn", "2943000000", "USD", "en", ("2943000000", "USD")),
        ("17.9%", "17.9", "%", "en", ("17.9", "%")),
        ("18", "18", "count", "en", ("18", "")),
        ("14 April 2023", "", "", "en", None),
    ],
)
def test_a_cell_holds_the_number_that_its_words_say(text, value, unit, language, shown):
    found = number_shown({"value": value, "unit": unit}, text, language)

    assert (found if found is None else (str(found[0].normalize().__format__("f")), found[1])) == shown


def test_the_page_in_one_file_leads_every_number_to_an_entry(content):
    page = as_html(content, "en").decode()

    assert set(re.findall(r'href="#(figure-\d+)"', page)) <= set(re.findall(r'id="(figure-\d+)"', page))
    assert "Partner &lt;1&gt; &amp; co" in page
    assert "<svg" in page
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]+"', "", page)


def test_the_same_content_gives_the_same_bytes(content):
    for make in (as_docx, as_pdf, as_xlsx, as_html):
        assert make(content, "en") == make(content, "en")


def test_a_word_file_says_nothing_of_when_it_was_written(content):
    with zipfile.ZipFile(BytesIO(as_docx(content, "en"))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_figure_that_rests_on_nothing_visible_names_no_source(lan, huong):
    from proxeny.core.records import Mark

    closed = stating.figure(stating.source(lan, "closed", mark=Mark.INTERNAL), "18", "", by=lan)
    content = made_of(
        {"en": small_report(figure("k", "18", "18", closed.pk), figure("f", "1", "1"))}, visible_to=huong
    )

    assert statements_of(content["figures"][0], content) == []
    assert "Page closed" not in as_html(content, "en").decode()


# --- the command line


@pytest.fixture
def written(lan, tmp_path):
    def write(*options: str) -> list[str]:
        call_command("report", *options, "--output", str(tmp_path))
        return sorted(path.name for path in tmp_path.iterdir())

    return write


def test_the_command_writes_every_format(written):
    made = written("six-month", "--period", "2023", "--language", "vi")

    assert made == [f"six-month-2023-01--2023-06-vi.{end}" for end in ("docx", "html", "pdf", "xlsx")]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("yearly", "--period", "2023-05"), "is no year"),
        (("period", "--period", "2023-08/2023-01"), "ends before it begins"),
        (("yearly", "--period", "2023", "--format", "odt"), "no format of a report"),
        (("yearly", "--period", "2023", "--as", "nobody"), "Nobody here"),
    ],
)
def test_the_command_says_what_is_wrong(written, options, said):
    with pytest.raises(CommandError, match=said):
        written(*options)


def test_the_command_for_a_figure_says_what_it_cannot_find(db):
    with pytest.raises(CommandError, match="no edition R2025-2"):
        call_command("figure", "R2025-2#17")
