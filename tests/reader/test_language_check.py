"""A language's folder is checked whole: files, tables, patterns and cases, each fault with line and repair."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from proxeny.reader import languages
from proxeny.reader.language_check import check, command
from proxeny.reader.language_check.schema import cases as kinds_of_cases
from proxeny.reader.language_check.schema import files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of Spanish, the smallest language, to break."""
    return Path(shutil.copytree(languages.FOLDER / "es", tmp_path / "es"))


def change(path: Path, old: str, new: str) -> None:
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in check(folder, run_cases=False).faults if not fault.advice]


@pytest.mark.parametrize("tag", languages.available())
def test_every_language_of_the_reader_holds_together_and_its_cases_are_read_as_they_say(tag):
    report = check(languages.FOLDER / tag)

    assert [str(fault) for fault in report.faults if not fault.advice] == []
    assert report.level == languages.load(tag).level
    assert all(number >= kinds_of_cases()[kind].least for kind, (number, _) in report.cases.items())


BROKEN = {
    "a word with two meanings": (
        "quantities.toml", 'JPY = ["yenes"', 'JPY = ["euros", "yenes"',
        r"es/quantities\.toml:\d+: currencies\.JPY: 'euros' also stands under 'EUR'; keep one\.",
    ),
    "a currency that is none": (
        "quantities.toml", "CHF = [", "CHX = [",
        r"es/quantities\.toml:\d+: currencies\.CHX: is no currency of ISO 4217; give a code such as USD\.",
    ),
    "a unit that is none": (
        "quantities.toml", "km2 = [", "kmm2 = [",
        r"es/quantities\.toml:\d+: units\.kmm2: is no UCUM code that the reader uses; 'km2' is probably meant\.",
    ),
    "a qualifier that is none": (
        "quantities.toml", "nearly = [", "nearby = [",
        r"es/quantities\.toml:\d+: qualifiers\.nearby: is no qualifier; 'nearly' is probably meant\.",
    ),
    "an unknown section": (
        "quantities.toml", "[multiples]", "[multiple]",
        r"es/quantities\.toml:\d+: multiple: is no section of this file; 'multiples' is probably meant\.",
    ),
    "an unknown key": (
        "quantities.toml", "coordinate = [", "cordinate = [",
        r"es/quantities\.toml:\d+: ranges\.cordinate: is no known key; 'coordinate' is probably meant\.",
    ),
    "a list that is none": (
        "quantities.toml", 'keep_of = ["millones", "miles"]', 'keep_of = "millones"',
        r"es/quantities\.toml:\d+: nouns\.keep_of: is 'millones'; give a list\.",
    ),
    "an empty word": (
        "quantities.toml", 'keep_of = ["millones", "miles"]', 'keep_of = ["millones", ""]',
        r"es/quantities\.toml:\d+: nouns\.keep_of: has '' among its words; give words in quotes\.",
    ),
    "a flag that is none": (
        "quantities.toml", "plural = true", 'plural = "yes"',
        r"es/quantities\.toml:\d+: nouns\.plural: is 'yes'; write true or false\.",
    ),
    "a capital that is never met": (
        "quantities.toml", 'JPY = ["yenes"', 'JPY = ["Yenes"',
        r"es/quantities\.toml:\d+: currencies\.JPY: 'Yenes' has a capital; write it in lower case\.",
    ),
    "a scale without its power": (
        "numbers.toml", "mil = 3", 'mil = "3"',
        r"es/numbers\.toml:\d+: scales\.mil: is '3'; give the power of ten, 3 for thousand\.",
    ),
    "a number that is none": (
        "numbers.toml", "dos = 2", "dos = 2.5",
        r"es/numbers\.toml:\d+: ones\.dos: is 2\.5; give a whole number\.",
    ),
    "a numeral left out": (
        "numbers.toml", "siete = 7\n", "",
        r"es/numbers\.toml:\d+: ones: has no word for the numbers 7; add them\.",
    ),
    "a decimal mark that is none": (
        "numbers.toml", 'decimal = ","', 'decimal = ";"',
        r"es/numbers\.toml:\d+: habit\.decimal: is ';'; give the decimal mark",
    ),
    "a collective without its qualifier": (
        "numbers.toml", '"una docena" = [12, "exact"]', '"una docena" = 12',
        r"es/numbers\.toml:\d+: collectives\.una docena: is 12; give number and qualifier",
    ),
    "a fraction that is none": (
        "numbers.toml", '"un tercio" = 0.333333', '"un tercio" = "1/3"',
        r"es/numbers\.toml:\d+: proportions\.un tercio: is '1/3'; give a number",
    ),
    "a scaled currency without its power": (
        "quantities.toml", 'mdd = [6, "USD"]', 'mdd = "USD"',
        r"es/quantities\.toml:\d+: scaled_money\.mdd: is 'USD'; give power of ten and currency",
    ),
    "a month left out": (
        "dates.toml", '8 = ["agosto", "ago.", "ago"]\n', "",
        r"es/dates\.toml:\d+: months: has no word for the keys 8; add them\.",
    ),
    "a thirteenth month": (
        "dates.toml", '8 = ["agosto"', '13 = ["agosto"',
        r"es/dates\.toml:\d+: months\.13: is no number of that kind; use \[1, 2",
    ),
    "a kind of date that is none": (
        "dates.toml", 'kind = "decade"', 'kind = "decades"',
        r"es/dates\.toml:\d+: rules\[\d+\]: kind is 'decades'; 'decade' is probably meant\.",
    ),
    "a pattern that does not compile": (
        "dates.toml", 'text = "esta semana"', 'text = "esta (semana"',
        r"es/dates\.toml:\d+: rules\[\d+\]: 'esta \(semana' is no pattern .*; correct it\.",
    ),
    "a placeholder that is none": (
        "dates.toml", 'text = "ayer"', 'text = "ayer {century}"',
        r"es/dates\.toml:\d+: rules\[\d+\]: \{century\} is no placeholder; use one named in",
    ),
    "a pattern that repeats what repeats": (
        "dates.toml", 'text = "ayer"', 'text = "ayer(?: a+)+"',
        r"es/dates\.toml:\d+: rules\[\d+\]: '.*' repeats what repeats.*; give the inner or the outer one",
    ),
    "a pattern without its anchor": (
        "dates.toml", 'on = ["ayer"], ', "",
        r"es/dates\.toml:\d+: rules\[\d+\]: has no 'on'; add it\.",
    ),
    "a field of a pattern that is none": (
        "dates.toml", 'on = ["ayer"], ', 'on = ["ayer"], optionel = true, ',
        r"es/dates\.toml:\d+: rules\[\d+\]: 'optionel' is no field of a pattern; 'optional' is probably meant\.",
    ),
    "a country that is none": (
        "places.toml", "CZ = [", "XQ = [",
        r"es/places\.toml:\d+: countries\.XQ: is no country; give an ISO 3166-1 alpha-2 code\.",
    ),
    "a city in no country": (
        "places.toml", '"Londres" = "GB/London"', '"Londres" = "London"',
        r"es/places\.toml:\d+: cities\.Londres: 'London' names no country; begin with an ISO 3166-1 code",
    ),
    "an empty list that is needed": (
        "language.toml", 'name = "Spanish"', 'name = ""',
        r"es/language\.toml:\d+: name: is empty .*; fill it in\.",
    ),
    "a level that is none": (
        "language.toml", "quantities-dates-places", "half",
        r"es/language\.toml:\d+: level: is 'half'; use one of quantities-dates-places, full\.",
    ),
    "a file that is not TOML": (
        "numbers.toml", "cero = 0", "cero = ",
        r"es/numbers\.toml:\d+: .*; correct that line\.",
    ),
    "a case whose words are not in its text": (
        "cases/places.toml", 'text = "Hanói"', 'text = "Hanoi"',
        r"es/cases/places\.toml:\d+: found\.text: 'Hanoi' does not stand in the text; copy the words",
    ),
    "a case that finds nothing and does not say why": (
        "cases/quantities.toml", 'why   = "a year"\n', "",
        r"es/cases/quantities\.toml:\d+: why: nothing is to be found, and no reason is given; add why",
    ),
    "a case with an unknown unit": (
        "cases/quantities.toml", 'unit = "PEN"', 'unit = "PENN"',
        r"es/cases/quantities\.toml:\d+: found\.unit: 'PENN' is no unit; 'PEN' is probably meant\.",
    ),
    "a case with a value that is no number": (
        "cases/quantities.toml", 'value = "318400000"', 'value = "318.4 million"',
        r"es/cases/quantities\.toml:\d+: found\.value: '318\.4 million' is no number; write it in digits",
    ),
    "a case with a date that is none": (
        "cases/dates.toml", 'edtf = "2023-04-12"', 'edtf = "12/04/2023"',
        r"es/cases/dates\.toml:\d+: found\.edtf: '12/04/2023' is no date in EDTF; write 2023-04-13",
    ),
    "a case of the wrong name": (
        "cases/dates.toml", "[[date]]", "[[dates]]",
        r"es/cases/dates\.toml:\d+: dates: \[\[dates\]\] is no case of dates; write \[\[date\]\]\.",
    ),
    "a field of a case that is none": (
        "cases/dates.toml", "text  = \"Ayer", "reason = \"\"\ntext  = \"Ayer",
        r"es/cases/dates\.toml:\d+: reason: is no field of a case; ",
    ),
    "a case that stands twice": (
        "cases/dates.toml", '"Este año se abre la oficina."\nfound = [{ text = "Este año"',
        '"El año pasado vinieron más grupos."\nfound = [{ text = "año pasado"',
        r"es/cases/dates\.toml:\d+: text: the text of line \d+ stands here again; keep one of the two cases\.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN.values(), ids=BROKEN)
def test_each_kind_of_fault_is_told_with_its_line_and_its_repair(folder, file, old, new, message):
    change(folder / file, old, new)

    found = faults(folder)

    assert any(re.match(message, each) for each in found), found
    assert len(found) <= 2


def test_the_line_of_a_fault_is_the_line_of_the_word(folder):
    change(folder / "quantities.toml", 'JPY = ["yenes"', 'JPY = ["euros", "yenes"')

    (fault,) = check(folder, run_cases=False).faults[:1]

    line = (folder / "quantities.toml").read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert line.startswith('JPY = ["euros"')
    assert fault.code == "language.two_meanings"


def test_a_missing_file_and_a_file_that_nothing_reads_are_told(folder):
    (folder / "dates.toml").rename(folder / "date.toml")

    assert faults(folder) == [
        "es/dates.toml: is missing (level 'quantities-dates-places' needs it); add the file.",
        "es/date.toml: is no file of a language; 'dates.toml' is probably meant.",
    ]


def test_a_language_without_people_and_facts_is_complete_at_its_level_and_not_at_the_full_one(folder):
    assert faults(folder) == []

    change(folder / "language.toml", '"quantities-dates-places"', '"full"')

    assert [each.partition(":")[0] for each in faults(folder)] == [
        "es/cases/facts.toml", "es/cases/people.toml", "es/facts.toml", "es/people.toml",
    ]  # fmt: skip


def test_too_few_cases_are_told_and_those_without_a_finding_are_counted(folder):
    path = folder / "cases" / "places.toml"
    path.write_text("".join(path.read_text(encoding="utf-8").partition("[[place]]")[:1]), encoding="utf-8")

    assert faults(folder) == [
        "es/cases/places.toml: has 0 cases of places, fewer than 25; write more, of habits that are not covered.",
        "es/cases/places.toml: has 0 negative cases of places, fewer than 5; "
        "write cases with found = [] and their why.",
    ]


def test_a_case_that_is_read_otherwise_than_it_says_is_told_with_what_is_found(folder):
    change(folder / "cases" / "quantities.toml", 'value = "318400000"', 'value = "318400001"')

    told = [str(fault) for fault in check(folder).faults if not fault.advice]

    assert len(told) == 2
    assert 'value = "318400001", unit = "EUR" } is not found; correct the case' in told[0]
    assert 'value = "318400000", unit = "EUR" } is found and should not be; correct the case' in told[1]


def test_a_phrase_of_facts_with_a_bracket_too_many_and_a_name_no_rule_asks_for_are_told(tmp_path):
    folder = Path(shutil.copytree(languages.FOLDER / "en", tmp_path / "en"))
    change(folder / "facts.toml", "[nouns]", '[nouns]\nvisiter = ["guest(s"]')

    told = faults(folder)

    assert [re.sub(r"\d+", "…", each, count=1) for each in told[:2]] == [
        "en/facts.toml:…: nouns.visiter: 'guest(s' opens or closes a bracket too many; "
        "write 'export(s)' or '(first|second) rank'.",
        "en/facts.toml:…: nouns.visiter: no rule asks for this name; 'visitor' is probably meant.",
    ]


def test_the_command_ends_with_a_summary_and_with_status_1_on_faults(folder, capsys):
    assert command.main(["check", str(folder), "--no-cases"]) == 0
    told = capsys.readouterr().out
    assert "Spanish (es), level quantities-dates-places" in told
    assert re.search(r"cases of dates +\d+  \(\d+ where nothing is to be found\)", told)
    assert "no faults" in told

    change(folder / "numbers.toml", "dos = 2", "dos = true")
    assert command.main(["check", str(folder), "--no-cases"]) == 1
    assert capsys.readouterr().out.rstrip().splitlines()[-1].startswith("1 fault")


def test_the_command_gives_json_to_programs(folder, capsys):
    change(folder / "numbers.toml", "dos = 2", "dos = true")

    command.main(["check", str(folder), "--no-cases", "--format", "json"])

    told = json.loads(capsys.readouterr().out)
    (fault,) = [fault for fault in told["faults"] if not fault["advice"]]
    assert (fault["code"], fault["file"], fault["key"]) == ("language.shape", "es/numbers.toml", "ones.dos")


def test_what_is_no_language_and_no_folder_is_refused(capsys):
    assert command.main(["check", "xx"]) == 1
    assert "neither a language of the reader" in capsys.readouterr().err


def test_a_new_language_starts_with_what_cldr_knows_and_the_check_says_what_is_left(tmp_path, capsys):
    assert command.main(["new", "de", str(tmp_path)]) == 0
    made = capsys.readouterr().out.splitlines()

    assert [Path(each).relative_to(tmp_path / "de").as_posix() for each in made] == [
        "language.toml", "numbers.toml", "quantities.toml", "dates.toml", "places.toml",
        "cases/quantities.toml", "cases/dates.toml", "cases/places.toml", "README.md",
    ]  # fmt: skip
    language = languages.Language("de", tmp_path / "de")
    assert language.name == "German"
    assert language.table("dates")["months"]["3"] == ["märz"]
    assert language.table("places")["countries"]["CH"] == ["Schweiz"]
    assert language.table("places")["cities"]["Moskau"] == "RU/Moscow"
    told = faults(tmp_path / "de")
    assert "de/numbers.toml:" in told[0]
    assert all(re.search(r"is empty|\[\]; give a list|fewer than", each) for each in told)


def test_a_new_language_never_writes_over_a_folder(tmp_path, capsys):
    (tmp_path / "de").mkdir()

    assert command.main(["new", "de", str(tmp_path)]) == 1
    assert "is there already; choose another folder" in capsys.readouterr().err
    assert command.main(["new", "German", str(tmp_path)]) == 1
    assert "is no tag of a language" in capsys.readouterr().err


def test_the_schema_says_nothing_that_no_language_has_but_what_is_rare():
    """Each section of the schema stands in some language: what the rules no longer read goes from it too."""
    for name, file in files().items():
        sections = {**file.top, **file.open, **file.sections}
        used = {section for tag in languages.available() for section in languages.load(tag).table(name)}
        assert set(sections) <= used, name


def test_the_commands_of_the_guide_lead_from_nothing_to_a_language_that_reads(tmp_path, monkeypatch, capsys):
    """Each command of the guide is run in its order, with the words of Spanish filled in where the guide says so."""
    from proxeny.reader import command as reading

    guide = Path(__file__).resolve().parents[2] / "docs" / "howto" / "add-a-language.md"
    commands = re.findall(r"^(proxeny .*|cp .*)$", guide.read_text(encoding="utf-8"), re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    Path("carta.txt").write_text("La obra costó 3 millones de euros en 2023 y duró dos años.", encoding="utf-8")
    statuses = []
    for each in commands:
        program, *arguments = each.split()
        if program == "cp":
            source, target = arguments[1:]
            shutil.rmtree(source)
            shutil.copytree(languages.FOLDER / source, source)  # step 3 and 4: a person fills in the words
            assert (languages.FOLDER.parents[3] / target).samefile(languages.FOLDER)
        elif arguments[0] == "language":
            statuses.append(command.main(arguments[1:]))
        else:
            statuses.append(reading.main(arguments[1:]))

    assert statuses == [0, 1, 0, 0]
    assert "3 millones de euros = 3,000,000 EUR" in capsys.readouterr().out
