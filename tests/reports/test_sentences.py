"""Sentences of reports: figures stand in their places with all that they carry."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fluent.runtime import FluentBundle, FluentResource

from proxeny.reports import sentences
from proxeny.reports.parts import Figure
from proxeny.reports.sentences import Untold, Words

TEXT = """
sent = The city sent { $figure_n ->
    [one] { $figure } delegation
   *[other] { $figure } delegations
} to { $where }.
ends = { $figure }
"""


@pytest.fixture
def words(monkeypatch):
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(TEXT))
    monkeypatch.setattr(sentences, "_bundle", lambda language: bundle)
    return Words("en")


def figure(value: int) -> Figure:
    return Figure("delegations.out", str(value), "stated", Decimal(value), "count", statements=(7,))


def test_a_figure_stands_in_its_place_whole_and_governs_the_plural(words):
    assert words.say("sent", figure=figure(1), where="Rome") == ("The city sent ", figure(1), " delegation to Rome.")
    assert words.say("sent", figure=figure(4), where="Rome")[2] == " delegations to Rome."


def test_a_sentence_that_is_only_a_figure_has_no_empty_pieces(words):
    assert words.say("ends", figure=figure(4)) == (figure(4),)


def test_a_sentence_that_a_language_lacks_is_a_fault_and_never_an_empty_line(words):
    with pytest.raises(Untold, match="received"):
        words.say("received")
    with pytest.raises(Untold, match="where"):
        words.say("sent", figure=figure(1))


def test_reports_are_written_in_four_languages_only():
    with pytest.raises(KeyError):
        Words("de")


def test_every_language_has_the_same_sentences():
    keys = {}
    for language in sentences.LANGUAGES:
        keys[language] = {
            line.split(" =", 1)[0]
            for path in (sentences.FOLDER / language).glob("*.ftl")
            for line in path.read_text(encoding="utf-8").splitlines()
            if line[:1].isalpha() and " =" in line
        }

    assert keys["vi"] == keys["en"] == keys["id"] == keys["fr"]
