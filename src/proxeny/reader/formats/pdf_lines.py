"""From the runs of text on a PDF page to lines, table rows and paragraphs, by where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from proxeny.reader.formats.extracted import Box

# Gaps in heights of the letters: a run of text is cut at the smaller, a line is a table row from the larger on, or
# from the smaller where the row beside it has as many cells. Justified text stays below both.
GAP_OF_PIECES = 1.0
_GAP_OF_ROWS = 1.6

_ANOTHER_SIZE = 1.15  # times the font size: a heading, or a note under the text

_BULLET = re.compile(r"^(?:[-–—•●▪◦*·+]|\(?\d{1,2}[.)]|\(?[a-zđ][.)]|[IVX]{1,4}\.)\s")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


@dataclass(frozen=True)
class Piece:
    """Text that stands together on one line.

    ``box`` is where it stands with its letters upright, ``place`` where on the page as shown if that is another.
    ``hyphen`` where a word goes on in the next line, its hyphen left out of ``text``; ``continues`` where it goes on
    with the cell of the piece before. ``size`` is the height of a line of its font, 0 where that is not known.
    """

    text: str
    box: Box
    hyphen: bool = False
    continues: bool = False
    place: Box | None = None
    size: float = 0.0


@dataclass
class Line:
    """Pieces side by side. ``is_row`` where wide gaps divide them, as in a table."""

    pieces: list[Piece]
    is_row: bool = False
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        self.box = (
            min(piece.box[0] for piece in self.pieces),
            min(piece.box[1] for piece in self.pieces),
            max(piece.box[2] for piece in self.pieces),
            max(piece.box[3] for piece in self.pieces),
        )

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(self.separator(index) + piece.text for index, piece in enumerate(self.pieces))

    def separator(self, index: int) -> str:
        """What stands before a piece: nothing, a space, or the bar between two cells."""
        if index == 0:
            return ""
        if self.pieces[index].continues:
            return "" if self.pieces[index - 1].hyphen else " "
        return " | " if self.is_row else " "

    @property
    def height(self) -> float:
        """Height of the tallest piece, in points."""
        return max(piece.box[3] - piece.box[1] for piece in self.pieces)

    @property
    def size(self) -> float:
        """Font size of the longest piece, 0 where it is not known."""
        return max(self.pieces, key=lambda piece: len(piece.text)).size

    @property
    def hyphen(self) -> bool:
        """Whether the line ends inside a word."""
        return self.pieces[-1].hyphen


def turned(box: Box, width: float, height: float, quarters: int) -> Box:
    """A box on a sheet of that size after the sheet is turned clockwise by right angles."""
    x0, y0, x1, y1 = box
    match quarters % 4:
        case 1:
            return (height - y1, x0, height - y0, x1)
        case 2:
            return (width - x1, height - y1, width - x0, height - y0)
        case 3:
            return (y0, width - x1, y1, width - x0)
    return box


def lines_of(pieces: list[Piece]) -> list[Line]:
    """Pieces that follow each other on one base line, from left to right, make a line."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _side_by_side(groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    lines = []
    for group in groups:
        gaps = [
            after.box[0] - before.box[2] > _GAP_OF_ROWS * max(_height(before), _height(after))
            for before, after in pairwise(group)
        ]
        lines.append(Line(group, is_row=any(gaps)))
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for index in order:
            beside = lines[index + step]
            if beside.is_row and len(lines[index].pieces) == len(beside.pieces) > 1:
                lines[index].is_row = True
    return lines


def paragraphs(lines: list[Line]) -> list[list[Line]]:
    """Lines that run on make one paragraph; rows, bullets, headings and new columns start another."""
    close = _close_gap(lines)
    found: list[list[Line]] = []
    for line in lines:
        if found and _runs_on(found[-1], line, close):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _close_gap(lines: list[Line]) -> float | None:
    """The widest gap inside a paragraph where a page sets its paragraphs apart by space; ``None`` where it does not."""
    gaps = sorted(
        gap
        for before, line in pairwise(lines)
        if 0 < (gap := line.box[1] - before.box[3]) < 3 * line.height and not line.is_row and not before.is_row
    )
    if len(gaps) < 3:
        return None
    usual = gaps[len(gaps) // 3]
    size = sorted(line.height for line in lines)[len(lines) // 2]
    return usual + 0.2 * size if gaps[-1] > usual + 0.35 * size else None


def goes_on(before: Line, line: Line) -> bool:
    """Whether a line continues another from the foot of the page or column before: in mid-sentence, in lower case."""
    if before.is_row or line.is_row:
        return False
    return before.hyphen or (line.text[:1].islower() and not _SENTENCE_END.search(before.text))


def _height(piece: Piece) -> float:
    return max(1.0, piece.box[3] - piece.box[1])


def _side_by_side(before: Piece, after: Piece) -> bool:
    if before.hyphen:
        return False
    overlap = min(before.box[3], after.box[3]) - max(before.box[1], after.box[1])
    return overlap > 0.5 * min(_height(before), _height(after)) and after.box[0] >= before.box[2] - 1


def _in_this_column(paragraph: list[Line]) -> list[Line]:
    """The lines of a paragraph since it came to the top of another column."""
    for index in range(len(paragraph) - 1, 0, -1):
        if paragraph[index].box[3] < paragraph[index - 1].box[1]:
            return paragraph[index:]
    return paragraph


def _runs_on(paragraph: list[Line], line: Line, close: float | None) -> bool:
    before = paragraph[-1]
    if before.is_row or line.is_row or _BULLET.match(line.text):
        return False
    if before.hyphen:
        return True
    size = max(before.height, line.height)
    gap = line.box[1] - before.box[3]
    if gap < -4 * size:  # the top of the next column
        return goes_on(before, line)
    if before.size and line.size and max(before.size, line.size) > _ANOTHER_SIZE * min(before.size, line.size):
        return False
    if gap > 0.9 * size or gap < -size or min(before.height, line.height) < 0.6 * size:
        return False
    # The first line of a paragraph may be indented; any further one begins where the second did.
    here = _in_this_column(paragraph)
    left = here[1].box[0] if len(here) > 1 else before.box[0]
    if abs(line.box[0] - left) > (0.8 if len(here) > 1 else 4) * size:
        return False
    right = max(max(each.box[2] for each in here), line.box[2])
    room = right - before.box[2]
    if close is not None:
        return gap <= close and room < 0.5 * (right - left)
    # Without space between paragraphs a line that ends well before the widest one ends its paragraph, as does a full
    # stop where the next word would still have fitted.
    fits = len(line.text.split(" ", 1)[0]) * 0.45 * size < room
    return not fits or (room < 6 * size and not _SENTENCE_END.search(before.text))
