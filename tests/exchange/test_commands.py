"""``proxeny import`` and ``proxeny export``: what they print, how they end, what goes round."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from django.core.management import CommandError, call_command

import records
from exchange.sheets import workbook, written
from proxeny.agreements.models import Agreement
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation, Member
from proxeny.exchange.models import Import
from proxeny.partners.models import Partner
from proxeny.registers.register import REGISTERS

ROWS = [["Title", "Type", "State", "Signed"], ["Memorandum", "mou", "signed", "14/04/2023"]]


def run(command, *arguments):
    out, err = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as left:
        status = left.code
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path):
    return written(tmp_path, workbook(ROWS), "list.xlsx")


def test_a_dry_run_says_what_would_be_done_and_does_nothing(lan, file):
    status, out, _err = run("import", "agreements", file, "--dry-run")
    assert status == 0
    assert "Signed → signed" in out
    assert "1 new" in out
    assert not Agreement.objects.exists()


def test_an_import_is_written_and_undone_from_the_command_line(lan, file):
    _status, out, _err = run("import", "agreements", file, "--as", "lan", "--mark", "public")
    number = Import.objects.get().pk
    assert f"import {number}" in out
    assert Agreement.objects.get().mark == Mark.PUBLIC

    _status, out, _err = run("import", "agreements", "--undo", number, "--reason", "a trial")
    assert "1 taken out" in out
    assert not Agreement.objects.exists()


def test_json_gives_each_row_and_each_error_with_its_place_and_repair(lan, tmp_path):
    file = written(tmp_path, workbook([*ROWS, ["Second", "poem", "signed", ""]]), "list.xlsx")
    status, out, _err = run("import", "agreements", file, "--dry-run", "--format", "json")
    said = json.loads(out)
    assert status == 1
    assert [row["outcome"] for row in said["rows"]] == ["new", "error"]
    assert said["errors"][0].items() >= {"row": 3, "column": "Type", "cell": "B3", "code": "choice.unknown"}.items()


def test_a_wrong_row_stops_the_whole_file_but_for_good_rows(lan, tmp_path):
    file = written(tmp_path, workbook([*ROWS, ["Second", "poem", "signed", ""]]), "list.xlsx")
    status, _out, err = run("import", "agreements", file)
    assert (status, Agreement.objects.count()) == (1, 0)
    assert "Nothing was written" in err
    run("import", "agreements", file, "--good-rows")
    assert Agreement.objects.count() == 1


def test_a_map_says_what_columns_fill(lan, tmp_path):
    file = written(tmp_path, b"Art;Name;Jahr\nmou;Memorandum;2023\n", "list.csv")
    mapping = written(
        tmp_path, b'[columns]\nArt = "kind"\nName = "title"\nJahr = "signed"\n[constants]\nstatus = "signed"', "m.toml"
    )
    run("import", "agreements", file, "--map", mapping)
    assert Agreement.objects.get().signed == "2023"


def test_a_register_or_file_that_is_not_there_is_said(lan, file, tmp_path):
    with pytest.raises(CommandError, match="no register “letters”"):
        run("import", "letters", file)
    with pytest.raises(CommandError, match="No such file"):
        run("import", "agreements", tmp_path / "nothing.xlsx")
    with pytest.raises(CommandError, match="no import 99"):
        run("import", "agreements", "--undo", 99, "--reason", "x")


def test_an_export_obeys_clearance_filters_and_columns(lan, tmp_path):
    document = records.source(lan)
    records.agreement(document, lan, "Open")
    records.agreement(document, lan, "Expired", status="expired")
    records.agreement(document, lan, "Closed", mark=Mark.INTERNAL)
    path = tmp_path / "out.jsonl"

    run("export", "agreements", "--format", "jsonl", "--output", path)
    assert {json.loads(line)["title"] for line in path.read_text().splitlines()} == {"Open", "Expired"}

    run(
        "export",
        "agreements",
        "--format",
        "jsonl",
        "--output",
        path,
        "--as",
        "lan",
        "--filter",
        "status=signed",
        "--columns",
        "title",
    )
    assert [json.loads(line) for line in path.read_text().splitlines()] == [{"title": "Open"}, {"title": "Closed"}]


def test_an_export_names_no_partner_above_the_clearance(lan, tmp_path):
    document = records.source(lan)
    closed = records.partner(document, lan, "Secret City", mark=Mark.INTERNAL)
    records.agreement(document, lan, "Open", closed)
    path = tmp_path / "out.csv"
    run("export", "agreements", "--format", "csv", "--output", path)
    assert "Secret" not in path.read_text()


def test_commands_in_cells_never_leave_live(lan, tmp_path):
    command = "=cmd|' /C calc'!A0"
    records.agreement(records.source(lan), lan, command)
    run("export", "agreements", "--format", "csv", "--output", tmp_path / "out.csv")
    rows = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8-sig")))
    assert rows[0]["title"] == "'" + command
    run("export", "agreements", "--format", "xlsx", "--output", tmp_path / "out.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx").active["B2"]
    assert (cell.value, cell.data_type) == (command, "s")


def test_a_refused_export_leaves_the_file_that_was_there(lan, tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("before")
    for wrong in (["--filter", "colour=red"], ["--columns", "colour"], ["--filter", "status=poem"]):
        with pytest.raises(CommandError):
            run("export", "agreements", "--format", "csv", "--output", path, *wrong)
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir() if one.suffix != ".sqlite3"].count("out.csv") == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_back_as_the_same(lan, tmp_path, kind):
    document = records.source(lan)
    paris = records.partner(document, lan)
    anne = records.person(document, lan)
    records.agreement(document, lan, "Memorandum", paris, fields_of_work=["heritage", "transport"], in_plan=True)
    delegation = Delegation.objects.create(
        title="Đoàn A", direction="out", reference="doan-a", dates="2023-04", cost=5, cost_currency="USD"
    )
    delegation.partners.add(paris)
    delegation.led_by.add(anne)
    Member.objects.create(delegation=delegation, name="An", role="head")
    for register in ("partners", "people", "agreements", "delegations"):
        path = tmp_path / f"{register}.{kind}"
        run("export", register, "--format", kind, "--output", path, "--as", "lan")
        status, out, err = run("import", register, path, "--dry-run")
        assert (status, err) == (0, "")
        assert "1 rows: 0 new, 1 same" in out


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_every_register_can_be_taken_out(db, name, tmp_path):
    status, out, _err = run("export", name, "--format", "csv", "--output", tmp_path / "out.csv")
    assert status == 0
    assert "0 rows" in out
    assert Partner.objects.count() == 0
