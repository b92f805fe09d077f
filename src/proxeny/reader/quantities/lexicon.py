"""The words around numbers of a language, compiled from ``quantities.toml`` and the signs that no language owns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from proxeny.reader.anchors import Anchors
from proxeny.reader.languages import FOLDER, Language, read_table, words_of
from proxeny.reader.numbers.words import NumberWords, number_words

Phrases = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class QuantityWords:
    """What the quantity rules of one language need; phrases are kept by their first word, the longest first."""

    tag: str
    numbers: NumberWords
    anchors: Anchors
    phrases: dict[str, tuple[str, str]]
    units: Phrases
    units_of_fractions: Phrases
    unit_adjectives: frozenset[str]
    signs: dict[str, list[tuple[str, str]]]
    before_signs: dict[str, str]
    signs_by_end: dict[str, list[tuple[str, str]]]
    scales: Phrases
    qualifiers: dict[str, str]
    qualifier_words: int
    qualifier_ends: frozenset[str]
    after: dict[str, list[tuple[str, str]]]
    multiples: frozenset[str]
    multiples_before: tuple[str, ...]
    links: tuple[str, ...]
    minus_behind: frozenset[str]
    scaled_money: Mapping[str, tuple[Decimal, str]]
    coordinate: frozenset[str]
    no_units: tuple[str, ...]
    streets: tuple[str, ...]
    telephones: frozenset[str]
    letters: Mapping[str, str]
    starts: frozenset[str]
    address_words: frozenset[str]
    plural: bool
    between: frozenset[str]
    middle: frozenset[str]
    bare: frozenset[str]
    change: frozenset[str]
    change_openers: frozenset[str]
    labels: frozenset[str]
    loose_labels: frozenset[str]
    label_exceptions: frozenset[str]
    label_words: int
    after_labels: tuple[str, ...]
    clock: frozenset[str]
    minutes: tuple[str, ...]
    scores: frozenset[str]
    stops: frozenset[str]
    keep_of: frozenset[str]
    noun_phrases: tuple[str, ...]
    verb_prefixes: tuple[str, ...]
    no_verbs: tuple[str, ...]
    people: frozenset[str]
    worth: tuple[str, ...]
    traded: frozenset[str]
    dimensions: frozenset[str]
    one: Mapping[str, frozenset[str]]
    ambiguous: frozenset[str]
    never: frozenset[str]
    not_before: Mapping[str, frozenset[str]]
    not_behind: Mapping[str, frozenset[str]]
    idioms: re.Pattern[str]
    definite: frozenset[str]
    definite_nouns: frozenset[str]
    optional_phrases: tuple[str, ...]
    pairs: tuple[str, ...]
    adjectives: tuple[str, ...]
    furniture: tuple[str, ...]
    of_pages: frozenset[str]
    streets_and_marks: frozenset[str]
    headings: dict[str, tuple[str, str]]


@lru_cache
def universal() -> dict[str, Any]:
    """Codes and signs of ``languages/universal.toml``."""
    return read_table(FOLDER / "universal.toml")


@lru_cache
def quantity_words(language: Language) -> QuantityWords:
    """The compiled words of a language. Raises ``BadLanguageData`` naming file, key and repair."""
    table = language.table("quantities")
    numbers = number_words(language)
    common = universal()
    currencies = words_of(language, "quantities", "currencies")
    units = words_of(language, "quantities", "units")
    qualifiers = words_of(language, "quantities", "qualifiers")
    named = {word: code for code, words in (*units.items(), *currencies.items()) for word in words}
    signs = dict(common["signs"])
    signs |= {code: code for code in common["codes"]["words"]}
    behind = signs | {sign: code for code, listed in common["units"].items() for sign in listed}
    phrases: dict[str, tuple[str, str]] = {}
    for word in numbers.ones:
        phrases[word] = ("number", word)
    for word in numbers.proportions:
        phrases[word] = ("proportion", word)
    for word in numbers.dozens:
        phrases[word] = ("dozen", word)
    for word in numbers.vague:
        phrases[word] = ("vague", word)
    qualifier_of = {word: meaning for meaning, words in qualifiers.items() for word in words}
    ranges, labels, ambiguous = table.get("ranges", {}), table.get("labels", {}), table.get("ambiguous", {})
    idioms = table.get("idioms", {})
    label_words = frozenset(labels.get("before", []))
    headings = {word: ("unit", code) for word, code in named.items()}
    headings |= {
        sign.lower(): ("unit", code) for sign, code in behind.items() if sign not in ("t", "T", "m", "L", "$ ")
    }
    headings |= {word: ("scale", word) for word in numbers.scales}
    return QuantityWords(
        tag=language.tag,
        numbers=numbers,
        anchors=Anchors(r"[0-9]+(?:[.,'][0-9]+)*+", phrases),
        phrases=phrases,
        units=_by_first(named),
        unit_adjectives=frozenset(table.get("unit_adjectives", {}).get("words", [])),
        units_of_fractions=_by_first(
            {word: code for code, listed in table.get("units_of_fractions", {}).items() for word in listed}
        ),
        signs=_by_letter(behind),
        before_signs=signs,
        signs_by_end=_by_letter(signs, -1),
        scales=_by_first({word: word for word in numbers.scales}),
        qualifiers=qualifier_of,
        qualifier_words=max((word.count(" ") + 1 for word in qualifier_of), default=1),
        qualifier_ends=frozenset(word.rpartition(" ")[2] for word in qualifier_of),
        after=_by_letter({word: meaning for meaning, words in table.get("after", {}).items() for word in words}),
        multiples=frozenset(table.get("multiples", {}).get("words", [])),
        multiples_before=tuple(table.get("multiples", {}).get("before", [])),
        links=tuple(table.get("links", {}).get("words", [])),
        minus_behind=frozenset(table.get("signs", {}).get("minus_behind", [])),
        scaled_money={
            token: (Decimal(10) ** power, code) for token, (power, code) in table.get("scaled_money", {}).items()
        },
        coordinate=frozenset(ranges.get("coordinate", [])),
        no_units=tuple(table.get("no_units", {}).get("words", [])),
        streets=tuple(labels.get("streets", [])),
        telephones=frozenset(common["telephones"]["words"]),
        letters={letter: places[0] for letter, places in common["letters"].items()},
        address_words=frozenset(labels.get("addresses", [])),
        plural=bool(table.get("nouns", {}).get("plural", False)),
        starts=frozenset(ranges.get("starts", [])),
        between=frozenset(ranges.get("between", [])),
        middle=frozenset(ranges.get("middle", ["-"])),
        bare=frozenset(ranges.get("bare", ["-"])),
        change=frozenset(ranges.get("change", [])),
        change_openers=frozenset(ranges.get("change_openers", [])),
        labels=label_words,
        loose_labels=frozenset(labels.get("loose", [])),
        label_exceptions=frozenset(labels.get("except", [])),
        label_words=max((word.count(" ") + 1 for word in label_words), default=1),
        after_labels=tuple(labels.get("after", [])),
        clock=frozenset(table.get("times", {}).get("before", [])),
        minutes=tuple(units.get("min", [])),
        scores=frozenset(table.get("scores", {}).get("words", [])),
        stops=frozenset(table.get("nouns", {}).get("stops", [])),
        keep_of=frozenset(table.get("nouns", {}).get("keep_of", [])),
        noun_phrases=tuple(table.get("nouns", {}).get("phrases", [])),
        verb_prefixes=tuple(table.get("nouns", {}).get("verb_prefixes", [])),
        no_verbs=tuple(table.get("nouns", {}).get("no_verbs", [])),
        people=frozenset(table.get("nouns", {}).get("people", [])),
        worth=tuple(table.get("nouns", {}).get("worth", [])),
        traded=frozenset(table.get("nouns", {}).get("traded", [])),
        dimensions=frozenset(table.get("nouns", {}).get("dimensions", [])),
        one={key: frozenset(words) for key, words in table.get("one", {}).items()},
        ambiguous=frozenset(ambiguous.get("words", [])),
        never=frozenset(ambiguous.get("never", []) + ambiguous.get("always_optional", [])),
        not_before={word: frozenset(words) for word, words in ambiguous.get("not_before", {}).items()},
        not_behind={word: frozenset(words) for word, words in ambiguous.get("not_behind", {}).items()},
        idioms=re.compile("|".join(map(re.escape, _longest_first(idioms.get("words", [])))) or "(?!)"),
        definite=frozenset(idioms.get("definite", [])),
        definite_nouns=frozenset(idioms.get("definite_nouns", [])),
        optional_phrases=tuple(idioms.get("optional_phrases", [])),
        pairs=tuple(phrase.partition(" ")[2] for phrase in idioms.get("optional_phrases", [])),
        adjectives=tuple(table.get("nouns", {}).get("adjectives", [])),
        furniture=tuple(_longest_first(table.get("furniture", {}).get("words", []))),
        of_pages=frozenset(table.get("furniture", {}).get("of", [])),
        streets_and_marks=frozenset(labels.get("streets", [])),
        headings=headings,
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _by_first(named: Mapping[str, str]) -> Phrases:
    by_first: Phrases = {}
    for phrase in _longest_first(named):
        match = re.match(r"[^\W\d_]+", phrase)
        by_first.setdefault(match.group() if match else phrase[0], []).append((phrase, named[phrase]))
    return by_first


def _by_letter(signs: Mapping[str, str], letter: int = 0) -> dict[str, list[tuple[str, str]]]:
    """Signs by their first letter, or by the last one (-1), the longest first."""
    by_letter: dict[str, list[tuple[str, str]]] = {}
    for sign in _longest_first(signs):
        by_letter.setdefault(sign[letter], []).append((sign, signs[sign]))
    return by_letter
