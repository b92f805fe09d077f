"""Files that would break a program: bombs, other calendars of days, tables beside tables, hundreds of columns."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile

import pytest

from exchange.sheets import brought, examined, prepared, workbook
from proxeny.agreements.models import Agreement
from proxeny.exchange import workbook_marks
from proxeny.exchange.errors import BadFile

HEAD = ["Title", "Type", "State", "Signed"]


def row(title="Memorandum", signed="2023"):
    return [title, "mou", "signed", signed]


def test_an_archive_that_unpacks_to_more_than_memory_holds_is_refused_unread(lan, monkeypatch):
    monkeypatch.setattr(workbook_marks, "UNPACKED_LIMIT", 2_000_000)
    buffer = io.BytesIO(workbook([HEAD, row()]))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(3_000_000))

    with pytest.raises(BadFile, match="unpacks to more"):
        examined("agreements", buffer.getvalue(), lan)


def test_days_of_a_workbook_that_counts_from_1904_are_the_days_they_show(lan):
    data = workbook([HEAD, ["Memorandum", "mou", "signed", None]],
                    lambda book, sheet: sheet.write_datetime(1, 3, datetime.date(2023, 4, 14),
                                                             book.add_format({"num_format": "dd/mm/yyyy"})),
                    date_1904=True)  # fmt: skip
    brought("agreements", data, lan)
    assert Agreement.objects.get().signed == "2023-04-14"


def test_headings_may_stand_in_row_seven_below_prose(lan):
    rows = [["PEOPLE'S COMMITTEE"], ["OFFICE"], [None], ["Agreements, as of June"], ["(draft)"], [None], HEAD, row()]
    report = examined("agreements", workbook(rows), lan)
    assert report.counts == {"new": 1}
    assert any("row 7" in note for note in report.notes)


def test_the_same_heading_twice_fills_its_field_once_and_both_are_shown(lan):
    data = workbook([[*HEAD, "Title"], [*row("First"), "Second"]])
    _register, table, mapping, _options = prepared("agreements", data)
    assert table.headings[-1] == "Title (2)"
    assert [column.target for column in mapping.columns].count("title") == 1


def test_a_table_of_two_hundred_columns_is_mapped_where_it_is_known(lan):
    more = [f"Column {n}" for n in range(196)]
    report = examined("agreements", workbook([[*HEAD, *more], [*row(), *range(196)]]), lan)
    assert report.counts == {"new": 1}


def test_a_second_table_beside_the_first_is_left_out_by_its_headings(lan):
    rows = [[*HEAD, None, "Region", "Staff"], [*row("First"), None, "North", 4], [*row("Second"), None, "South", 5]]
    brought("agreements", workbook(rows), lan)
    assert set(Agreement.objects.values_list("title", flat=True)) == {"First", "Second"}


def test_a_second_table_below_the_first_is_wrong_row_by_row_and_says_so(lan):
    rows = [HEAD, row("First"), [None], ["Region", "Staff", "Budget", "Year"], ["North", 4, 100, 2023]]
    report = examined("agreements", workbook(rows), lan)
    assert report.counts == {"new": 1, "error": 2}
    assert {fault.row for fault in report.faults} == {4, 5}


def test_sums_below_and_between_are_no_records(lan):
    rows = [HEAD, row("First"), ["Cộng:", None, None, 1], row("Second"), ["Tổng cộng", None, None, 2], ["Total"]]
    report = examined("agreements", workbook(rows), lan)
    assert report.counts == {"new": 2}


@pytest.mark.parametrize("data", [workbook([]), workbook([[None]]), b"\r\n\r\n"])
def test_an_empty_sheet_is_refused_with_its_name(lan, data):
    with pytest.raises(BadFile, match=r"list\.xlsx"):
        examined("agreements", data, lan)


def test_headings_alone_give_no_rows_and_nothing_is_written(lan):
    nothing, report = brought("agreements", workbook([HEAD]), lan)
    assert (nothing, report.total) == (None, 0)


def test_a_hidden_column_is_read_and_said(lan):
    data = workbook([HEAD, row()], lambda _book, sheet: sheet.set_column(3, 3, None, None, {"hidden": True}))
    report = examined("agreements", data, lan)
    assert any("hidden columns" in note for note in report.notes)


def test_a_sheet_of_many_megabytes_is_read_row_by_row(lan):
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*HEAD, "Note"])
    writer.writerows([*row(f"Memorandum {n}"), "x" * 2_000] for n in range(5_000))
    report = examined("agreements", buffer.getvalue().encode(), lan, "list.csv", keeps_rows=False)
    assert (report.counts, report.rows) == ({"new": 5_000}, [])


def test_rows_of_csv_that_are_too_short_or_too_long_are_read_as_far_as_they_go(lan):
    data = b"Title,Type,State,Signed\nFirst,mou,signed,2023\nSecond,mou\nThird,mou,signed,2023,extra\n"
    assert examined("agreements", data, lan, "list.csv").counts == {"new": 3}
