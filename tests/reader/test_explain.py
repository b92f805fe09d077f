"""A finding's derivation names the words, the rule, the line of the language's file, and where each part came from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from proxeny.reader import languages, read
from proxeny.reader.explaining import command, explain
from proxeny.reader.explaining.derivation import says
from proxeny.reader.watching import watched

TEXTS = {
    "en": "The city's exports reached nearly US$4.6 billion in 2023. On December 11 it signed with Birmingham.",
    "vi": "Năm 2023, kim ngạch xuất khẩu của Hà Nội đạt gần 4,6 tỷ USD. Tháng 4, thành phố đón đoàn Viêng Chăn.",
    "id": "Pada 2023 ekspor kota mencapai hampir USD4,6 miliar. Bulan April kota menerima delegasi dari Tiongkok.",
    "fr": "En 2023, les exportations de la ville ont atteint près de 4,6 milliards d'euros. Pékin a signé le 12 avril.",
}


def at(text: str, words: str, **known: str):
    start = text.index(words)
    return explain(text, start, start + len(words), **known)


def reasons(derivation, role):
    return [reason for reason in derivation.reasons if reason.role == role]


@pytest.mark.parametrize(
    ("tag", "words", "scale", "qualifier"),
    [("en", "4.6", "billion", "nearly"), ("vi", "4,6", "tỷ", "gần"), ("id", "4,6", "miliar", "hampir"),
     ("fr", "4,6", "milliards", "près de")],
)  # fmt: skip
def test_an_amount_tells_number_separators_scale_unit_and_qualifier_with_their_lines(tag, words, scale, qualifier):
    amount, *_ = at(TEXTS[tag], words, language=tag, home="Hanoi")

    assert amount.finding.value == 4_600_000_000
    assert (reasons(amount, "number")[0].words, reasons(amount, "number")[0].says) == (words, "read as 4.6")
    assert "as this language does" in reasons(amount, "separators")[0].says
    assert reasons(amount, "scale")[0].words == scale
    assert reasons(amount, "qualifier")[0].words == qualifier
    for role, written in (("scale", scale), ("qualifier", qualifier)):
        file, number = reasons(amount, role)[0].source.split(":")
        line = (languages.FOLDER / file).read_text(encoding="utf-8").splitlines()[int(number) - 1]
        assert written in line


@pytest.mark.parametrize(
    ("tag", "trigger"),
    [("en", "exports"), ("vi", "kim ngạch xuất khẩu"), ("id", "ekspor"), ("fr", "exportations")],
)
def test_an_observation_tells_its_trigger_its_figure_and_where_its_parts_were_taken_from(tag, trigger):
    text = TEXTS[tag]
    observation = next(
        each for each in at(text, "4.6" if tag == "en" else "4,6", language=tag, home="Hanoi")
        if type(each.finding).__name__ == "Observation"
    )  # fmt: skip

    (cause,) = reasons(observation, "trigger")
    assert trigger in cause.words.lower()
    assert text[cause.start : cause.end] == cause.words
    assert re.match(rf"{tag}/facts\.toml:\d+", cause.source)
    (period,) = reasons(observation, "period")
    assert "2023" in text[period.start : period.end]
    assert "in the sentence itself" in period.says
    (figure,) = reasons(observation, "figure")
    assert text[figure.start : figure.end] == figure.words
    assert "Hanoi" in reasons(observation, "area")[0].says


@pytest.mark.parametrize(
    ("tag", "words", "edtf"),
    [("en", "December 11", "2022-12-11"), ("vi", "Tháng 4", "2023-04"), ("id", "April", "2023-04"),
     ("fr", "12 avril", "2023-04-12")],
)  # fmt: skip
def test_a_date_without_its_year_tells_its_parts_and_what_supplied_the_year(tag, words, edtf):
    text = TEXTS[tag]
    published = "2023-05-02" if tag == "en" else None
    text = text.replace("in 2023", "in 2022")
    date, *_ = at(text, words, language=tag, published=published)

    assert date.finding.edtf == edtf
    assert any("number" in part.says and part.source for part in reasons(date, "part"))
    assert re.match(rf"{tag}/dates\.toml:\d+", reasons(date, "pattern")[0].source)
    (resolved,) = reasons(date, "resolved")
    expected = "the day of publication, 2023-05-02 (given)" if published else "2023, the year that the text speaks of"
    assert expected in resolved.says


@pytest.mark.parametrize(
    ("tag", "words", "name", "source"),
    [("en", "Birmingham", "Birmingham, GB", "gazetteer/cities.tsv"), ("vi", "Viêng Chăn", "Vientiane, LA", "vi/places"),
     ("id", "Tiongkok", "the country CN", ""), ("fr", "Pékin", "Beijing, CN", "fr/places")],
)  # fmt: skip
def test_a_place_tells_its_entry_what_spoke_for_it_and_the_candidates_not_taken(tag, words, name, source):
    (place,) = (each for each in at(TEXTS[tag], words, language=tag) if type(each.finding).__name__ == "Place")

    (origin,) = reasons(place, "name")
    assert name in origin.says
    assert (origin.source or "").startswith(source)
    if tag == "en":
        assert any(re.match(r"Birmingham, US .*: score \d", each.says) for each in reasons(place, "not taken"))


def test_separators_against_the_habit_are_told_with_the_figures_that_show_it():
    text = "Nilainya naik 61.08 persen menjadi USD2.345 miliar."
    (amount,) = at(text, "2.345", language="id")[:1]

    assert "against the language's habit, for the text shows it (61.08)" in reasons(amount, "separators")[0].says
    assert "may also be read as 2345000000000" in [each.says for each in reasons(amount, "alternative")]


def test_explaining_changes_nothing_that_is_found_and_leaves_no_trace():
    for tag, text in TEXTS.items():
        before = read(text, language=tag, home="Hanoi")
        told = explain(text, 0, len(text), language=tag, home="Hanoi")

        assert [each.finding for each in told if type(each.finding).__name__ == "Quantity"] == [*before.quantities]
        assert read(text, language=tag, home="Hanoi") == before
    assert watched() is None


@pytest.mark.parametrize(
    ("tag", "text", "trigger", "partner"),
    [
        ("en", "On 12 April 2024 Hanoi and Toulouse signed a memorandum of understanding.", "signed", "Toulouse"),
        ("vi", "Ngày 12/4/2024, Hà Nội và Toulouse ký bản ghi nhớ hợp tác.", "ký", "Toulouse"),
        ("id", "Pada 12 April 2024 Hanoi dan Toulouse menandatangani nota kesepahaman.", "menandatangani", "Toulouse"),
        ("fr", "Le 12 avril 2024, Hanoï et Toulouse ont signé un accord de coopération.", "ont signé", "Toulouse"),
    ],
)
def test_an_agreement_tells_the_words_of_signing_its_partner_and_its_date(tag, text, trigger, partner):
    (made,) = (
        each for each in at(text, trigger, language=tag, home="Hanoi") if type(each.finding).__name__ == "Agreement"
    )

    assert trigger in [reason.words for reason in reasons(made, "trigger")]
    assert reasons(made, "partner")[0].words == partner
    (date,) = reasons(made, "date")
    assert date.says.startswith("2024-04-12")
    for reason in made.reasons:
        assert reason.start is None or text[reason.start : reason.end] == reason.words


@pytest.mark.parametrize("tag", TEXTS)
def test_every_rule_that_finds_something_is_told_in_a_sentence_of_its_own_room(tag):
    reading = read(TEXTS[tag], language=tag, home="Hanoi")
    found = [*reading.quantities, *reading.dates, *reading.places, *reading.people, *reading.facts]

    assert found
    assert all(says(each.rule) != "A rule of the reader." for each in found)


@pytest.mark.parametrize("where", [["--at", "37"], ["--find", "4.6 billion"], ["--line", "1"]])
def test_the_command_explains_a_position_words_or_a_line(tmp_path, capsys, where):
    path = tmp_path / "article.txt"
    path.write_text(TEXTS["en"], encoding="utf-8")

    assert command.main([str(path), *where, "--home", "Hanoi", "--language", "en"]) == 0
    told = capsys.readouterr().out

    assert "Quantity  “US$4.6 billion”  (34–48)  = nearly 4600000000 USD" in told
    assert re.search(r"scale +“billion” times 1000000000  \(41–48\)  \[en/numbers\.toml:\d+\]", told)
    assert ("Birmingham" in told) == (where[0] == "--line")


def test_the_command_gives_json_to_programs(tmp_path, capsys):
    path = tmp_path / "article.txt"
    path.write_text(TEXTS["en"], encoding="utf-8")

    command.main([str(path), "--find", "Birmingham", "--format", "json", "--language", "en"])

    place = next(each for each in json.loads(capsys.readouterr().out) if each["kind"] == "place")
    assert (place["text"], place["rule"], place["found"]) == ("Birmingham", "places.city", "Birmingham, GB")
    assert place["reasons"][0]["role"] == "name"


@pytest.mark.parametrize(
    ("where", "message"),
    [(["--at", "5000"], r"--at 5000: the text has the positions 0 to \d+"),
     (["--find", "no such words"], "these words are not in the text"),
     (["--line", "9"], "--line 9: the text has the lines 1 to 1"),
     (["--find", "reached"], "nothing was found at 21")],
)  # fmt: skip
def test_a_place_that_is_not_there_or_has_no_finding_is_told_with_status_1(tmp_path, capsys, where, message):
    path: Path = tmp_path / "article.txt"
    path.write_text("It's their work that reached us, and it pleased all of the people there.", encoding="utf-8")

    assert command.main([str(path), *where, "--language", "en"]) == 1
    assert re.search(message, capsys.readouterr().err)
