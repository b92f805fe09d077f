"""Dates: the cases of each language, and how what a text leaves out is filled in."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxeny.reader import dates, languages
from proxeny.reader.dates.lexicon import date_words
from proxeny.reader.document import Document
from proxeny.reader.errors import BadLanguageData

LANGUAGES = ("en", "vi", "id", "fr")
CASES = [(tag, case) for tag in LANGUAGES for case in languages.load(tag).cases("dates")]


def found_in(text, language="en", published=None):
    return dates.find(Document(text, language, published=published), languages.load(language))


def edtf_in(text, language="en", published=None):
    return [date.edtf for date in found_in(text, language, published)]


@pytest.mark.parametrize(("tag", "case"), CASES, ids=[f"{tag}: {case['text'][:50]}" for tag, case in CASES])
def test_each_case_of_a_language_is_read_as_it_says(tag, case):
    found = found_in(case["text"], tag, "2024-11-15")

    assert [{"text": date.text, "edtf": date.edtf} for date in found] == case["found"]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_cases_with_and_without_findings(tag):
    cases = languages.load(tag).cases("dates")

    assert len(cases) >= 25
    assert sum(not case["found"] and bool(case.get("why")) for case in cases) >= 2


def test_without_a_publication_date_the_latest_year_the_text_names_is_meant():
    assert edtf_in("It began in 2017. In 2020 it grew. In April it ended.") == ["2017", "2020", "2020-04"]


def test_a_relative_date_that_nothing_anchors_has_no_value_and_is_optional():
    (date,) = found_in("It opened yesterday.")

    assert date.edtf is None
    assert date.optional


@pytest.mark.parametrize(
    ("text", "published", "edtf"),
    [
        ("The fair was held in December.", "2024-01-10", "2023-12"),
        ("The fair will be held in February.", "2024-12-10", "2025-02"),
        ("The fair will be held in June.", "2024-03-10", "2024-06"),
        ("The fair was held in March.", "2024-03-10", "2024-03"),
        ("Growth in the first nine months was high.", "2024-02-10", "2023-01/2023-09"),
    ],
)
def test_a_month_without_year_belongs_to_the_year_that_the_telling_fits(text, published, edtf):
    assert edtf_in(text, published=published) == [edtf]


def test_a_date_without_year_follows_the_year_its_sentence_opens_with():
    assert edtf_in("In 2019, talks began on 5 March.", published="2024-11-15") == ["2019", "2019-03-05"]


def test_a_date_in_digits_is_read_day_first_and_keeps_the_other_reading():
    (date,) = found_in("It was signed on 03/04/2023.")

    assert date.edtf == "2023-04-03"
    assert date.alternatives == ("2023-03-04",)


def test_a_day_that_the_calendar_does_not_have_gets_no_value():
    assert all(date.edtf != "2023-02-31" for date in found_in("Signed on 31 February 2023."))


def test_an_interval_never_runs_backwards():
    for date in found_in("from 20 May 2024 to 3 April 2024; 2024-2019; 9-5/6/2024", published="2024-11-15"):
        assert date.edtf is None or "/" not in date.edtf or date.edtf.split("/")[0] <= date.edtf.split("/")[1]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"0123456789/-. \n(",
                "tháng",
                " năm ",
                "ngày ",
                " May ",
                "Monday",
                " du ",
                " au ",
                "mars",
                "quý ",
                "III",
                "since ",
                "Q",
                "sejak ",
            ]
        ),
        max_size=30,
    ),
    st.sampled_from(LANGUAGES),
    st.sampled_from([None, "2024", "2024-02", "2024-02-29"]),
)
def test_whatever_the_text_findings_are_its_own_words_in_order(pieces, language, published):
    text = "".join(pieces)

    found = found_in(text, language, published)

    assert all(text[date.start : date.end] == date.text != "" for date in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '2 = ["february"',
            '2 = ["march", "february"',
            r"dates\.toml: months\.3: 'march' also stands under '2'; keep one",
        ),
        ('kind = "decade"', 'kind = "age"', r"dates\.toml: rules\[\d+\]: kind is 'age'; use one of "),
        ("{decade}0", "{century}", r"\{century\} is no placeholder; use one named in"),
        ("{decade}0", "({decade}0", r"is no pattern .*; correct it"),
    ],
)
def test_bad_date_data_is_refused_with_file_key_and_repair(tmp_path, old, new, message):
    for name in ("numbers", "dates"):
        content = (languages.FOLDER / "en" / f"{name}.toml").read_text(encoding="utf-8")
        (tmp_path / f"{name}.toml").write_text(content.replace(old, new), encoding="utf-8")

    with pytest.raises(BadLanguageData, match=message):
        date_words(languages.Language("xx", tmp_path))
