"""The tables of a sheet: where one ends and the next begins, what stands above it, and which rows name its columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from proxeny.reader.formats import units

_HEADING_ROWS = 3
_LOOK_AHEAD = 4
_MONTH_OR_QUARTER = re.compile(r"(?:T|Q|M|B|S|H)?\d{1,2}(?:[/-]\d{2,4})?$|[IVX]{1,4}$")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?$")
_NUMBER_OR_LETTER = re.compile(r"\d+|[A-Z]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: what it shows, its row and column counted from 1, and how many columns it spans."""

    text: str
    row: int
    column: int
    span: int = 1
    date: str = ""  # the day that a bare number would be

    @property
    def name(self) -> str:
        """``B7``."""
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row}"


@dataclass
class Table:
    """Lines above, the cells that name each column (from the top), and the rows, all by column number."""

    captions: list[list[Cell]] = field(default_factory=list)
    heading: dict[int, list[Cell]] = field(default_factory=dict)
    rows: list[list[Cell]] = field(default_factory=list)
    unit: str | None = None
    columns: set[int] = field(default_factory=set)


def tables_of(rows: Sequence[Sequence[Cell]], *, passed_over: Container[int] = ()) -> list[Table]:
    """The tables that filled rows make; a gap in the row numbers parts them, rows ``passed_over`` make none."""
    found: list[Table] = []
    above: list[list[Cell]] = []
    for block in _blocks(rows, passed_over):
        for part in _side_by_side(block):
            table = _table(part)
            if not table.rows and not table.heading:
                above += table.captions
                continue
            table.captions = above + table.captions
            above = []
            _settle_unit(table)
            last = found[-1] if found else None
            if last is not None and _goes_on(last, table):
                last.rows += table.rows
                last.columns |= _columns(table.rows)
            else:
                table.columns = _columns(table.rows) | set(table.heading)
                found.append(table)
    if above:
        found.append(Table(captions=above))
    return found


def _goes_on(last: Table, table: Table) -> bool:
    """Whether rows belong to the table before, from which an empty row parts them."""
    if not last.heading or table.heading or table.captions:
        return False
    return _columns(table.rows) <= last.columns


def _columns(rows: Sequence[Sequence[Cell]]) -> set[int]:
    return {cell.column for row in rows for cell in row}


def _blocks(rows: Sequence[Sequence[Cell]], passed_over: Container[int]) -> list[list[list[Cell]]]:
    found: list[list[list[Cell]]] = []
    last: int | None = None
    for row in rows:
        if not row:
            continue
        if last is None or any(number not in passed_over for number in range(last + 1, row[0].row)):
            found.append([])
        found[-1].append(list(row))
        last = row[0].row
    return found


def _side_by_side(block: list[list[Cell]]) -> list[list[list[Cell]]]:
    """A block cut at empty columns where each part is a table of its own, with a heading and figures."""
    full = [row for row in block if len(row) > 1]
    if len(full) < 3:
        return [block]
    used: set[int] = set()
    for row in full:
        for cell in row:
            used.update(range(cell.column, cell.column + cell.span))
    edges = [column for column in range(min(used), max(used)) if column not in used]
    if not edges:
        return [block]
    parts: list[list[list[Cell]]] = [[] for _ in range(len(edges) + 1)]
    for row in block:
        divided: dict[int, list[Cell]] = {}
        for cell in row:
            divided.setdefault(bisect_left(edges, cell.column), []).append(cell)
        for number, cells in divided.items():
            parts[number].append(cells)
    parts = [part for part in parts if part]
    tables = [_table(part) for part in parts]
    if all(table.heading and len(_columns(table.rows)) > 1 for table in tables):
        return parts
    return [block]


def _table(block: list[list[Cell]]) -> Table:
    first = _heading_at(block)
    if first is None:
        captions = 0
        while captions < len(block) and len(block[captions]) == 1 and not units.is_figure(block[captions][0].text):
            captions += 1
        return Table(captions=block[:captions], rows=block[captions:])
    last = first + 1
    while last < len(block) and last - first < _HEADING_ROWS and _continues(block, first, last):
        last += 1
    table = Table(captions=block[:first], rows=block[last:])
    table.heading = _named(block[first:last])
    while table.rows and _numbers_columns(table.rows[0]):
        table.rows.pop(0)
    return table


