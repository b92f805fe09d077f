"""Names that a word such as ``district`` or ``huyện`` shows to be places, though the gazetteer has them not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from proxeny.reader.gazetteer import plain
from proxeny.reader.places.lexicon import Words

_UPPER = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper() and (code < 0x250 or code >= 0x1E00))
_NAME = rf"[{_UPPER}][^\W\d_]+(?:[ -][{_UPPER}][^\W\d_]+){{0,2}}"


@lru_cache(maxsize=16)
def _patterns(before: frozenset[str], after: frozenset[str]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    def either(words: frozenset[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))

    return (
        re.compile(rf"(?<![^\W_])(?:{either(before)}) (?P<name>{_NAME})") if before else None,
        re.compile(rf"(?<=[ (\"“])(?P<name>{_NAME}) (?:{either(after)})(?![^\W_])") if after else None,
    )


def by_unit(text: str, words: Words, tag: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Start, end and English name of each name beside a word for a unit, where no place was found."""
    starts = [start for start, _ in taken]
    for pattern in _patterns(words.named_unit_before, words.named_unit_after):
        if pattern is None:
            continue
        for match in pattern.finditer(text):
            start, end = match.span("name")
            at = bisect_right(starts, end - 1) - 1
            if at >= 0 and taken[at][1] > start:
                continue
            name = match["name"]
            parts = name.split()
            aside = words.organisation | words.titles | words.direction | words.named_skip
            if any(part in aside for part in parts) or parts[0] in words.announce:
                continue
            yield start, end, plain(name) if tag == "vi" else name
