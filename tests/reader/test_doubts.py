"""Figures and dates that the text itself makes doubtful: what is said about them, and what is left alone."""

import copy
import pickle
import time

import pytest

from proxeny.reader import read
from proxeny.reader.doubts import WORDING
from proxeny.reader.spans import Agreement, Doubt, Observation


def doubts_in(text, language="en", published="2024-11-15"):
    reading = read(text, language=language, published=published)
    return [(each.text, doubt) for each in (*reading.quantities, *reading.dates) for doubt in each.doubts]


def codes_in(text, language="en"):
    return [(words, doubt.code) for words, doubt in doubts_in(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The port received 165 missions, comprising 100 incoming missions and 70 outgoing missions.", "165"),
        ("en", "Pledges came to $3.2 billion, of which $1.5 billion was new and $2.1 billion added.", "$3.2 billion"),
        ("vi", "Tổng vốn đạt 3,2 tỷ USD, trong đó vốn mới 1,5 tỷ USD, tăng thêm 2,1 tỷ USD.", "3,2 tỷ USD"),
        ("vi", "Cảng đón 165 đoàn, gồm 100 đoàn vào và 70 đoàn ra.", "165"),
        ("id", "Nilainya Rp170 miliar, di antaranya jalan Rp90 miliar dan air Rp95,5 miliar.", "Rp170 miliar"),
        ("fr", "Le port a reçu 120 missions, dont 80 missions d'Asie et 60 missions d'Europe.", "120"),
        ("en", "The port received 165 missions, including 100 incoming missions; 70 outgoing missions.", "165"),
    ],
)
def test_parts_that_come_to_more_than_their_whole_are_doubted(language, text, words):
    assert codes_in(text, language) == [(words, "doubt.sum.exceeds")]


def test_a_whole_said_to_be_complete_is_doubted_when_a_part_is_missing():
    text = "Nilainya Rp176,6 miliar, terdiri dari jalan Rp64,9 miliar dan air Rp101,7 miliar."

    ((words, doubt),) = doubts_in(text, "id")

    assert (words, doubt.code) == ("Rp176,6 miliar", "doubt.sum.differs")
    assert doubt.values["sum"] == "166,600,000,000 IDR"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Pledges came to $3.6 billion, of which $1.5 billion was new and $2.1 billion added."),
        ("en", "Pledges came to $10 billion, of which $3.3 billion new, $3.4 billion added and $3.4 billion bought."),
        ("en", "The port received 165 missions, including 100 from Asia."),
        ("en", "The port received 20 missions, including 300 experts and 40 guests."),
        ("en", "The port sent 12 missions, including some with a minister; received nearly 60 missions from abroad."),
        ("vi", "Cảng cử 12 đoàn, trong đó có các đoàn của bộ trưởng; đón gần 60 đoàn nước ngoài."),
        ("fr", "Le port a envoyé 12 missions, dont celles du ministre ; il a reçu près de 60 missions étrangères."),
        ("en", "The port received over 165 missions, including 100 incoming missions and 70 outgoing missions."),
        ("en", "Pledges came to $3.2 billion, of which $2 billion was new, compared with $5 billion last year."),
        ("vi", "Cảng đón 165 đoàn, trong đó có 100 đoàn vào, tăng 90 đoàn so với năm trước."),
        ("id", "Nilainya Rp176,6 miliar dengan rincian jalan Rp64,9 miliar dan air Rp111,7 miliar."),
        ("fr", "Le port a reçu 120 missions, dont 80 missions d'Asie et 40 missions d'Europe."),
    ],
)
def test_what_rounding_or_the_sentence_explains_is_not_doubted(language, text):
    assert codes_in(text, language) == []


def test_a_part_larger_than_its_whole_says_what_was_probably_meant():
    ((words, doubt),) = doubts_in("Sales came to $3.2 billion, including $450 billion from toys.")

    assert words == "$450 billion"
    assert doubt.values["meant"] == "450,000,000 USD"
    assert "450,000,000 USD" in doubt


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("en", "The bridge costs 4 billion yuan (about 56 million US dollars).", "560,000,000 USD"),
        ("vi", "Cầu trị giá 1.200 tỷ đồng (tương đương 52 tỷ USD).", "52,000,000 USD"),
        ("id", "Nilainya 5 juta dolar AS atau sekitar Rp80 triliun.", "80,000,000,000 IDR"),
        ("fr", "Un don de 30 millions d'euros, soit 196 milliards de francs CFA.", "19,600,000,000 XOF"),
    ],
)
def test_a_conversion_at_a_rate_never_seen_is_doubted(language, text, meant):
    ((_, doubt),) = doubts_in(text, language)

    assert doubt.code == "doubt.conversion.meant"
    assert doubt.values["meant"] == meant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bridge costs 4 billion yuan (about 560 million US dollars)."),
        ("en", "The bridge costs 4 billion yuan and the road 56 million US dollars."),
        ("vi", "Cầu trị giá 1.200 tỷ đồng (tương đương 52 triệu USD)."),
        ("id", "Nilainya US$ 3,2 miliar (Rp 51,2 triliun)."),
        ("fr", "Un don de 30 millions d'euros, soit 19,6 milliards de francs CFA."),
    ],
)
def test_a_plausible_conversion_is_left_alone(language, text):
    assert codes_in(text, language) == []


