"""The date words and date patterns of a language, compiled from ``dates.toml``.

A pattern is a regular expression with placeholders: ``{d}`` is a day, ``{m}`` a month in digits, ``{month}`` a month's
name, ``{y}`` a year, ``{n}`` a number in digits or words, ``{q}`` a quarter, ``{half}`` a half, ``{wd}`` a weekday,
``{season}`` a season, ``{yy}`` a year in two digits; the other end of a range is ``{d2}``, ``{m2}``, ``{month2}``,
``{y2}``, ``{yy2}``, ``{q2}``. A space stands for one or more spaces, ``_`` for none or more, ``{to}`` for what joins
the ends of a range; groups named ``this`` and ``last`` hold the words for this year and for the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from proxeny.reader.anchors import Anchors
from proxeny.reader.languages import Language, complain, refuse, shapes
from proxeny.reader.numbers.words import number_words

KINDS = frozenset(
    {
        "date",
        "quarter",
        "half",
        "months",
        "relative",
        "decade",
        "past",
        "season",
        "weekday",
        "same_period",
        "vague",
        "shifted",
        "rolling",
        "ago",
    }
)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_GROUP_NAME = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern; ``weak`` ones need a marker word, a bracket or a weekday before them."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    weak: bool
    optional: bool
    unit: str
    shift: int
    counted_before: bool
    from_year: bool
    key: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that may begin at a word; ``any`` matches where one of them does, so that most words cost one look."""

    each: tuple[Rule, ...]
    any: re.Pattern[str]


def _together(rules: Iterable[Rule]) -> Rules:
    each = tuple(dict.fromkeys(rules))
    patterns = (_GROUP_NAME.sub("(?:", rule.pattern.pattern) for rule in each)
    return Rules(each, re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)"))


@dataclass(frozen=True)
class DateWords:
    """What the date rules of one language need."""

    months: dict[str, int]
    weekdays: dict[str, int]
    quarters: dict[str, int]
    halves: dict[str, int]
    seasons: dict[str, int]
    numbers: dict[str, int]
    rules: dict[str, Rules]
    year_rules: Rules
    digit_rules: Rules
    anchors: Anchors
    modifiers: dict[str, str]
    modifier_words: int
    modifier_ends: frozenset[str]
    markers: frozenset[str]
    not_years: frozenset[str]
    document_words: frozenset[str]
    future: re.Pattern[str]
    counted: re.Pattern[str]
    soft_counted: frozenset[str]
    year_words: frozenset[str]
    capital: bool
    month_capital: bool
    verbs: frozenset[str]
    given: frozenset[str]
    capital_months: frozenset[str]
    joiners: dict[str, str]
    openers: frozenset[str]
    beginnings: frozenset[str]
    base_years: frozenset[str]
    base_year_ends: frozenset[str]
    ands: frozenset[str]
    hyphened: tuple[str, ...]
    onward: re.Pattern[str]
    opening_year: re.Pattern[str]


@lru_cache
def date_words(language: Language) -> DateWords:
    """The compiled date words of a language. Raises ``BadLanguageData`` naming file, key and repair."""
    table = language.table("dates")
    for section in ("months", "rules"):
        if section not in table:
            raise complain(language, "dates", f"[{section}]", "is missing", "add it")
    months = _meanings(language, table, "months", range(1, 13))
    weekdays = _meanings(language, table, "weekdays", range(1, 8))
    quarters = _meanings(language, table, "quarters", range(1, 5))
    halves = _meanings(language, table, "halves", range(1, 3))
    seasons = _meanings(language, table, "seasons", range(21, 25))
    numbers = {word: value for word, value in number_words(language).ones.items() if 1 < value <= 20} | _meanings(
        language, table, "numbers", range(1, 101)
    )
    words = {
        "month": months,
        "month2": months,
        "wd": weekdays,
        "q": quarters,
        "q2": quarters,
        "half": halves,
        "season": seasons,
        "n": numbers,
    }
    by_first: dict[str, list[Rule]] = {}
    for index, entry in enumerate(table["rules"]):
        key = f"rules[{index}]"
        if entry.get("kind") not in KINDS:
            raise complain(
                language, "dates", key, f"kind is {entry.get('kind')!r}", f"use one of {', '.join(sorted(KINDS))}"
            )
        rule = _rule(language, key, entry, words, table)
        for first in entry["on"]:
            placeholder = _PLACEHOLDER.fullmatch(first)
            firsts = words[placeholder.group(1)] if placeholder else [first]
            for word in firsts:
                by_first.setdefault(_first_word(word), []).append(rule)
    modifiers = {word: meaning for meaning, listed in table.get("modifiers", {}).items() for word in listed}
    return DateWords(
        months=months,
        weekdays=weekdays,
        quarters=quarters,
        halves=halves,
        seasons=seasons,
        numbers=numbers,
        rules={first: _together(rules) for first, rules in by_first.items() if first != "#"},
        year_rules=_together(rule for rule in by_first.get("#", ()) if rule.from_year),
        digit_rules=_together(rule for rule in by_first.get("#", ()) if not rule.from_year),
        anchors=Anchors("[0-9]+", (first for first in by_first if first != "#"), numbered=True),
        modifiers=modifiers,
        modifier_words=max((word.count(" ") + 1 for word in modifiers), default=1),
        modifier_ends=_last_words(modifiers),
        markers=frozenset(table.get("markers", {}).get("words", [])),
        not_years=frozenset(table.get("not_years", {}).get("words", [])),
        document_words=frozenset(table.get("documents", {}).get("words", [])),
        future=_any_of(table.get("future", {}).get("words", [])),
        counted=_any_of(table.get("not_years", {}).get("before", [])),
        soft_counted=frozenset(table.get("not_years", {}).get("soft_before", [])),
        year_words=frozenset(table.get("year_words", {}).get("words", [])),
        capital=bool(table.get("habit", {}).get("weekday_capital", False)),
        month_capital=bool(table.get("habit", {}).get("capital", False)),
        capital_months=frozenset(table.get("habit", {}).get("capital_months", [])),
        given=frozenset(table.get("habit", {}).get("given", [])),
        verbs=frozenset(table.get("habit", {}).get("verbs", [])),
        joiners={
            word: meaning for meaning in ("always", "opened") for word in table.get("ranges", {}).get(meaning, [])
        },
        ands=frozenset(table.get("ranges", {}).get("ands", [])),
        openers=frozenset(table.get("ranges", {}).get("openers", [])),
        beginnings=frozenset(table.get("ranges", {}).get("beginnings", [])),
        base_years=frozenset(table.get("base_years", {}).get("words", [])),
        base_year_ends=_last_words(table.get("base_years", {}).get("words", [])),
        hyphened=tuple(word for word in modifiers if word.endswith("-")),
        onward=re.compile(
            r" ?(?:" + ("|".join(map(re.escape, table.get("onward", {}).get("words", []))) or "(?!)") + r")(?![^\W_])"
        ),
        opening_year=re.compile(
            r"[^a-z0-9à-ỹ]*(?:[ivx]+\. +)?(?:(?:"
            + ("|".join(map(re.escape, table.get("year_words", {}).get("opening", []))) or "(?!)")
            + r") +){0,2}(?P<y>(?:19|20)\d\d)(?!\d)"
        ),
    )


