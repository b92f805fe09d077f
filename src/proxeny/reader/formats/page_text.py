"""The lines of pages written out as one text: lines joined to paragraphs, words that a line end divides made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from proxeny.reader.formats.extracted import Box, TextBuilder
from proxeny.reader.formats.pdf_lines import Line, goes_on, paragraphs

_WORD_AT_END = re.compile(r"[^\W_]+(?:-[^\W_]+)*$")
_WORD_AT_START = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)+")


@dataclass
class Page:
    """A page's lines in reading order; ``width`` and ``height`` in points with its text upright."""

    number: int
    width: float
    height: float
    lines: list[Line]


def write(pages: Iterable[Page], builder: TextBuilder) -> None:
    """Append the text of the pages, a segment for each printed piece with its page and box."""
    pages = list(pages)
    compounds = {
        word.lower()
        for page in pages
        for line in page.lines
        for piece in line.pieces
        if "-" in piece.text
        for word in _COMPOUND.findall(piece.text)
    }
    last: Line | None = None
    for page in pages:
        for index, paragraph in enumerate(paragraphs(page.lines)):
            if last:
                on_from_last_page = index == 0 and goes_on(last, paragraph[0])
                builder.between(_joint(last, paragraph[0], compounds) if on_from_last_page else _end(last) + "\n")
            _paragraph(paragraph, page.number, builder, compounds)
            last = paragraph[-1]
    builder.between(_end(last) + "\n" if last else "")


def _end(line: Line) -> str:
    """The hyphen of a line after which its word does not go on."""
    return "-" if line.hyphen else ""


def _paragraph(paragraph: list[Line], page: int, builder: TextBuilder, compounds: set[str]) -> None:
    for index, line in enumerate(paragraph):
        if index:
            builder.between(_joint(paragraph[index - 1], line, compounds))
        for number, piece in enumerate(line.pieces):
            before = line.pieces[number - 1] if number else None
            if before is not None and before.hyphen:
                whole = "-" + line.separator(number)
                builder.between(joint(before.text, piece.text, compounds) if piece.continues else whole)
            else:
                builder.between(line.separator(number))
            builder.add(piece.text, page=page, box=_rounded(piece.place or piece.box))


def _joint(before: Line, line: Line, compounds: set[str]) -> str:
    return joint(before.pieces[-1].text, line.pieces[0].text, compounds) if before.hyphen else " "


def joint(before: str, after: str, compounds: set[str]) -> str:
    """What stands between the halves of a word that a hyphen at a line end divides: nothing, or its own hyphen.

    A word keeps its hyphen before a capital or a figure (``COVID-19``, ``Jean-Pierre``) and where the document has it
    elsewhere within a line (``well-known``).
    """
    end, start = _WORD_AT_END.search(before), _WORD_AT_START.match(after)
    if end is None or start is None:
        return "-"
    if not start.group()[0].islower() or end.group()[-1].isdigit():
        return "-"
    return "-" if f"{end.group()}-{start.group()}".lower() in compounds else ""


def _rounded(box: Box) -> Box:
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
