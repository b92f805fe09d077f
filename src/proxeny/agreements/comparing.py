"""Two versions of a text side by side: paragraphs set against each other, and the words that differ within them.

Pure: text in, rows out. Versions in one language are compared; versions in two languages are set side by side by the
numbers of their clauses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "changed", "added", "removed"]

# A word with its tone marks is one token, whatever the language; so is each space and each stop.
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_HEADING = re.compile(
    r"(?:(?:điều|khoản|mục|phần|chương|article|art\.?|clause|section|chapter|pasal|bab)\s+)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,6}(?=[\s.:)]))(?:[.:)]|\s|$)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:điều|khoản|mục|phần|chương|article|art\.?|clause|section|chapter|pasal|bab)\s+", re.IGNORECASE)
ALIKE = 0.4  # how much of two paragraphs must be the same for one to be the other, changed
_MANY = 40_000  # pairs of paragraphs weighed one by one; above that they are paired by number only


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph; ``differs`` where the other version has others or none."""

    text: str
    differs: bool = False


@dataclass(frozen=True)
class Row:
    """A paragraph of each version, as far as there is one; ``number`` is that of its clause."""

    kind: Kind
    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()
    number: str = ""


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each on one line, in composed letters."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


def number_of(paragraph: str) -> str:
    """The number with which a paragraph opens: "3" of "Article 3. Term", "5.2" of "5.2 The parties …"; else empty."""
    found = _HEADING.match(paragraph)
    if found is None:
        return ""
    number = found["number"]
    if not number[0].isdigit():
        return str(_roman(number)) if _NAMED.match(paragraph) and _roman(number) else ""
    is_year = len(number) == 4
    return "" if is_year else number


def _roman(letters: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    digits = [values[letter] for letter in letters.lower()]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def compared(old: str, new: str) -> list[Row]:
    """Two versions in one language, paragraph by paragraph, with the words that differ."""
    left, right = paragraphs(old), paragraphs(new)
    rows: list[Row] = []
    for tag, first, last, start, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [_same(words) for words in left[first:last]]
        else:
            rows += _aligned(left[first:last], right[start:end])
    return rows


def _same(words: str) -> Row:
    return Row("same", (Piece(words),), (Piece(words),), number_of(words))


def _aligned(left: Sequence[str], right: Sequence[str]) -> Iterator[Row]:
    """Paragraphs that differ, each with the one that it became; order is kept."""
    at = of = 0
    for mine, theirs in _pairs(left, right):
        yield from (_removed(words) for words in left[at:mine])
        yield from (_added(words) for words in right[of:theirs])
        yield _changed(left[mine], right[theirs])
        at, of = mine + 1, theirs + 1
    yield from (_removed(words) for words in left[at:])
    yield from (_added(words) for words in right[of:])


def _removed(words: str) -> Row:
    return Row("removed", left=(Piece(words, True),), number=number_of(words))


def _added(words: str) -> Row:
    return Row("added", right=(Piece(words, True),), number=number_of(words))


def _changed(old: str, new: str) -> Row:
    left, right = word_differences(old, new)
    return Row("changed", left, right, number_of(new) or number_of(old))


def _pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraphs belong together: the pairing in order that has most in common."""
    if not left or not right:
        return []
    if len(left) * len(right) > _MANY:
        return _pairs_by_number(left, right)
    weights = [[_likeness(one, other) for other in right] for one in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            together = weights[i][j] + best[i + 1][j + 1] if weights[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    found, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _pairs_by_number(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    places: dict[str, int] = {}
    for at, words in enumerate(right):
        places.setdefault(number_of(words), at)
    found: list[tuple[int, int]] = []
    for at, words in enumerate(left):
        number = number_of(words)
        if number and number in places and (not found or places[number] > found[-1][1]):
            found.append((at, places[number]))
    return found


def _likeness(one: str, other: str) -> float:
    """How much two paragraphs have in common, 0 below what makes them the same one; a common number counts."""
    mine, theirs = _words(one), _words(other)
    common = len(set(mine) & set(theirs))
    if not common:
        return 0.0
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE / 2:
        return 0.0
    share = matcher.ratio()
    number = number_of(one)
    if number and number == number_of(other):
        share += 0.25
    return share if share >= ALIKE else 0.0


def _words(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text.lower()) if not token.isspace()]


def word_differences(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The words of two paragraphs in pieces, alike and different by turns; the pieces joined are the paragraphs."""
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    mine: list[Piece] = []
    theirs: list[Piece] = []
    for tag, first, last, start, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        differs = tag != "equal"
        _add(mine, "".join(left[first:last]), differs)
        _add(theirs, "".join(right[start:end]), differs)
    return _joined(mine), _joined(theirs)


def _add(pieces: list[Piece], text: str, differs: bool) -> None:
    if text:
        pieces.append(Piece(text, differs))


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces that differ and have but a space between them are one: a run of words is read at once."""
    joined: list[Piece] = []
    for at, piece in enumerate(pieces):
        between = not piece.differs and piece.text.isspace() and 0 < at < len(pieces) - 1
        differs = piece.differs or (between and pieces[at - 1].differs and pieces[at + 1].differs)
        if joined and joined[-1].differs == differs:
            joined[-1] = Piece(joined[-1].text + piece.text, differs)
        else:
            joined.append(Piece(piece.text, differs))
    return tuple(joined)


def side_by_side(one: str, other: str) -> list[Row]:
    """Two languages of one text: clauses of the same number beside each other, what has none beside its neighbour."""
    left, right = _clauses(one), _clauses(other)
    numbers = [number for number, _words in right]
    rows: list[Row] = []
    at = 0
    for number, words in left:
        place = numbers.index(number, at) if number in numbers[at:] else None
        if place is None:
            rows.append(Row("removed", left=(Piece(words),), number=number))
            continue
        rows += [Row("added", right=(Piece(text),), number=missed) for missed, text in right[at:place]]
        rows.append(Row("same", (Piece(words),), (Piece(right[place][1]),), number))
        at = place + 1
    return rows + [Row("added", right=(Piece(text),), number=missed) for missed, text in right[at:]]


def _clauses(text: str) -> list[tuple[str, str]]:
    """Number and words of each clause; what stands before the first one has the number ""."""
    found: list[tuple[str, list[str]]] = []
    for words in paragraphs(text):
        number = number_of(words)
        if number or not found:
            found.append((number, [words]))
        else:
            found[-1][1].append(words)
    return [(number, "\n".join(lines)) for number, lines in found]
