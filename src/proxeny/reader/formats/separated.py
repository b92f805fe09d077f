"""CSV: tables in plain text, whatever separates their cells."""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePath

from proxeny.reader.formats import cell_values, grid, plain_text, table_text
from proxeny.reader.formats.extracted import Extracted, TextBuilder
from proxeny.reader.formats.grid import Cell

_NAMED = {".csv", ".tsv", ".tab"}
_CELL_LIMIT = 1_000_000
_COUNTED_DAYS = re.compile("[0-9]{5}")


def extract(data: bytes, filename: str) -> Extracted | None:
    """The rows of a table as lines, or ``None`` where the text is not one."""
    text, note = plain_text.decode(data, filename)
    delimiter = _delimiter(text, named=PurePath(filename).suffix.lower() in _NAMED)
    if delimiter is None:
        return None
    csv.field_size_limit(_CELL_LIMIT)
    try:
        rows = [
            [" ".join(cell.split()) for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error:
        return None
    cells = [
        [
            Cell(text, number, column, date=cell_values.day_of(int(text) if _COUNTED_DAYS.fullmatch(text) else None))
            for column, text in enumerate(row, 1)
            if text
        ]
        for number, row in enumerate(rows, 1)
    ]
    builder = TextBuilder()
    applied = table_text.write(grid.tables_of(cells), builder)
    notes = [note] if note else []
    if applied:
        notes.append(table_text.APPLIED)
    return Extracted(text=builder.text, media_type="text/csv", segments=tuple(builder.segments), notes=tuple(notes))


def _delimiter(text: str, *, named: bool) -> str | None:
    """The character that divides each line into as many cells; unless named ``.csv`` the table must be plain."""
    lines = [line for line in text[:50_000].split("\n")[:60] if line.strip()]
    if len(text) > 50_000 and len(lines) < 60:
        lines = lines[:-1]
    if len(lines) < (2 if named else 3):
        return None
    for delimiter in ("\t", ";", ",", "|") if named else ("\t", ";", ","):
        divisions = sum(line.count(delimiter) for line in lines)
        if not named and sum(line.count(delimiter + " ") for line in lines) > 0.2 * divisions:
            continue  # the commas of prose
        counts = []
        try:
            for row in csv.reader(lines, delimiter=delimiter):
                counts.append(len(row))
        except csv.Error:
            continue
        most = max(set(counts), key=counts.count)
        even = counts.count(most) / len(counts)
        short = sum(len(line) for line in lines) / len(lines) / most < 60
        if most >= (2 if named else 3) and even >= (0.6 if named else 0.95) and (named or short):
            return delimiter
    return None
