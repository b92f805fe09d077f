"""A text as the reader's rules see it: a plain copy with an offset map, paragraphs and sentences."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from proxeny.reader.gazetteer.folding import fold

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# A full stop ends a sentence when a capital, digit or opening quote follows and no abbreviation or initial precedes.
# The first sign is looked for by itself, which the engine does many times faster than behind a condition.
_STOP = re.compile(
    r"[.!?…](?<![.!?…]{2})[.!?…]*+(?:[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-zà-öø-ÿ])|[\"'”’»)\]]*+$)"
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
# Ranges that hold all of both; few letters of a text lie there, and each is replaced by itself.
_ODD = re.compile("[\u2000-\u206f\u2200-\u22ff\u3000\ufe00-\uffff\u00a0\u00ad\u02bc\u1680]")
# A line broken by its width, not by its sense: the next one goes on in small letters or with a number.
_WRAP = re.compile(r"\n(?:(?<=[^\W\d_A-Z,;.]\n)(?=[a-zà-ỹ]|\d+(?![\d.)|]))|(?<=[,;]\n)(?=[a-zà-ỹ]))")
_SHORTEST_WRAPPED = 40
# Tabs part the cells of a row as bars do; those that only indent a line are spaces.
_EDGE_TABS = re.compile(r"(?m)^[ \t]*\t[ \t]*|[ \t]*\t[ \t]*$")
_SURROGATE = re.compile("[\ud800-\udfff]")  # no text: it cannot be written as UTF-8
# A base with the marks that follow it; at most 30 are composed at a time, so that a hostile run stays linear.
_CHANGED = re.compile("[^\u0300-\u036f]?[\u0300-\u036f]{1,30}|" + _INVISIBLE.pattern)
_FULL_STOP = "\uff0e"  # wide, for Chinese print


class _Shifts:
    """The way back to the text as given: how far a position lies ahead, from each position where that changes."""

    __slots__ = ("_ahead", "_starts")

    def __init__(self) -> None:
        self._starts: array[int] = array("q")
        self._ahead: array[int] = array("q")

    def add(self, start: int, ahead: int) -> None:
        self._starts.append(start)
        self._ahead.append(ahead)

    def back(self, position: int) -> int:
        at = bisect_right(self._starts, position) - 1
        return position if at < 0 else position + self._ahead[at]


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
    def _composed(self) -> tuple[str, _Shifts | None]:
        """The text composed and without invisible code points, and the way back where that moved anything."""
        text = self.text
        if text.isascii():
            return text, None
        if _has_surrogates(text):
            text = _SURROGATE.sub("\ufffd", text)
        if unicodedata.is_normalized("NFC", text) and not _INVISIBLE.search(text):
            return text, None
        pieces: list[str] = []
        shifts = _Shifts()
        at = length = 0
        for match in _CHANGED.finditer(text):
            first, last = match.span()
            size = last - first
            piece = unicodedata.normalize("NFC", match.group()) if size > 1 else ""
            if size == 1 and not _INVISIBLE.match(match.group()):
                continue  # a mark without a base
            pieces.append(text[at:first])
            pieces.append(piece)
            length += first - at
            if len(piece) != size:
                # the base stands where the cluster begins, marks that did not compose before its end
                shifts.add(length + 1 if piece else length, last - len(piece) - length)
            length += len(piece)
            at = last
        pieces.append(text[at:])
        return "".join(pieces), shifts

    @cached_property
    def _plain(self) -> tuple[str, bool]:
        """``plain``, and whether sentences end in it where they end in the text as given."""
        text, shifts = self._composed
        translated = text
        if not text.isascii():
            for odd in set(_ODD.findall(text)):
                if ord(odd) in _PLAIN:
                    translated = translated.replace(odd, _PLAIN[ord(odd)])
        plain = _unwrapped(_cells(translated))
        return plain, shifts is None and plain == translated and _FULL_STOP not in text

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
    def folded(self) -> str:
        """``plain`` in small letters without marks, of the same length; a space for anything but letters and digits."""
        return fold(self.plain)

    def origin(self, position: int) -> int:
        """The position in ``text`` of a position in ``plain``; an end stays behind the marks of the last letter."""
        shifts = self._composed[1]
        return position if shifts is None else shifts.back(position)

    def origin_end(self, position: int) -> int:
        """The end in ``text`` of a span that ends at ``position`` in ``plain``; invisible code points stay outside."""
        shifts = self._composed[1]
        if shifts is None or position == 0:
            return position
        end, last = shifts.back(position), shifts.back(position - 1)
        while end > last + 1 and _INVISIBLE.match(self.text[end - 1]):
            end -= 1
        return end

    def plain_position(self, position: int) -> int:
        """The first position in ``plain`` that lies at or behind a position in ``text``."""
        shifts = self._composed[1]
        return position if shifts is None else bisect_left(range(len(self.plain)), position, key=shifts.back)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Lines with something on them, without the white space around it; spans of ``text``."""
        return _paragraphs(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences of each paragraph, in order; a table row or heading is one; spans of ``text``."""
        return _sentences(self.text, self.paragraphs)

    @property
    def is_plain(self) -> bool:
        """Whether ``plain`` has the sentences of ``text`` where that has them."""
        return self._plain[1]

    @cached_property
    def plain_sentences(self) -> tuple[Span, ...]:
        """Sentences as spans of ``plain``."""
        return self.sentences if self._plain[1] else _sentences(self.plain, _paragraphs(self.plain))

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


def _has_surrogates(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


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
