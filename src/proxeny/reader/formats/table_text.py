"""Tables written as lines: the heading on one, then a row a line, each figure with the unit that the table gives it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proxeny.reader.formats import units
from proxeny.reader.formats.extracted import TextBuilder
from proxeny.reader.formats.grid import Cell, Table, tables_of

APPLIED = "Units in the headings were written beside the figures below them."
"""The note for whoever compares the text with the file."""


@dataclass(frozen=True)
class _Writer:
    """Where cells are written, and what is told of their places."""

    builder: TextBuilder
    sheet: str | None
    table: int
    named: bool

    def line(self, cells: Iterable[tuple[int, Sequence[tuple[Cell, str]]]], left: int) -> None:
        """Cells by column, each made of pieces; bars stand between columns, empty ones too."""
        at = left
        for column, pieces in cells:
            self.builder.between(" | " * (column - at))
            at = column
            for number, (cell, text) in enumerate(pieces):
                self.builder.between(" " if number else "")
                name = cell.name if self.named else None
                self.builder.add(text, sheet=self.sheet, cell=name, table=self.table, row=cell.row)
        self.builder.between("\n")


def write(tables: Sequence[Table], builder: TextBuilder, *, sheet: str | None = None) -> bool:
    """Append the tables of a sheet, an empty line between them; whether a unit was written beside figures."""
    applied = False
    for number, table in enumerate(tables, 1):
        if number > 1:
            builder.between("\n")
        applied |= _write(table, _Writer(builder, sheet, number, named=True), with_units=True)
    return applied


def write_as_printed(rows: Sequence[Sequence[Cell]], builder: TextBuilder, *, table: int) -> None:
    """Append the table of a document: rows that name the columns together as one line, the figures as they stand."""
    tables = tables_of(rows)
    whole = tables[0] if len(tables) == 1 else Table(rows=[list(row) for row in rows])
    _write(whole, _Writer(builder, None, table, named=False), with_units=False)


def _write(table: Table, writer: _Writer, *, with_units: bool) -> bool:
    applied = False
    for line in table.captions:
        writer.line([(cell.column, [(cell, cell.text)]) for cell in line], line[0].column)
    left = min([*table.heading, *(cell.column for row in table.rows for cell in row)], default=1)
    if table.heading:
        writer.line([(column, _name(table.heading[column])) for column in sorted(table.heading)], left)
    columns = _columns(table) if with_units else {}
    for row in table.rows:
        own = _unit_of_row(row, columns) if with_units else None
        said = [(cell, _said(cell, own, columns[cell.column]) if with_units else cell.text) for cell in row]
        applied |= any(text != cell.text and not cell.date for cell, text in said)
        writer.line([(cell.column, [(cell, text)]) for cell, text in said], left)
    return applied


def _name(cells: Sequence[Cell]) -> list[tuple[Cell, str]]:
    """What a column is called, whatever number of rows it takes: ``Exports 2023``."""
    found: list[tuple[Cell, str]] = []
    for cell in cells:
        if all(cell.text != text for _, text in found):
            found.append((cell, cell.text))
    return found


@dataclass(frozen=True, slots=True)
class _Column:
    """What its heading says of the figures of a column."""

    unit: str | None  # its own
    shared: str | None  # that of the table, where it holds here
    holds_units: bool
    holds_days: bool


def _columns(table: Table) -> dict[int, _Column]:
    numbers = {cell.column for row in table.rows for cell in row} | set(table.heading)
    without_years = {cell.column for row in table.rows for cell in row if not units.is_year(cell.text)}
    first = min(table.heading, default=0)
    found = {}
    for number in numbers:
        names = [cell.text for cell in table.heading.get(number, ())]
        own = next((unit for name in reversed(names) if (unit := units.of_heading(name))), None)
        apart = not table.heading or number == first or number not in without_years
        apart = apart or any(map(units.stands_apart, names))
        found[number] = _Column(
            own,
            None if apart else table.unit,
            any(map(units.heads_units, names)),
            any(map(units.heads_dates, names)),
        )
    return found


def _said(cell: Cell, own: tuple[int, str] | None, column: _Column) -> str:
    """A cell's words: a day as a day, a figure with the nearest unit: of its column, of its row, of the table."""
    if cell.date and column.holds_days:
        return cell.date
    if not units.is_figure(cell.text):
        return cell.text
    of_row = own[1] if own is not None and cell.column > own[0] else None
    return units.beside(cell.text, column.unit or of_row or column.shared)


def _unit_of_row(row: Sequence[Cell], columns: dict[int, _Column]) -> tuple[int, str] | None:
    """The unit that a row gives itself, in its column of units or its label, and the column behind which it holds."""
    label: Cell | None = None
    for cell in row:
        if units.is_figure(cell.text):
            continue
        label = label or cell
        if columns[cell.column].holds_units:
            unit = units.plain(cell.text)
            return (cell.column, unit) if unit else None
    unit = units.of_heading(label.text) if label is not None and not units.plain(label.text) else None
    return (label.column, unit) if label is not None and unit else None