def _meanings(language: Language, table: dict[str, Any], section: str, values: range) -> dict[str, int]:
    listed = table.get(section, {})
    refuse(language, "dates", shapes.meanings(section, listed))
    refuse(language, "dates", shapes.numbered(section, listed, values))
    return {word: int(key) for key, words in listed.items() for word in words}


def _rule(
    language: Language, key: str, entry: dict[str, Any], words: dict[str, dict[str, int]], table: dict[str, Any]
) -> Rule:
    simple = {
        "d": r"(?P<d>0?[1-9]|[12]\d|3[01])",
        "d2": r"(?P<d2>0?[1-9]|[12]\d|3[01])",
        "m": r"(?P<m>0?[1-9]|1[0-2])",
        "m2": r"(?P<m2>0?[1-9]|1[0-2])",
        "y": r"(?P<y>(?:1[5-9]|20|21)\d\d)",
        "y2": r"(?P<y2>(?:1[5-9]|20|21)\d\d)",
        "yy": r"(?P<yy>[0-4]\d)",
        "yy2": r"(?P<yy2>\d\d)",
        "decade": r"(?P<decade>(?:19|20)\d)",
        "dec2": r"(?P<dec2>[3-9])",
        "to": "(?:"
        + "|".join(re.escape(word).replace(r"\ ", " +") for word in table.get("ranges", {}).get("words", ["-"]))
        + ")",
        "wds": "(?:" + "|".join(map(re.escape, _longest_first(words["wd"]))) + ")",
    }

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in simple:
            return simple[name]
        if name in words:
            digits = r"\d{1,3}|" if name == "n" else ""
            return f"(?P<{name}>{digits}" + "|".join(map(re.escape, _longest_first(words[name]))) + ")"
        raise complain(language, "dates", key, f"{{{name}}} is no placeholder", "use one named in dates/lexicon.py")

    text = entry["text"].replace("_", " *").replace(" ", " +").replace(" +*", " *")
    try:
        pattern = re.compile(_PLACEHOLDER.sub(fill, text) + r"(?![^\W_])")
    except re.error as error:
        raise complain(language, "dates", key, f"{entry['text']!r} is no pattern ({error})", "correct it") from error
    return Rule(
        name=entry.get("name", entry["kind"]),
        kind=entry["kind"],
        pattern=pattern,
        weak=bool(entry.get("weak", False)),
        optional=bool(entry.get("optional", False)),
        unit=entry.get("unit", ""),
        shift=int(entry.get("shift", 0)),
        counted_before=entry["on"][0] in ("năm", "tahun", "tháng", "bulan", "années", "quý")
        and entry["kind"] in ("relative", "shifted", "date"),
        from_year=entry["text"].startswith(("{y}", "{decade}")),
        key=key,
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _last_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[2] for phrase in phrases)


def _first_word(phrase: str) -> str:
    """What a phrase begins with, as anchors are looked up: its first word, or ``#`` for a digit."""
    if phrase[0] == "#" or phrase[0].isdigit():
        return "#"
    match = re.match(r"[^\W\d_]+", phrase)
    return match.group() if match else phrase


def _any_of(words: list[str]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, _longest_first(words))) + r")(?![^\W_])")
