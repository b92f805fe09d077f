"""What is found, in which order, and by whom; the same on both databases."""

from __future__ import annotations

import pytest
from django.db import transaction

from proxeny.core.records import Mark
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.models import Alias, Partner
from proxeny.search import services
from proxeny.search.entries import PART_LENGTH
from proxeny.search.models import SearchEntry
from proxeny.search.queries import find, find_in


def titles(text, person, register=None):
    groups = find(text, visible_to=person, a_group=50).groups
    return [hit.entry.title for group in groups if register in (None, group.register) for hit in group.hits]


@pytest.mark.parametrize("typed", ["Ha Noi", "Hà Nội", "hanoi", "HÀ NỘI", "ha no", "Hano"])
def test_every_way_of_writing_a_name_finds_every_way_it_is_written(lan, document, typed):
    document("Thủ đô Hà Nội", reference="vi")
    document("The capital Hanoi", reference="en")
    document("Ha Noi portal", reference="portal")
    document("Đà Nẵng", reference="other")

    assert set(titles(typed, lan)) == {"Thủ đô Hà Nội", "The capital Hanoi", "Ha Noi portal"}


@pytest.mark.parametrize("typed", ["da nang", "Đà Nẵng", "danang", "đà nẵ"])
def test_the_letter_d_with_a_stroke_is_a_d(lan, document, typed):
    document("Cảng Đà Nẵng")

    assert titles(typed, lan) == ["Cảng Đà Nẵng"]


@pytest.mark.parametrize(
    ("typed", "country"), [("Mỹ", "US"), ("Lào", "LA"), ("Ý", "IT"), ("my", "US"), ("lao", "LA"), ("y", "IT")]
)
def test_names_of_two_letters_find_their_country_first(lan, partner, document, typed, country):
    for code, name in (("US", "United States"), ("LA", "Laos"), ("IT", "Italy"), ("MY", "Malaysia"), ("YE", "Yemen")):
        partner(name, kind=Partner.Kind.COUNTRY, country=code)
    document("Mythology yearbook", "laoshan year my yacht")

    first = find(typed, visible_to=lan).groups[0].hits[0].entry
    assert Partner.objects.get(pk=first.object_id).country == country


def test_the_spelling_that_was_typed_comes_first(lan, document):
    document("Bàn về sự kiện", "hội nghị")
    document("Bán hàng trong sự kiện", "hội nghị")
    document("Bạn bè của sự kiện", "hội nghị")

    assert titles("bán sự kiện", lan)[0] == "Bán hàng trong sự kiện"
    assert titles("bạn sự kiện", lan)[0] == "Bạn bè của sự kiện"
    assert len(titles("ban su kien", lan)) == 3


def test_a_title_comes_before_a_text_that_says_it_often(lan, document):
    document("Report of the year", "metro metro metro metro metro metro")
    document("The metro of Seoul", "A line is opened.")

    assert titles("metro", lan) == ["The metro of Seoul", "Report of the year"]


def test_all_words_must_be_there_and_the_last_may_be_unfinished(lan, document):
    document("Exports to Japan")
    document("Exports to France")
    document("Japanese gardens")

    assert titles("exports jap", lan) == ["Exports to Japan"]
    assert titles("export japan", lan) == []


def test_partners_come_before_documents_that_name_them(lan, partner, document):
    document("Tokyo", "Tokyo Tokyo Tokyo")
    partner("Tokyo")

    assert find("tokyo", visible_to=lan).groups[0].register == "partners"


def test_a_record_is_found_by_its_partners_and_people_by_their_posts(lan, partner, agreement, person_at):
    seoul = partner("Seoul", "Xê-un")
    agreement("Memorandum on waste", [seoul])
    person_at("Oh Se-hoon", "Mayor", "Seoul Metropolitan Government")

    assert titles("memorandum seoul", lan) == ["Memorandum on waste"]
    assert titles("xe-un waste", lan) == ["Memorandum on waste"]
    assert titles("mayor metropolitan", lan) == ["Oh Se-hoon"]


