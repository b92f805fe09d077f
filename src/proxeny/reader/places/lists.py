"""Names that a list of places shows to be places, though the gazetteer has them not: ``Kobe, Mibaraki and Osaka``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from proxeny.reader.places.lexicon import Words
from proxeny.reader.places.units import ABBREVIATION, NAME

_AND = r"(?:and|et|dan|và|serta)"
_BETWEEN = re.compile(rf", (?P<names>{NAME}(?:, {NAME}){{0,3}})(?:, (?:{_AND} )?| {_AND} )")
_LAST = re.compile(rf",? {_AND} (?P<names>{NAME})(?=[.;:,)\n]|$| [a-zà-ỹ(])")
_COMMA = re.compile(r"\s*,\s*")
LONGEST_GAP = 90
_SEPARATOR = re.compile(rf"[,;] (?:{_AND} )?| {_AND} ")
_NAME_END = re.compile(rf"(?:^|(?<=[ (\n]))(?P<names>{NAME})$")


def by_list(text: str, words: Words, spans: list[tuple[int, int, str, bool]]) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, name and country of each unknown name between two places, or after ``and`` behind two of them.

    ``spans`` are start, end, country and whether it is a country, of the places found, in text order. Only lists of
    towns and regions are taken: those of countries are as often of organisations.
    """
    listed = [bool(_COMMA.fullmatch(text[one[1] : other[0]])) for one, other in pairwise(spans)]
    for at, ((_, end, country, state), (following, _, other, other_state)) in enumerate(pairwise(spans)):
        gap = text[end:following]
        if state or other_state or country != other or not 6 < len(gap) < LONGEST_GAP:
            continue
        match = _BETWEEN.fullmatch(gap)
        # "Bali, Nugroho, Denpasar" is an official between two towns: a list has three places that are known
        if match and (any(listed[max(0, at - 1) : at]) or any(listed[at + 1 : at + 2])):
            yield from _names(words, match, end, country)
    yield from _in_brackets(text, words, spans)
    for (_, end, country, state), (following, last, other, other_state) in pairwise(spans):
        if state or other_state or country != other or not _COMMA.fullmatch(text[end:following]):
            continue
        match = _LAST.match(text, last, last + LONGEST_GAP)
        if match and all(start >= match.end() or start < last for start, *_ in spans_near(spans, last)):
            yield from _names(words, match, 0, country)


def _in_brackets(
    text: str, words: Words, spans: list[tuple[int, int, str, bool]]
) -> Iterator[tuple[int, int, str, str]]:
    """``Keur Massar (Sénégal), Parakou (Bénin)``: a name with its country, in a list with a town that is known."""
    for at, (start, end, country, state) in enumerate(spans):
        if not state or text[start - 2 : start] != " (" or text[end : end + 1] != ")":
            continue
        name = _NAME_END.search(text, max(0, start - LONGEST_GAP), start - 2)
        if not name or (at and spans[at - 1][1] > name.start("names")):
            continue
        before = spans[at - 1] if at else None
        after = spans[at + 1] if at + 1 < len(spans) else None
        follows = after and not after[3] and _SEPARATOR.fullmatch(text[end + 1 : after[0]])
        goes_on = before and before[3] and _SEPARATOR.fullmatch(text[before[1] + 1 : name.start("names")])
        opens = bool(after and follows and text[after[1] : after[1] + 2] == " (")
        if opens or (goes_on and at > 1 and not spans[at - 2][3]):
            yield from _names(words, name, 0, country, bracketed=True)


def spans_near(spans: list[tuple[int, int, str, bool]], position: int) -> list[tuple[int, int, str, bool]]:
    """The first span that begins at a position or after it, in a list of its own."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][0] < position:
            low = middle + 1
        else:
            high = middle
    return spans[low : low + 1]


def _names(
    words: Words, match: re.Match[str], offset: int, country: str, bracketed: bool = False
) -> Iterator[tuple[int, int, str, str]]:
    aside = words.aside | words.generic
    at = match.start("names") + offset
    for name in match["names"].split(", "):
        parts = name.split()
        abbreviation = name.isupper() and len(name) <= ABBREVIATION
        short = len(parts) == 1 or (len(parts) == 2 and (words.home_country == "VN" or bracketed))
        if short and not abbreviation and aside.isdisjoint(parts) and parts[0].lower() not in words.surnames:
            yield at, at + len(name), name, country
        at += len(name) + 2
