"""What a periodic report says of the sample record: the seeds' figures, each led back to the words of its source."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from proxeny.accounts.models import User
from proxeny.core.errors import BadPeriod
from proxeny.documents.models import Statement
from proxeny.reports.drafting import draft
from proxeny.reports.parts import Figure, Paragraph, Picture, Report
from proxeny.sample import loading

pytestmark = pytest.mark.django_db

LANGUAGES = ("vi", "en", "id", "fr")
UNREPLACED = re.compile("[{}\ue000-\uf8ff]|\\$[a-z]|None")


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield loading.load()
        transaction.set_rollback(True)


@pytest.fixture
def reader(sample) -> User:
    return User.objects.get(username="lan")


def said(report: Report, chapter: str) -> str:
    """The words of a chapter."""
    (found,) = [one for one in report.chapters if one.key == chapter]
    return plain("\n".join(
        "".join(piece if isinstance(piece, str) else piece.text for piece in block.pieces)
        for block in found.blocks
        if isinstance(block, Paragraph)
    ))


def plain(text: str) -> str:
    """With ordinary spaces, as a person types them."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def figure(report: Report, key: str) -> Figure:
    (found,) = [one for one in report.figures() if one.key == key]
    return found


def test_the_year_2023_says_what_the_seed_documents_say(reader):
    report = draft("yearly", "2023", "en", visible_to=reader)

    delegations = said(report, "delegations")
    assert "leaders of Hanoi went abroad with 18 delegations (according to Viet Nam News" in delegations
    assert "the record holds 8)" in delegations
    assert "received nearly 90 international delegations" in delegations
    assert "welcomed 4 high-level or official delegations" in delegations
    assert "signed 5 international cooperation agreements" in said(report, "agreements")
    economy = said(report, "economy")
    assert "USD 2.943 bn" in economy
    assert "up 73.9% from USD 1.692 bn in 2022" in economy


def test_the_same_year_in_vietnamese_has_the_same_figures(reader):
    english = draft("yearly", "2023", "en", visible_to=reader)
    vietnamese = draft("yearly", "2023", "vi", visible_to=reader)

    assert "Hà Nội tổ chức 18 đoàn ra" in said(vietnamese, "delegations")
    assert "đón tiếp gần 90 đoàn khách quốc tế" in said(vietnamese, "delegations")
    assert "2,943 tỷ USD" in said(vietnamese, "economy")
    assert {one.key: one.value for one in vietnamese.figures()} == {one.key: one.value for one in english.figures()}


@pytest.mark.parametrize(
    ("language", "received", "growth", "first_day"),
    [
        ("id", "menerima hampir 90 delegasi internasional", "naik 73,9% dari", "27 Juli 2023"),
        ("fr", "a reçu près de 90 délégations internationales", "hausse de 73,9 % par rapport à", "27 juillet"),
    ],
)
def test_french_and_indonesian_write_numbers_and_days_as_their_readers_do(
    reader, language, received, growth, first_day
):
    report = draft("yearly", "2023", language, visible_to=reader)

    assert received in said(report, "delegations")
    assert growth in said(report, "economy")
    assert first_day in said(report, "agreements")


def test_the_year_2024_says_what_the_seed_documents_say(reader):
    report = draft("yearly", "2024", "en", visible_to=reader)

    delegations = said(report, "delegations")
    assert "abroad with 17 delegations, one fewer than in 2023" in delegations
    assert "11 of them were led by leaders of the city, and 6 accompanied leaders" in delegations
    assert "12 high-level or official delegations, eight more than in 2023" in delegations
    assert "over 65 international delegations, against nearly 90 in 2023" in delegations
    assert "23 of 24 targets of the plan were met, 6 of them exceeded" in said(report, "targets")
    assert "grew by 6.52%, after 6.27% in 2023" in said(report, "context")
    assert "USD 2.067 bn" in said(report, "economy"), "what another source gives for the same days is told beside"
    turnover = figure(report, "economy.trade_turnover")
    assert turnover.value == Decimal(19_400_000_000)
    assert turnover.is_disputed, "19.4 billion are called imports and exports; other sources give 60"
    assert turnover.remark


