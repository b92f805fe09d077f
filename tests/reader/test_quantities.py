"""Amounts, shares, counts and measures: the cases of each language, and what holds in all of them."""

import time
import unicodedata
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxeny.reader import languages, quantities, read
from proxeny.reader.document import Document
from proxeny.reader.errors import BadLanguageData
from proxeny.reader.quantities.lexicon import quantity_words

LANGUAGES = ("en", "vi", "id", "fr")
CASES = [(tag, case) for tag in LANGUAGES for case in languages.load(tag).cases("quantities")]


def found_in(text, language="en", **known):
    return quantities.find(Document(text, language, **known), languages.load(language))


@pytest.mark.parametrize(("tag", "case"), CASES, ids=[f"{tag}: {case['text'][:50]}" for tag, case in CASES])
def test_each_case_of_a_language_is_read_as_it_says(tag, case):
    found = found_in(case["text"], tag, published="2024-11-15")

    read = [
        {
            "text": quantity.text,
            "value": format(quantity.value, "f"),
            "high": None if quantity.high is None else format(quantity.high, "f"),
            "unit": quantity.unit,
            "of": quantity.of,
            "qualifier": quantity.qualifier,
        }
        for quantity in found
    ]
    assert read == [{"high": None, "of": None, "qualifier": "exact"} | expected for expected in case["found"]]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_cases_with_and_without_findings(tag):
    cases = languages.load(tag).cases("quantities")

    assert len(cases) >= 25
    assert sum(not case["found"] and bool(case.get("why")) for case in cases) >= 5


def test_a_span_in_decomposed_text_counts_the_code_points_as_given():
    text = unicodedata.normalize("NFD", "Vốn đăng ký đạt hơn 4,6 tỷ đồng, gồm 12 dự án.")

    money, projects = found_in(text, "vi")

    assert text[money.start : money.end] == money.text == unicodedata.normalize("NFD", "4,6 tỷ đồng")
    assert (money.value, money.unit, money.qualifier) == (Decimal(4600000000), "VND", "over")
    assert text[projects.start : projects.end] == "12"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_a_no_break_or_thin_space_groups_thousands_in_every_language(space):
    for language in LANGUAGES:
        (quantity,) = found_in(f"12{space}500 km", language)

        assert quantity.value == 12500


def test_a_space_between_two_numbers_does_not_join_them_where_the_language_has_no_such_habit():
    assert [quantity.value for quantity in found_in("in zone 4 300 visitors came")] != [Decimal(4300)]


def test_three_decimals_are_read_as_the_document_writes_elsewhere_and_keep_the_other_reading():
    habitual = found_in("Nilainya USD2.345 miliar.", "id")[0]
    against = found_in("Naik 61.08 persen menjadi USD2.345 miliar.", "id")[1]

    assert (habitual.value, habitual.alternatives) == (Decimal(2345000000000), (Decimal(2345000000),))
    assert (against.value, against.alternatives) == (Decimal(2345000000), (Decimal(2345000000000),))


def test_a_scale_slip_keeps_the_printed_value_offers_the_other_and_says_why():
    text = "The city attracted nearly 2.265 million USD in FDI, leading the country."

    (quantity,) = read(text, language="en").quantities

    assert quantity.value == 2265000
    assert quantity.qualifier == "nearly"
    assert quantity.alternatives == (Decimal(2265000000),)
    assert "2,265,000,000 USD" in quantity.doubts[0]


def test_nobody_counts_half_delegates():
    (quantity,) = found_in("Some 1.500 delegates came.")

    assert quantity.value == 1500


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Melbourne gave $5 million. The Melbourne port of Australia thanked it.", "AUD"),
        ("Vancouver gave $5 million. The Vancouver port of Canada thanked it.", "CAD"),
        ("Hanoi took $5 million from Singapore.", "USD"),
        ("The sum is $5 million.", "USD"),
        ("Melbourne, Australia: Melbourne gave US$5 million.", "USD"),
    ],
)
def test_a_bare_dollar_is_that_of_the_place_the_text_is_about(text, unit):
    assert [quantity.unit for quantity in found_in(text)] == [unit]


