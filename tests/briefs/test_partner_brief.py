"""The brief on a partner: what it says, that each figure has its source, and that Word and PDF say the same."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from docx import Document as Word

from proxeny.agreements.models import Agreement
from proxeny.briefs.as_docx import as_docx
from proxeny.briefs.as_html import as_html
from proxeny.briefs.as_pdf import as_pdf
from proxeny.briefs.partner import partner_brief
from proxeny.briefs.parts import Cited, Table
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.models import Partner
from proxeny.registers import services as registers


def source(lan, reference, *, mark=Mark.PUBLIC, publisher="Daily", **figure):
    """A standing statement of a page known by its address."""
    document = documents.add_address(
        reference=reference, title=f"Page {reference}", publisher=publisher, published="2024-01", by=lan, mark=mark
    )
    return documents.state(document, kind="record", payload={}, by=lan, **figure)


def observe(lan, partner, code, period, value, unit, *, reference, **kwargs):
    evidence = source(lan, reference, value=Decimal(value), unit=unit, **kwargs)
    indicator = Indicator.objects.get(code=code)
    return indicators.record_observation(
        indicator, area="Hanoi", partner=partner, period=period, evidence=evidence, by=lan
    )[0]


@pytest.fixture
def france(lan):
    partner = Partner(reference="country-fr", kind="country", name="France", name_vi="Pháp", country="FR")
    return registers.create(partner, by=lan, evidence=[source(lan, "who")])


@pytest.fixture
def relation(lan, france):
    observe(lan, france, "exports", "2022", "200000000", "USD", reference="old")
    observe(lan, france, "exports", "2023", "250000000", "USD", reference="new")
    toulouse = registers.create(
        Partner(reference="city-toulouse", kind="city", name="Toulouse", country="FR"),
        by=lan,
        evidence=[source(lan, "city")],
    )
    registers.create(
        Agreement(title="Memorandum with Toulouse", kind="mou", status="in_force", signed="2019-05"),
        by=lan,
        evidence=[source(lan, "mou")],
        many={"partners": [toulouse]},
    )
    return france


def text_of(brief) -> str:
    """All words of a brief, in reading order."""
    words = []
    for section in brief.sections:
        words.append(section.title)
        for block in section.blocks:
            if isinstance(block, Table):
                cells = (cell for row in block.rows for cell in row)
                words += [piece if isinstance(piece, str) else piece.text for cell in cells for piece in cell]
    return " | ".join(words).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_countrys_brief_holds_its_cities_and_its_figures_with_the_change(relation, lan):
    said = text_of(partner_brief(relation, language="en", visible_to=lan))

    assert "Memorandum with Toulouse" in said
    assert "USD 250 m" in said
    assert "+25%" in said or "+25.0%" in said


def test_every_figure_carries_the_number_of_a_listed_source(relation, lan):
    brief = partner_brief(relation, language="en", visible_to=lan)

    figures = next(section for section in brief.sections if section.key == "figures")
    (table,) = (block for block in figures.blocks if isinstance(block, Table))
    values = [piece for row in table.rows for piece in row[2]]
    numbers = {source.number for source in brief.sources}
    assert values
    assert all(isinstance(value, Cited) and value.numbers and set(value.numbers) <= numbers for value in values)


def test_a_figure_whose_source_a_person_may_not_see_is_not_printed(france, lan, huong):
    observe(lan, france, "exports", "2023", "777000000", "USD", reference="secret", mark=Mark.INTERNAL)

    assert "777" in text_of(partner_brief(france, language="en", visible_to=lan))
    assert "777" not in text_of(partner_brief(france, language="en", visible_to=huong))


def test_a_figure_without_any_source_is_not_printed(france, lan):
    Observation.objects.create(
        reference="bare", indicator_id="exports", area="Hanoi", partner=france, period="2023", value=999, unit="USD"
    )

    assert "999" not in text_of(partner_brief(france, language="en", visible_to=lan))


def test_a_disputed_figure_says_between_what_the_sources_lie(france, lan):
    observe(lan, france, "exports", "2023", "250000000", "USD", reference="one")
    observe(lan, france, "exports", "2023", "400000000", "USD", reference="other", publisher="Weekly")

    brief = partner_brief(france, language="en", visible_to=lan)

    cited = [
        piece
        for section in brief.sections
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for piece in cell
        if isinstance(piece, Cited) and piece.is_disputed
    ]
    assert len(cited) == 1
    assert "250" in cited[0].remark
    assert "400" in cited[0].remark


def test_the_vietnamese_brief_writes_figures_and_names_the_vietnamese_way(relation, lan):
    brief = partner_brief(relation, language="vi", visible_to=lan)

    assert "Pháp" in brief.title
    assert "250 triệu USD" in text_of(brief)


def test_word_and_pdf_and_page_print_the_same_figures_with_source_numbers(relation, lan):
    brief = partner_brief(relation, language="en", visible_to=lan)

    word = Word(BytesIO(as_docx(brief)))
    cells = " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    with pypdfium2.PdfDocument(as_pdf(brief)) as pdf:
        pages = " ".join(page.get_textpage().get_text_range() for page in pdf)
    page = re.sub(r"<[^>]+>", "", as_html(brief).decode())

    for text in (cells, pages, page):
        plain = re.sub(r"\s", " ", text)
        assert re.search(r"USD 250 m ?\d", plain)
        assert "Memorandum with Toulouse" in plain
    assert any("Page new" in paragraph.text for paragraph in word.paragraphs)
    assert "Page new" in pages


def test_hostile_words_stay_words_in_every_format(france, lan):
    title = '<script>alert(1)</script> #import "x" {{ 7*7 }} & ‮'
    registers.create(
        Agreement(title=title, kind="mou", status="in_force", signed="2020"),
        by=lan,
        evidence=[source(lan, "odd")],
        many={"partners": [france]},
    )
    brief = partner_brief(france, language="en", visible_to=lan)

    assert b"<script>alert" not in as_html(brief)
    word = Word(BytesIO(as_docx(brief)))
    assert any(title.rstrip("‮") in cell.text for table in word.tables for row in table.rows for cell in row.cells)
    with pypdfium2.PdfDocument(as_pdf(brief)) as pdf:
        pages = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert '#import "x"' in pages.replace("”", '"').replace("“", '"')


def test_the_command_writes_the_files_that_it_names(relation, tmp_path, capsys):
    call_command("brief", "FR", language="vi", format="html,docx,pdf", output=tmp_path)

    named = capsys.readouterr().out.split()
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".html", ".pdf"]
    assert {str(path) for path in tmp_path.iterdir()} == set(named)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Atlantis",), "Atlantis"),
        (("FR", "--format", "odt"), "odt"),
        (("FR", "--as", "nobody"), "nobody"),
    ],
)
def test_the_command_says_what_is_wrong_and_writes_nothing(relation, tmp_path, arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command("brief", *arguments, "--output", str(tmp_path))

    assert not list(tmp_path.iterdir())


def test_the_page_shows_the_brief_to_those_who_may_see_the_partner(relation, sign_in, minh, client):
    page = sign_in(minh).get("/briefs/partners/country-fr/?language=en")

    assert page.status_code == 200
    assert b"Memorandum with Toulouse" in page.content
    assert client.get("/briefs/partners/country-fr/").status_code == 302


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_brief_taken_away_as_a_file_is_in_the_audit(relation, sign_in, minh, kind):
    from proxeny.audit.models import Entry

    answer = sign_in(minh).get(f"/briefs/partners/country-fr/?format={kind}")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert Entry.objects.filter(action="brief.exported", by=minh).count() == 1
