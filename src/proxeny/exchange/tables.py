"""A sheet as a table: where its headings stand, what they say, and the rows below them."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from proxeny.core.folding import fold
from proxeny.core.lists.workbooks import column_letters
from proxeny.exchange.errors import BadFile
from proxeny.exchange.mapping import target_of
from proxeny.exchange.sheets import Row, Sheet
from proxeny.registers.register import Register

_LOOKED_AT = 40
_NUMBERED = re.compile(r"\(?[0-9A-Z]{1,2}\)?")
_TOTALS = {"total", "totals", "grand total", "sum", "tong", "tong cong", "cong", "tong so", "jumlah"}


@dataclass(frozen=True)
class Numbered:
    """A row with its number in the spreadsheet, from 1, and its cells in the order of the headings."""

    number: int
    cells: Row


@dataclass(frozen=True)
class Table:
    """Headings and rows. ``at`` is the number of the last row of headings; ``columns`` the spreadsheet column of each
    heading, from 0. ``skips_hidden`` leaves hidden rows out."""

    sheet: Sheet
    headings: tuple[str, ...]
    columns: tuple[int, ...]
    at: int
    notes: tuple[str, ...]
    skips_hidden: bool = True

    def rows(self) -> Iterator[Numbered]:
        """The rows that hold anything; merged cells have their value in each row that they cover."""
        first, picked = self.sheet.first_column, self.columns
        offsets = [column - first for column in picked]
        merged = _down(self.sheet, self.at, picked)
        hidden = self.sheet.marks.hidden_rows if self.skips_hidden else set()
        is_whole = offsets == list(range(len(offsets)))
        held: dict[int, Any] = {}
        for number, row in enumerate(self.sheet.rows(), start=1):
            if number <= self.at or number in hidden:
                continue
            width = len(row)
            if is_whole and width == len(offsets):
                cells = row
            else:
                cells = [row[offset] if 0 <= offset < width else "" for offset in offsets]
            if merged:
                for place, column in enumerate(picked):
                    top = merged.get((number - 1, column))
                    if top is not None:
                        if top == number - 1:
                            held[column] = cells[place]
                        else:
                            cells[place] = held.get(column, "")
            for cell in cells:
                if cell != "" and (cell.__class__ is not str or not cell.isspace()):
                    if cell.__class__ is not str or len(cell) > 12 or not _is_total(cell):
                        yield Numbered(number, cells)
                    break

    def cell_name(self, number: int, place: int) -> str:
        """``C12`` for the cell of a row in the column of a heading."""
        return f"{column_letters(self.columns[place])}{number}"

    def with_hidden(self) -> Table:
        """The same with its hidden rows."""
        return replace(self, skips_hidden=False)


def _is_total(first: str) -> bool:
    """Whether a row is one of sums: its first words say so."""
    return fold(first).strip(" :.") in _TOTALS


def _down(sheet: Sheet, below: int, columns: Sequence[int]) -> dict[tuple[int, int], int]:
    """Cells of the table that a merge covers → the row in which their value stands."""
    found = {}
    for (top, left), (bottom, right) in sheet.merged:
        if bottom < below or bottom == top or bottom - top > 5_000:
            continue
        for column in columns:
            if left <= column <= right and column == left:
                for row in range(top, bottom + 1):
                    found[row, column] = top
    return found


def words(cell: Any) -> str:
    """A cell as it would be read aloud: whole numbers without a point, days as ISO."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        is_day = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if is_day else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)