def test_a_table_heading_gives_scale_and_unit_to_the_cells_below():
    table = "Indicator (VND billion)\nRevenue | 56,220\nTourists (thousand) | 11,600\n\nStaff: 12"

    revenue, tourists, staff = found_in(table)

    assert (revenue.value, revenue.unit) == (Decimal(56220000000000), "VND")
    assert (tourists.value, tourists.unit) == (Decimal(11600000), "count")
    assert (staff.value, staff.unit) == (Decimal(12), "count")


def test_a_number_without_unit_takes_that_of_the_figure_before_it():
    assert [quantity.unit for quantity in found_in("Exports were EUR 5 billion, imports 3 billion.")] == ["EUR", "EUR"]


def test_vague_numbers_are_optional_and_have_no_value():
    (quantity,) = found_in("Dozens of firms came.")

    assert quantity.value is None
    assert quantity.optional


def test_reading_time_grows_with_the_length_of_the_text_and_no_faster():
    text = "Exports reached US$4.6 billion, up 7.41 percent; 90 delegations came in the first 8 months of 2023.\n"

    def seconds(times):
        """The least of three: what else the machine does can only add to it."""
        document, found = Document(text * times, "en"), []
        for _run in range(3):
            begin = time.process_time()
            quantities.find(document, languages.load("en"))
            found.append(time.process_time() - begin)
        return min(found)

    seconds(10)
    assert seconds(1600) < 16 * max(seconds(200), 0.005)


HOSTILE = {
    "digits": "9" * 100_000,
    "groups": "1,234" * 20_000,
    "one number after another": "1 " * 50_000,
    "a list": "1, 2 and 3 " * 8_000,
    "brackets": "(" * 50_000 + "5",
    "hyphens": "7-" * 40_000,
    "signs": "$" * 50_000,
    "stops": "." * 100_000,
    "headings": "(USD million)\n" * 10_000,
    "marks": "5" + "\u0301" * 50_000,
    "white space": " " * 100_000 + "5",
    "number words": "one thousand " * 10_000,
    "items": "(1) a (2) b " * 8_000,
    "steps": "1. Ab 2. Cd " * 8_000,
    "pages": "1 2 3 4 5 " * 10_000,
    "telephones": "Tel: 1 " * 15_000,
    "names with numbers": "Ab 1, Cd 2, " * 8_000,
    "headings of two columns": "A (km2) B (thousand)\n" * 5_000 + "1 2\n" * 200,
    "rows": "1 | A | 2\n" * 8_000,
    "glued words": "5 aB" * 20_000,
    "counters": "Views: 1\n" * 10_000,
    "pairs": "1 and 2 % and " * 8_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_runs_are_read_in_a_moment(text):
    begin = time.process_time()
    found_in(text)

    assert time.process_time() - begin < 5


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"0123456789.,-–/%$€ \n()|'",
                "tỷ",
                "triệu",
                "USD",
                "million",
                "năm",
                "tháng",
                "M€",
                "d'",
                "\u0301",
                "\u200b",
                "\ud800",
                "한",
                "İ",
            ]
        ),
        max_size=40,
    ),
    st.sampled_from(LANGUAGES),
)
def test_whatever_the_text_findings_are_its_own_words_in_order(pieces, language):
    text = "".join(pieces)

    found = found_in(text, language)

    assert all(text[quantity.start : quantity.end] == quantity.text != "" for quantity in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_word_with_two_currencies_is_refused_with_file_key_and_repair(tmp_path):
    for name in ("numbers", "quantities"):
        content = (languages.FOLDER / "en" / f"{name}.toml").read_text(encoding="utf-8")
        (tmp_path / f"{name}.toml").write_text(
            content.replace('EUR = ["euros"', 'EUR = ["yen", "euros"'), encoding="utf-8"
        )

    with pytest.raises(
        BadLanguageData,
        match=r"languages/xx/quantities\.toml: currencies\.JPY: 'yen' also stands under 'EUR'; keep one",
    ):
        quantity_words(languages.Language("xx", tmp_path))
