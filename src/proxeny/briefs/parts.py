"""What a brief is made of, before it becomes a page, a Word file or a PDF: paragraphs, tables, pictures, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from proxeny.charts.specs import Spec
from proxeny.documents.models import Document, Statement


@dataclass(frozen=True)
class Cited:
    """Words that rest on sources: a figure, a date, a row of a table. ``numbers`` are those of the list of sources."""

    text: str
    numbers: tuple[int, ...]
    statements: tuple[int, ...]
    first_statements: tuple[int, ...]
    references: tuple[str, ...]
    is_disputed: bool = False
    remark: str = ""

    @property
    def marks(self) -> list[tuple[int, int, str]]:
        """Statement, number of its source and that document's reference, one for each source."""
        return list(zip(self.first_statements, self.numbers, self.references, strict=True))


Piece = str | Cited
Cell = tuple[Piece, ...]

_PLACE = re.compile(r"%\((\w+)\)s")


def sentence(pattern: str, **pieces: Piece) -> tuple[Piece, ...]:
    """A sentence with figures in place: ``sentence(_("Exports came to %(exports)s."), exports=cited)``."""
    found: list[Piece] = []
    at = 0
    for match in _PLACE.finditer(pattern):
        found += [pattern[at : match.start()], pieces[match[1]]]
        at = match.end()
    found.append(pattern[at:])
    return tuple(piece for piece in found if piece != "")


@dataclass(frozen=True)
class Paragraph:
    """Running text with figures in place."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Table:
    """Rows under headings; ``numeric`` are the columns set right-aligned."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[int, ...] = ()

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide each column wants to be, in characters: what its cells hold on average, within reason."""
        found = []
        for column, heading in enumerate(self.columns):
            lengths = [
                sum(len(piece if isinstance(piece, str) else piece.text) for piece in row[column]) for row in self.rows
            ]
            wanted = max(len(heading), sum(lengths) // max(1, len(lengths)), max(lengths, default=0) // 2)
            found.append(min(max(wanted, 9), 48))
        return tuple(found)


@dataclass(frozen=True)
class Picture:
    """A drawing with its title and what it shows, in words."""

    title: str
    spec: Spec
    description: str


Block = Paragraph | Table | Picture


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Source:
    """One entry of the list of sources."""

    number: int
    title: str
    publisher: str
    published: str
    url: str
    reference: str


@dataclass(frozen=True)
class Brief:
    """A brief ready to be set: everything in the words of its language."""

    title: str
    subtitle: str
    language: str
    date: str
    lead: Paragraph | None
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]


@dataclass
class Numbering:
    """Numbers sources in the order in which they are first cited."""

    order: dict[int, int] = field(default_factory=dict)
    documents: dict[int, Document] = field(default_factory=dict)

    def number(self, document: Document) -> int:
        """The number of a source."""
        self.documents[document.pk] = document
        return self.order.setdefault(document.pk, len(self.order) + 1)

    def cite(self, text: str, statements: Iterable[Statement], *, is_disputed: bool = False, remark: str = "") -> Cited:
        """Words with the numbers of their sources, each source once."""
        statements = list(statements)
        first: dict[int, Statement] = {}
        for statement in statements:
            first.setdefault(self.number(statement.document), statement)
        return Cited(
            text,
            tuple(first),
            tuple(statement.pk for statement in statements),
            tuple(statement.pk for statement in first.values()),
            tuple(statement.document.reference for statement in first.values()),
            is_disputed=is_disputed,
            remark=remark,
        )

    def in_order(self) -> list[tuple[int, Document]]:
        """The sources by number."""
        return [(number, self.documents[pk]) for pk, number in self.order.items()]
