"""What stands in the Word file of a report, read from its XML: figures with their numbers, and everything else."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AMBER = "7D5000"


@dataclass
class Printed:
    """A figure as it is printed: its number, its words, and what is said of its dispute."""

    number: int
    words: str
    remark: str = ""


@dataclass
class Passage:
    """A paragraph, or a cell of a table: its figures, and its words with "…" in the place of each figure.

    ``row`` are all passages of its row of a table, ``column`` is its place there.
    """

    words: str = ""
    figures: list[Printed] = field(default_factory=list)
    row: list[Passage] = field(default_factory=list)
    column: int = -1
    is_heading: bool = False


@dataclass
class Read:
    """A report: its passages in order, those of tables with their rows; the list of figures; the annexes by number."""

    passages: list[Passage]
    listed: dict[int, str]
    annexes: set[str]


def read(path: Path) -> Read:
    """Read a Word file as it lies on the disk."""
    with zipfile.ZipFile(path) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))[0]
    passages: list[Passage] = []
    listed: dict[int, str] = {}
    annexes: set[str] = set()
    part = "opening"
    for element in body:
        names = [mark.get(f"{W}name", "") for mark in element.iter(f"{W}bookmarkStart")]
        if any(name.startswith(("chapter_", "annex_")) for name in names):
            part = "body"
        annexes.update(name.removeprefix("annex_") for name in names if name.startswith("annex_"))
        if "list_of_figures" in names:
            part = "list"
        if part == "list":
            listed.update(
                {int(name.removeprefix("figure_")): _text(element) for name in names if name.startswith("figure_")}
            )
        elif part == "body" and element.tag == f"{W}p":
            passages.append(_passage(element, is_heading=_is_heading(element)))
        elif part == "body" and element.tag == f"{W}tbl":
            passages += _cells(element)
    return Read(passages, listed, annexes)


def _text(element: ElementTree.Element) -> str:
    found = []
    for one in element.iter():
        if one.tag == f"{W}t":
            found.append(one.text or "")
        elif one.tag == f"{W}tab":
            found.append("\t")
    return "".join(found)


def _is_heading(paragraph: ElementTree.Element) -> bool:
    """A heading by its style, or the caption of a table or picture: it stays with what follows."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return False
    style = properties.find(f"{W}pStyle")
    is_styled = style is not None and (style.get(f"{W}val") or "").startswith("Heading")
    return is_styled or properties.find(f"{W}keepNext") is not None


def _runs(paragraph: ElementTree.Element) -> Iterator[tuple[str, str, str]]:
    """``(text, anchor that it leads to, colour)`` of every run."""
    for child in paragraph:
        anchor = child.get(f"{W}anchor", "") if child.tag == f"{W}hyperlink" else ""
        for run in [child] if child.tag == f"{W}r" else child.iter(f"{W}r"):
            colour = run.find(f"{W}rPr/{W}color")
            yield _text(run), anchor, colour.get(f"{W}val", "") if colour is not None else ""


def _passage(*paragraphs: ElementTree.Element, is_heading: bool = False) -> Passage:
    found = Passage(is_heading=is_heading)
    pieces: list[str] = []
    for paragraph in paragraphs:
        for text, anchor, colour in _runs(paragraph):
            if anchor.startswith("figure_"):
                found.figures.append(Printed(int(anchor.removeprefix("figure_")), pieces.pop() if pieces else ""))
                pieces.append("…")
            elif colour == AMBER and found.figures and pieces and pieces[-1] == "…":
                found.figures[-1].remark = text.strip(" ()")
            elif text:
                pieces.append(text)
    found.words = "".join(pieces)
    return found


def _cells(table: ElementTree.Element) -> Iterator[Passage]:
    for row in table.iter(f"{W}tr"):
        is_heading = row.find(f"{W}trPr/{W}tblHeader") is not None
        passages = [_passage(*cell.iter(f"{W}p"), is_heading=is_heading) for cell in row.iter(f"{W}tc")]
        for column, passage in enumerate(passages):
            passage.row, passage.column = passages, column
        yield from passages


def plain(text: str) -> str:
    """With ordinary spaces."""
    return re.sub(r"[\u00a0\u202f\u2009]", " ", text)
