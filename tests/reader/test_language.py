"""The language of a text is told from the text, offline, or the reader says that it cannot."""

import socket

import pytest

from proxeny.reader import language
from proxeny.reader.errors import UnknownLanguage

SENTENCES = {
    "en": "The city received nine delegations last year and signed five agreements on water and transport.",
    "vi": "Thành phố đã đón chín đoàn khách quốc tế trong năm qua và ký năm thỏa thuận về nước và giao thông.",
    "id": "Kota itu menerima sembilan delegasi tahun lalu dan menandatangani lima perjanjian tentang air dan angkutan.",
    "fr": "La ville a reçu neuf délégations l'an dernier et signé cinq accords sur l'eau et les transports.",
}


@pytest.mark.parametrize("tag", SENTENCES)
def test_one_sentence_is_enough(tag):
    assert language.detect(SENTENCES[tag]) == tag
    assert language.guess(SENTENCES[tag]).confidence > 0.5


@pytest.mark.parametrize("tag", SENTENCES)
def test_capitals_do_not_mislead(tag):
    assert language.detect(SENTENCES[tag].upper()) == tag


def test_malay_counts_as_indonesian():
    assert (
        language.detect("Bandar raya itu menandatangani lima perjanjian berkaitan bekalan air pada tahun lepas.")
        == "id"
    )


def test_a_short_english_menu_above_a_vietnamese_article_does_not_decide():
    assert language.detect("Home | News | About us | Contact\n" + (SENTENCES["vi"] + "\n") * 8) == "vi"


@pytest.mark.parametrize("text", ["", "2023 | 1,234 | 56.7", "Hanoi 2023", "!!! ???"])
def test_a_text_with_too_few_words_is_refused(text):
    with pytest.raises(UnknownLanguage, match="too few words"):
        language.detect(text)


def test_another_language_is_refused_by_its_tag():
    with pytest.raises(UnknownLanguage, match="'de'"):
        language.detect("Die Stadt empfing im vergangenen Jahr neun Delegationen und schloss fünf Verträge.")


def test_nothing_is_fetched_from_the_network(monkeypatch):
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert language.detect(SENTENCES["en"]) == "en"
