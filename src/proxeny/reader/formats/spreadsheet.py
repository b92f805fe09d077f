"""Spreadsheets: each visible sheet as lines, with the cell that each piece came from."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree
from openpyxl.reader.excel import load_workbook
from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from proxeny.reader import language
from proxeny.reader.errors import UnknownLanguage
from proxeny.reader.formats import cell_values, grid, table_text
from proxeny.reader.formats.archive import Archive
from proxeny.reader.formats.extracted import Extracted, TextBuilder
from proxeny.reader.formats.grid import Cell
from proxeny.reader.formats.kind import XLSX
from proxeny.reader.formats.refusals import TooLargeFile
from proxeny.reader.formats.sheet_layout import Layout, layout_of

_ROWS_LIMIT = 1_048_576
_CELLS_LIMIT = 5_000_000
_FORMULA_WITHOUT_RESULT = re.compile(rb"(?:</f>|<f[^<>]*/>)\s*(?:<v\s*/>\s*|<v></v>\s*)?</c>")
_COMMA_LANGUAGES = {"vi", "id", "fr"}
_NAMED = 12  # hidden rows and columns named in a note

Row = tuple[int, list[tuple[int, Any]]]  # its number, and the column number and cell of each value


def extract(data: bytes, filename: str) -> Extracted:
    """The filled rows of every visible sheet, cells divided by `` | ``, under the sheet's name.

    Numbers are written as their cells show them, with the signs of the sheet's language; a unit that a heading, a
    label or the line above a table gives is written beside its figures, so that each row can be read by itself. Rows
    that name the columns together become one line; tables of one sheet are parted by an empty line.
    """
    archive = Archive(data, filename)
    formulas = 0
    for name in archive.names:
        if name.startswith("xl/worksheets/"):
            formulas += len(_FORMULA_WITHOUT_RESULT.findall(archive.part(name)))
        if name.endswith((".xml", ".rels")):
            archive.refuse_entities(name, archive.part(name)[:200_000])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles that it drops; only the values matter here
            return _workbook(data, filename, archive, formulas)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, OSError, InvalidFileException,
            zipfile.BadZipFile, etree.LxmlError) as error:  # fmt: skip
        raise archive.damaged(f"{type(error).__name__}: {error}") from error


def _workbook(data: bytes, filename: str, archive: Archive, formulas: int) -> Extracted:
    load: Any = load_workbook
    workbook = load(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    builder = TextBuilder()
    notes: list[str] = []
    hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
    with_units = False
    cells_read = 0
    for sheet in workbook.worksheets:
        if sheet.title in hidden:
            continue
        sheet.reset_dimensions()
        layout = layout_of(archive.part(sheet._worksheet_path.lstrip("/")))
        rows = list(_rows(sheet, filename, cells_read))
        cells_read += sum(len(row) for _, row in rows)
        rows, left_out = _visible(rows, layout)
        if left_out:
            notes.append(f"Left out because they are hidden in sheet '{sheet.title}': {left_out}.")
        if not rows:
            continue
        if builder.length:
            builder.between("\n")
        builder.add(sheet.title, sheet=sheet.title)
        builder.between("\n")
        tables = grid.tables_of(_cells(rows, layout), passed_over=layout.hidden_rows)
        with_units |= table_text.write(tables, builder, sheet=sheet.title)
    workbook.close()
    if hidden:
        notes.append(f"Hidden sheets were left out: {', '.join(hidden)}.")
    if with_units:
        notes.append(table_text.APPLIED)
    if formulas:
        notes.append(f"{formulas} formulas have no stored result and stay empty; save the file once in Excel.")
    title = (workbook.properties.title or "").strip()
    return Extracted(
        text=builder.text,
        media_type=XLSX,
        title=title or None,
        segments=tuple(builder.segments),
        notes=tuple(notes),
    )


def _rows(sheet: Any, filename: str, before: int) -> Iterator[Row]:
    """Rows with something in them."""
    cells = before
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells += len(row)
        if number > _ROWS_LIMIT or cells > _CELLS_LIMIT:
            raise TooLargeFile(
                f"{filename}: sheet '{sheet.title}' has more than {_ROWS_LIMIT:,} rows or the workbook more than "
                f"{_CELLS_LIMIT:,} cells; expected a table that a person can review. Split it and add the parts."
            )
        values = [
            (column, cell)
            for column, cell in enumerate(row, 1)
            if cell.value is not None and (not isinstance(cell.value, str) or cell.value.strip())
        ]
        if values:
            yield number, values


def _visible(rows: list[Row], layout: Layout) -> tuple[list[Row], str]:
    """The rows and columns that are shown, and which filled ones are not."""
    hidden_rows = [number for number, _ in rows if number in layout.hidden_rows]
    filled = {column for _, row in rows for column, _ in row}
    hidden_columns = sorted(filled & layout.hidden_columns)
    if not hidden_rows and not hidden_columns:
        return rows, ""
    kept = [
        (number, [(column, cell) for column, cell in row if column not in layout.hidden_columns])
        for number, row in rows
        if number not in layout.hidden_rows
    ]
    said = []
    for words, names in (
        ("rows", [str(number) for number in hidden_rows]),
        ("columns", [get_column_letter(column) for column in hidden_columns]),
    ):
        if names:
            said.append(f"{words} {', '.join(names[:_NAMED])}" + (" and more" if len(names) > _NAMED else ""))
    return [(number, row) for number, row in kept if row], " and ".join(said)


def _cells(rows: list[Row], layout: Layout) -> list[list[Cell]]:
    comma = _uses_comma(rows)
    found = []
    for number, row in rows:
        cells = []
        for column, cell in row:
            form = str(getattr(cell, "number_format", None) or "General")
            text = cell_values.shown(cell.value, form, comma=comma)
            day = cell_values.day_of(cell.value)
            cells.append(Cell(text, number, column, layout.spans.get((number, column), 1), day))
        found.append(cells)
    return found


def _uses_comma(rows: list[Row]) -> bool:
    words = " ".join(cell.value for _, row in rows[:200] for _, cell in row if isinstance(cell.value, str))
    try:
        return language.detect(words) in _COMMA_LANGUAGES
    except UnknownLanguage:
        return False
