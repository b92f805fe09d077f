"""``proxeny read``: one line of JSON a document for programs, marked text for people, clear refusals."""

import io
import json
import subprocess
import sys
from decimal import Decimal

import pytest

from proxeny.reader import as_json, as_text
from proxeny.reader.command import main
from proxeny.reader.spans import Agreement, Date, Observation, Place, Quantity, Reading

TEXT = (
    "Hanoi's exports in 2023\n\n"
    "In 2023 Hanoi exported goods worth 16.7 billion USD to 187 countries and territories. "
    "On 27 July 2023 the city signed a cooperation agreement with Cairo, Egypt.\n"
)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "exports-2023.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_document_becomes_one_line_in_the_form_of_the_gold_annotations(article, capsys):
    assert main([str(article), "--format", "jsonl", "--published", "2023-12-26", "--home", "Hanoi"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    record = json.loads(line)

    assert record["id"] == "exports-2023"
    assert record["file"] == str(article)
    assert record["text"] is None
    assert (record["language"], record["published"], record["area"]) == ("en", "2023-12-26", "Hanoi")
    for kind in ("quantities", "dates", "places", "people"):
        assert all(TEXT[each["start"] : each["end"]] == each["text"] for each in record[kind])
    money = next(each for each in record["quantities"] if each["unit"] == "USD")
    assert Decimal(money["value"]) == Decimal("16700000000")
    assert isinstance(money["value"], str)
    assert all(0 <= fact["evidence"][0] < fact["evidence"][1] <= len(TEXT) for fact in record["facts"])


def test_the_text_goes_into_the_line_only_when_asked(article, capsys):
    main([str(article), "--format", "jsonl", "--with-text"])
    record = json.loads(capsys.readouterr().out)

    assert (record["text"], record["file"]) == (TEXT, None)


def test_standard_input_is_read_as_a_document(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))

    assert main(["-", "--format", "jsonl"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["id"], record["file"]) == ("standard-input", None)


def test_a_bad_file_is_one_line_and_the_others_are_still_read(article, tmp_path, capsys):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    names = [str(tmp_path / "empty.txt"), str(tmp_path / "nowhere.txt"), str(tmp_path / "broken.docx"), str(article)]

    assert main([*names, "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == "exports-2023"
    assert [line.split(":")[0] for line in err.splitlines()] == ["proxeny read"] * 3
    for name, line in zip(("empty.txt", "nowhere.txt", "broken.docx"), err.splitlines(), strict=True):
        assert name in line


def test_a_text_in_no_known_language_is_refused_with_the_way_out(tmp_path, capsys):
    path = tmp_path / "finnish.txt"
    path.write_text(
        "Kaupunki allekirjoitti viisi uutta sopimusta ja lähetti yhdeksän valtuuskuntaa ulkomaille viime vuonna."
    )

    assert main([str(path)]) == 1
    err = capsys.readouterr().err
    assert "finnish.txt" in err
    assert "'fi'" in err
    assert "--language" in err


def test_a_language_given_is_taken_without_asking(tmp_path, capsys):
    path = tmp_path / "short.txt"
    path.write_text("5 tỷ USD")

    assert main([str(path), "--language", "vi", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["language"] == "vi"


@pytest.mark.parametrize("date", ["31/02/2023", "2023-02-31", "2023-13", "yesterday"])
def test_a_date_that_does_not_exist_is_refused_with_the_form_expected(article, capsys, date):
    with pytest.raises(SystemExit) as ending:
        main([str(article), "--published", date])

    assert ending.value.code == 2
    assert "2023-12-26" in capsys.readouterr().err


def test_the_reader_works_where_django_is_not_installed(article):
    blocked = (
        "import sys; sys.modules['django'] = None; "
        "from proxeny.reader.command import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run([sys.executable, "-c", blocked, str(article), "--format", "jsonl"], capture_output=True)

    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["language"] == "en"


def test_a_reader_of_the_output_may_leave_early(article):
    command = f"{sys.executable} -m proxeny.reader {article} {article} | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True)

    assert done.stderr == b""


STATED = "Over 4 billion USD in 2023.\nA \x1b[31mtrap\u202e with Cairo.\n"
READING = Reading(
    language="en",
    quantities=(
        Quantity(
            start=5, end=18, text="4 billion USD", rule="money", language="en", value=Decimal("4E+9"), unit="USD",
            qualifier="over", confidence=0.5, doubts=("More than the whole city earns; 4 million was meant.",),
            alternatives=(Decimal("4000000"),),
        ),
    ),
    dates=(Date(start=22, end=26, text="2023", rule="year", language="en", edtf="2023"),),
    places=(Place(start=49, end=54, text="Cairo", rule="name", language="en", country="EG", name="Cairo"),),
    facts=(
        Observation(
            start=0, end=27, text="Over 4 billion USD in 2023.", rule="exports", language="en", indicator="exports",
            area="Hanoi", value=Decimal("4E+9"), unit="USD", qualifier="over", period="2023",
        ),
        Agreement(
            start=28, end=56, text="A trap with Cairo.", rule="signed", language="en", type="mou", title="Memorandum",
            partners=("Cairo", "EG"),
        ),
    ),
)  # fmt: skip


def test_people_see_values_qualifiers_doubts_and_other_readings():
    shown = as_text.render(STATED, READING, heading="a.txt", notes=["A note."], colour=False)

    for words in (
        "note: A note.",
        "4 billion USD = over 4,000,000,000 USD  (50% sure)",
        "or: 4,000,000",
        "? More than the whole city earns; 4 million was meant.",
        "2023 = 2023",
        "Cairo = Cairo, EG",
        "exports: over 4,000,000,000 USD  [Hanoi, 2023]",
        "mou: Memorandum; Cairo, EG; signed",
        "line    2",
    ):
        assert words in shown


@pytest.mark.parametrize("colour", [True, False])
def test_a_document_cannot_drive_the_terminal(colour):
    shown = as_text.render(STATED, READING, heading="a\x1b[2J.txt", colour=colour)

    assert "\x1b[31m" not in shown
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown
    assert "<U+001B>[31mtrap<U+202E>" in shown


def test_findings_are_coloured_in_the_text_only_on_a_terminal():
    assert "\x1b[1;34;4m4 billion USD\x1b[0m" in as_text.render(STATED, READING, heading="a", colour=True)
    assert "\x1b" not in as_text.render(STATED, READING, heading="a", colour=False)


def test_facts_name_their_evidence_and_amounts_are_plain_decimal_strings():
    record = as_json.record(READING, id="a", file=None, text=STATED, published=None, home=None)

    assert record["quantities"][0]["value"] == "4000000000"
    assert record["quantities"][0]["alternatives"] == ["4000000"]
    assert record["area"] == "Hanoi"
    observation, agreement = record["facts"]
    assert (observation["kind"], observation["evidence"], observation["value"]) == (
        "observation",
        [0, 27],
        "4000000000",
    )
    assert (agreement["kind"], agreement["partners"]) == ("agreement", ["Cairo", "EG"])
    assert "start" not in observation


def test_a_text_with_nothing_in_it_says_so():
    assert "Nothing was found." in as_text.render("Words.", Reading(language="en"), heading="a", colour=False)
