"""What spreadsheets come with: titles above headings, merged and hidden cells, formulas, dates and figures as text."""

from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal

import pytest

from exchange.sheets import brought, examined, prepared, workbook
from proxeny.agreements.models import Agreement
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.exchange import dates, numbers
from proxeny.exchange.errors import BadFile, Wrong
from proxeny.investments.models import Project

HEAD = ["Title", "Type", "State", "Signed"]


def row(title="Memorandum", signed="2023"):
    return [title, "mou", "signed", signed]


def test_headings_are_found_below_titles_and_a_row_of_column_numbers(lan):
    rows = [["BIỂU 3: THỎA THUẬN QUỐC TẾ"], ["(Kèm theo báo cáo)"], [None], ["TT", *HEAD],
            ["(1)", "(2)", "(3)", "(4)", "(5)"], [1, *row("First")], ["Tổng cộng", None, None, None, None]]  # fmt: skip

    report = examined("agreements", workbook(rows), lan)

    assert report.rows == [(6, "new", "")]
    assert any("row 4" in note for note in report.notes)


def test_headings_over_two_rows_with_merged_cells_are_put_together(lan):
    def merge(_book, sheet):
        sheet.merge_range(0, 2, 0, 3, "Kinh phí")
        sheet.merge_range(0, 0, 1, 0, "Tên hội nghị")
        sheet.merge_range(0, 1, 1, 1, "Loại")

    rows = [[None, None], [None, None, "Cost", "Currency"], ["Hội nghị A", "conference", 5000, "USD"]]
    _register, table, _mapping, _options = prepared("events", workbook(rows, merge))
    assert table.headings == ("Tên hội nghị", "Loại", "Kinh phí / Cost", "Kinh phí / Currency")

    brought("events", workbook(rows, merge), lan)
    event = Event.objects.get()
    assert (event.title, event.kind, event.cost, event.cost_currency) == ("Hội nghị A", "conference", 5000, "USD")


def test_a_cell_merged_over_several_rows_counts_for_each_of_them(lan):
    def merge(_book, sheet):
        sheet.merge_range(1, 2, 2, 2, "signed")

    rows = [HEAD, ["First", "mou", None, "2023"], ["Second", "mou", None, "2024"]]
    brought("agreements", workbook(rows, merge), lan)
    assert list(Agreement.objects.values_list("status", flat=True)) == ["signed", "signed"]


def test_hidden_sheets_and_rows_are_left_out_with_a_note_or_taken_in_when_asked(lan):
    def hide(book, sheet):
        sheet.set_row(2, None, None, {"hidden": True})
        other = book.add_worksheet("Old")
        other.write(0, 0, "Title")
        other.hide()

    data = workbook([HEAD, row("Shown"), row("Hidden")], hide)

    report = examined("agreements", data, lan)
    assert [number for number, *_rest in report.rows] == [2]
    assert any("Old" in note for note in report.notes)
    assert any("hidden rows" in note and "row 3" in note for note in report.notes)
    assert [number for number, *_rest in examined("agreements", data, lan, hidden_rows=True).rows] == [2, 3]


def test_a_formula_gives_its_last_value_and_without_one_is_an_error_with_its_cell(lan):
    def formulas(_book, sheet):
        sheet.write_formula(1, 0, '="Memo"&"randum"', None, "Memorandum")
        sheet.write_formula(2, 0, "=A2", None, "")
        sheet.write_formula(3, 3, "=1/0", None, "#DIV/0!")

    data = workbook([HEAD, [None, *row()[1:]], [None, *row()[1:]], row("Third", None)], formulas)

    report = examined("agreements", data, lan)

    assert [(fault.cell, fault.code) for fault in report.faults][:2] == [
        ("A3", "formula.no_value"),
        ("D4", "formula.error"),
    ]
    assert report.counts["new"] == 1


def test_a_command_in_a_cell_is_kept_as_text(lan):
    command = "=cmd|' /C calc'!A0"
    brought("agreements", workbook([HEAD, row(command)]), lan)
    assert Agreement.objects.get().title == command


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (datetime.date(2023, 4, 14), "2023-04-14"),
        ("14/04/2023", "2023-04-14"),
        ("14.4.2023", "2023-04-14"),
        (45030, "2023-04-14"),
        ("45030", "2023-04-14"),
        (2023, "2023"),
        ("04/2023", "2023-04"),
        ("tháng 4/2023", "2023-04"),
        ("ngày 14 tháng 4 năm 2023", "2023-04-14"),
        ("14 April 2023", "2023-04-14"),
        ("April 14, 2023", "2023-04-14"),
        ("Quý II/2023", "2023-04/2023-06"),
        ("12-15/04/2023", "2023-04-12/2023-04-15"),
        ("28/4 - 02/5/2023", "2023-04-28/2023-05-02"),
        ("12/04/2023 - 15/04/2023", "2023-04-12/2023-04-15"),
        ("từ 12/04/2023 đến 15/04/2023", "2023-04-12/2023-04-15"),
        ("2019-2021", "2019/2021"),
        ("2014-nay", "2014/.."),
        ("since 2014", "2014/.."),
        ("2023-01/2023-08", "2023-01/2023-08"),
        ("2013~", "2013~"),
    ],
)
def test_dates_are_read_in_the_ways_offices_write_them(lan, cell, kept):
    brought("delegations", workbook([["Tên đoàn", "Direction", "Thời gian"], ["Đoàn A", "out", cell]]), lan)
    assert Delegation.objects.get().dates == kept


