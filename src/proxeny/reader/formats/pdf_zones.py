"""The order in which the pieces of a page are read: columns of prose one after the other, rows of a table across.

A PDF gives its pieces in the order in which its program drew them, which mostly is the order of reading. Two habits
are mended here: prose in columns that was drawn line by line across the page, and a table that was drawn column by
column. Both show as a zone: lines one below the other that leave the same stretch of the page empty, the gutter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from proxeny.reader.formats.pdf_lines import Piece

Gap = tuple[float, float]

_GUTTER = 0.9  # in heights of the letters
_LEAST_LINES = 3
_PROSE_LETTERS = 16  # on a line of a column, in the middle
_PROSE_FILL = 0.55  # of a column's width that its lines fill, in the middle
_PROSE_LINES = 0.55  # of the zone's lines that the emptiest column but the last has
_RUNS_ON = 0.45  # of a column's lines begin in mid-sentence: in lower case
_MOST_PIECES = 20_000
_LETTER = re.compile(r"[^\W\d_]")


@dataclass
class _Zone:
    """Lines, each of pieces side by side, and the gutters that they all leave empty."""

    lines: list[list[Piece]]
    gaps: list[Gap]
    left: float
    right: float

    def columns(self) -> list[list[list[Piece]]]:
        """The pieces of each column, line by line; lines that leave a column empty are not in it."""
        edges = [(gap[0] + gap[1]) / 2 for gap in _between(self.gaps, self.left, self.right)]
        found: list[list[list[Piece]]] = [[] for _ in range(len(edges) + 1)]
        for line in self.lines:
            parts: dict[int, list[Piece]] = {}
            for piece in line:
                middle = (piece.box[0] + piece.box[2]) / 2
                parts.setdefault(sum(middle > edge for edge in edges), []).append(piece)
            for number, part in parts.items():
                found[number].append(part)
        return found


def in_reading_order(pieces: Sequence[Piece], *, drawn_in_order: bool = True) -> list[Piece]:
    """The pieces as they are read; ``drawn_in_order`` where the order given is to be kept unless it cuts across."""
    if not 2 <= len(pieces) <= _MOST_PIECES:
        return list(pieces)
    order = {id(piece): number for number, piece in enumerate(pieces)}
    moved: dict[int, list[Piece]] = {}  # number of the first piece of a zone: its pieces as they are read
    taken: set[int] = set()
    for zone in _zones(pieces):
        columns = zone.columns()
        if len(columns) < 2:
            continue
        drawn = sorted((piece for line in zone.lines for piece in line), key=lambda piece: order[id(piece)])
        if _is_prose(zone, columns):
            read = [piece for column in columns for line in column for piece in line]
            if _crossings(drawn, columns) <= len(columns) + 1 and drawn_in_order:
                continue
        elif len(zone.lines) >= _LEAST_LINES and (
            not drawn_in_order or (_crossings(drawn, columns) < len(columns) and _is_grid(columns))
        ):
            read = [piece for line in zone.lines for piece in line]
        else:
            continue
        moved[order[id(drawn[0])]] = read
        taken.update(id(piece) for piece in drawn)
    if not moved:
        return list(pieces)
    result: list[Piece] = []
    for number, piece in enumerate(pieces):
        if number in moved:
            result += moved[number]
        elif id(piece) not in taken:
            result.append(piece)
    return result


def _zones(pieces: Sequence[Piece]) -> list[_Zone]:
    found: list[_Zone] = []
    for line in _across(pieces):
        height = max(piece.box[3] - piece.box[1] for piece in line)
        gaps = _gaps(line, _GUTTER * height)
        zone = found[-1] if found else None
        if zone is not None:
            below = line[0].box[1] - max(piece.box[3] for piece in zone.lines[-1])
            common = _common(zone.gaps, gaps, _GUTTER * height)
            left, right = min(zone.left, line[0].box[0]), max(zone.right, line[-1].box[2])
            if below < 2.5 * height and _between(common, left, right):
                zone.lines.append(line)
                zone.gaps, zone.left, zone.right = common, left, right
                continue
        found.append(_Zone([line], gaps, line[0].box[0], max(piece.box[2] for piece in line)))
    return [zone for zone in found if len(zone.lines) > 1]


def _across(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces grouped into the lines that run across the page, from the top, each from the left."""
    lines: list[tuple[float, float, list[Piece]]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.box[1] + piece.box[3]) / 2):
        top, bottom = piece.box[1], piece.box[3]
        for number in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
            first, last, line = lines[number]
            if min(bottom, last) - max(top, first) > 0.5 * min(bottom - top, last - first):
                line.append(piece)
                break
        else:
            lines.append((top, bottom, [piece]))
    return [sorted(line, key=lambda piece: piece.box[0]) for _, _, line in lines]


def _gaps(line: list[Piece], least: float) -> list[Gap]:
    """The stretches of a line without text, the margins among them."""
    found: list[Gap] = []
    at = -1e9
    for piece in line:
        if piece.box[0] - at >= least:
            found.append((at, piece.box[0]))
        at = max(at, piece.box[2])
    return [*found, (at, 1e9)]


def _common(one: list[Gap], other: list[Gap], least: float) -> list[Gap]:
    found = []
    first = second = 0
    while first < len(one) and second < len(other):
        left, right = max(one[first][0], other[second][0]), min(one[first][1], other[second][1])
        if right - left >= least:
            found.append((left, right))
        if one[first][1] < other[second][1]:
            first += 1
        else:
            second += 1
    return found


def _between(gaps: list[Gap], left: float, right: float) -> list[Gap]:
    """The gaps with text on both sides."""
    return [gap for gap in gaps if gap[0] > left and gap[1] < right]


def _crossings(drawn: list[Piece], columns: list[list[list[Piece]]]) -> int:
    """How often the order of drawing goes from one column to another."""
    column_of = {
        id(piece): number for number, column in enumerate(columns) for line in column for piece in line
    }
    return sum(column_of[id(one)] != column_of[id(other)] for one, other in pairwise(drawn))


def _is_grid(columns: list[list[list[Piece]]]) -> bool:
    """Whether every column has about as many lines, as in a table with a line a row."""
    counts = [len(column) for column in columns]
    return min(counts) >= 0.75 * max(counts)


def _is_prose(zone: _Zone, columns: list[list[list[Piece]]]) -> bool:
    """Whether each column is running text: its lines are long, fill it, follow each other, and begin in lower case."""
    if len(zone.lines) < _LEAST_LINES or len(columns) > 4:
        return False
    for number, column in enumerate(columns):
        last = number == len(columns) - 1
        if len(column) < (_LEAST_LINES if last else max(_LEAST_LINES, _PROSE_LINES * len(zone.lines))):
            return False
        left = min(line[0].box[0] for line in column)
        right = max(line[-1].box[2] for line in column)
        fills = sorted(sum(piece.box[2] - piece.box[0] for piece in line) / (right - left) for line in column)
        letters = sorted(sum(len(_LETTER.findall(piece.text)) for piece in line) for line in column)
        if letters[len(letters) // 2] < _PROSE_LETTERS or fills[len(fills) // 2] < _PROSE_FILL:
            return False
        goes_on = sum(line[0].text[:1].islower() for line in column[1:])
        if goes_on < _RUNS_ON * (len(column) - 1):
            return False
    return True
