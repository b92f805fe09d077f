"""The characters of a PDF page as runs of text with boxes, upright whichever way the page or its text is turned."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from proxeny.reader.formats.extracted import Box
from proxeny.reader.formats.pdf_lines import GAP_OF_PIECES, Piece, turned

# Line ends that PDFium marks by a hyphen that divides a word, and the hyphen that shows only at a line end.
_HYPHENS = (0x02, 0xFFFE)
_SOFT_HYPHEN = 0xAD
_HIGH_SURROGATES, _LOW_SURROGATES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HYPHEN_AT_END = re.compile(r"(?<=[^\W\d_])[-\u2010]$")
_HARD_SPACES = (0xA0, 0x202F, 0x2009)


@dataclass(frozen=True)
class Frame:
    """The visible part of a page in the file's own points, and by how many right angles it is shown turned.

    Box corners become points from the upper left corner of the page as a reader sees it.
    """

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def width(self) -> float:
        """Width as shown."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as shown."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def shown(self, x0: float, x1: float, y0: float, y1: float) -> Box:
        """Where a box of the file's points (y upwards) is seen."""
        box = (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        return turned(box, self.right - self.left, self.top - self.bottom, self.quarters)


def frame_of(page: Any) -> Frame:
    """The crop box of a page and its ``/Rotate``."""
    left, bottom, right, top = page.get_cropbox()
    return Frame(left, bottom, right, top, (page.get_rotation() // 90) % 4)


def pieces_of(text_page: Any, frame: Frame) -> list[Piece]:
    """Runs of characters as PDFium orders them, cut at line ends and at wide gaps; boxes as the page is shown.

    ``box`` of a piece is seen from the side from which most of the text is upright (a wide table may lie across a tall
    page), ``place`` is where it stands on the page as shown.
    """
    runs = _runs(text_page, frame)
    if not runs:
        return []
    weights: Counter[int] = Counter()
    for run in runs:
        weights[run.quarters] += len(run.text)
    main = weights.most_common(1)[0][0]
    # What runs another way (a stamp along the margin) stands after the rest.
    runs.sort(key=lambda run: run.quarters != main)
    return [
        Piece(
            run.text, turned(run.place, frame.width, frame.height, -main), run.hyphen, place=run.place, size=run.size
        )
        for run in runs
    ]


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters one beside the other, ``quarters`` the right angles by which they are turned clockwise as shown."""

    text: str
    place: Box
    quarters: int
    size: float
    hyphen: bool


def _runs(text_page: Any, frame: Frame) -> list[_Run]:
    handle = text_page.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    references = tuple(map(ctypes.byref, (left, right, bottom, top)))
    code_at: Any = pdfium.FPDFText_GetUnicode
    box_at: Any = pdfium.FPDFText_GetCharBox
    angle_at: Any = pdfium.FPDFText_GetCharAngle
    loose_box_at: Any = pdfium.FPDFText_GetLooseCharBox
    loose = pdfium.FS_RECTF()
    run = _Growing(frame)
    high = 0
    for index in range(text_page.count_chars()):
        code = code_at(handle, index)
        if code in _HIGH_SURROGATES:
            high = code
            continue
        if code in _LOW_SURROGATES and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if code in (0x0A, 0x0D):
            run.finish()
        elif code in _HYPHENS:
            run.finish(hyphen=True)
        elif code == _SOFT_HYPHEN:
            run.soft_hyphen = True
        else:
            character = _LIGATURES.get(code) or (chr(code) if code else " ")
            if character.isspace() and code not in _HARD_SPACES:
                run.space()
                continue
            box_at(handle, index, *references)
            shown = frame.shown(left.value, right.value, bottom.value, top.value)
            box = run.upright(shown)
            if run.box is None or run.is_far(box):
                run.finish()
                run.turn(angle_at(handle, index))
                loose_box_at(handle, index, ctypes.byref(loose))
                run.size = max(abs(loose.top - loose.bottom), 0.0)
                box = run.upright(shown)
            run.add(character, box)
    run.finish()
    return run.found


class _Growing:
    """The run of characters that is being put together."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.found: list[_Run] = []
        self.letters: list[str] = []
        self.box: Box | None = None  # as the letters stand upright
        self.quarters = 0
        self.size = 0.0
        self.pending_space = False
        self.soft_hyphen = False

    def turn(self, angle: float) -> None:
        """Take the direction of the run from that of its first letter, in radians."""
        self.quarters = (round(angle / (math.pi / 2)) + self.frame.quarters) % 4 if angle >= 0 else self.frame.quarters

    def space(self) -> None:
        """Note a space; it counts only if more letters follow."""
        self.pending_space = bool(self.letters)

    def upright(self, shown: Box) -> Box:
        """Where a letter stands when the page is turned so that the run is upright."""
        return turned(shown, self.frame.width, self.frame.height, -self.quarters) if self.quarters else shown

    def is_far(self, box: Box) -> bool:
        """Whether a letter stands too far from the run to belong to it."""
        if self.box is None or box[2] <= box[0]:
            return False
        height = max(self.box[3] - self.box[1], box[3] - box[1], 1.0)
        apart = max(box[1] - self.box[3], self.box[1] - box[3])  # on another line, which PDFium may not say
        return (
            box[0] - self.box[2] > GAP_OF_PIECES * height
            or box[0] < self.box[0] - 2 * height
            or apart > 0.5 * max(self.size, height)
        )

    def add(self, character: str, box: Box) -> None:
        """Append a letter."""
        if self.pending_space:
            self.letters.append(" ")
            self.pending_space = False
        self.soft_hyphen = False
        self.letters.append(character)
        if box[2] > box[0] and box[3] > box[1]:
            known = self.box
            self.box = (
                (min(known[0], box[0]), min(known[1], box[1]), max(known[2], box[2]), max(known[3], box[3]))
                if known
                else box
            )

    def finish(self, hyphen: bool = False) -> None:
        """Keep the run and begin another; a hyphen behind its last letter becomes the mark of a word that goes on."""
        text = "".join(self.letters).strip()
        if text and self.box:
            whole = _HYPHEN_AT_END.sub("", text)
            width, height = self.frame.width, self.frame.height
            if self.quarters % 2:
                width, height = height, width
            place = turned(self.box, width, height, self.quarters)
            goes_on = hyphen or self.soft_hyphen or whole != text
            self.found.append(_Run(whole, place, self.quarters, self.size, goes_on))
        self.letters.clear()
        self.box = None
        self.pending_space = self.soft_hyphen = False
