"""A document laid out for the rules of facts: passages with the quantities, dates, places and cues inside them.

A passage is a sentence or a line. All positions here are those of the folded text; ``Context.span`` leads back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Generic, Protocol, TypeVar

from proxeny.reader import gazetteer
from proxeny.reader.document import Document
from proxeny.reader.facts.folded import Folded, fold
from proxeny.reader.facts.lexicon import Cue, Lexicon, lexicon
from proxeny.reader.languages import Language
from proxeny.reader.spans import Date, Finding, Person, Place, Quantity

LONGEST = 2000  # characters of a passage


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity at its folded position."""

    start: int
    end: int
    quantity: Quantity

    @property
    def kind(self) -> str:
        """``money``, ``%``, ``count`` or ``measure``."""
        unit = self.quantity.unit
        if unit in ("%", "count"):
            return unit
        return "money" if len(unit) == 3 and unit.isalpha() and unit.isupper() else "measure"


@dataclass(frozen=True, slots=True)
class When:
    """A date at its folded position; ``edtf`` is never ``None`` here."""

    start: int
    end: int
    edtf: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Where:
    """A place at its folded position."""

    start: int
    end: int
    country: str
    name: str | None
    optional: bool

    @property
    def label(self) -> str:
        """The city or region, or the country's code."""
        return self.name or self.country


@dataclass(frozen=True, slots=True)
class Who:
    """A person at its folded position."""

    start: int
    end: int
    name: str
    title: str | None


@dataclass
class Passage:
    """One sentence or line and what was found in it, each list in text order."""

    index: int
    start: int
    end: int
    text: str  # the folded text of the whole document
    paragraph: int
    amounts: list[Amount] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)
    people: list[Who] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)

    def between(self, start: int, end: int) -> str:
        """The folded words from one position to another."""
        return self.text[start:end] if start < end else ""

    def marks(self, name: str, start: int | None = None, end: int | None = None) -> list[Cue]:
        """The cues of a name inside a stretch of the passage."""
        return [
            cue
            for cue in self.cues
            if cue.name == name and (start is None or cue.start >= start) and (end is None or cue.end <= end)
        ]

    def has(self, *names: str, start: int | None = None, end: int | None = None) -> bool:
        """Whether a cue of one of the names stands in a stretch of the passage."""
        return any(
            cue.name in names and (start is None or cue.start >= start) and (end is None or cue.end <= end)
            for cue in self.cues
        )


class Placed(Protocol):
    """Something with a folded position."""

    @property
    def start(self) -> int:
        """Its first position."""


P = TypeVar("P", bound=Placed)


class _Queue(Generic[P]):
    """Items in text order, taken stretch by stretch in one pass."""

    def __init__(self, items: Sequence[P]) -> None:
        self._items = items
        self._at = 0

    def take(self, start: int, end: int) -> list[P]:
        """The items that begin in a stretch, which lies after those taken before."""
        items, at = self._items, self._at
        while at < len(items) and items[at].start < start:
            at += 1
        first = at
        while at < len(items) and items[at].start < end:
            at += 1
        self._at = at
        return list(items[first:at])


@dataclass(frozen=True, slots=True)
class Home:
    """The city whose record is kept, and its country; either may be unknown."""

    name: str | None
    country: str | None

    def is_foreign(self, place: Where) -> bool:
        """Whether a place can be a partner: another country's, where ours is known."""
        return place.country != self.country

    def is_home(self, place: Where) -> bool:
        """Whether a place is the city itself."""
        return place.name is not None and place.name == self.name