def _heading_at(block: list[list[Cell]]) -> int | None:
    """The row that names the columns: two words at least and no figures but years, figures in the rows that follow."""
    for index, row in enumerate(block[:20]):
        words = [cell for cell in row if not units.is_figure(cell.text)]
        figures = [cell for cell in row if units.is_figure(cell.text)]
        if len(row) < 2 or not words or not all(units.is_year(cell.text) for cell in figures):
            continue
        if len(row) == 2 and figures and _is_year_table(block[index + 1 :]):
            return None
        after = block[index + 1 : index + 1 + _LOOK_AHEAD]
        if any(units.is_figure(cell.text) and not units.is_year(cell.text) for later in after for cell in later):
            return index
    return None


def _is_year_table(rows: list[list[Cell]]) -> bool:
    """Whether rows are all a word with a year, so that none of them is a heading."""
    return bool(rows) and all(units.is_year(row[-1].text) for row in rows)


def _continues(block: list[list[Cell]], first: int, at: int) -> bool:
    """Whether a row goes on naming columns: it divides those of the row above, or gives their units or years."""
    row, above = block[at], block[at - 1]
    if any(units.is_figure(cell.text) and not units.is_year(cell.text) for cell in row):
        return False
    if not any(units.is_figure(cell.text) for later in block[at + 1 : at + 1 + _LOOK_AHEAD] for cell in later):
        return False
    taken = {cell.column for cell in above}
    begins = min(cell.column for line in block[first:at] for cell in line)
    filled = {cell.column for cell in row}
    if filled - taken and begins not in filled:
        return True  # names beneath a heading that spans them
    inside = [units.plain(cell.text.strip("()[] ")) or units.is_year(cell.text) for cell in row]
    short = [bool(_MONTH_OR_QUARTER.match(cell.text)) for cell in row]
    return begins not in filled and len(row) > 1 and all(a or b for a, b in zip(inside, short, strict=True))


def _named(rows: list[list[Cell]]) -> dict[int, list[Cell]]:
    """For each column the cells that name it, from the top; a heading that spans columns names each."""
    found: dict[int, list[Cell]] = {}
    last = max(cell.column + cell.span - 1 for row in rows for cell in row)
    for number, row in enumerate(rows):
        starts = sorted(row, key=lambda cell: cell.column)
        below = {cell.column for later in rows[number + 1 :] for cell in later}
        for index, cell in enumerate(starts):
            until = starts[index + 1].column if index + 1 < len(starts) else last + 1
            reach = cell.column + cell.span
            while reach < until and reach in below and cell.column in below:
                reach += 1  # what a spreadsheet merged and a CSV could not say
            for column in range(cell.column, reach):
                found.setdefault(column, []).append(cell)
    return found


def _numbers_columns(row: list[Cell]) -> bool:
    """Whether a row only numbers the columns: ``A | B | 1 | 2 | 3``, ``(1) | (2) | (3)=(1)+(2)``."""
    if len(row) < 3 or not all(_COLUMN_NUMBER.match(cell.text) for cell in row):
        return False
    marks = [mark.group() for cell in row if (mark := _NUMBER_OR_LETTER.search(cell.text))]
    letters = [mark for mark in marks if mark.isalpha()]
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    in_order = letters == [chr(65 + at) for at in range(len(letters))] and numbers == list(range(1, len(numbers) + 1))
    return in_order and (bool(letters) or len(numbers) >= 3)


def _settle_unit(table: Table) -> None:
    for line in reversed(table.captions):
        for cell in line:
            if unit := units.of_caption(cell.text):
                table.unit = unit
                return
    first = table.heading.get(min(table.heading)) if table.heading else None
    if first and len(table.heading) > 1 and (unit := units.of_heading(first[0].text)):
        table.unit = unit  # "Indicator (USD million) | 2022 | 2023": the figures are to the right of it
