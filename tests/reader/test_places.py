"""Places as the reader finds them: the cases of each language, and what holds for every text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from proxeny.reader import gazetteer, languages, places
from proxeny.reader.document import Document
from proxeny.reader.spans import Place

TAGS = ("en", "vi", "id", "fr")
CASES = [(tag, case) for tag in TAGS for case in languages.load(tag).cases("places")]


def found_in(text: str, tag: str, **more: str) -> list[Place]:
    return places.find(Document(text=text, language=tag, **more), languages.load(tag))


@pytest.mark.parametrize(
    ("tag", "case"), CASES, ids=lambda value: value if isinstance(value, str) else value["text"][:50]
)
def test_each_case_of_a_language_is_read_as_it_says(tag, case):
    found = [
        {"text": place.text, "country": place.country} | ({"name": place.name} if place.name else {})
        for place in found_in(case["text"], tag)
    ]

    assert found == case["found"], case.get("why")


@pytest.mark.parametrize("tag", TAGS)
def test_each_language_has_cases_enough_and_says_why_of_each_negative_one(tag):
    cases = languages.load(tag).cases("places")

    assert len(cases) >= 25
    assert all(case.get("why") for case in cases if not case["found"])


def test_a_place_is_the_words_of_the_text_as_given_also_when_the_text_is_decomposed():
    text = unicodedata.normalize("NFD", "Đoàn thăm Hà Nội, Đà Nẵng và Viêng Chăn.")

    found = found_in(text, "vi")

    assert [place.name for place in found] == ["Hanoi", "Da Nang", "Vientiane"]
    assert all(text[place.start : place.end] == place.text for place in found)
    assert unicodedata.normalize("NFC", found[0].text) == "Hà Nội"


@pytest.mark.parametrize("text", ["Hà Nội", "Ha Noi", "Hanoi", "HÀ NỘI", "HANOI", "Hà\u00a0Nội"])
def test_hanoi_is_found_however_it_is_spelled(text):
    (place,) = found_in(f"The delegation left {text} on Monday.", "en")

    assert (place.text, place.country, place.name) == (text, "VN", "Hanoi")


def test_a_place_inside_an_organisation_is_optional_and_one_outside_is_not():
    inside, outside = found_in("The Hanoi People's Committee met in Tokyo.", "en")

    assert (inside.name, inside.optional) == ("Hanoi", True)
    assert (outside.name, outside.optional) == ("Tokyo", False)


def test_a_city_carries_its_coordinates_and_its_rivals():
    (place, _) = found_in("Birmingham signed with Milan.", "en")

    assert place.country == "GB"
    assert place.latitude == pytest.approx(52.48, abs=0.1)
    assert "US/Birmingham" in place.alternatives


def test_findings_come_in_order_and_do_not_overlap():
    text = "New York, New Jersey, Hanoi, Vietnam; Lào Cai, Lào; Republic of Korea, Korea; Papua New Guinea. " * 20
    found = found_in(text, "en")

    assert len(found) > 100
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", ".", "'" * 500, "A" * 5000, "\ud800 Hanoi", "Hà" * 2000, "( ( (" * 500]
)
def test_odd_texts_give_no_error(text):
    for tag in TAGS:
        assert all(place.start < place.end for place in found_in(text, tag))


def test_the_country_of_the_office_settles_a_name_that_several_countries_have():
    abroad = found_in("The office in Victoria reported.", "en", home="Melbourne")

    assert [place.country for place in abroad] == ["AU"]


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [("Hanoi", "VN", 21.02, 105.84), ("Hà Nội", "VN", 21.02, 105.84), ("Beijing", "CN", 39.9, 116.4),
     ("Cairo", "EG", 30.06, 31.25), ("Guangdong", "CN", 23.1, 113.5), ("Cau Giay", "VN", 21.03, 105.79),
     ("Île-de-France", "FR", 48.8, 2.3)],
)  # fmt: skip
def test_the_gazetteer_knows_where_a_place_is(name, country, latitude, longitude):
    where = gazetteer.city(name, country)

    assert where is not None
    assert where == pytest.approx((latitude, longitude), abs=0.6)


def test_the_gazetteer_answers_none_for_what_it_does_not_know():
    assert gazetteer.city("Nowhere at All", "VN") is None
    assert gazetteer.country("ZZ") is None
    assert gazetteer.country("VN") == pytest.approx((16, 106.5), abs=3)
