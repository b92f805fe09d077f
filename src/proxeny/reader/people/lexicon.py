"""Titles, honorifics and the parts of names of a language, compiled from ``people.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ahocorasick

from proxeny.reader.languages import Language


@dataclass(frozen=True)
class Titles:
    """What announces a name (``scan``), and what may and may not stand between a title and the name."""

    automaton: Any
    surnames: frozenset[str]
    particles: frozenset[str]
    connectors: frozenset[str]
    stop: frozenset[str]
    articles: frozenset[str]
    known: frozenset[str]
    phrases: frozenset[str]
    things: frozenset[str]

    def scan(self, lower: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and kind (``title``, ``honorific``, ``led``) of whole words, the longest of those that overlap."""
        last: tuple[int, int, str] | None = None
        for end_at, (kind, size) in self.automaton.iter(lower):
            end = end_at + 1
            start = end - size
            if (start and (lower[start - 1].isalnum() or lower[start - 1] == "_")) or (
                end < len(lower) and lower[end].isalnum()
            ):
                continue
            if last is not None:
                if start <= last[0]:
                    last = (start, end, kind)
                    continue
                if start < last[1]:
                    continue
                yield last
            last = (start, end, kind)
        if last is not None:
            yield last


@lru_cache(maxsize=16)
def titles_of(language: Language) -> Titles | None:
    """The compiled tables; ``None`` for a language without ``people.toml``."""
    table = language.table("people")
    if not table:
        return None
    names = table.get("names", {})
    automaton = ahocorasick.Automaton()
    for kind, phrases in (
        ("title", table.get("titles", {}).get("phrases", [])),
        ("honorific", names.get("honorifics", [])),
        ("led", names.get("led_by", [])),
    ):
        for phrase in phrases:
            automaton.add_word(phrase, (kind, len(phrase)))
    automaton.make_automaton()
    places = language.table("places")
    near = places.get("near", {})
    known = {
        *table.get("titles", {}).get("last_words", []), *places.get("organisation", {}).get("words", []),
        *near.get("street_after", []), *near.get("unit_before", []), *near.get("unit_after", []),
        *near.get("direction", []),
        *(word for phrase in table.get("titles", {}).get("phrases", []) for word in phrase.title().split()),
    }  # fmt: skip

    def listed(key: str) -> frozenset[str]:
        return frozenset(names.get(key, ()))

    return Titles(
        automaton, listed("surnames"), listed("particles"), listed("connectors"), listed("stop"), listed("articles"),
        frozenset(word for word in known if word.lower() not in names.get("surnames", ())),
        frozenset(places.get("phrases", {}).get("none", ())), listed("things"),
    )  # fmt: skip
