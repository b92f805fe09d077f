"""Spreadsheets for the tests, made in memory."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import xlsxwriter

from proxeny.accounts.models import User
from proxeny.core.records import Mark
from proxeny.exchange import services
from proxeny.exchange.mapping import from_toml
from proxeny.exchange.targets import register_named


def workbook(rows: list[list[Any]], prepare: Any = None, **options: Any) -> bytes:
    """An XLSX file of one sheet; ``prepare`` gets the workbook and the sheet before it is closed."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy", **options})
    sheet = book.add_worksheet("Data")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(at, column, cell)
    if prepare is not None:
        prepare(book, sheet)
    book.close()
    return buffer.getvalue()


def prepared(register: str, data: bytes, name: str = "list.xlsx", mapping: str = "", **options: Any):
    """Register, table, mapping and options of a file."""
    known = register_named(register)
    chosen = services.Options(**{"mark": Mark.PUBLIC, **options})
    table = services.open_table(known, data, name, chosen)
    given = (
        from_toml(mapping, known, table.headings, name="map.toml") if mapping else services.mapping_for(known, table)[0]
    )
    return known, table, given, chosen


def examined(register: str, data: bytes, by: User, name: str = "list.xlsx", mapping: str = "", **options: Any):
    """What a file would do."""
    keeps_rows = options.pop("keeps_rows", True)
    return services.examine(*prepared(register, data, name, mapping, **options), by=by, keeps_rows=keeps_rows)


def brought(register: str, data: bytes, by: User, name: str = "list.xlsx", mapping: str = "", **options: Any):
    """The import of a file and its report."""
    return services.bring_in(
        *prepared(register, data, name, mapping, **options), data=data, file_name=name, by=by, keeps_rows=True
    )


def written(folder: Path, data: bytes, name: str) -> Path:
    """A file on disk."""
    path = folder / name
    path.write_bytes(data)
    return path
