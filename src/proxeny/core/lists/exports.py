"""A list as CSV or XLSX: the rows and columns as shown, row by row, live formulas made harmless."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import django_tables2 as tables
import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from proxeny.core.lists import painting

# What a spreadsheet would run instead of show.
_LIVE = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.startswith(_LIVE):
        return "'" + cell
    return cell


class _Echo:
    def write(self, line: str) -> str:
        return line


def as_csv(table: tables.Table, name: str) -> HttpResponseBase:
    """A streamed CSV file, UTF-8 with a byte order mark so that spreadsheets know it."""
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff"
        for row in painting.values(table):
            yield writer.writerow([harmless("" if cell is None else cell) for cell in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def as_xlsx(table: tables.Table, name: str) -> HttpResponseBase:
    """A workbook with one sheet, written row by row; text stays text, numbers are numbers."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(name[:31])
        heading = book.add_format({"bold": True, "bottom": 1})
        for at, row in enumerate(painting.values(table)):
            for column, cell in enumerate(row):
                if cell is None or cell == "":
                    continue
                if at == 0:
                    sheet.write_string(at, column, str(cell), heading)
                elif isinstance(cell, int | float) or type(cell).__name__ == "Decimal":
                    sheet.write_number(at, column, cell)
                else:
                    sheet.write_string(at, column, str(cell))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 20, 18)
    buffer.seek(0)
    return FileResponse(
        buffer,
        as_attachment=True,
        filename=f"{name}-{timezone.localdate():%Y-%m-%d}.xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