def find_table(sheet: Sheet, register: Register, *, header_row: int = 0, name: str = "") -> Table:
    """The table in a sheet: its headings are the row that names most fields of the register, among the first forty.

    Headings over two or three rows (merged above, or parts below) become ``above / below``. ``header_row`` says where
    they stand. Raises ``BadFile`` where no row names anything.
    """
    top = list(itertools.islice(sheet.rows(), _LOOKED_AT))
    if not top:
        raise BadFile(_("%(name)s holds no rows.") % {"name": name or sheet.name})
    grid = [[words(cell) for cell in row] for row in top]
    _spread(grid, sheet)
    if header_row:
        if header_row > len(grid) or not any(grid[header_row - 1]):
            raise BadFile(_("Row %(row)s of %(name)s holds no headings.") % {"row": header_row, "name": name})
        at = header_row - 1
    else:
        at = _heading_row(grid, register)
        at = min([at, *(top for (top, _left), (bottom, _right) in sheet.merged if top < at <= bottom <= top + 2)])
    last = _last_heading_row(grid, at, sheet, register)
    headings = _joined(grid[at : last + 1])
    width = max(len(row) for row in grid)
    columns = [place for place in range(width) if headings.get(place)]
    if not columns:
        raise BadFile(_("No headings were found in %(name)s. Give the row that they stand in.") % {"name": name})
    while last + 1 < len(grid) and _is_numbering([grid[last + 1][c] for c in columns if c < len(grid[last + 1])]):
        last += 1
    notes = list(sheet.notes)
    if at:
        notes.append(_("Headings were found in row %(row)s.") % {"row": at + 1})
    hidden = sorted(row for row in sheet.marks.hidden_rows if row > last + 1)
    if hidden:
        notes.append(
            _("%(count)s hidden rows are left out (the first is row %(row)s); they can be taken in too.")
            % {"count": len(hidden), "row": hidden[0]}
        )
    return Table(
        sheet,
        tuple(_distinct([headings[c] for c in columns])),
        tuple(c + sheet.first_column for c in columns),
        last + 1,
        tuple(notes),
    )


def _spread(grid: list[list[str]], sheet: Sheet) -> None:
    """What a merged cell says, said in each cell that it covers."""
    for (top, left), (bottom, right) in sheet.merged:
        if top >= len(grid):
            continue
        left, right = left - sheet.first_column, right - sheet.first_column
        said = grid[top][left] if 0 <= left < len(grid[top]) else ""
        for row in range(top, min(bottom + 1, len(grid))):
            for column in range(max(left, 0), min(right + 1, len(grid[row]), left + 200)):
                grid[row][column] = said


def _heading_row(grid: list[list[str]], register: Register) -> int:
    best, best_score = 0, 0.0
    for at, row in enumerate(grid):
        filled = [cell for cell in dict.fromkeys(row) if cell and len(cell) <= 150]
        if not filled:
            continue
        below = grid[at + 1] if at + 1 < len(grid) else []
        named: float = len({target for cell in filled if (target := target_of(register, cell))})
        named += len({t for cell in below if (t := target_of(register, cell))} - {""}) * 0.3
        prose = sum(not re.fullmatch(r"[\d.,/\-: ]+", cell) for cell in filled)
        score = named * 10 + (prose / len(filled)) * min(len(filled), 5) - at * 0.05
        if (len(filled) > 1 or named or len(grid) == 1) and score > best_score + 1e-9:
            best, best_score = at, score
    return best


def _last_heading_row(grid: list[list[str]], at: int, sheet: Sheet, register: Register) -> int:
    """Headings go on below where a merged cell says so, or where the next row names parts of what is empty or above."""
    last = at
    reach = [
        bottom for (top, left), (bottom, right) in sheet.merged if top == at and right > left and bottom - top <= 2
    ]
    tall = [bottom for (top, _l), (bottom, _r) in sheet.merged if top <= at < bottom and bottom - at <= 2]
    if tall:
        last = max(tall)
    elif reach:
        last = min(max(reach) + 1, len(grid) - 1)
    elif at + 1 < len(grid):
        row, below = grid[at], grid[at + 1]
        gaps = [c for c in range(min(len(row), len(below))) if not row[c] and below[c]]
        if gaps and all(
            not cell or (not re.search(r"\d", cell) and (c in gaps or target_of(register, cell)))
            for c, cell in enumerate(below)
        ):
            last = at + 1
    return min(last, len(grid) - 1)


def _joined(rows: list[list[str]]) -> dict[int, str]:
    said: dict[int, list[str]] = {}
    carried = ""
    for at, row in enumerate(rows):
        carried = ""
        for column, cell in enumerate(row):
            if (
                at == 0
                and len(rows) > 1
                and not cell
                and carried
                and any(column < len(below) and below[column] for below in rows[1:])
            ):
                cell = carried
            carried = cell or carried
            if cell and cell not in said.setdefault(column, []):
                said[column].append(" ".join(cell.split()))
    return {column: " / ".join(parts) for column, parts in said.items() if parts}


def _is_numbering(cells: Sequence[str]) -> bool:
    """The row under the headings that numbers the columns: (1) (2) (3), or A B 1 2."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 3 or not all(_NUMBERED.fullmatch(cell) for cell in filled):
        return False
    numbers = [int(cell.strip("()")) for cell in filled if cell.strip("()").isdigit()]
    return len(numbers) >= 2 and all(b - a == 1 for a, b in itertools.pairwise(numbers))


def _distinct(headings: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    named = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        named.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    return named
