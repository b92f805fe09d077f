"""A list as CSV, XLSX or JSONL: the rows and columns as shown, row by row, live formulas made harmless."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

import django_tables2 as tables
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from proxeny.core.lists import painting
from proxeny.core.lists.workbooks import Workbook

# What a spreadsheet would run instead of show.
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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


def as_jsonl(table: tables.Table, name: str) -> HttpResponseBase:
    """One object a line, streamed: the heading of each column and what stands in it; decimals as text."""
    encode = json.JSONEncoder(ensure_ascii=False, default=str).encode

    def lines() -> Iterator[str]:
        rows = painting.values(table)
        headings = next(rows)
        for row in rows:
            yield encode(dict(zip(headings, row, strict=True))) + "\n"

    response = StreamingHttpResponse(lines(), content_type="application/jsonl; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.jsonl"'
    return response


def as_xlsx(table: tables.Table, name: str) -> HttpResponseBase:
    """A workbook with one sheet, written row by row; text stays text, numbers are numbers."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    rows = painting.values(table)
    with Workbook(file, name[:31]) as book:
        book.headings(next(rows))
        for row in rows:
            book.row(["" if cell is None else cell for cell in row])
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{name}-{timezone.localdate():%Y-%m-%d}.xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )


FORMATS = {"csv": as_csv, "xlsx": as_xlsx, "jsonl": as_jsonl}
