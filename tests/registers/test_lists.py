"""Lists of registers: filters, order, columns, pages and files."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

import records
from proxeny.agreements.models import Agreement
from proxeny.core.records import Mark


@pytest.fixture
def document(lan):
    return records.source(lan)


@pytest.fixture
def paris(document, lan):
    return records.partner(document, lan)


@pytest.fixture
def memorandum(document, lan, paris):
    return records.agreement(document, lan, "Memorandum with Paris on heritage", paris)


@pytest.fixture
def talks(document, lan):
    return records.agreement(
        document, lan, "Programme with Đà Nẵng's twin", status=Agreement.Status.NEGOTIATING, signed=""
    )


def titles(response) -> list[str]:
    """The titles of a list's rows, in their order."""
    found = re.findall(r'class="table-title"[^>]*>([^<]*)<', response.content.decode())
    return [unescape(title) for title in found]


@pytest.mark.parametrize("words", ["da nang", "Đà Nẵng", "nang PROGRAMME"])
def test_words_are_found_with_and_without_diacritics(sign_in, minh, memorandum, talks, words):
    assert titles(sign_in(minh).get("/agreements/", {"q": words})) == [talks.title]


def test_a_list_is_narrowed_to_a_partner_by_its_reference_or_by_words(sign_in, minh, memorandum, talks, paris):
    client = sign_in(minh)

    assert titles(client.get("/agreements/", {"partner": paris.reference})) == [memorandum.title]
    assert titles(client.get("/agreements/", {"partner": "paris"})) == [memorandum.title]
    assert titles(client.get("/agreements/", {"partner": "nobody-of-that-name"})) == []


def test_a_year_holds_what_has_a_day_in_it(sign_in, minh, memorandum, talks):
    client = sign_in(minh)

    assert titles(client.get("/agreements/", {"year": "2023"})) == [memorandum.title]
    assert titles(client.get("/agreements/", {"year": "2022"})) == []


def test_headings_order_the_list_both_ways(sign_in, minh, memorandum, talks):
    client = sign_in(minh)

    assert titles(client.get("/agreements/", {"sort": "title"})) == [memorandum.title, talks.title]
    page = client.get("/agreements/", {"sort": "-title"})
    assert titles(page) == [talks.title, memorandum.title]
    assert b'aria-sort="descending"' in page.content


def test_a_list_that_nothing_matches_says_how_to_go_on(sign_in, minh, memorandum):
    page = sign_in(minh).get("/agreements/", {"q": "zzz"}).content.decode()

    assert "Nothing matches these filters" in page
    assert "Show all" in page


def test_an_empty_register_offers_the_first_step_to_those_who_may_take_it(sign_in, lan, minh):
    assert "/agreements/new/" in sign_in(lan).get("/agreements/").content.decode()
    assert "/agreements/new/" not in sign_in(minh).get("/agreements/").content.decode()


def test_chosen_columns_are_shown_exported_and_remembered(sign_in, minh, memorandum):
    client = sign_in(minh)
    page = client.get("/agreements/", {"columns": "title,reference"}, headers={"HX-Request": "true"})

    assert memorandum.reference in page.content.decode()
    assert page.headers["HX-Push-Url"] == "/agreements/?columns=title,reference"
    again = client.get("/agreements/").content.decode()
    assert 'data-col="reference"' in again
    assert 'data-col="kind"' not in again
    lines = b"".join(client.get("/agreements/", {"export": "csv"}).streaming_content).decode().splitlines()
    assert lines == ["\ufefftitle,reference", f"{memorandum.title},{memorandum.reference}"]


def test_a_shared_address_shows_its_columns_but_changes_nobodys_choice(sign_in, minh, memorandum):
    client = sign_in(minh)
    client.get("/agreements/?columns=title,reference")

    assert 'data-col="kind"' in client.get("/agreements/").content.decode()