@pytest.mark.parametrize("typed", ["memorandum us", "memorandum Mỹ", "hoa ky memorandum", "memorandum Amerika Serikat"])
def test_a_record_is_found_by_every_name_of_its_country(lan, partner, agreement, typed):
    agreement("Memorandum on waste", [partner("United States", kind=Partner.Kind.COUNTRY, country="US")])

    assert titles(typed, lan) == ["Memorandum on waste"]


def test_a_record_is_found_by_its_kind_in_both_languages_and_by_its_year(lan, agreement):
    agreement("Waste and water", signed="2019-05", reference="agr-waste")

    assert titles("memorandum of understanding waste", lan) == ["Waste and water"]
    assert titles("waste 2019", lan) == ["Waste and water"]
    assert titles("agr-waste", lan) == ["Waste and water"]


def test_nobody_finds_what_they_may_not_see(lan, hoa, huong, document, agreement):
    document("Open budget", mark=Mark.PUBLIC)
    document("Internal budget", mark=Mark.INTERNAL)
    document("Confidential budget", mark=Mark.CONFIDENTIAL)
    agreement("Agreement on the budget", mark=Mark.CONFIDENTIAL)

    assert titles("budget", huong) == ["Open budget"]
    assert set(titles("budget", lan)) == {"Open budget", "Internal budget"}
    assert len(titles("budget", hoa)) == 4
    assert find("budget", visible_to=huong).total == 1
    assert find("budget confidential", visible_to=huong).near[0].entry.title == "Open budget"
    assert find_in("budget", "agreements", visible_to=huong)[0].count == 0


def test_a_public_record_does_not_tell_of_a_confidential_partner(huong, partner, agreement):
    secret = partner("Atlantis", mark=Mark.CONFIDENTIAL)
    agreement("Memorandum on water", [secret], mark=Mark.PUBLIC)

    assert titles("atlantis", huong) == []
    assert titles("memorandum", huong) == ["Memorandum on water"]


@pytest.mark.parametrize(
    "hostile",
    [
        '"hanoi',
        "hanoi*",
        "hanoi AND",
        "NOT hanoi OR",
        "NEAR(hanoi, 5)",
        "folded_title:hanoi",
        "{folded_title} : hanoi",
        "hanoi' OR '1'='1",
        "hanoi & | ! <-> :*",
        "^hanoi -x +y",
        "😀 hanoi 🎉",
        "hanoi\x00\x01",
        "\u202ehanoi",
        "hanoi " + "a" * 10_000,
        "(" * 500,
        "'",
        "*",
        "",
        "   ",
        "\ud800",
    ],
)
def test_no_query_breaks_the_search(lan, document, hostile):
    document("Hanoi")

    find(hostile, visible_to=lan)
    find_in(hostile, "documents", visible_to=lan)


def test_operators_are_words_like_others(lan, document):
    document("Trade not aid")
    document("Trade and aid")

    assert titles("trade NOT aid", lan) == ["Trade not aid"]


