"""How many times the time of an ordinary text each family of hostile texts takes for a character."""

from __future__ import annotations

import time
from statistics import median

from bench.reading import texts
from bench.reading.gold import LANGUAGES
from bench.reading.hostile import FAMILIES

from proxeny.reader import read

MOST = 10.0  # times an ordinary text: what no family may take
SIZE = 5_000
ROUNDS = 2


def _seconds(text: str, language: str) -> float:
    started = time.thread_time()
    read(text, language=language)
    return time.thread_time() - started


def measure() -> list[tuple[str, str, float]]:
    """Family, language and multiple, the slowest first; ordinary pages are timed between the families."""
    found = []
    for language in LANGUAGES:
        page = texts.generate(language, SIZE)
        read(page, language=language)
        for name, family in FAMILIES.items():
            text = family(language, SIZE)
            multiples = [_seconds(text, language) / _seconds(page, language) for _ in range(ROUNDS)]
            found.append((name, language, median(multiples) * len(page) / len(text)))
    return sorted(found, key=lambda each: -each[2])