def test_a_file_holds_the_filtered_rows_and_no_live_formula(sign_in, minh, document, lan, memorandum, talks):
    evil = records.agreement(document, lan, "=HYPERLINK(1)")
    client = sign_in(minh)

    lines = b"".join(client.get("/agreements/", {"export": "csv", "q": "hyperlink"}).streaming_content).decode()
    assert f"'{evil.title}" in lines
    assert memorandum.title not in lines
    answer = client.get("/agreements/", {"export": "xlsx", "sort": "title"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [evil.title, memorandum.title, talks.title]
    assert sheet["A2"].data_type == "s"


def test_a_page_holds_fifty_rows_and_names_the_others(sign_in, minh, document, lan):
    for number in range(53):
        Agreement.objects.create(
            reference=f"a{number}", title=f"Agreement {number:02}", kind="mou", status="signed", signed="2023"
        )
    client = sign_in(minh)

    assert len(titles(client.get("/agreements/"))) == 50
    assert len(titles(client.get("/agreements/", {"page": "2"}))) == 3
    seen = titles(client.get("/agreements/", {"sort": "kind"})) + titles(
        client.get("/agreements/", {"sort": "kind", "page": "2"})
    )
    assert len(set(seen)) == 53
    assert len(titles(client.get("/agreements/", {"page": "nonsense"}))) == 50


@pytest.mark.parametrize("address", ["/agreements/", "/partners/", "/people/", "/documents/"])
def test_a_list_costs_at_most_eight_queries_however_many_rows(
    sign_in, lan, document, paris, address, django_assert_max_num_queries
):
    for number in range(30):
        records.agreement(document, lan, f"Agreement {number}", paris)
        records.person(document, lan, f"Person {number}")
        records.partner(document, lan, f"City {number}")
    client = sign_in(lan)

    with django_assert_max_num_queries(8):
        client.get(address)


def test_a_list_hides_the_names_of_partners_above_the_clearance(sign_in, huong, hoa, document, lan):
    secret = records.partner(document, hoa, "Secretville", mark=Mark.CONFIDENTIAL)
    records.agreement(document, hoa, "Open memorandum", secret)
    outside, inside = sign_in(huong), sign_in(hoa)

    for query in ("", "?export=csv"):
        answer = outside.get(f"/agreements/{query}")
        shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"Open memorandum" in shown
        assert b"Secretville" not in shown
    assert b"Secretville" in inside.get("/agreements/").content
    assert titles(outside.get("/agreements/", {"partner": secret.reference})) == []


def test_counts_in_a_list_count_what_the_person_may_see(sign_in, huong, hoa, document, paris):
    records.agreement(document, hoa, "Open", paris)
    records.agreement(document, hoa, "Closed", paris, mark=Mark.CONFIDENTIAL)
    address = f"/agreements/?partner={paris.reference}"

    assert f'href="{address}">1</a>' in sign_in(huong).get("/partners/").content.decode()
    assert f'href="{address}">2</a>' in sign_in(hoa).get("/partners/").content.decode()


def test_choices_put_names_that_begin_with_the_letters_first(sign_in, lan, document):
    records.partner(document, lan, "New Paris")
    paris = records.partner(document, lan, "Paris")
    client = sign_in(lan)

    results = client.get("/partners/choices/", {"q": "par"}).json()["results"]
    assert [row["text"] for row in results] == ["Paris", "New Paris"]
    assert results[0]["value"] == str(paris.pk)
    assert results[0]["note"] == "city, France"
    by_reference = client.get("/partners/choices/", {"q": "par", "key": "reference"}).json()["results"]
    assert by_reference[0]["value"] == paris.reference


def test_the_agreements_whose_term_ends_soon_are_found(sign_in, minh, document, lan):
    day = timezone.localdate() + timedelta(days=20)
    soon = records.agreement(document, lan, "Ends soon", expires=day.isoformat())
    records.agreement(document, lan, "Ends late", expires="2199")
    client = sign_in(minh)

    assert titles(client.get("/agreements/", {"expiring": "40"})) == [soon.title]
    assert titles(client.get("/agreements/", {"expiring": "10"})) == []
