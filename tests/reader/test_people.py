"""People as the reader finds them: the cases of each language, and what holds for every text."""

from __future__ import annotations

import unicodedata

import pytest

from proxeny.reader import languages, people, places
from proxeny.reader.document import Document
from proxeny.reader.spans import Person

TAGS = ("en", "vi", "id", "fr")
CASES = [(tag, case) for tag in TAGS for case in languages.load(tag).cases("people")]


def found_in(text: str, tag: str) -> list[Person]:
    document = Document(text=text, language=tag)
    language = languages.load(tag)
    return people.find(document, language, places.find(document, language))


@pytest.mark.parametrize(
    ("tag", "case"), CASES, ids=lambda value: value if isinstance(value, str) else value["text"][:50]
)
def test_each_case_of_a_language_is_read_as_it_says(tag, case):
    found = found_in(case["text"], tag)

    assert [person.text for person in found] == [wanted["text"] for wanted in case["found"]], case.get("why")
    for person, wanted in zip(found, case["found"], strict=True):
        assert person.title == wanted.get("title")
        if "organisation" in wanted:
            assert person.organisation == wanted["organisation"]


@pytest.mark.parametrize("tag", TAGS)
def test_each_language_has_cases_enough_and_says_why_of_each_negative_one(tag):
    cases = languages.load(tag).cases("people")

    assert len(cases) >= 25
    assert all(case.get("why") for case in cases if not case["found"])


def test_a_name_is_the_words_of_the_text_as_given_also_when_the_text_is_decomposed():
    text = unicodedata.normalize("NFD", "Tại Hà Nội, Chủ tịch UBND TP Hà Nội Trần Sỹ Thanh tiếp đoàn.")

    (person,) = found_in(text, "vi")

    assert person.name == "Trần Sỹ Thanh"
    assert text[person.start : person.end] == person.text
    assert unicodedata.normalize("NFC", person.text) == person.name


@pytest.mark.parametrize("text", ["", "Mr", "Mayor", "Mayor, , ,", "Chairman of the of the of the", "Ông", "M. " * 300])
def test_odd_texts_give_no_error(text):
    for tag in TAGS:
        assert all(person.start < person.end for person in found_in(text, tag))
