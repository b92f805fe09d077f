"""Characters a second: the reader as a whole and by its rooms, its peers, and what no reader can beat.

Processor time, the median of several rounds in which all take their turn one after another, so that a machine that is
busy for a while is so for all of them. A ratio is that of two medians of one run.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

import re2
from bench.reading import texts
from bench.reading.rivals import Rival

from proxeny.reader import dates, facts, languages, people, places, quantities, read
from proxeny.reader.document import Document
from proxeny.reader.doubts import raise_doubts
from proxeny.reader.published import guess_published

NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
ROUNDS = 5
PAGES = 8
ROOMS = ("text and sentences", "dates", "quantities", "places", "people", "facts", "doubts")
_RE, _RE2 = re.compile(NUMBER), re2.compile(NUMBER.encode())


def rooms(text: str, language: str) -> list[float]:
    """Seconds of processor time that each of ``ROOMS`` takes for a text."""
    at = [time.thread_time()]

    def lap() -> None:
        at.append(time.thread_time())

    words = languages.load(language)
    document = Document(text=text, language=language, published=guess_published(text))
    assert document.lower is not None
    assert document.plain_sentences is not None
    lap()
    found_dates = dates.find(document, words)
    lap()
    found = quantities.find(document, words)
    lap()
    found_places = places.find(document, words)
    lap()
    found_people = people.find(document, words, found_places)
    lap()
    found_facts = facts.find(document, words, found, found_dates, found_places, found_people)
    lap()
    raise_doubts(document, words, found, found_dates, found_facts)
    lap()
    return [after - before for before, after in pairwise(at)]


def _timed(act: Callable[[], object]) -> float:
    started = time.thread_time()
    act()
    return time.thread_time() - started


def limits(pages: list[str]) -> dict[str, Callable[[], object]]:
    """Passes over the bytes that no reader can do without: reading them, and finding the numbers in them."""
    data = [page.encode("utf-8") for page in pages]
    return {
        "decoding the bytes": lambda: [each.decode("utf-8") for each in data],
        "re: numbers": lambda: [len(_RE.findall(page)) for page in pages],
        "re2: numbers": lambda: [sum(1 for _ in _RE2.finditer(each)) for each in data],
        "re2: a pattern that is not there": lambda: [_RE2_NONE.search(each) for each in data],
    }


_RE2_NONE = re2.compile(rb"[0-9]{60}[a-z]")


def measure(language: str, rivals: Sequence[Rival], *, density: int = texts.ON_PAGES) -> dict[str, float]:
    """Characters a second on generated pages of a language, by what was measured."""
    pages = texts.pages(language, PAGES, density=density)
    length = sum(map(len, pages))
    seconds: dict[str, list[float]] = {}
    read(pages[0], language=language)
    for round_ in range(ROUNDS):
        for name, act in limits(pages).items():
            seconds.setdefault(name, []).append(_timed(act) / length)
        seconds.setdefault("proxeny", []).append(
            _timed(lambda: [read(page, language=language) for page in pages]) / length
        )
        for rival in rivals:
            if rival.languages and language not in rival.languages:
                continue
            if rival.is_slow and round_:
                continue
            few = pages[: 1 if rival.is_slow else 4] if rival.languages else pages
            _, took = rival.ask([(page, language, None) for page in few])
            seconds.setdefault(rival.name, []).append(max(took, 1e-9) / sum(map(len, few)))
        spent = [sum(each) for each in zip(*(rooms(page, language) for page in pages), strict=True)]
        for name, each in zip(ROOMS, spent, strict=True):
            seconds.setdefault(f"room: {name}", []).append(each / length)
    return {name: 1 / median(listed) for name, listed in seconds.items() if median(listed) > 0}
