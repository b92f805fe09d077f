"""The search box and its page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from proxeny.core.records import Mark

RESULTS, SUGGEST = "search:results", "search:suggest"


def get(client, name, **asked):
    return client.get(reverse(name), asked)


def test_a_stranger_is_sent_to_sign_in(client, db):
    assert get(client, RESULTS, q="x").status_code == 302
    assert get(client, SUGGEST, q="x").status_code == 302


def test_results_stand_in_groups_with_words_marked(sign_in, minh, partner, document):
    partner("Tokyo")
    document("Visit to Tokyo", "The delegation met the governor of Tokyo.")

    page = get(sign_in(minh), RESULTS, q="tokyo").content.decode()

    assert "<mark>Tokyo</mark>" in page
    assert "governor of <mark>Tokyo</mark>" in page
    assert reverse("partners:page", args=["tokyo"]) in page


def test_what_was_typed_is_shown_as_text(sign_in, minh, document):
    document("Hanoi <b>bold</b>", "<img src=x onerror=alert(1)> hanoi")
    client = sign_in(minh)

    for name in (RESULTS, SUGGEST):
        page = get(client, name, q='hanoi <script>alert(1)</script> "').content.decode()
        assert "<script>alert(1)" not in page
    page = get(client, RESULTS, q="hanoi").content.decode()
    assert "<img src=x" not in page
    assert "<b>bold" not in page


def test_one_register_has_pages(sign_in, minh, document):
    for number in range(31):
        document(f"Fair {number}", reference=f"fair-{number}")
    client = sign_in(minh)

    first = get(client, RESULTS, q="fair", register="documents").content.decode()
    second = get(client, RESULTS, q="fair", register="documents", page="2").content.decode()

    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert second.count('class="hit"') == 1


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "²"])
def test_an_odd_page_number_is_no_error(sign_in, minh, document, page):
    document("Fair")

    assert get(sign_in(minh), RESULTS, q="fair", register="documents", page=page).status_code == 200


def test_nothing_found_offers_a_way_on(sign_in, lan, partner):
    partner("Tokyo")

    page = get(sign_in(lan), RESULTS, q="qqqq").content.decode()

    assert "Nothing on record holds all of these words" in page
    assert reverse("partners:list") in page


def test_the_box_offers_acts_to_those_who_may_do_them(sign_in, lan, minh):
    offered = reverse("agreements:new")

    assert offered in get(sign_in(lan), SUGGEST, q="new agreement").content.decode()
    assert offered in get(sign_in(lan), SUGGEST, q="agreem new").content.decode()
    assert offered not in get(sign_in(minh), SUGGEST, q="new agreement").content.decode()


def test_the_box_offers_pages_by_name(sign_in, minh):
    assert reverse("partners:list") in get(sign_in(minh), SUGGEST, q="partn").content.decode()


def test_the_box_shows_the_best_of_each_register_and_the_way_to_all(sign_in, minh, partner, document):
    for number in range(8):
        document(f"Tokyo {number}", reference=f"tokyo-{number}")
    partner("Tokyo")

    box = get(sign_in(minh), SUGGEST, q="tok").content.decode()

    assert box.count('id="hit-documents-') == 4
    assert 'id="hit-partners-1"' in box
    assert "See all 9 results" in box


def test_an_empty_box_offers_nothing(sign_in, minh):
    assert get(sign_in(minh), SUGGEST, q="  ").content.decode().strip() == ""


def test_the_page_and_the_box_hide_what_a_person_may_not_see(sign_in, huong, document):
    document("Budget of the visit", mark=Mark.INTERNAL)

    for name in (RESULTS, SUGGEST):
        assert "Budget of the visit" not in get(sign_in(huong), name, q="budget").content.decode()


def test_every_page_of_the_frame_loads_the_script_of_the_box(sign_in, minh):
    page = get(sign_in(minh), RESULTS).content.decode()

    assert "search/search.js" in page
    assert 'id="search-hits"' in page


def test_a_search_page_costs_a_fixed_number_of_queries(sign_in, minh, partner, document, django_assert_max_num_queries):
    partner("Tokyo")
    for number in range(20):
        document(f"Tokyo {number}", reference=f"tokyo-{number}")
    client = sign_in(minh)
    get(client, RESULTS, q="tokyo")

    with django_assert_max_num_queries(8):  # two for the session, four for the search, the frame's counts
        get(client, RESULTS, q="tokyo")
