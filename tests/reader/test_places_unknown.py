"""Places that the gazetteer has not: found by the words and the places beside them."""

from proxeny.reader import languages, places
from proxeny.reader.document import Document


def found_in(text, tag):
    found = places.find(Document(text=text, language=tag), languages.load(tag))
    return [(place.text, place.country) for place in found]


def test_a_town_named_beside_its_unit_once_is_found_wherever_it_stands():
    text = "Visitors came to Mirazuki. The mayor of Mirazuki, Japan, was there. Mirazuki is a port."

    assert found_in(text, "en") == [("Mirazuki", "JP"), ("Mirazuki", "JP"), ("Japan", "JP"), ("Mirazuki", "JP")]


def test_a_unit_lies_in_the_place_that_follows_it_before_the_one_that_precedes_it():
    assert found_in("From France they went to the commune of Dioffaye, Senegal.", "en")[1] == ("Dioffaye", "SN")


def test_a_place_in_brackets_says_nothing_of_the_next_unit():
    assert found_in("Nhà đầu tư (Singapore) xây nhà máy tại xã Tân Phổng.", "vi")[-1] == ("Tân Phổng", "VN")


def test_a_list_of_three_known_towns_tells_a_fourth_one():
    assert ("Mibaraki", "JP") in found_in("They are Kobe, Osaka, Mibaraki and Nagoya.", "en")


def test_an_official_between_two_towns_is_none():
    assert found_in("Kepala BPS Bali, Nugroho, Denpasar, berbicara.", "id") == [("Bali", "ID"), ("Denpasar", "ID")]


def test_a_name_with_a_title_takes_the_bare_name_with_it():
    assert found_in("Governor Ken Lusaka spoke. Lusaka said it was a success.", "en") == []
    assert found_in("Governor Ken Bowa spoke. Lusaka said it was a success.", "en") == [("Lusaka", "ZM")]
