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
from proxeny.briefs.live import content_now
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.models import Partner
from proxeny.registers import services as registers
from proxeny.reports.briefing import Asked
from proxeny.reports.content import pieces_of_blocks, statements_of
from proxeny.reports.files import file_of


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


def brief_on(partner, by, language="en"):
    """The content of the partner brief as somebody sees it."""
    return content_now(Asked(kind="partner-brief", period="2023", partner=partner), language, mark=by.clearance)


def text_of(content, language="en") -> str:
    """All words of a brief, in reading order."""
    paper = content["languages"][language]
    words = [paper["title"]]
    for chapter in paper["chapters"]:
        words.append(chapter["title"])
        words.append("".join(piece["text"] + " | " * ("n" in piece) for piece in pieces_of_blocks(chapter["blocks"])))
    return " | ".join(words).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_countrys_brief_holds_its_cities_and_its_figures_with_the_change(relation, lan):
    said = text_of(brief_on(relation, lan))

    assert "Memorandum with Toulouse" in said
    assert "USD 250 m" in said
    assert "+25%" in said or "+25.0%" in said


def test_every_figure_carries_the_number_of_a_listed_source(relation, lan):
    content = brief_on(relation, lan)

    numbers = {source["n"] for source in content["sources"]}
    stated = [figure for figure in content["figures"] if figure["origin"] == "stated"]
    assert stated
    for figure in stated:
        assert {one["source"] for one in statements_of(figure, content)} & numbers, figure["key"]


def test_a_figure_whose_source_a_person_may_not_see_is_not_printed(france, lan, huong):
    observe(lan, france, "exports", "2023", "777000000", "USD", reference="secret", mark=Mark.INTERNAL)

    assert "777" in text_of(brief_on(france, lan))
    assert "777" not in text_of(brief_on(france, huong))


def test_a_figure_without_any_source_is_not_printed(france, lan):
    Observation.objects.create(
        reference="bare", indicator_id="exports", area="Hanoi", partner=france, period="2023", value=999, unit="USD"
    )

    assert "999" not in text_of(brief_on(france, lan))


def test_a_disputed_figure_is_marked_and_says_how_the_sources_differ(france, lan):
    observe(lan, france, "exports", "2023", "250000000", "USD", reference="one")
    observe(lan, france, "exports", "2023", "400000000", "USD", reference="other", publisher="Weekly")

    content = brief_on(france, lan)

    disputed = [figure for figure in content["figures"] if figure["disputed"]]
    assert disputed
    assert all(figure["remarks"]["en"] for figure in disputed)


def test_the_vietnamese_brief_writes_figures_and_names_the_vietnamese_way(relation, lan):
    content = brief_on(relation, lan, "vi")

    assert "Pháp" in content["languages"]["vi"]["title"]
    assert "250 triệu USD" in text_of(content, "vi")


def test_word_and_pdf_and_page_print_the_same_figures_with_their_numbers(relation, lan):
    content = brief_on(relation, lan)

    word = Word(BytesIO(file_of(content, "en", "docx")))
    cells = " ".join("".join(cell._tc.itertext()) for table in word.tables for row in table.rows for cell in row.cells)
    with pypdfium2.PdfDocument(file_of(content, "en", "pdf")) as pdf:
        pages = " ".join(page.get_textpage().get_text_range() for page in pdf)
    page = re.sub(r"<[^>]+>", "", file_of(content, "en", "html").decode())

    for text in (cells, pages, page):
        plain = re.sub(r"\s", " ", text)
        assert re.search(r"USD 250 m ?\d", plain)
        assert "Memorandum with Toulouse" in plain
    assert any("Page new" in "".join(paragraph._p.itertext()) for paragraph in word.paragraphs)
    assert "Page new" in pages


def test_hostile_words_stay_words_in_every_format(france, lan):
    title = '<script>alert(1)</script> #import "x" {{ 7*7 }} & ‮'
    registers.create(
        Agreement(title=title, kind="mou", status="in_force", signed="2020"),
        by=lan,
        evidence=[source(lan, "odd")],
        many={"partners": [france]},
    )
    content = brief_on(france, lan)

    assert b"<script>alert" not in file_of(content, "en", "html")
    word = Word(BytesIO(file_of(content, "en", "docx")))
    assert title.rstrip("‮") in "".join(word.element.body.itertext())
    with pypdfium2.PdfDocument(file_of(content, "en", "pdf")) as pdf:
        pages = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert '#import "x"' in pages.replace("”", '"').replace("“", '"')


def test_the_mark_stands_on_every_page_of_every_format_and_not_on_public_papers(relation, lan, huong):
    internal, public = brief_on(relation, lan), brief_on(relation, huong)

    assert "INTERNAL" in Word(BytesIO(file_of(internal, "en", "docx"))).sections[0].header.paragraphs[0].text
    assert not Word(BytesIO(file_of(public, "en", "docx"))).sections[0].header.paragraphs[0].text
    with pypdfium2.PdfDocument(file_of(internal, "en", "pdf")) as pdf:
        assert len(pdf) > 1
        assert all("INTERNAL" in page.get_textpage().get_text_range() for page in pdf)
    assert b"INTERNAL" in file_of(internal, "en", "html")
    assert b"INTERNAL" not in file_of(public, "en", "html")


def test_the_brief_of_a_country_takes_a_constant_number_of_queries(relation, lan, django_assert_max_num_queries):
    with django_assert_max_num_queries(75):
        brief_on(relation, lan)


def test_the_command_writes_the_files_that_it_names(relation, tmp_path, capsys):
    call_command("brief", "FR", language="vi", format="html,docx,pdf", output=tmp_path)

    named = capsys.readouterr().out.split()
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".html", ".pdf"]
    assert {str(path) for path in tmp_path.iterdir()} == set(named)


@pytest.mark.parametrize("kind", ["meeting-brief", "heads-briefing"])
def test_the_command_writes_every_kind_of_brief(relation, tmp_path, kind):
    call_command("brief", "FR", kind=kind, language="fr", format="docx", output=tmp_path)

    assert [path.name.startswith(kind) for path in tmp_path.iterdir()] == [True]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Atlantis",), "Atlantis"),
        (("FR", "--format", "odt"), "odt"),
        (("FR", "--as", "nobody"), "nobody"),
        (("FR", "--kind", "visit-file"), "no delegation “FR”"),
        (("--kind", "meeting-brief"), "Say whom"),
        (("FR", "--kind", "meeting-brief", "--meet", "Nemo"), "Nemo"),
        (("FR", "--kind", "meeting-brief", "--day", "2023-13"), "2023-13"),
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
