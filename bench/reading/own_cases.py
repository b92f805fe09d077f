"""The cases that each language carries: sentences of our own wording with what must be found in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from proxeny.reader.language_check.running import differences
from proxeny.reader.languages import Language, available, load

KINDS = ("quantities", "dates", "places", "people", "facts")


def cases() -> Iterator[tuple[Language, str, dict[str, Any]]]:
    """Every case with its language and kind, languages in alphabetical order."""
    for tag in available():
        language = load(tag)
        for kind in KINDS:
            for case in language.cases(kind):
                yield language, kind, case


@cache
def passed() -> dict[str, dict[str, tuple[int, int]]]:
    """By language and kind how many cases are read as they say, and how many there are."""
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for language, kind, case in cases():
        right, whole = counts.setdefault(language.tag, {}).get(kind, (0, 0))
        is_right = next(iter(differences(kind, language, case)), None) is None
        counts[language.tag][kind] = (right + is_right, whole + 1)
    return counts