def test_every_figure_that_is_stated_leads_to_the_words_of_a_source(reader):
    report = draft("yearly", "2023", "en", visible_to=reader)
    stated = [one for one in report.figures() if one.origin == "stated" and one.value is not None]
    statements = {
        one.pk: one for one in Statement.objects.filter(pk__in={pk for each in stated for pk in each.statements})
    }

    assert len(stated) > 40
    assert [one.key for one in stated if not one.statements] == []
    bare = [one for one in statements.values() if not one.quote and not one.payload]
    assert bare == []
    (source,) = figure(report, "delegations.delegations_out").statements
    assert statements[source].value == 18
    assert statements[source].document.publisher.startswith("Viet Nam News")


def test_what_is_computed_or_counted_says_how(reader):
    report = draft("yearly", "2023", "en", visible_to=reader)

    others = [one for one in report.figures() if one.origin != "stated"]
    assert [one.key for one in others if not one.how] == []
    growth = figure(report, "economy.fdi_registered.change")
    assert growth.origin == "computed"
    assert "USD 2.943 bn (2023); USD 1.692 bn (2022)" in plain(growth.how)
    recorded = figure(report, "delegations.delegations_out.recorded")
    assert recorded.origin == "counted"
    assert len(recorded.records) == recorded.value == 8


def test_eight_months_are_not_the_year(reader):
    report = draft("period", "2023-01/2023-08", "en", visible_to=reader)

    delegations = said(report, "delegations")
    assert "By what sources state, 5 delegations were led by leaders of the city and 4 accompanied" in delegations
    assert "18" not in delegations
    assert "USD 2.943 bn" not in said(report, "economy")
    assert "over VND 20 bn" in said(report, "aid")


def test_half_a_year_that_nobody_stated_is_computed_and_says_of_what(reader):
    report = draft("six-month", "2023", "en", visible_to=reader)

    made = figure(report, "economy.fdi_new_registered")
    assert made.origin == "computed"
    assert made.value == Decimal("75300000"), "97.5 million in seven months less 22.2 million in July"
    assert "USD 97.5 m" in plain(made.how)
    assert "USD 22.2 m" in plain(made.how)
    assert len(made.statements) >= 2


def test_sources_that_disagree_are_shown_with_their_range(reader):
    report = draft("yearly", "2023", "en", visible_to=reader)

    visitors = figure(report, "economy.visitors")
    assert visitors.is_disputed
    assert plain(visitors.remark) == "sources give 24 million to 24.72 million"
    assert "Sources disagree on" in said(report, "difficulties")


def test_counted_figures_and_sums_lead_to_the_records_that_they_count(reader):
    report = draft("yearly", "2023", "en", visible_to=reader)

    in_force = figure(report, "agreements.in_force")
    assert len(in_force.records) == in_force.value == 34
    assert len(figure(report, "missions.kept").records) == 15
    stock = figure(report, "A6.USD.country-jp.stock.amount")
    assert len(stock.records) == figure(report, "A6.USD.country-jp.stock.number").value == 6
    assert stock.qualifier == "about", "one of the six is over 4.2 billion"
    assert len(figure(report, "A6.USD.total.stock.amount").records) == 26
    counted = [one for one in report.figures() if one.origin == "counted"]
    assert [one.key for one in counted if not one.records] == []


def test_a_sum_of_one_amount_is_as_exact_as_its_source(reader):
    report = draft("yearly", "2023", "en", visible_to=reader)

    assert plain(figure(report, "aid.received.VND").text) == "over VND 20 bn"
    assert plain(figure(report, "A7.total.stated.VND").text) == "over VND 20 bn"


def test_difficulties_tell_where_sources_state_more_than_the_record_holds(reader):
    words = said(draft("yearly", "2023", "en", visible_to=reader), "difficulties")

    assert "delegations sent abroad (18 stated, 8 on record)" in words
    assert "The record holds more than sources state: agreements signed (5 stated, 9 on record)." in words
    assert "stated," not in said(draft("six-month", "2023", "en", visible_to=reader), "difficulties")


def test_a_report_before_the_end_of_the_year_tells_how_far_its_targets_are_reached(reader):
    report = draft("six-month", "2024", "en", visible_to=reader)

    words = said(report, "targets")
    assert "international visitors had reached 2,150,000 by 30 June 2024, of 5,000,000 aimed for" in words
    assert "on course" not in words, "too few years for a forecast"
    reached = [one for one in report.figures() if one.key.startswith("targets.pace.")]
    assert reached
    assert [one.key for one in reached if not one.statements] == []
    whole = draft("yearly", "2023", "en", visible_to=reader)
    assert "Where the targets of the year stand" not in said(whole, "targets")


