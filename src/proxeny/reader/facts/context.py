"""A document laid out for the rules of facts: passages with the quantities, dates, places and cues inside them.

A passage is a sentence or a line. All positions here are those of the folded text; ``Context.span`` leads back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from proxeny.reader import gazetteer
from proxeny.reader.document import Document
from proxeny.reader.facts.folded import Folded, fold
from proxeny.reader.facts.lexicon import Cue, Lexicon, lexicon
from proxeny.reader.facts.passages import Amount, Passage, When, Where, Who
from proxeny.reader.facts.pieces import pieces, whole
from proxeny.reader.languages import Language
from proxeny.reader.spans import Date, Finding, Person, Place, Quantity

_ELSEWHERE = 6  # places from which a page without one of the home's country is about elsewhere
_PAGE_HEAD = 32  # characters at the head of a page in which a date is that of its publication
_DATELINE = 40  # characters at the head of a text in which a place is where it was written


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


def _without_inner_nouns(cues: list[Cue]) -> list[Cue]:
    """The cues without the nouns that are part of a measure's name (``étrangers`` in ``investissements étrangers``)."""
    kept: list[Cue] = []
    reached = 0
    for cue in cues:
        if cue.group == "nouns" and cue.end <= reached:
            continue
        if cue.group == "measures":
            reached = cue.end
            while kept and kept[-1].group == "nouns" and kept[-1].start == cue.start and kept[-1].end <= cue.end:
                kept.pop()
        kept.append(cue)
    return kept


def _closed(dates: list[When]) -> list[When]:
    """The dates with an open beginning and an open end that stand together made one: ``from 2016 until June 2021``."""
    joined: list[When] = []
    for date in dates:
        last = joined[-1] if joined else None
        near = last is not None and date.start - last.end <= 12
        if near and last is not None and last.edtf.endswith("/..") and date.edtf.startswith("../"):
            joined[-1] = When(last.start, date.end, last.edtf[:-2] + date.edtf[3:], False)
        elif near and last is not None and last.optional and last.edtf[:5] == f"{date.edtf}-":
            joined[-1] = When(last.start, date.end, last.edtf, False)  # the first half (H1) of this year
        else:
            joined.append(date)
    return joined


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


