"""What is wrong with a section of a language's tables, told for the loader and for ``proxeny language check`` alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple


class Complaint(NamedTuple):
    """A key (``scales.tỷ``), what was found there, the repair, and the stable code of this kind of fault.

    ``word`` is the word within the list that is at fault, where there is one.
    """

    key: str
    found: str
    repair: str
    code: str
    word: str | None = None


def meanings(section: str, table: Any) -> Iterator[Complaint]:
    """A section that maps a meaning to the words for it: lists of at least one word, no word under two keys."""
    if not isinstance(table, dict):
        yield Complaint(section, "is not a table", "write it as [section] with key = [words]", "language.shape")
        return
    meaning: dict[str, str] = {}
    for key, words in table.items():
        yield from word_list(f"{section}.{key}", words, at_least_one=True)
        for word in words if isinstance(words, list) else ():
            if isinstance(word, str) and meaning.setdefault(word, key) != key:
                yield Complaint(
                    f"{section}.{key}",
                    f"'{word}' also stands under '{meaning[word]}'",
                    "keep one",
                    "language.two_meanings",
                    word,
                )


def word_list(key: str, words: Any, *, at_least_one: bool = False) -> Iterator[Complaint]:
    """A list of words, none of them empty."""
    if not isinstance(words, list) or (at_least_one and not words):
        repair = "give a list of at least one word" if at_least_one else "give a list"
        yield Complaint(key, f"is {words!r}", repair, "language.shape")
        return
    for word in words:
        if not isinstance(word, str) or not word.strip():
            yield Complaint(key, f"has {word!r} among its words", "give words in quotes", "language.shape")


def numbered(section: str, table: Mapping[str, Any], values: Collection[int]) -> Iterator[Complaint]:
    """Keys that are numbers of a kind: months 1 to 12."""
    for key in table:
        if not key.isdigit() or int(key) not in values:
            yield Complaint(f"{section}.{key}", "is no number of that kind", f"use {list(values)}", "language.key")


def whole_numbers(section: str, table: Mapping[str, Any]) -> Iterator[Complaint]:
    """Words that are worth a whole number, in small letters."""
    for word, value in table.items():
        if not isinstance(value, int) or isinstance(value, bool):
            yield Complaint(f"{section}.{word}", f"is {value!r}", "give a whole number", "language.shape", word)
        yield from small_letters(f"{section}.{word}", word)


def small_letters(key: str, word: str) -> Iterator[Complaint]:
    """Texts are compared in small letters, so a word with a capital would never be met."""
    if word != word.lower():
        yield Complaint(key, f"'{word}' has a capital", "write it in lower case", "language.capital", word)


def powers(section: str, table: Mapping[str, Any]) -> Iterator[Complaint]:
    """Words that are worth a power of ten, from a hundred to a thousand million million."""
    for word, power in table.items():
        if not isinstance(power, int) or isinstance(power, bool) or not 2 <= power <= 15:
            yield Complaint(
                f"{section}.{word}", f"is {power!r}", "give the power of ten, 3 for thousand", "language.shape", word
            )
