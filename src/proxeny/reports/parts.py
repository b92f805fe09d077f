"""What a report is made of, before it becomes a page, a Word file, a PDF or a workbook.

Chapters hold paragraphs, tables and pictures; annexes one table each. Wherever a figure stands, it stands as a
``Figure``: its words, its value, and what it rests on. Text around figures is free; a figure changes only with what it
rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from proxeny.charts.specs import Spec

# ``stated``: a source says so. ``computed``: made of stated figures. ``counted``: the number, or the sum, of records.
Origin = Literal["stated", "computed", "counted"]


@dataclass(frozen=True)
class Figure:
    """A figure in place.

    ``key`` names what it is, the same in every edition and language (``delegations.out.led``, ``A6.JP.new``), so that
    two editions can be set beside each other. ``text`` is the figure in the words of the report. ``value`` is in base
    units of ``unit``, ``None`` for a date or a name that rests on a source. ``statements`` are primary keys; what was
    counted are ``records`` (``register:reference``), and ``how`` says in words how it was computed or counted.
    """

    key: str
    text: str
    origin: Origin
    value: Decimal | None = None
    unit: str = ""
    qualifier: str = "exact"
    statements: tuple[int, ...] = ()
    records: tuple[str, ...] = ()
    how: str = ""
    is_disputed: bool = False
    remark: str = ""


Piece = str | Figure


@dataclass(frozen=True)
class Paragraph:
    """Running text with figures in place. ``key`` is stable, so that what an officer wrote over it is kept."""

    key: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table; ``columns`` and ``rows`` are how many it spans."""

    pieces: tuple[Piece, ...] = ()
    columns: int = 1
    rows: int = 1
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A table. ``head`` are its heading rows with merged cells, ``total`` is its last row where sums are sound.

    ``widths`` are the columns' shares of the page; ``is_wide`` asks for a page on its side.
    """

    key: str
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    widths: tuple[int, ...] = ()
    is_wide: bool = False
    title: str = ""

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return sum(cell.columns for cell in self.head[0]) if self.head else 0


@dataclass(frozen=True)
class Picture:
    """A drawing with its title and what it shows, in words; ``table`` are the figures behind it."""

    key: str
    title: str
    spec: Spec
    description: str
    table: Table | None = None


Block = Paragraph | Table | Picture


@dataclass(frozen=True)
class Chapter:
    """A chapter; ``missing`` says in words what the record does not have for it."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Annex:
    """An annex: ``key`` is its number (``A1``), ``table`` its one table; ``missing`` as of a chapter."""

    key: str
    title: str
    table: Table
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A report as drafted from the record, in the words of its ``language`` (``en``, ``vi``, ``id``, ``fr``).

    ``period`` is EDTF, ``kind`` one of ``yearly``, ``nine-month``, ``six-month``, ``period`` or the name of a brief.
    """

    kind: str
    period: str
    language: str
    title: str
    subtitle: str
    chapters: tuple[Chapter, ...]
    annexes: tuple[Annex, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def figures(self) -> Iterator[Figure]:
        """Every figure, in the order of the pages: chapters first, then annexes."""
        for chapter in self.chapters:
            for block in chapter.blocks:
                yield from _figures_of(block)
        for annex in self.annexes:
            yield from _figures_of(annex.table)


def _figures_of(block: Block) -> Iterator[Figure]:
    match block:
        case Paragraph():
            yield from (piece for piece in block.pieces if isinstance(piece, Figure))
        case Table():
            for row in (*block.rows, block.total):
                for cell in row:
                    yield from (piece for piece in cell.pieces if isinstance(piece, Figure))
        case Picture():
            if block.table is not None:
                yield from _figures_of(block.table)
