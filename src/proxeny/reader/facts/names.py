"""Names as they stand in the text: organisations, events, and the partners of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.passages import Passage, Where

_CLAUSE = re.compile(r";|\s[–—]\s")
_CAPITAL = r"[^\W\d_a-zà-öø-ÿāăąćčďđēėęěğģīįıķļłńņňőœŕřśšşșťţțūůűųźżžơưạ-ỹ]"
# A run of capitalised words, small links inside it allowed: "Agence française de développement" keeps only its head.
_NAME = re.compile(rf"{_CAPITAL}[\w'’&.-]*(?:\s+(?:(?:of|de|du|des|the|for|and|&|dan|di)\s+)?{_CAPITAL}[\w'’&-]*)*")
_OWNER = re.compile(r"['’]s\s+|\s+")
_OF = re.compile(r"\s+(?:of|from|de|du|dari|của)\s+(?:the\s+)?$")
_AND = re.compile(r"\s+(?:and|dan|et|và|&)\s+")
_LISTED = 48  # characters between two bodies of a list
_ORIGIN = 16  # characters from a body to the country it is from
_MOST_BODIES = 3
_REGION_GAP = 24  # characters between a city and its region
_GENERIC = re.compile(r"^(?:The|A|An|In|On|At|For|By|With|From|This|It|Its|And|But|Under|During|After|Of|To)\s+")


@dataclass(frozen=True, slots=True)
class Partner:
    """One counterpart: the city, region or organisation, and its country's code where it is known."""

    start: int
    end: int
    name: str | None
    country: str | None
    region: str | None = None  # that of the city, where it stands beside it (``San Francisco, California``)

    @property
    def labels(self) -> tuple[str, ...]:
        """What goes into ``partners``: the name, its region and the code."""
        return tuple(label for label in (self.name, self.region, self.country) if label)

    @property
    def label(self) -> str:
        """The name, or the code where there is none."""
        return self.name or self.country or ""


def clauses(passage: Passage) -> list[tuple[int, int]]:
    """The stretches of a passage between semicolons and dashes."""
    edges = [passage.start]
    for match in _CLAUSE.finditer(passage.text, passage.start, passage.end):
        edges += [match.start(), match.end()]
    edges.append(passage.end)
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end > start]


def counterparts(context: Context, passage: Passage, start: int, end: int) -> list[Partner]:
    """The foreign cities and countries of a stretch, each city once, its country folded into it.

    Where there are none, the bodies of the world that it names (``World Bank``).
    """
    places = [
        place
        for place in passage.places
        if start <= place.start and place.end <= end and context.home.is_foreign(place)
    ]
    found: list[Partner] = []
    named = {place.country for place in places if place.name}
    for at, place in enumerate(places):
        if place.name is None and place.country in named:
            continue
        if any(place.label in (other.label, other.region) for other in found):
            continue
        if found and at and found[-1].region is None and _is_region_of(context, passage, places, at):
            here = found[-1].end == places[at - 1].end
            found[-1] = replace(found[-1], end=place.end if here else found[-1].end, region=place.name)
            continue
        found.append(Partner(place.start, place.end, place.name, place.country))
    return found or [
        Partner(cue.start, cue.end, context.given(cue.start, cue.end), None)
        for cue in passage.marks("world_body", start, end)[:_MOST_BODIES]
    ]


def _is_region_of(context: Context, passage: Passage, places: list[Where], at: int) -> bool:
    """Whether a place is the region of the city before it: ``Suwon, Gyeonggi province``, ``Niihama, tỉnh Ehime``."""
    city, region = places[at - 1], places[at]
    if not city.name or not region.name or city.country != region.country:
        return False
    gap = passage.between(city.end, region.start)
    lead = gap.split()
    if 0 < len(lead) < 3 and all(word in context.lexicon.words.get("region_leads", ()) for word in lead):
        return True  # "Velmo in Kansas", "Velmo dans le Var"
    if len(gap) > _REGION_GAP or not gap.lstrip().startswith((",", "(")):
        return False
    units = context.lexicon.words.get("units", frozenset())
    around = [*gap.strip(" ,(").split(), *passage.between(region.end, min(passage.end, region.end + 14)).split()[:1]]
    return any(word.strip(",.)") in units for word in around)


