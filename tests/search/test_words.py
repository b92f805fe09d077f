"""Words as search knows them."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from proxeny.search.words import MOST_WORDS, folded_words, index_text, joined_names, parse


@pytest.mark.parametrize("spelling", ["Đà Nẵng", "đà nẵng", "Da Nang", "ĐÀ NẴNG", normalize("NFD", "Đà Nẵng")])
def test_every_spelling_of_a_name_folds_to_the_same_words(spelling):
    assert list(folded_words(spelling)) == ["da", "nang"]


def test_names_of_two_letters_are_words():
    assert list(folded_words("Mỹ, Lào và Ý")) == ["my", "lao", "va", "y"]


def test_capitalised_words_in_a_row_are_joined():
    assert joined_names("tại Hồ Chí Minh hôm nay") == {"hochi", "chiminh", "hochiminh"}


def test_words_apart_or_uncapitalised_are_not_joined():
    assert joined_names("Hà, Nội và thủ đô") == set()


def test_a_hyphen_and_a_no_break_space_join_as_a_space_does():
    assert "ilefrance" not in joined_names("Île-de-France")
    assert joined_names("Saint-Denis") == {"saintdenis"}
    assert joined_names("Hà\u00a0Nội") == {"hanoi"}


def test_signs_of_languages_without_spaces_are_words_of_their_own():
    assert list(folded_words("河内市")) == ["河", "内", "市"]


def test_the_index_keeps_folded_words_with_joined_names_and_exact_words():
    assert index_text(["Hà Nội"]) == ("ha noi hanoi", "hà nội")


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        "'; DROP TABLE x; --",
        "a AND OR NOT NEAR(",
        "*",
        "title:x",
        "^",
        "(((",
        "\x00\x00",
        "😀 🇻🇳",
        "-",
        "&|!<->:*",
    ],
)
def test_signs_only_separate_words(hostile):
    assert all(word.isalnum() for word in parse(hostile).folded)


def test_a_query_is_cut_and_says_so():
    long = parse("word " * 2000)

    assert len(long.folded) == MOST_WORDS
    assert not long.is_complete
    assert parse("exports to Japan").is_complete


def test_diacritics_are_noticed():
    assert parse("Hà Nội").has_diacritics
    assert not parse("ha noi").has_diacritics