def test_the_end_of_a_long_document_is_found_and_the_document_shown_once(lan, document):
    document("Annual report", "tourism and trade " * (PART_LENGTH // 6) + "the unicorn of the annex")

    assert SearchEntry.objects.count() > 2
    found = find("unicorn annex", visible_to=lan)
    assert [hit.entry.title for hit in found.groups[0].hits] == ["Annual report"]
    assert "<mark>unicorn</mark>" in found.groups[0].hits[0].snippet
    everywhere = find("tourism trade", visible_to=lan)
    assert (everywhere.total, len(everywhere.groups[0].hits)) == (1, 1)


def test_nothing_found_offers_what_is_near(lan, partner):
    partner("Tokyo")

    assert [hit.entry.title for hit in find("tokyo castle", visible_to=lan).near] == ["Tokyo"]
    assert [hit.entry.title for hit in find("tokyoo", visible_to=lan).near] == ["Tokyo"]


def test_of_figures_that_fit_alike_the_newest_comes_first_with_its_value(lan, db):
    exports = Indicator.objects.get(code="exports")
    for year, value in ((2021, 15), (2023, 17), (2022, 16)):
        Observation.objects.create(
            reference=f"exports-{year}", indicator=exports, area="Hanoi", period=str(year), value=value, unit="USD"
        )

    hits = find("exports hanoi", visible_to=lan).groups[0].hits
    assert [hit.entry.date for hit in hits] == ["2023", "2022", "2021"]
    assert hits[0].entry.figure == {"value": "17", "unit": "USD", "qualifier": "exact", "high": None}
    assert hits[0].snippet == ""  # the title says it all


def test_words_that_nearly_everything_holds_show_titles_first_and_then_the_newest(lan, document, monkeypatch):
    monkeypatch.setattr("proxeny.search.queries.BROAD", 3)
    document("Old words", "of the metro", published="2001")
    document("New words", "of the metro", published="2024")
    document("Undated words", "of the metro")
    document("The metro of Seoul", published="1999")
    document("Metro", published="1998")

    expected = ["Metro", "The metro of Seoul", "New words", "Old words", "Undated words"]
    assert titles("metro", lan) == expected
    assert [hit.entry.title for hit in find_in("metro", "documents", visible_to=lan)[0].hits] == expected


def test_pages_of_one_register_follow_each_other(lan, document):
    for number in range(35):
        document(f"Fair {number}", reference=f"fair-{number}")

    first, more = find_in("fair", "documents", visible_to=lan)
    second, end = find_in("fair", "documents", visible_to=lan, page=2)

    assert (len(first.hits), more, first.count) == (30, True, 35)
    assert (len(second.hits), end) == (5, False)
    assert not {h.entry.pk for h in first.hits} & {h.entry.pk for h in second.hits}


def test_a_search_costs_four_queries(lan, document, partner, agreement, django_assert_num_queries):
    partner("Tokyo")
    agreement("Memorandum of Tokyo")
    document("Tokyo")
    find("tokyo", visible_to=lan)  # content types are remembered from here on

    with django_assert_num_queries(4):
        find("tokyo", visible_to=lan)


def test_the_index_follows_every_change(lan, partner, agreement, document):
    tokyo = partner("Tokyo")
    memorandum = agreement("Memorandum on waste", [tokyo])
    Alias.objects.create(partner=tokyo, name="Edo")
    assert titles("edo", lan) == ["Tokyo"]

    memorandum.title = "Memorandum on water"
    memorandum.save()
    assert titles("waste", lan) == []
    assert titles("water tokyo", lan) == ["Memorandum on water"]

    memorandum.partners.clear()
    assert titles("water tokyo", lan) == []

    tokyo.memorandum = None
    memorandum.delete()
    assert titles("water", lan) == []


def test_a_renamed_partner_is_found_under_the_new_name_wherever_it_is_named(lan, partner, agreement):
    capital = partner("Nur-Sultan")
    agreement("Memorandum on friendship", [capital])

    capital.name = "Astana"
    capital.save()

    assert titles("friendship astana", lan) == ["Memorandum on friendship"]
    assert titles("friendship sultan", lan) == []


def test_a_mark_that_is_raised_hides_at_once(lan, huong, document):
    paper = document("Draft strategy", "words of the strategy")
    assert titles("strategy", huong) == ["Draft strategy"]

    paper.mark = Mark.INTERNAL
    paper.save()

    assert titles("strategy", huong) == []


def test_what_is_rolled_back_is_not_found(lan, partner):
    with transaction.atomic():
        partner("Atlantis")
        transaction.set_rollback(True)

    assert titles("atlantis", lan) == []


def test_building_the_index_anew_finds_what_was_written_past_it(lan):
    Partner.objects.bulk_create([Partner(reference="oslo", name="Oslo", kind=Partner.Kind.CITY)])
    assert titles("oslo", lan) == []

    services.reindex()

    assert titles("oslo", lan) == ["Oslo"]
