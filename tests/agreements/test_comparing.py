"""Two texts side by side: what differs is told word by word, Vietnamese words whole."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.agreements import comparing

OLD = """Article 1. Aim
The parties work together on heritage.
Article 2. Term
The memorandum runs for three years from its signature.
Article 3. Money
Each party bears its own costs."""
NEW = """Article 1. Aim
The parties work together on heritage and on tourism.
Article 2. Term
The memorandum runs for five years from its signature.
The parties meet every spring in one of the two cities.
Article 3. Money
Each party bears its own costs."""


def differing(pieces):
    return [piece.text for piece in pieces if piece.differs]


def test_paragraphs_that_stayed_are_the_same_and_changed_ones_stand_beside_each_other():
    rows = comparing.compared(OLD, NEW)

    assert [row.kind for row in rows] == ["same", "changed", "same", "changed", "added", "same", "same"]
    assert differing(rows[1].right) == [" and on tourism"]
    assert (differing(rows[3].left), differing(rows[3].right)) == (["three"], ["five"])


def test_a_vietnamese_word_differs_whole_with_its_tone_and_in_either_spelling_of_its_letters():
    decomposed = unicodedata.normalize("NFD", "Hai bên thỏa thuận hợp tác về bảo tồn di sản.")
    rows = comparing.compared(decomposed, "Hai bên thỏa thuận hợp tác về bảo tàng di sản.")

    (row,) = rows
    assert (differing(row.left), differing(row.right)) == (["tồn"], ["tàng"])
    assert comparing.compared(decomposed, unicodedata.normalize("NFC", decomposed))[0].kind == "same"


def test_words_that_differ_in_a_row_are_read_in_one_piece():
    left, right = comparing.word_differences("signed in the old town hall", "signed in the new council house")

    assert (differing(left), differing(right)) == (["old town hall"], ["new council house"])


def test_a_paragraph_that_became_another_one_altogether_is_taken_out_and_added():
    rows = comparing.compared("The parties exchange students.", "Costs: none whatever.")

    assert [row.kind for row in rows] == ["removed", "added"]


def test_a_clause_keeps_its_place_by_its_number_though_most_words_changed():
    rows = comparing.compared(
        "Article 4. Disputes are settled by talks between the two mayors.",
        "Article 4. Disputes go to a commission named by the parties and then to the mayors.",
    )

    assert [row.kind for row in rows] == ["changed"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Điều 3. Hiệu lực", "3"),
        ("Khoản 2: Kinh phí", "2"),
        ("Article 12 – Term", "12"),
        ("Article IV. Money", "4"),
        ("5.2 The parties meet", "5.2"),
        ("7) Costs", "7"),
        ("Pasal 9 Biaya", "9"),
        ("2023 was a good year", ""),
        ("I agree to this", ""),
        ("The parties meet", ""),
    ],
)
def test_the_number_of_a_clause_is_read_in_the_languages_of_the_office(words, number):
    assert comparing.number_of(words) == number


def test_two_languages_stand_beside_each_other_by_the_numbers_of_their_clauses():
    vi = "Bản ghi nhớ\nĐiều 1. Mục đích\nHợp tác về di sản.\nĐiều 3. Kinh phí\nMỗi bên tự chi."
    en = "Memorandum\nArticle 1. Aim\nHeritage.\nArticle 2. Term\nThree years.\nArticle 3. Money\nEach its own."
    rows = comparing.side_by_side(vi, en)

    assert [(row.number, bool(row.left), bool(row.right)) for row in rows] == [
        ("", True, True),
        ("1", True, True),
        ("2", False, True),
        ("3", True, True),
    ]
    assert rows[1].left[0].text == "Điều 1. Mục đích\nHợp tác về di sản."


WORDS = st.text(st.sampled_from("aăâ bcđ eê.,1\n"), max_size=60)


@given(WORDS, WORDS)
def test_nothing_of_either_text_is_lost_and_nothing_is_put_in(old, new):
    rows = comparing.compared(old, new)
    left = ["".join(piece.text for piece in row.left) for row in rows if row.left]
    right = ["".join(piece.text for piece in row.right) for row in rows if row.right]

    assert left == comparing.paragraphs(old)
    assert right == comparing.paragraphs(new)
