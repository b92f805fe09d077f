"""What is shown of a text that was found."""

from __future__ import annotations

import pytest

from proxeny.search.snippets import LENGTH, marked, snippet
from proxeny.search.words import parse


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Hà Nội hôm nay", "ha noi", "<mark>Hà</mark> <mark>Nội</mark> hôm nay"),
        ("Hà Nội hôm nay", "hanoi", "<mark>Hà Nội</mark> hôm nay"),
        ("Hanoi today", "ha noi", "<mark>Hanoi</mark> today"),
        ("Agreements", "agree", "<mark>Agreements</mark>"),
        ("agree to differ", "agree diff", "<mark>agree</mark> to <mark>differ</mark>"),
        ("Hồ Chí Minh", "hochiminh", "<mark>Hồ Chí Minh</mark>"),
    ],
)
def test_the_words_are_marked_in_any_spelling(text, typed, shown):
    assert marked(text, parse(typed)) == shown


def test_nothing_of_a_text_becomes_markup():
    shown = snippet("<script>alert('Hanoi')</script> & <mark>Hanoi</mark>", parse("hanoi"))

    assert "<script>" not in shown
    assert shown.count("<mark>") == shown.count("</mark>") == 2
    assert "&lt;mark&gt;" in shown


def test_the_stretch_with_most_of_the_words_is_shown():
    text = "Exports rose. " + "x " * 300 + "Exports to Japan reached a record. " + "y " * 300

    shown = snippet(text, parse("exports japan"))

    assert "<mark>Exports</mark> to <mark>Japan</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < LENGTH + 80


def test_a_text_without_the_words_shows_nothing():
    assert snippet("Only the title has it.", parse("hanoi")) == ""