@pytest.mark.parametrize("cell", ["14/04/23", "31/02/2023", "soon", "14/13/2023/1", True])
def test_what_is_no_date_says_how_to_write_one(lan, cell):
    report = examined("delegations", workbook([["Tên đoàn", "Direction", "Thời gian"], ["Đoàn A", "out", cell]]), lan)
    assert report.faults[0].code == "date.unreadable"
    assert "14/04/2023" in report.faults[0].repair


def test_month_first_dates_are_seen_by_the_whole_column_and_said():
    assert dates.order_of(["04/14/2023", "04/05/2023"]) == (False, True)
    assert dates.from_text("04/05/2023", month_first=True) == "2023-04-05"


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (["1.250,5", "3.000"], ["1250.5", "3000"]),
        (["1,250.5", "3,000"], ["1250.5", "3000"]),
        (["12,5", "1250"], ["12.5", "1250"]),
        (["1 250,75", "2"], ["1250.75", "2"]),
        (["1.250.000", "2.000"], ["1250000", "2000"]),
        (["2,5 triệu", "1 tỷ"], ["2500000", "1000000000"]),
        (["$1,250.50", "USD 3"], ["1250.50", "3"]),
    ],
)
def test_figures_follow_the_habit_of_their_column(column, values):
    habit = numbers.habit_of(column, is_whole=False)
    assert [numbers.from_text(text, habit) for text in column] == [Decimal(value) for value in values]
    assert habit.doubt == ""


def test_figures_that_could_be_either_are_shown_as_a_doubt_and_both_habits_in_one_column_too():
    assert "1.250" in numbers.habit_of(["1.250", "3.500"], is_whole=False).doubt
    assert numbers.habit_of(["1.250", "3.500"], is_whole=True).doubt == ""
    mixed = numbers.habit_of(["1.250,5", "1,5", "1,250.5"], is_whole=False)
    assert mixed.doubt
    with pytest.raises(Wrong):
        numbers.from_text("1,250.5", mixed)


def with_its_tone_behind(letter):
    """A Vietnamese letter as windows-1258 writes it: the vowel, then its tone as a mark of its own."""
    if letter.encode("cp1258", "ignore"):
        return letter
    parts = unicodedata.normalize("NFD", letter)
    tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + "".join(tones)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_csv_is_read_in_its_encoding_and_separator(lan, encoding, separator):
    lines = [
        ["Tên dự án", "Nhà đầu tư", "Vốn (USD)", "Tình trạng"],
        ["Nhà máy giấy", "Công ty giấy", '"12,5"', "licensed"],
    ]
    text = "\r\n".join(separator.join(line) for line in lines * 1)
    if encoding == "cp1258":
        data = "".join(map(with_its_tone_behind, unicodedata.normalize("NFC", text))).encode("cp1258")
    else:
        data = text.encode(encoding)
    brought("investments", data, lan, "list.csv")
    project = Project.objects.get()
    assert (project.value, project.unit) == (Decimal("12.5"), "USD")
    if encoding != "cp1258":
        assert project.title == "Nhà máy giấy"


def test_ten_thousand_wrong_rows_are_each_named_and_nothing_is_written(lan):
    rows = [HEAD, *([f"Memorandum {n}", "poem", "signed", "32/13/2023"] for n in range(10_000))]
    nothing, report = brought("agreements", workbook(rows), lan)
    assert nothing is None
    assert (report.counts["error"], report.fault_count) == (10_000, 20_000)
    assert report.faults[-1].cell == "D10001"
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 rest", "no spreadsheet"),
        (b"PK\x03\x04 but no archive", "cannot be read"),
        (b"\x00\x01\x02\xff\xfe\xfa" * 50, "neither a workbook nor text"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_the_reason(lan, data, said):
    with pytest.raises(BadFile, match=said):
        examined("agreements", data, lan, "file.xlsx")


def test_a_sheet_that_is_not_there_is_refused_naming_those_that_are(lan):
    with pytest.raises(BadFile, match="It has: Data"):
        examined("agreements", workbook([HEAD, row()]), lan, sheet="Nothing")
