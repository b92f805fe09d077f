"""Spreadsheets: each visible sheet as lines, with the cell that each piece came from."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl.reader.excel import load_workbook
from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from proxeny.reader import language
from proxeny.reader.errors import UnknownLanguage
from proxeny.reader.formats import tables
from proxeny.reader.formats.archive import Archive
from proxeny.reader.formats.extracted import Extracted, TextBuilder
from proxeny.reader.formats.kind import XLSX
from proxeny.reader.formats.refusals import TooLargeFile

_ROWS_LIMIT = 1_048_576
_CELLS_LIMIT = 5_000_000
_FORMULA_WITHOUT_RESULT = re.compile(rb"(?:</f>|<f[^<>]*/>)\s*(?:<v\s*/>\s*|<v></v>\s*)?</c>")
_COMMA_LANGUAGES = {"vi", "id", "fr"}


def extract(data: bytes, filename: str) -> Extracted:
    """The filled rows of every visible sheet, cells divided by `` | ``, under the sheet's name.

    Numbers are written out in full with the decimal sign of the sheet's language; a unit in a column's heading is
    written beside its figures, so that each row can be read by itself.
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
            return _workbook(data, filename, formulas)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, OSError, InvalidFileException,
            zipfile.BadZipFile) as error:  # fmt: skip
        raise archive.damaged(f"{type(error).__name__}: {error}") from error


def _workbook(data: bytes, filename: str, formulas: int) -> Extracted:
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
        rows = list(_rows(sheet, filename, cells_read))
        cells_read += sum(len(row) for _, row in rows)
        if not rows:
            continue
        if builder.length:
            builder.between("\n")
        builder.add(sheet.title, sheet=sheet.title)
        builder.between("\n")
        comma = _uses_comma(rows)
        texts = [[(cell, _text(value, cell, comma)) for cell, value in row] for _, row in rows]
        with_units |= _write(builder, sheet.title, [number for number, _ in rows], texts)
    workbook.close()
    if hidden:
        notes.append(f"Hidden sheets were left out: {', '.join(hidden)}.")
    if with_units:
        notes.append("Units in the headings were written beside the figures below them.")
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


def _rows(sheet: Any, filename: str, before: int) -> Iterator[tuple[int, list[tuple[Any, Any]]]]:
    """Rows with something in them: their number and (cell, value) pairs, empty cells at the end left out."""
    cells = before
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells += len(row)
        if number > _ROWS_LIMIT or cells > _CELLS_LIMIT:
            raise TooLargeFile(
                f"{filename}: sheet '{sheet.title}' has more than {_ROWS_LIMIT:,} rows or the workbook more than "
                f"{_CELLS_LIMIT:,} cells; expected a table that a person can review. Split it and add the parts."
            )
        values = [(cell, cell.value) for cell in row]
        while values and (values[-1][1] is None or not str(values[-1][1]).strip()):
            values.pop()
        if values:
            yield number, values


def _write(builder: TextBuilder, sheet: str, numbers: list[int], rows: list[list[tuple[Any, str]]]) -> bool:
    """Append the rows of one sheet; whether a heading had units."""
    heading = tables.heading_row([[text for _, text in row] for row in rows])
    units = [tables.unit_of(text) for _, text in rows[heading]] if heading is not None else []
    for index, row in enumerate(rows):
        for column, (_, text) in enumerate(row):
            if column:
                builder.between(" | ")
            unit = units[column] if heading is not None and index > heading and column < len(units) else None
            builder.add(
                tables.beside(text, unit),
                sheet=sheet,
                cell=f"{get_column_letter(column + 1)}{numbers[index]}",
                row=numbers[index],
            )
        builder.between("\n")
    return any(units)


def _text(value: Any, cell: Any, comma: bool) -> str:
    """A cell's value as a person sees it: a share with its sign, a day without its midnight."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        written = str(getattr(cell, "number_format", "General"))
        if "%" in written:
            return tables.figure(round(value * 100, 8), comma=comma) + "%"
        return tables.figure(value, comma=comma)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return " ".join(str(value).split())


def _uses_comma(rows: list[tuple[int, list[tuple[Any, Any]]]]) -> bool:
    words = " ".join(value for _, row in rows[:200] for _, value in row if isinstance(value, str))
    try:
        return language.detect(words) in _COMMA_LANGUAGES
    except UnknownLanguage:
        return False
