"""Whether what stands under a key is what the schema asks for; one function for each kind of entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from proxeny.reader import gazetteer
from proxeny.reader.language_check.faults import nearest
from proxeny.reader.language_check.schema import MODIFIERS, QUALIFIERS, Entry, levels, ucum
from proxeny.reader.languages import shapes
from proxeny.reader.languages.shapes import Complaint

COUNTRY = "give an ISO 3166-1 alpha-2 code"


def check(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    """The complaints about one value of one entry."""
    if entry.needed and value in ([], {}, ""):
        yield Complaint(key, f"is empty ({entry.about})", "fill it in", "language.missing")
        return
    complaints = list(_CHECKS[entry.kind](key, value, entry))
    yield from complaints
    if not complaints and entry.complete:
        yield from _missing(key, value, entry)


@cache
def currencies() -> frozenset[str]:
    """The codes of ISO 4217, those of history among them."""
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


def _words(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    yield from shapes.word_list(key, value)
    yield from _small(key, value, entry)


def _meanings(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    yield from shapes.meanings(key, value)
    if not isinstance(value, dict):
        return
    if entry.of[:1].isdigit():
        first, _, last = entry.of.partition("-")
        yield from shapes.numbered(key, value, range(int(first), int(last) + 1))
    for name, words in value.items():
        yield from _key(f"{key}.{name}", name, entry.of)
        yield from _small(f"{key}.{name}", words, entry)


def _key(key: str, name: str, of: str) -> Iterator[Complaint]:
    if of == "currency" and name not in currencies():
        yield Complaint(key, "is no currency of ISO 4217", "give a code such as USD", "language.currency")
    elif of == "unit" and name not in ucum():
        yield Complaint(key, "is no UCUM code that the reader uses", nearest(name, ucum()), "language.unit")
    elif of == "qualifier" and name not in QUALIFIERS:
        yield Complaint(key, "is no qualifier", nearest(name, QUALIFIERS), "language.key")
    elif of == "modifier" and name not in MODIFIERS:
        yield Complaint(key, "is no modifier of dates", nearest(name, MODIFIERS), "language.key")
    elif of == "country" and name not in gazetteer.countries():
        yield Complaint(key, "is no country", COUNTRY, "language.country")


def _numbers(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    yield from _table(key, value, lambda table: shapes.whole_numbers(key, table))


def _powers(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    yield from _table(key, value, lambda table: shapes.powers(key, table))
    yield from _small(key, value, entry)


def _fractions(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    def each(table: dict[str, Any]) -> Iterator[Complaint]:
        for word, worth in table.items():
            if isinstance(worth, bool) or not isinstance(worth, int | float):
                yield Complaint(f"{key}.{word}", f"is {worth!r}", "give a number, 0.5 for half", "language.shape", word)

    yield from _table(key, value, each)
    yield from _small(key, value, entry)


def _collectives(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    def each(table: dict[str, Any]) -> Iterator[Complaint]:
        for word, worth in table.items():
            right = isinstance(worth, list) and len(worth) == 2 and isinstance(worth[0], int)
            if not right or worth[1] not in QUALIFIERS:
                yield Complaint(
                    f"{key}.{word}", f"is {worth!r}", 'give number and qualifier: [12, "exact"]', "language.shape", word
                )

    yield from _table(key, value, each)
    yield from _small(key, value, entry)


def _amounts(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    def each(table: dict[str, Any]) -> Iterator[Complaint]:
        for word, worth in table.items():
            if not (isinstance(worth, list) and len(worth) == 2 and isinstance(worth[0], int)):
                repair = 'give power of ten and currency: [6, "USD"]'
                yield Complaint(f"{key}.{word}", f"is {worth!r}", repair, "language.shape", word)
            else:
                yield from _key(f"{key}.{word}", str(worth[1]), "currency")

    yield from _table(key, value, each)


def _places(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    def each(table: dict[str, Any]) -> Iterator[Complaint]:
        for word, target in table.items():
            if not isinstance(target, str):
                yield Complaint(f"{key}.{word}", f"is {target!r}", 'write "GB/London"', "language.shape", word)
                continue
            for one in target.split("|"):
                country = one.partition("/")[0]
                if country not in gazetteer.countries() or "/" not in one:
                    repair = "begin with an ISO 3166-1 code and '/': \"GB/London\""
                    yield Complaint(f"{key}.{word}", f"'{one}' names no country", repair, "language.country", word)

    yield from _table(key, value, each)


def unknown_places(value: Any) -> Iterator[tuple[str, str]]:
    """The names, with what they stand for, that the gazetteer does not have: they get no coordinates."""
    for word, target in value.items() if isinstance(value, dict) else ():
        for one in str(target).split("|"):
            country, _, name = one.partition("/")
            if name and country in gazetteer.countries() and gazetteer.find(name, country) is None:
                yield word, one


def _by_word(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    def each(table: dict[str, Any]) -> Iterator[Complaint]:
        for word, words in table.items():
            yield from shapes.word_list(f"{key}.{word}", words)
            yield from _small(f"{key}.{word}", words, entry)

    yield from _table(key, value, each)


def _phrases(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    def each(table: dict[str, Any]) -> Iterator[Complaint]:
        for name, words in table.items():
            yield from shapes.word_list(f"{key}.{name}", words)
            yield from _key(f"{key}.{name}", name, entry.of)
            for word in words if isinstance(words, list) else ():
                if isinstance(word, str) and (word.count("(") != word.count(")") or "((" in word):
                    repair = "write 'export(s)' or '(first|second) rank'"
                    found = f"'{word}' opens or closes a bracket too many"
                    yield Complaint(f"{key}.{name}", found, repair, "language.brackets", word)

    yield from _table(key, value, each)


def _flag(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    if not isinstance(value, bool):
        yield Complaint(key, f"is {value!r}", "write true or false", "language.shape")


def _mark(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    if value not in (".", ","):
        yield Complaint(key, f"is {value!r}", 'give the decimal mark, "." or ","', "language.shape")


def _country(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    if value not in gazetteer.countries():
        yield Complaint(key, f"{value!r} is no country", COUNTRY, "language.country")


def _text(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    if not isinstance(value, str):
        yield Complaint(key, f"is {value!r}", "write words in quotes", "language.shape")


def _level(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    if value not in levels():
        yield Complaint(key, f"is {value!r}", f"use one of {', '.join(levels())}", "language.level")


def _table(key: str, value: Any, each: Callable[[dict[str, Any]], Iterator[Complaint]]) -> Iterator[Complaint]:
    if isinstance(value, dict):
        yield from each(value)
    else:
        yield Complaint(key, "is not a table", f"write it as [{key}] with one entry a line", "language.shape")


def _small(key: str, words: Any, entry: Entry) -> Iterator[Complaint]:
    if not entry.lower or not isinstance(words, list | dict):
        return
    for word in words:
        if isinstance(word, str):
            yield from shapes.small_letters(key, word)


def _missing(key: str, value: Any, entry: Entry) -> Iterator[Complaint]:
    """What a complete list must have and has not: months, numerals, scales, qualifiers."""
    there = {str(each) for each in (value.values() if entry.kind in ("numbers", "powers") else value)}
    gaps = [str(each) for each in entry.complete if str(each) not in there]
    if gaps:
        what = "powers of ten" if entry.kind == "powers" else "numbers" if entry.kind == "numbers" else "keys"
        yield Complaint(key, f"has no word for the {what} {', '.join(gaps)}", "add them", "language.incomplete")


_CHECKS: dict[str, Callable[[str, Any, Entry], Iterator[Complaint]]] = {
    "words": _words,
    "meanings": _meanings,
    "numbers": _numbers,
    "powers": _powers,
    "fractions": _fractions,
    "collectives": _collectives,
    "amounts": _amounts,
    "places": _places,
    "by word": _by_word,
    "phrases": _phrases,
    "flag": _flag,
    "mark": _mark,
    "country": _country,
    "text": _text,
    "level": _level,
}