def organisation(context: Context, passage: Passage, start: int, end: int) -> Partner | None:
    """The first capitalised name in a stretch that is neither a place nor a person of the text."""
    return next(iter(organisations(context, passage, start, end)), None)


def organisations(context: Context, passage: Passage, start: int, end: int) -> Iterator[Partner]:
    """The capitalised names in a stretch that are neither places nor persons of the text."""
    if context.folded.starts:
        words, base = context.given(start, end), context.folded.back(start)
    else:
        words, base = context.document.text[start:end], start
    for match in _NAME.finditer(words):
        low, high = match.span()
        plain = _GENERIC.match(match.group())
        low += plain.end() if plain else 0
        for place in passage.places:  # "Taiwan's Pegatron", "perusahaan Korea LG"
            first, last = context.folded.back(place.start) - base, context.folded.back(place.end) - base
            link = _OF.search(words, low, first) if low + 2 < first < high <= last else None
            if link is not None:  # Sumitomo Group of Japan
                high = link.start()
            elif low + 2 < first < high <= last:  # Nestle Indonesia
                high = first
            elif low <= first < high or first <= low < last:
                owner = _OWNER.match(words, last)
                low = owner.end() if owner else max(high, last)
        for amount in passage.amounts:  # MRF Rs 3,100 crore
            first = context.folded.back(amount.start) - base
            if low < first < high:
                high = first
        name = words[low:high].strip(" .'’-")
        at = context.folded.to(base + low)
        if len(name) < 2 or not name[0].isupper() or _taken(passage, at, at + len(name)):
            continue
        yield Partner(at, at + len(name), name, None)


def listed_bodies(context: Context, passage: Passage, start: int, end: int) -> list[Partner]:
    """The organisations listed behind ``namely``, each with the country named behind it; empty for fewer than two."""
    words = context.lexicon.words
    intro = min(
        (at + len(word) for word in words.get("namely", ()) if (at := passage.text.find(f" {word} ", start, end)) >= 0),
        default=-1,
    )
    if intro < 0:
        return []
    found: list[Partner] = []
    for body in organisations(context, passage, intro, end):
        if body.start - (found[-1].end if found else intro) > _LISTED:
            break
        origin = next(
            (
                place.country for place in passage.places
                if 0 <= place.start - body.end <= _ORIGIN and "," not in passage.between(body.end, place.start)
            ),
            None,
        )  # fmt: skip
        found += [replace(one, country=origin) for one in _parted(body)]
    return found if len(found) > 1 else []


def _parted(body: Partner) -> list[Partner]:
    """The names that ``and`` joins in a list of bodies: ``Tarano Group dan Velmo Power`` are two."""
    parts, at = [], body.start
    for name in _AND.split(body.name or ""):
        parts.append(replace(body, start=at, end=at + len(name), name=name))
        at += len(name)
    return parts


def _taken(passage: Passage, start: int, end: int) -> bool:
    if any(other.start < end and start < other.end for other in passage.places):
        return True
    if any(other.start < end and start < other.end for other in passage.people):
        return True
    return any(date.start <= start < date.end for date in passage.dates) or any(
        amount.start < end and start < amount.end for amount in passage.amounts
    )


def shortened(words: str, most: int = 90) -> str:
    """Words as a title: white space plain, cut at a word before ``most`` characters."""
    plain = " ".join(words.split()).strip(' ,;:.–—-"“”«»()')
    if len(plain) <= most:
        return plain
    return plain[: plain.rfind(" ", 0, most)].rstrip(" ,;:.–—-(") + "…"


def titled(words: str) -> str:
    """Words that begin a title: with a capital, the rest as written."""
    return words[:1].upper() + words[1:]


def nearest(partner: Where | Partner, position: int) -> int:
    """How far a partner stands from a position."""
    return min(abs(partner.start - position), abs(partner.end - position))
