"""Table rows whose cells run over several lines, put together from where the lines stand.

PDFium gives such a row cell by cell: the lines of the first cell, then, back up and to the right, those of the next.
A new column of running text looks the same but for its length, so a cell may have only a few lines.
"""

from __future__ import annotations

from dataclasses import replace

from proxeny.reader.formats.pdf_lines import Line, Piece

_CELL_LINES = 6


def rows_of(lines: list[Line]) -> list[Line]:
    """The lines with those of one table row made one line, each cell whole."""
    found: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        first = _first_cell(found, line)
        if not first and not line.is_row:
            found.append(line)
            index += 1
            continue
        del found[len(found) - len(first) :]
        cells = [[piece] for piece in line.pieces]
        if first:
            cells.insert(0, [piece for each in first for piece in each.pieces])
        index += 1
        while index < len(lines) and _add(cells, lines[index]):
            index += 1
        found.append(_row(cells))
    return found


def _first_cell(before: list[Line], line: Line) -> list[Line]:
    """The last lines before that stand left of a line and beside it: the first cell of its row."""
    if not before or line.box[1] > before[-1].box[3] - 0.3 * line.height:
        return []
    cell: list[Line] = []
    for other in reversed(before):
        left_of = other.box[2] <= line.box[0] + 1
        beside = other.box[3] > line.box[1] - 0.3 * line.height and not other.is_row
        if not (left_of and beside):
            break
        cell.insert(0, other)
    top = cell[0].box[1] if cell else 0.0
    return cell if 0 < len(cell) <= _CELL_LINES and top > line.box[1] - 3 * line.height else []


def _add(cells: list[list[Piece]], line: Line) -> bool:
    """Put a line into the row where it continues one of its cells or begins the next; whether it did."""
    if len(line.pieces) == 1:
        piece = line.pieces[0]
        last = cells[-1][-1]
        height = max(line.height, 1.0)
        for number in range(len(cells) - 1, 0, -1):
            cell = cells[number]
            gap = piece.box[1] - cell[-1].box[3]
            centred = abs((piece.box[0] + piece.box[2]) - (cell[0].box[0] + cell[0].box[2])) < 2 * height
            aligned = abs(piece.box[0] - cell[0].box[0]) < height or centred
            if aligned and -0.5 * height < gap < 1.5 * height and len(cell) < _CELL_LINES:
                cell.append(piece)
                return True
        top = min(each.box[1] for cell in cells for each in cell)
        if piece.box[0] >= last.box[2] - 1 and top - height < piece.box[1] < last.box[3] - 0.3 * height:
            cells.append([piece])
            return True
    return False


def _row(cells: list[list[Piece]]) -> Line:
    pieces = []
    for cell in cells:
        pieces.append(cell[0])
        pieces += [replace(piece, continues=True) for piece in cell[1:]]
    return Line(pieces, is_row=True)