def _pieces(sentences: Sequence[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """The sentences, those longer than any sentence cut at a space, so that work per passage has a bound."""
    for start, end in sentences:
        while end - start > LONGEST:
            cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = cut if cut > start else start + LONGEST
            yield start, cut
            start = cut + 1
        if start < end:
            yield start, end


@lru_cache(maxsize=512)
def country_of(name: str) -> str | None:
    """The country of the most populous city or region with an English name; ``None`` for one we do not know."""
    entries = [entry for each, entry in gazetteer.named() if each == name or entry.name == name]
    return max(entries, key=lambda entry: entry.thousands).country if entries else None


def _outside(cues: list[Cue], spans: list[tuple[int, int]]) -> list[Cue]:
    """The cues without the nouns that are part of a date (``last year``)."""
    kept, at = [], 0
    for cue in cues:
        while at < len(spans) and spans[at][1] <= cue.start:
            at += 1
        inside = at < len(spans) and spans[at][0] <= cue.start and cue.end <= spans[at][1]
        if not (inside and cue.group == "nouns"):
            kept.append(cue)
    return kept


def _with_demonyms(places: list[Where], cues: list[Cue]) -> list[Where]:
    """The places with the adjectives of countries among them (``Japanese visitors``), but for those inside a name."""
    adjectives = [cue for cue in cues if cue.group == "demonyms"]
    if not adjectives:
        return places
    covered = [(place.start, place.end) for place in places]
    spoken = [
        Where(cue.start, cue.end, cue.name, None, True)
        for cue in adjectives
        if not any(start < cue.end and cue.start < end for start, end in _around(covered, cue.start))
    ]
    return sorted([*places, *spoken], key=lambda place: place.start)


def _around(spans: list[tuple[int, int]], position: int) -> list[tuple[int, int]]:
    at = bisect_left(spans, (position, 0))
    return spans[max(0, at - 1) : at + 1]


class Context:
    """A document and its findings as the rules of facts see them."""

    def __init__(
        self,
        document: Document,
        language: Language,
        quantities: Sequence[Quantity],
        dates: Sequence[Date],
        places: Sequence[Place],
        people: Sequence[Person],
    ) -> None:
        self.document = document
        self.language = language
        self.lexicon: Lexicon = lexicon(language)
        self.folded: Folded = fold(document.text)
        self.cues = self.lexicon.find(self.folded.text)
        self.amounts = [Amount(*self._folded(item), item) for item in quantities if item.value is not None]
        spans = sorted((date.start, date.end) for date in dates)
        self.dates = [When(*self._folded(item), item.edtf, item.optional) for item in dates if item.edtf]
        self.places = [
            Where(*self._folded(item), item.country, item.name, item.optional) for item in places if item.country
        ]
        self.cues = _outside(self.cues, [(self.folded.to(start), self.folded.to(end)) for start, end in spans])
        self.undated = [self.folded.to(item.start) for item in dates if not item.edtf]
        self.places = _with_demonyms(self.places, self.cues)
        self.cues = [cue for cue in self.cues if cue.group != "demonyms"]
        self.people = [Who(*self._folded(item), item.name, item.title) for item in people]

    def _folded(self, finding: Finding) -> tuple[int, int]:
        if not self.folded.starts:
            return finding.start, finding.end
        return self.folded.to(finding.start), self.folded.to(finding.end)

    def given(self, start: int, end: int) -> str:
        """The words as given at a folded stretch."""
        return self.document.text[self.folded.back(start) : self.folded.back(end)]

    @cached_property
    def home(self) -> Home:
        """The home named for the document, else the city it speaks of most, the first ones counting double."""
        wanted = self.document.home
        if wanted:
            countries = Counter(place.country for place in self.places if place.name == wanted)
            country = countries.most_common(1)[0][0] if countries else country_of(wanted)
            if country is not None:
                return Home(wanted, country)
        weights: Counter[tuple[str, str]] = Counter()
        for order, place in enumerate(self.places):
            if place.name:
                weights[place.name, place.country] += 3 if order < 2 else 1
        if wanted:
            nearest = Counter(place.country for place in self.places).most_common(1)
            return Home(wanted, nearest[0][0] if nearest else None)
        if not weights:
            return Home(None, None)
        (name, country), _ = weights.most_common(1)[0]
        return Home(name, country)

    @cached_property
    def year(self) -> int | None:
        """The year the document speaks from: of its publication, else the latest it names outside plans."""
        if self.document.published:
            return int(self.document.published[:4])
        years = [int(date.edtf[:4]) for date in self.dates if date.edtf[:4].isdigit() and not date.optional]
        return max(years) if years else None

    @cached_property
    def passages(self) -> list[Passage]:
        """Every sentence or line with something in it, in order."""
        return list(self._passages())

    def _passages(self) -> Iterator[Passage]:
        text, paragraph, edges = self.folded.text, -1, self.document.paragraphs
        amounts, dates, places = _Queue(self.amounts), _Queue(self.dates), _Queue(self.places)
        people, cues = _Queue(self.people), _Queue(self.cues)
        for index, (start, end) in enumerate(_pieces(self.document.sentences, self.document.text)):
            while paragraph + 1 < len(edges) and edges[paragraph + 1][0] <= start:
                paragraph += 1
            if self.folded.starts:
                start, end = self.folded.to(start), self.folded.to(end)
            passage = Passage(
                index, start, end, text, paragraph,
                amounts.take(start, end), dates.take(start, end), places.take(start, end), people.take(start, end),
                cues.take(start, end),
            )  # fmt: skip
            if passage.amounts or passage.dates or passage.places or passage.people or passage.cues:
                yield passage