def test_growth_that_does_not_follow_from_its_two_figures_is_doubted():
    ((words, doubt),) = doubts_in("Sales reached $1.5 billion, up 22 percent from $1.34 billion a year earlier.")

    assert (words, doubt.code, doubt.values["implied"]) == ("22 percent", "doubt.growth", "+11.9%")


def test_growth_in_the_wrong_direction_is_doubted():
    assert codes_in("Sales reached $1.34 billion, up 10.7 percent from $1.5 billion a year earlier.") == [
        ("10.7 percent", "doubt.growth.direction")
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sales reached $1.5 billion, up 12 percent from $1.34 billion a year earlier."),
        ("id", "Nilai jual turun 19,37 persen dari 1,89 miliar dolar AS menjadi 1,52 miliar dolar AS."),
        ("en", "Sales reached $1.5 billion, up 12 percent, and purchases $1.1 billion."),
        ("en", "The fund holds $3 billion, accounting for 12 percent of the bank's $25 billion."),
        ("vi", "Thu ngân sách đạt 145% kế hoạch."),
    ],
)
def test_rates_and_shares_that_fit_are_left_alone(language, text):
    assert codes_in(text, language) == []


def test_a_share_that_does_not_match_its_part_and_whole_is_doubted():
    assert codes_in("The fund holds $3 billion, accounting for 32 percent of the bank's $25 billion.") == [
        ("32 percent", "doubt.share")
    ]


def test_a_share_of_more_than_the_whole_is_doubted():
    assert codes_in("Toys account for 145 percent of the total.") == [("145 percent", "doubt.share.over")]


def test_the_same_digits_at_two_scales_are_doubted_where_another_reading_makes_them_one():
    text = "The fund is $2.265 billion. The heading gave $2.265 million for it."

    ((words, doubt),) = doubts_in(text)

    assert (words, doubt.code) == ("$2.265 million", "doubt.scale.twice")
    assert doubt.values["meant"] == "2,265,000,000 USD"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The fair ran from 28 to 25 May 2023."),
        ("vi", "Hội chợ diễn ra từ ngày 28/5 đến ngày 25/5/2023."),
        ("id", "Pameran digelar 28-25 Mei 2023."),
        ("fr", "La foire a lieu du 28 au 25 mai 2023."),
    ],
)
def test_dates_that_run_backwards_are_doubted(language, text):
    assert [code for _, code in codes_in(text, language)] == ["doubt.dates.backwards"]


def test_dates_that_run_forwards_are_left_alone():
    assert codes_in("The fair ran from 25 to 28 May 2023, and from 28 May to 1 June. It opens 28 May-25 June.") == []


def test_an_agreement_signed_after_the_page_was_published_is_doubted_and_one_planned_is_not():
    def agreements(text):
        reading = read(text, language="en", published="2023-05-12", home="Hanoi")
        return [(fact.status, [getattr(doubt, "code", "") for doubt in fact.doubts]) for fact in reading.facts
                if isinstance(fact, Agreement)]  # fmt: skip

    signed = agreements("Hanoi and Paris signed a memorandum of understanding on 20 June 2023.")

    assert signed == [("signed", ["doubt.dates.ahead"])]
    assert agreements("Hanoi and Paris signed a memorandum of understanding on 10 May 2023.") == [("signed", [])]


def test_an_observation_carries_the_doubts_of_its_quantity():
    text = "In 2023, Hanoi's exports reached $1.5 billion, up 22 percent from $1.34 billion a year earlier."

    reading = read(text, language="en", published="2024-01-15", home="Hanoi")

    growth = [fact for fact in reading.facts if isinstance(fact, Observation) and fact.indicator == "exports_growth"]
    assert [doubt.code for fact in growth for doubt in fact.doubts] == ["doubt.growth"]


def test_every_doubt_can_be_worded_again_from_its_code_and_values():
    text = "Sales came to $3.2 billion, including $450 billion from toys. Toys account for 145 percent of the total."

    for _, doubt in doubts_in(text):
        assert WORDING[doubt.code].format(**doubt.values) == doubt


def test_a_doubt_keeps_its_code_when_it_is_copied_or_sent_to_another_process():
    doubt = Doubt("Too much.", "doubt.sum", {"whole": "3"})

    for copied in (copy.deepcopy(doubt), pickle.loads(pickle.dumps(doubt))):
        assert (copied, copied.code, copied.values) == ("Too much.", "doubt.sum", {"whole": "3"})


@pytest.mark.parametrize("piece", ["$3 billion, of which ", "$1 (€2) ", "12 missions, including 3 and "])
def test_hostile_runs_are_doubted_in_a_moment(piece):
    begin = time.process_time()
    read(piece * 5000, language="en", published="2024-01-01")

    assert time.process_time() - begin < 20