def _spelling(name: str) -> str:
    """A city's name without what spellings of it differ in: ``St.`` and ``Saint``, a ``City`` at its end."""
    plain = name.casefold().replace("saint ", "st ").replace("st. ", "st ")
    return plain.removesuffix(" city").replace("-", " ")


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
        self._dated = spans
        self.dates = [When(*self._folded(item), item.edtf, item.optional) for item in dates if item.edtf]
        self.places = [
            Where(*self._folded(item), item.country, item.name, item.optional) for item in places if item.country
        ]
        self.cues = _outside(self.cues, [(self.folded.to(start), self.folded.to(end)) for start, end in spans])
        self.dates = _closed([date for date in self.dates if not self._is_price_base(date)])
        self.undated = [self.folded.to(item.start) for item in dates if not item.edtf]
        self.places = _with_demonyms(self.places, self.cues)
        self.cues = [cue for cue in self.cues if cue.group != "demonyms"]
        self.cues = _without_inner_nouns(self.cues)
        self.people = [Who(*self._folded(item), item.name, item.title) for item in people]

    def _is_price_base(self, date: When) -> bool:
        """Whether a year only says in whose prices a sum is told (``at constant 2010 prices``)."""
        before = self.folded.text[max(0, date.start - 24) : date.start].strip(" (")
        after = self.folded.text[date.end : date.end + 8].strip()
        words = self.lexicon.words.get("price_bases", frozenset())
        return len(date.edtf) == 4 and (
            any(before.endswith(word) for word in words) or any(after.startswith(word) for word in words)
        )

    def _months_told(self, passage: Passage) -> list[When]:
        """Months counted from the start of the year that a passage gives as a length: ``2 billion in eight months``."""
        if not any(amount.quantity.unit == "mo" for amount in passage.amounts):
            return []
        year = self.year
        if year is None or not any(
            cue.group == "measures" or cue.name.startswith("visitor") or cue.name == "project" for cue in passage.cues
        ):
            return []
        within = self.lexicon.words.get("within", frozenset())
        found: list[When] = []
        for amount in passage.amounts:
            value = amount.quantity.value
            if amount.quantity.unit != "mo" or value is None or not 2 <= value <= 11 or value % 1:
                continue
            words = self.folded.text[max(passage.start, amount.start - 18) : amount.start].split()
            if not words or not within & set(words[-1:] if len(words[-1]) < 4 else words[-2:]):
                continue
            month = int(value)
            of = year
            if self.document.published and len(self.document.published) >= 7:
                of -= int(self.document.published[5:7]) < month
            found.append(When(amount.start, amount.end, f"{of}-01/{of}-{month:02d}", False))
        return found

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
        wanted = self._as_named(self.document.home)
        if wanted:
            countries = Counter(place.country for place in self.places if place.name == wanted)
            country = countries.most_common(1)[0][0] if countries else gazetteer.country_of(wanted)
            told = Counter(place.country for place in self.places)
            if told.total() >= _ELSEWHERE and country not in told:  # about elsewhere: where most of its cities are
                cities = Counter(place.country for place in self.places if place.name).most_common(1)
                country = cities[0][0] if cities and 2 * told[cities[0][0]] > told.total() else country
            if country is not None:
                return Home(wanted, country)
        weights: Counter[tuple[str, str]] = Counter()
        for order, place in enumerate(self.places):
            if place.name:
                weights[place.name, place.country] += 3 if order < 2 else 1
        if wanted:
            if self.places and self.places[0].end < _DATELINE:
                return Home(wanted, self.places[0].country)
            nearest = Counter(place.country for place in self.places).most_common(1)
            return Home(wanted, nearest[0][0] if nearest else None)
        if not weights:
            return Home(None, None)
        (name, country), _ = weights.most_common(1)[0]
        return Home(name, country)

    def _as_named(self, wanted: str | None) -> str | None:
        """The home as the places of the text are named: ``Saint Petersburg`` where ``St. Petersburg`` is asked for."""
        if wanted is None or any(place.name == wanted for place in self.places):
            return wanted
        key = _spelling(wanted)
        return next((place.name for place in self.places if place.name and _spelling(place.name) == key), wanted)

    def is_page_date(self, date: When) -> bool:
        """Whether a date opens the page as the day of its publication rather than that of an act."""
        published = self.document.published or "?"
        return date.start < _PAGE_HEAD and (published.startswith(date.edtf) or date.edtf.startswith(published))

    @cached_property
    def officials(self) -> frozenset[str]:
        """The names of the people of the document, and the longer parts of them (``Bahlil``)."""
        parts = (part for person in self.people for part in (person.name, *person.name.split()))
        return frozenset(part for part in parts if len(part) > 2)

    @cached_property
    def counterpart(self) -> Where | None:
        """The one foreign country that a document is about: most of its foreign places, and more than two."""
        abroad = [place for place in self.places if self.home.is_foreign(place)]
        counted = Counter(place.country for place in abroad).most_common(1)
        if not counted or counted[0][1] < max(3, 0.6 * len(abroad)):
            return None
        return next((place for place in abroad if place.country == counted[0][0] and place.name is None), None)

    @cached_property
    def year(self) -> int | None:
        """The year the document speaks from: of its publication, else the latest it names outside plans."""
        if self.document.published:
            return int(self.document.published[:4])
        dated = [date for date in self.dates if date.edtf[:4].isdigit() and not date.optional]
        past = [date for date in dated if not self._is_horizon(date)]
        return max((int(date.edtf[:4]) for date in past or dated), default=None)

    def _is_horizon(self, date: When) -> bool:
        """Whether a date is one that plans are made for: ``by 2030``, ``vision to 2045``."""
        before = self.folded.text[max(0, date.start - 16) : date.start].split()
        named = self.folded.text[date.start : date.end].split()
        horizons = self.lexicon.words.get("horizons", frozenset())
        return bool(before and before[-1] in horizons) or any(word in horizons for word in named) or (
            len(before) > 1 and before[-2] in horizons
        )

    @cached_property
    def passages(self) -> list[Passage]:
        """Every sentence or line with something in it, in order."""
        return list(self._passages())

    def _sentences(self) -> Sequence[tuple[int, int]]:
        """The sentences as spans of the text as given; a line broken by its width goes on in the next."""
        document = self.document
        if document.is_plain:
            return document.sentences
        return [(document.origin(start), document.origin_end(end)) for start, end in document.plain_sentences]

    def _passages(self) -> Iterator[Passage]:
        text, paragraph, edges = self.folded.text, -1, self.document.paragraphs
        amounts, dates, places = _Queue(self.amounts), _Queue(self.dates), _Queue(self.places)
        people, cues = _Queue(self.people), _Queue(self.cues)
        for index, (start, end) in enumerate(pieces(whole(self._sentences(), self._dated), self.document.text)):
            while paragraph + 1 < len(edges) and edges[paragraph + 1][0] <= start:
                paragraph += 1
            if self.folded.starts:
                start, end = self.folded.to(start), self.folded.to(end)
            passage = Passage(
                index, start, end, text, paragraph,
                amounts.take(start, end), dates.take(start, end), places.take(start, end), people.take(start, end),
                cues.take(start, end),
            )  # fmt: skip
            told = self._months_told(passage)
            if told:
                passage.dates = sorted([*passage.dates, *told], key=lambda date: date.start)
            if passage.amounts or passage.dates or passage.places or passage.people or passage.cues:
                yield passage
