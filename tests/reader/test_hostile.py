"""Texts made to break the reader or to be slow: what holds of every reading, and time that grows as the length does."""

import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.reading import own_cases
from bench.reading.hostile import FAMILIES, faults

from proxeny.reader import UnknownLanguage, read

LANGUAGES = ("en", "vi", "id", "fr")
SHORT, TIMES = 2500, 4
# Four times the text may take so many times the time of the short one: 4 is linear, 16 quadratic.
MOST_GROWTH = 9.0
TRIES = 4

WORDS = sorted({word for _, _, case in own_cases.cases() for word in case["text"].split(" ")})
SIGNS = (
    " ", "  ", "\n", "\t", "\u00a0", "\u202f", "\u200b", "\u200d", "\u00ad", "\ufeff", "\u202e", "\u2066", "\u0301",
    "\u0323", "\ud800", "\udfff", "\x00", "\u2028", "\r\n", ".", ",", "…", "-", "–", "—", "/", "|", "(", ")", "[", "]",
    "'", "’", "“", "%", "$", "€", "₫", "°", "x", "×", "1", "12", "0", "2023", "1.234", "1,234.5", "12/3", "١٢", "１２",
    "²", "½", "Ⅻ", "İ", "ß",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(SIGNS), st.text(max_size=4)), max_size=60).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda between: between.join(pieces))
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    TEXTS, st.sampled_from(LANGUAGES), st.sampled_from([None, "2024-05-17", "2024"]), st.sampled_from([None, "Hanoi"])
)
def test_every_reading_gives_words_of_its_text_in_order_and_twice_the_same(text, language, published, home):
    reading = read(text, language=language, published=published, home=home)

    assert list(faults(text, reading)) == []
    assert read(text, language=language, published=published, home=home) == reading


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(codec=None), max_size=120))
def test_any_characters_are_read_or_their_language_is_said_to_be_unknown(text):
    try:
        reading = read(text)
    except UnknownLanguage:
        return

    assert list(faults(text, reading)) == []


def _seconds(text, language):
    started = time.thread_time()
    read(text, language=language)
    return time.thread_time() - started


@pytest.mark.parametrize(("at", "family"), list(enumerate(FAMILIES)), ids=str)
def test_no_family_of_texts_takes_more_time_than_its_length_asks_for(at, family):
    language = LANGUAGES[at % len(LANGUAGES)]
    short, long = (FAMILIES[family](language, size) for size in (SHORT, TIMES * SHORT))
    read(short, language=language)

    growth = []
    for _ in range(TRIES):  # another process may have held the machine up: a quadratic rule is slow each time
        growth.append(_seconds(long, language) / max(_seconds(short, language), 1e-4))
        if growth[-1] <= MOST_GROWTH:
            break

    assert min(growth) <= MOST_GROWTH, f"{TIMES} times the text took {min(growth):.1f} times the time"


@pytest.mark.parametrize("family", FAMILIES)
def test_no_family_of_texts_breaks_what_holds_of_every_reading(family):
    for language in LANGUAGES:
        text = FAMILIES[family](language, 400)

        assert list(faults(text, read(text, language=language))) == []
