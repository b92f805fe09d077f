"""A text as the reader's rules see it: a plain copy with an offset map, paragraphs and sentences."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# A full stop ends a sentence when a capital, digit or opening quote follows and no abbreviation or initial precedes.
_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-zà-öø-ÿ])|(?<![.!?…])[.!?…]++[\"'”’»)\]]*+$"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-ZĐ]|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|approx|Co|Corp|Ltd|Inc|Jr|Gen|Gov|Sen|Rep|TP|PGS|TS|ThS|GS"
    r"|M|MM|Mme|Sdr|Bp|Prof)$"
)

# Code points that are written in several ways and mean the same to a rule; each stays one code point.
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u02bc\u2032"
_PLAIN = (
    dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _APOSTROPHES), "'")
    | {0xFF10 + digit: str(digit) for digit in range(10)}
    | {0xFF05: "%", 0xFF04: "$", 0xFF0C: ",", 0xFF0E: ".", 0x2044: "/", 0x2215: "/"}
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# A line broken by its width, not by its sense: the next one goes on in small letters or with a number.
_WRAP = re.compile(r"(?<=[^\W\d_A-Z,;.])\n(?=[a-zà-ỹ]|\d+(?![\d.)|]))|(?<=[,;])\n(?=[a-zà-ỹ])")
_SHORTEST_WRAPPED = 40
# Tabs part the cells of a row as bars do; those that only indent a line are spaces.
_EDGE_TABS = re.compile(r"(?m)^[ \t]*\t[ \t]*|[ \t]*\t[ \t]*$")
_SURROGATE = re.compile("[\ud800-\udfff]")
# A base with the marks that follow it; at most 30 are composed at a time, so that a hostile run stays linear.
_CLUSTER = re.compile("[^\u0300-\u036f]?[\u0300-\u036f]{1,30}|[^\u0300-\u036f]")


@dataclass(frozen=True)
class Document:
    """A text to be read.

    ``language`` is a BCP 47 tag with a folder under ``languages``. ``published`` is an EDTF date or ``None``;
    ``home`` is the English name of the city that keeps the record, or ``None`` where it is to be taken from the text.

    Rules work on ``plain`` (and ``lower``): the text composed (NFC), with one kind of space, dash and apostrophe and
    without invisible code points. ``origin`` leads from a position there back to the text as given.
    """

    text: str
    language: str
    published: str | None = None
    home: str | None = None
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _plain(self) -> tuple[str, list[int] | None]:
        text = _SURROGATE.sub("\ufffd", self.text)
        if (text.isascii() or unicodedata.is_normalized("NFC", text)) and not _INVISIBLE.search(text):
            return _unwrapped(_cells(text if text.isascii() else text.translate(_PLAIN))), None
        pieces: list[str] = []
        origin: list[int] = []
        for match in _CLUSTER.finditer(text):
            piece = match.group()
            if len(piece) > 1:
                piece = unicodedata.normalize("NFC", piece)
            elif _INVISIBLE.match(piece):
                continue
            pieces.append(piece)
            # the base stands where the cluster begins, marks that did not compose before its end
            origin.append(match.start())
            origin.extend(range(match.end() - len(piece) + 1, match.end()))
        origin.append(len(text))
        return _unwrapped(_cells("".join(pieces).translate(_PLAIN))), origin

    @property
    def plain(self) -> str:
        """The text as rules read it; see the class."""
        return self._plain[0]

    @cached_property
    def lower(self) -> str:
        """``plain`` in lower case, of the same length."""
        lower = self.plain.lower()
        if len(lower) == len(self.plain):
            return lower
        return "".join(low if len(low := letter.lower()) == 1 else letter for letter in self.plain)

    @cached_property
    def data(self) -> bytes:
        """``lower`` as UTF-8, for google-re2, which is several times faster on bytes."""
        return self.lower.encode("utf-8")

    def origin(self, position: int) -> int:
        """The position in ``text`` of a position in ``plain``; an end stays behind the marks of the last letter."""
        positions = self._plain[1]
        return position if positions is None else positions[position]

    def origin_end(self, position: int) -> int:
        """The end in ``text`` of a span that ends at ``position`` in ``plain``; invisible code points stay outside."""
        positions = self._plain[1]
        if positions is None or position == 0:
            return position
        end = positions[position]
        while end > positions[position - 1] + 1 and _INVISIBLE.match(self.text[end - 1]):
            end -= 1
        return end

    def matches(self, pattern: Any) -> Iterator[tuple[int, int]]:
        """Spans in ``plain`` of what a compiled google-re2 pattern finds in ``data``."""
        data = self.data
        if len(data) == len(self.lower):
            for match in pattern.finditer(data):
                yield match.span()
            return
        byte = character = 0
        for match in pattern.finditer(data):
            first, last = match.span()
            character += len(data[byte:first].decode("utf-8", "replace"))
            end = character + len(data[first:last].decode("utf-8", "replace"))
            yield character, end
            byte, character = last, end

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Lines with something on them, without the white space around it; spans of ``text``."""
        return _paragraphs(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences of each paragraph, in order; a table row or heading is one; spans of ``text``."""
        return _sentences(self.text, self.paragraphs)

    @cached_property
    def plain_sentences(self) -> tuple[Span, ...]:
        """Sentences as spans of ``plain``."""
        return _sentences(self.plain, _paragraphs(self.plain))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _plain_sentence_starts(self) -> list[int]:
        return [start for start, _ in self.plain_sentences]

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds a position, or the nearest one before it; the whole text where there is none."""
        if not self.sentences:
            return (0, len(self.text))
        return self.sentences[max(0, bisect_right(self._sentence_starts, position) - 1)]

    def plain_sentence_at(self, position: int) -> Span:
        """As ``sentence_at``, for a position in ``plain``."""
        if not self.plain_sentences:
            return (0, len(self.plain))
        return self.plain_sentences[max(0, bisect_right(self._plain_sentence_starts, position) - 1)]


def _cells(text: str) -> str:
    """The text with a bar for each tab between two cells, of the same length."""
    if "\t" not in text:
        return text
    return _EDGE_TABS.sub(lambda match: " " * len(match.group()), text).replace("\t", "|")


def _unwrapped(text: str) -> str:
    """The text with a space for each line end that only its width made; tables and lists keep theirs."""
    if "\n" not in text:
        return text

    def joined(match: re.Match[str]) -> str:
        line = text.rfind("\n", 0, match.start()) + 1
        wrapped = match.start() - line >= _SHORTEST_WRAPPED and "|" not in text[line : match.start()]
        return " " if wrapped else "\n"

    return _WRAP.sub(joined, text)


def _paragraphs(text: str) -> tuple[Span, ...]:
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + line.index(stripped[0])
            spans.append((start, start + len(stripped)))
    return tuple(spans)


def _sentences(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for start, end in paragraphs:
        at = start
        for stop in _STOP.finditer(text, start, end):
            if _ABBREVIATION.search(text, max(at, stop.start() - 12), stop.start()):
                continue
            spans.append((at, stop.end()))
            at = stop.end()
            while at < end and text[at].isspace():
                at += 1
        if at < end:
            spans.append((at, end))
    return tuple(spans)