def test_pictures_draw_what_their_tables_say_and_the_tables_lead_to_sources(reader):
    report = draft("yearly", "2023", "en", visible_to=reader)
    pictures = [block for chapter in report.chapters for block in chapter.blocks if isinstance(block, Picture)]

    keys = [picture.key for picture in pictures]
    assert keys == [
        "delegations.by_month", "economy.fdi_registered.by_year", "economy.stock_by_partner", "targets.bullets",
    ]  # fmt: skip
    assert all(picture.description for picture in pictures)
    assert figure(report, "delegations.in.month.2023-10").value == 2
    drawn = next(picture for picture in pictures if picture.key == "delegations.by_month")
    october = [row for row in drawn.spec["data"]["values"] if row["label"] == "Oct"]
    assert {row["series"]: row["value"] for row in october} == {"Sent": 2.0, "Received": 2.0}
    keys = {one.key for one in report.figures()}
    assert "delegations.out.month.2023-01" not in keys, "of two trips it is only known that they began in eight months"


def test_a_figure_whose_source_was_withdrawn_is_gone_from_a_new_draft(reader):
    before = figure(draft("yearly", "2023", "en", visible_to=reader), "delegations.delegations_out")
    Statement.objects.filter(pk__in=before.statements).update(status=Statement.Status.REJECTED)

    report = draft("yearly", "2023", "en", visible_to=reader)
    assert [one.statements for one in report.figures() if one.key == "delegations.delegations_out"] in ([], [()])
    assert all(not set(one.statements) & set(before.statements) for one in report.figures())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_without_data_says_so_and_shows_no_figure(reader, language):
    report = draft("yearly", "1950", language, visible_to=reader)

    assert [one.key for one in report.figures() if one.key != "missions.kept"] == []
    assert all(chapter.blocks for chapter in report.chapters)
    assert all(annex.missing for annex in report.annexes)
    missing = {chapter.key for chapter in report.chapters if chapter.missing}
    assert {"context", "delegations", "agreements", "conferences", "economy", "aid", "targets"} <= missing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "period"), [("yearly", "2023"), ("nine-month", "2023"), ("period", "2021-01/2021-10")]
)
def test_every_sentence_is_whole_in_every_language(reader, language, kind, period):
    report = draft(kind, period, language, visible_to=reader)

    texts = [report.title, report.subtitle, *report.notes]
    for chapter in report.chapters:
        texts += [chapter.title, *chapter.missing, said(report, chapter.key)]
    for annex in report.annexes:
        texts += [annex.title, *annex.missing]
        for row in (*annex.table.head, *annex.table.rows, annex.table.total):
            texts += [piece if isinstance(piece, str) else piece.text for cell in row for piece in cell.pieces]
    assert [text for text in texts if UNREPLACED.search(text)] == []
    assert [text for text in texts if "  " in text.strip() and "\n" not in text][:3] == []


def test_annexes_have_as_many_columns_as_their_headings_span(reader):
    for year in ("2019", "2023"):
        report = draft("yearly", year, "en", visible_to=reader)

        assert [annex.key for annex in report.annexes] == [f"A{number}" for number in range(1, 11)]
        for annex in report.annexes:
            table = annex.table
            spans = [0] * len(table.head)
            for position, row in enumerate(table.head):
                for cell in row:
                    for below in range(position, position + cell.rows):
                        spans[below] += cell.columns
            assert set(spans) == {table.columns}, annex.key
            for row in (*table.rows, *([table.total] if table.total else [])):
                assert sum(cell.columns for cell in row) == table.columns, (annex.key, row[0])
            assert len(table.widths) == table.columns, annex.key


def test_keys_are_unique_and_the_same_in_every_language(reader):
    reports = {language: draft("yearly", "2023", language, visible_to=reader) for language in LANGUAGES}

    keys = {language: [one.key for one in report.figures()] for language, report in reports.items()}
    assert len(keys["en"]) == len(set(keys["en"]))
    assert all(set(found) == set(keys["en"]) for found in keys.values())


def test_a_report_takes_a_constant_number_of_queries(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(95):
        draft("yearly", "2023", "en", visible_to=reader)


def test_a_period_that_ends_before_it_begins_is_refused(reader):
    with pytest.raises(BadPeriod, match="ends before it begins"):
        draft("period", "2023-08/2023-01", "en", visible_to=reader)
