"""Texts for measuring speed: sentences of the languages' own cases, mixed to the density of figures of real pages.

The seed makes them the same each time. On 110 pages of news, statistics offices and city halls in the four languages
that were looked at, 29 to 40 of 1,000 characters were digits: ``ON_PAGES`` is in the middle of that. The cases are
denser (70 to 80) because each is there for a figure; ``DENSE`` takes them as they are.
"""

from __future__ import annotations

import random
import re
from functools import cache

from bench.reading import own_cases

ON_PAGES, DENSE = 34, 1000  # digits in 1,000 characters
SEED = 20260101
PAGE = 3000  # characters of a document
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[1-9]")


@cache
def _sentences(language: str) -> tuple[list[str], list[str]]:
    """The texts of a language's cases with and without digits, in one line each."""
    texts = [" ".join(case["text"].split()) for of, _, case in own_cases.cases() if of.tag == language]
    with_digits = [text for text in texts if any(letter.isdecimal() for letter in text)]
    return with_digits, [text for text in texts if not any(letter.isdecimal() for letter in text)]


def generate(language: str, size: int, *, density: int = ON_PAGES, seed: int = SEED) -> str:
    """About ``size`` characters of paragraphs in a language; figures differ each time, years stay years."""
    chance = random.Random(f"{seed} {language}")

    def other(match: re.Match[str]) -> str:
        return match.group() if len(match.group()) == 4 else str(chance.randint(1, 9))

    with_digits, without = _sentences(language)
    pieces: list[str] = []
    length = digits = 0
    while length < size:
        rich = digits * 1000 <= density * length or not without
        sentence = _YEAR.sub(other, chance.choice(with_digits if rich else without))
        end = chance.choices(("\n\n", " "), (1, 4))[0]
        pieces.append(sentence + ("" if sentence[-1] in ".!?…" else ".") + end)
        length += len(pieces[-1])
        digits += sum(letter.isdecimal() for letter in sentence)
    return "".join(pieces)


def pages(language: str, count: int, *, density: int = ON_PAGES) -> list[str]:
    """So many documents of about ``PAGE`` characters, each of other sentences."""
    return [generate(language, PAGE, density=density, seed=SEED + page) for page in range(count)]
