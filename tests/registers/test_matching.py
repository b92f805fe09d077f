"""What speaks for two texts being about the same thing."""

from __future__ import annotations

import pytest

from proxeny.registers.matching import (
    clue_of_dates,
    clue_of_names,
    clue_of_title,
    days_between,
    score_of,
    share_of_words,
)


def test_titles_are_compared_by_their_telling_words_without_case_and_diacritics():
    assert share_of_words("Hội chợ Thương mại quốc tế", "HOI CHO THUONG MAI QUOC TE 2024") == 1.0
    assert share_of_words("Visit of the delegation", "Visit of a delegation") == 0.0


def test_one_word_in_common_proves_little():
    assert share_of_words("Friendship forum in Lyon", "Lyon light festival") < 0.25


@pytest.mark.parametrize(
    ("stated", "held", "words"),
    [
        ("2023-04-14", "2023-04-14", "Both are dated"),
        ("2023-04-13/2023-04-16", "2023-04-14", "The dates meet"),
        ("2023", "2023-04-14", "The dates meet"),
        ("2023-04-12", "2023-04-14", "2 days apart"),
        ("2019", "2023-04-14", "The dates are apart"),
    ],
)
def test_dates_speak_for_or_against_with_a_sentence(stated, held, words):
    assert words in clue_of_dates(stated, held, weight=0.4).sentence


def test_the_closer_the_dates_the_more_they_say():
    weights = [
        clue_of_dates(stated, "2023-04-14", weight=0.4).weight
        for stated in ("2023-04-14", "2023-04-13/2023-04-16", "2023", "2023-04-12", "2019")
    ]

    assert weights == sorted(weights, reverse=True)
    assert weights[-1] < 0


def test_a_missing_date_says_nothing():
    assert clue_of_dates("", "2023", weight=0.4) is None


def test_open_ended_periods_are_compared_as_far_as_they_go():
    assert days_between("../2007", "2008-01-01") == 1
    assert days_between("2014/..", "2020") is None


def test_names_match_whatever_the_order_of_their_parts():
    assert clue_of_names(["Nguyen Duc Chung"], ["Nguyễn Đức Chung"], weight=0.3) is not None
    assert clue_of_names(["Gary Herbert"], ["Herbert Gary"], weight=0.3) is not None
    assert clue_of_names(["Gary Herbert"], ["Gary Cooper"], weight=0.3) is None


def test_dates_apart_outweigh_a_common_title():
    title = clue_of_title("Hanoi days in Moscow", "Hanoi days in Moscow", weight=0.45)

    score, reasons = score_of([title, clue_of_dates("2015", "2022", weight=0.3)])

    assert score == 0
    assert len(reasons) == 2
