"""Figures and dates in words, in each language of the interface."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.core.wording import change, country_in_sentence, country_name, in_words, number
from proxeny.core.wording_of_dates import edtf_in_words


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ").replace("\u202f", " ").replace("\u200a", "")


@pytest.mark.parametrize(
    ("value", "unit", "english", "vietnamese"),
    [
        ("2940000000", "USD", "USD 2.94 bn", "2,94 tỷ USD"),
        ("278430000", "USD", "USD 278.43 m", "278,43 triệu USD"),
        ("2265000", "USD", "USD 2.265 m", "2,265 triệu USD"),
        ("1250000000000", "VND", "VND 1.25 tn", "1.250 tỷ đồng"),
        ("950000", "USD", "USD 950,000", "950.000 USD"),
        ("253400", "count", "253,400", "253.400"),
        ("4720000", "count", "4,720,000", "4.720.000"),
        ("17.9", "%", "17.9%", "17,9%"),
        ("-40000000", "USD", "USD -40 m", "-40 triệu USD"),
        ("0", "count", "0", "0"),
        ("4.50", "km", "4.50 km", "4,50 km"),
    ],
)
def test_a_figure_is_written_as_the_language_writes_it(value, unit, english, vietnamese):
    assert plain(in_words(Decimal(value), unit, "en")) == english
    assert plain(in_words(Decimal(value), unit, "vi")) == vietnamese


@pytest.mark.parametrize(
    ("qualifier", "sign", "english", "vietnamese"),
    [
        ("nearly", "~90", "nearly 90", "gần 90"),
        ("about", "~90", "about 90", "khoảng 90"),
        ("over", ">90", "over 90", "hơn 90"),
        ("under", "<90", "under 90", "dưới 90"),
        ("at_least", "≥90", "at least 90", "ít nhất 90"),
        ("up_to", "≤90", "up to 90", "tối đa 90"),
        ("exact", "90", "90", "90"),
    ],
)
def test_the_exactness_of_a_source_is_a_mark_and_a_word(qualifier, sign, english, vietnamese):
    assert str(in_words(Decimal(90), "count", "en", qualifier=qualifier)) == sign
    assert in_words(Decimal(90), "count", "en", qualifier=qualifier).sentence == english
    assert in_words(Decimal(90), "count", "vi", qualifier=qualifier).sentence == vietnamese


def test_a_shortened_figure_keeps_all_its_digits_beside_it():
    figure = in_words(Decimal("1234567891"), "USD", "en")

    assert plain(figure) == "USD 1.23 bn"
    assert plain(figure.exact) == "USD 1,234,567,891"


def test_a_range_names_its_scale_once_where_both_ends_have_it():
    assert str(in_words(Decimal(3), "count", "en", high=Decimal(5))) == "3–5"
    assert plain(in_words(Decimal(2000000), "USD", "en", high=Decimal(3000000))) == "USD 2–3 m"
    assert plain(in_words(Decimal(950000000), "USD", "en", high=Decimal(1200000000))) == "USD 950 m–1.2 bn"


@given(st.integers(min_value=-(10**15), max_value=10**15), st.sampled_from(["en", "vi", "id", "fr"]))
def test_all_digits_of_any_amount_can_be_read_back(value, language):
    exact = in_words(Decimal(value), "USD", language).exact

    assert "".join(sign for sign in exact if sign.isdecimal()) == str(abs(value))


def test_an_unknown_language_is_written_with_english_words():
    assert plain(in_words(Decimal(2940000000), "USD", "xx")) == "USD 2.94 bn"


@pytest.mark.parametrize(
    ("now", "before", "unit", "direction", "text"),
    [
        ("18", "12", "count", "up", "+50.0%"),
        ("5", "7", "count", "down", "−28.6%"),
        ("5", "5", "count", "level", "±0.0%"),
        ("50", "2", "count", "up", "×25"),
        ("84.2", "80", "%", "up", "+4.2 pp"),
        ("1000001", "1000000", "USD", "up", "+<0.1%"),
    ],
)
def test_a_change_has_a_direction_and_a_sign(now, before, unit, direction, text):
    moved = change(Decimal(now), Decimal(before), "en", unit=unit)

    assert moved is not None
    assert moved.direction == direction
    assert plain(moved.text) == text


def test_a_change_from_nothing_is_not_put_in_per_cent():
    assert change(Decimal(3), Decimal(0), "en") is None
    assert change(Decimal(-3), Decimal(4), "en") is None


def test_a_zero_that_was_written_stays():
    assert number(Decimal("3.0"), "en") == "3.0"
    assert number(Decimal("3.0"), "vi") == "3,0"


def test_countries_have_their_names_in_each_language():
    assert country_name("us", "vi") == "Hoa Kỳ"
    assert country_name("LA", "en") == "Laos"
    assert country_name("QQ", "en") == "QQ"


@pytest.mark.parametrize(
    ("edtf", "english", "vietnamese"),
    [
        ("2023", "2023", "2023"),
        ("2023-04", "April 2023", "tháng 4 năm 2023"),
        ("2023-04-13", "13 April 2023", "13 tháng 4 năm 2023"),
        ("2023-04-13/2023-04-16", "13–16 April 2023", "13–16 tháng 4 năm 2023"),
        ("2023-04-28/2023-05-02", "28 April – 2 May 2023", "28 tháng 4 – 2 tháng 5 năm 2023"),
        (
            "2022-12-30/2023-01-02",
            "30 December 2022 – 2 January 2023",
            "30 tháng 12 năm 2022 – 2 tháng 1 năm 2023",
        ),
        ("2023-01/2023-08", "first 8 months of 2023", "8 tháng đầu năm 2023"),
        ("2023-07/2023-12", "last 6 months of 2023", "6 tháng cuối năm 2023"),
        ("2023-04/2023-06", "April–June 2023", "tháng 4–6 năm 2023"),
        ("2014/2020", "2014–2020", "2014–2020"),
        ("2014/..", "since 2014", "từ năm 2014"),
        ("2019-04/..", "since April 2019", "từ tháng 4 năm 2019"),
        ("../2007", "until 2007", "đến năm 2007"),
        ("2013~", "about 2013", "khoảng năm 2013"),
        ("2019-08-14?", "14 August 2019 (uncertain)", "14 tháng 8 năm 2019 (chưa chắc chắn)"),
        ("200X", "2000s", "thập niên 2000"),
        ("2026-21", "spring 2026", "mùa xuân 2026"),
        ("2023-34", "second quarter of 2023", "quý II năm 2023"),
        ("2023-40", "first half of 2023", "nửa đầu năm 2023"),
        ("2019-04-XX", "April 2019, day not stated", "tháng 4 năm 2019, không rõ ngày"),
    ],
)
def test_a_date_is_as_precise_in_words_as_in_the_record(edtf, english, vietnamese):
    assert edtf_in_words(edtf, "en") == english
    assert edtf_in_words(edtf, "vi") == vietnamese


def test_tables_have_shorter_dates():
    assert edtf_in_words("2023-04-13/2023-04-16", "en", short=True) == "13–16 Apr 2023"
    assert edtf_in_words("2023-04-13/2023-04-16", "vi", short=True) == "13–16/4/2023"
    assert edtf_in_words("2023-04", "vi", short=True) == "4/2023"


@given(st.text(max_size=24))
def test_what_is_no_date_comes_back_as_it_was_or_with_its_digits(text):
    words = edtf_in_words(text, "en")

    assert words == text or any(sign.isdigit() for sign in words)


@pytest.mark.parametrize(
    ("code", "language", "said"),
    [
        ("US", "en", "the United States"), ("NL", "en", "the Netherlands"), ("JP", "en", "Japan"),
        ("US", "vi", "Hoa Kỳ"), ("US", "fr", "États-Unis"),
    ],
)  # fmt: skip
def test_a_country_takes_its_article_amid_an_english_sentence(code, language, said):
    assert country_in_sentence(code, language) == said
