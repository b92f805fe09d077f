"""What a file gives once it is read: its text, where each piece stood in the file, and what the file says of itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

Box = tuple[float, float, float, float]

# What a database or an XML file refuses: control characters but tab and line feed, byte order marks, lone surrogates.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of the text and where it stood in the file.

    ``start`` is included, ``end`` excluded, in code points of the extracted text. ``page`` counts from 1. ``box`` is
    (left, top, right, bottom) in points from the upper left corner of the page. ``sheet`` and ``cell`` (``B7``) name
    a cell of a spreadsheet (``cell`` alone one of a CSV file); ``table`` and ``row`` count tables and rows from 1.
    ``part`` is the name of the attachment that the run stands in. Boxes in a picture are in its pixels.
    """

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    cell: str | None = None
    table: int | None = None
    row: int | None = None
    part: str | None = None


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """The text of a file with its positions.

    ``title``, ``publisher``, ``published`` (an EDTF date) and ``url`` are what the file itself states, else ``None``;
    ``language`` is the file's own hint (BCP 47), not a measurement. ``notes`` are sentences for the person who added
    the file: what was converted, left out or taken for something other than its name says.
    """

    text: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    segments: tuple[Segment, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    def segments_of(self, start: int, end: int) -> tuple[Segment, ...]:
        """The segments that a span of the text touches, in text order."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end, first)
        return tuple(segment for segment in self.segments[first:last] if segment.end > start)


@dataclass
class TextBuilder:
    """Puts a text together piece by piece and keeps where each piece came from."""

    pieces: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    length: int = 0

    def add(
        self,
        text: str,
        *,
        page: int | None = None,
        box: Box | None = None,
        sheet: str | None = None,
        cell: str | None = None,
        table: int | None = None,
        row: int | None = None,
        part: str | None = None,
    ) -> None:
        """Append a piece that stood at the place given; unprintable characters are dropped."""
        text = printable(text)
        if not text:
            return
        end = self.length + len(text)
        self.segments.append(
            Segment(
                start=self.length, end=end, page=page, box=box, sheet=sheet, cell=cell, table=table, row=row, part=part
            )
        )
        self.pieces.append(text)
        self.length = end

    def append(self, other: Extracted, *, part: str) -> None:
        """Append all of another file's text, its places kept, as a part of this one."""
        for segment in other.segments:
            within = f"{part} / {segment.part}" if segment.part else part
            moved = replace(
                segment, start=segment.start + self.length, end=segment.end + self.length, part=within
            )
            self.segments.append(moved)
        self.between(other.text)

    def between(self, text: str) -> None:
        """Append a separator that stands nowhere in the file (a line end, `` | ``)."""
        if text:
            self.pieces.append(text)
            self.length += len(text)

    @property
    def text(self) -> str:
        """Everything appended so far."""
        return "".join(self.pieces)


def printable(text: str) -> str:
    """The text without control characters and byte order marks; a lone surrogate becomes the mark of a lost letter."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


def first_heading(text: str) -> str | None:
    """The first line where it looks like a heading: short, and not a sentence or a table row."""
    for line in _lines(text):
        if len(line) <= 160 and not line.endswith((".", ";", ",", ":", "|")) and " | " not in line:
            return line
        return None
    return None


def _lines(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop].strip()
        if line:
            yield line
        at = stop + 1
