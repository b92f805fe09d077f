"""Names that a word such as ``district`` or ``huyện`` shows to be places, though the gazetteer has them not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from proxeny.reader.gazetteer import plain
from proxeny.reader.gazetteer.folding import fold
from proxeny.reader.places.lexicon import Words

_UPPER = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper() and (code < 0x250 or code >= 0x1E00))
# A name as long as this stands before a unit at most.
LONGEST_NAME = 60
NAME = rf"[{_UPPER}][^\W\d_]+(?:[ -][{_UPPER}][^\W\d_]+){{0,2}}(?!-?\w)"
# What follows a unit's name where the text says in which larger one it lies.
_LIES_IN = re.compile(
    r"(?: [A-Z0-9])?(?: (?:[Cc]ity|[Pp]rovince|[Pp]refecture|[Dd]istrict|[Cc]ounty))?"
    r"(?:\s*[,(]\s*|\s+(?:in|of|de|du|en|au|di|của|thuộc|tại)\s+)"
    r"(?:the |l'|la |le |tỉnh |thành phố |TP\.? ?|Provinsi |Kota |Kabupaten )?"
    r"|,? (?:dans )?(?:le |la |l')?(?:département|région|province|wilaya|préfecture|district|cercle|gouvernorat)"
    r" (?:de la |de l'|de |du |d')"
)
_MORE = re.compile(rf"(?:, (?:(?:and|et|dan|và) )?| (?:and|et|dan|và) )(?P<name>{NAME})")
_NAME_END = re.compile(rf"(?:^|(?<=[ (\"“\n]))(?P<name>[{_UPPER}][^\W\d_]+(?:[ -][{_UPPER}][^\W\d_]+){{0,2}})$")
_LONGEST_BETWEEN = 40
# Characters within which a place before an unknown unit says where it lies.
NEAR = 300
# A name so short is looked for beside its unit only.
SHORTEST_ALONE = 5
ABBREVIATION = 4
# Characters beside a name within which an adjective says its country.
BESIDE = 40
MOSTNAMES = 200


@dataclass(frozen=True, slots=True)
class Unit:
    """A span of the text, the English name, and the country if the text says it; ``optional`` inside another name."""

    start: int
    end: int
    name: str
    country: str | None
    optional: bool


@lru_cache(maxsize=16)
def _patterns(before: frozenset[str], after: frozenset[str]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    def either(words: frozenset[str]) -> str:
        listed = sorted(words, key=lambda word: (-len(word), word))
        return "|".join(with_adjective(word) + ("" if word.endswith("'") else " ") for word in listed)

    def with_adjective(word: str) -> str:
        unit, space, rest = word.partition(" d")  # "la ville italienne de Lozio"
        return rf"{re.escape(unit)}(?: [a-zà-ÿ]{{4,16}})?{re.escape(space + rest)}" if space else re.escape(word)

    ends = either(after).replace(" |", "|").rstrip()
    return (
        # what stands before the unit is a sign, which the engine finds faster than it looks behind
        re.compile(rf"[\W_](?P<unit>{either(before)})(?P<name>{NAME})") if before else None,
        re.compile(rf" (?P<unit>{ends})(?![^\W_])") if after else None,
    )


def by_unit(
    text: str, words: Words, tag: str, taken: list[tuple[int, int]], countries: list[str], main: str | None
) -> list[Unit]:
    """Each name beside a word for a unit where no place was found, and the same name wherever else it stands.

    ``taken`` are the places found, in text order, and ``countries`` theirs. A unit lies in the country of the place
    that follows it (``, Japan``), else of the one named last before it, else in ``main``.
    """
    starts = [start for start, _ in taken]
    found: list[Unit] = []
    known: dict[str, str | None] = {}
    for start, end, name, own in sorted(_beside_units(text, words)):
        at = bisect_right(starts, end - 1) - 1
        if (at >= 0 and taken[at][1] > start) or (found and found[-1].end > start):
            continue
        said = _country_after(text, end, taken, countries, at + 1)
        if name not in known or said:
            said = said or _demonym_beside(text, start, end, words)
            before = None if own else _country_before(text, start, taken, countries, at)
            known[name] = said or known.get(name) or before or (words.home_country if own else main)
        after = text[end + 1 : end + 20].split()
        inside = len(after) > 1 and after[1].strip(".,;:)'s") in words.organisation
        found.append(Unit(start, end, name, None, inside))
    alone = sorted((name for name in known if len(name) >= SHORTEST_ALONE), key=len, reverse=True)[:MOSTNAMES]
    alone = [name for name in alone if fold(name) not in words.common]
    if alone:
        spans = [(unit.start, unit.end) for unit in found]
        for start, end in _occurrences(text, alone):
            if not _overlaps(spans, (start, end)) and not _overlaps(taken, (start, end)):
                at = bisect_right(starts, start) - 1
                said = _country_after(text, end, taken, countries, at + 1) or _demonym_beside(text, start, end, words)
                if said:
                    known[text[start:end]] = said
                found.append(Unit(start, end, text[start:end], None, False))
    return [
        Unit(unit.start, unit.end, plain(unit.name) if tag == "vi" else unit.name, known[unit.name], unit.optional)
        for unit in found
        if known[unit.name]
    ]


def _beside_units(text: str, words: Words) -> Iterator[tuple[int, int, str, bool]]:
    aside = words.aside
    before, after = _patterns(words.named_unit_before, words.named_unit_after)
    named: list[tuple[int, str, str]] = []
    for beside in before.finditer(f" {text}") if before else ():  # all positions are one ahead
        unit = beside["unit"].strip()
        named.append((beside.start("name") - 1, beside["name"], unit))
        if unit in words.named_units:
            more = _MORE.match(text, beside.end() - 1)
            while more:
                named.append((more.start("name"), more["name"], unit))
                more = _MORE.match(text, more.end())
    for beside in after.finditer(text) if after else ():
        ahead = _NAME_END.search(text, max(0, beside.start() - LONGEST_NAME), beside.start())
        if ahead:
            named.append((ahead.start("name"), ahead["name"], ""))
    for start, name_found, unit in named:
        parts = name_found.split()
        while parts and (parts[0] in words.direction or parts[0] in words.announce):  # "In Covington City"
            start += len(parts[0]) + 1
            parts = parts[1:]
        if not parts or parts[0] in aside or not words.named_skip.isdisjoint(parts):
            continue
        if len(parts) == 1 and parts[0].isupper() and len(parts[0]) <= ABBREVIATION:
            continue
        own = unit in words.own_units
        if words.home_country != "VN":
            if not aside.isdisjoint(parts):
                continue
        elif len(parts) > 2 and not own and parts[0].lower() in words.surnames:
            continue  # "Chủ tịch UBND tỉnh Hà Trọng Hải"
        if len(parts) > 2 and unit.split(" ")[0].capitalize() in words.titles:
            parts = parts[:1]  # "Mayor of Izumisano Chiyomatsu Hiroyasu"
        name = " ".join(parts)
        yield start, start + len(name), name, own


def _occurrences(text: str, names: list[str]) -> list[tuple[int, int]]:
    """Where names stand as whole words, in text order, the longest where several begin; cheaper than a new pattern."""
    found: list[tuple[int, int]] = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not _goes_on(text[start - 1 : start]) and not _goes_on(text[end : end + 1]):
                found.append((start, -end))
            start = text.find(name, end)
    reach = 0
    kept = []
    for start, minus_end in sorted(found):
        if start >= reach:
            reach = -minus_end
            kept.append((start, reach))
    return kept


def _goes_on(letter: str) -> bool:
    return letter.isalnum() or letter in ("_", "-")


def _overlaps(spans: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    at = bisect_right(spans, (span[1], -1)) - 1
    return at >= 0 and spans[at][1] > span[0]


def _country_after(
    text: str, end: int, taken: list[tuple[int, int]], countries: list[str], following: int
) -> str | None:
    if following >= len(taken) or taken[following][0] - end > _LONGEST_BETWEEN:
        return None
    return countries[following] if _LIES_IN.fullmatch(text[end : taken[following][0]]) else None


def _demonym_beside(text: str, start: int, end: int, words: Words) -> str | None:
    """The country of ``its Hungarian sister city`` beside a name, in the same sentence."""
    after = re.split(r"[.;\n]", text[end : end + BESIDE], maxsplit=1)[0]
    before = re.split(r"[.;\n]", text[max(0, start - BESIDE) : start])[-1]
    for word in [*after.split(), *reversed(before.split())]:
        country = words.demonyms.get(word.strip(",()'\"").lower())
        if country:
            return country
    return None


def _country_before(text: str, start: int, taken: list[tuple[int, int]], countries: list[str], at: int) -> str | None:
    """The country of the last place before; one in brackets said of something else is passed over."""
    while at >= 0 and start - taken[at][1] < NEAR:
        if text[taken[at][1] : taken[at][1] + 1] == ")":
            at -= 1
            continue
        return countries[at]
    return None
