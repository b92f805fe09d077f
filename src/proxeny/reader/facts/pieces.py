"""The sentences that the rules of facts read one by one, each of a length with a bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

LONGEST = 2000  # characters of a passage
# "… en octobre.Elle a …": two sentences of pages that lost the space between them
_GLUED = re.compile(
    r"[.!?](?:(?<=[^\W\d_A-Z]{3}[.!?])(?=[A-ZÀ-ÖØ-ÞĐ][a-zà-öø-ÿ\u1ea0-\u1ef9]*[\s,])"
    r"|(?<=\s(?:19|20)\d\d\.)(?=[A-ZÀ-ÖØ-ÞĐ][a-zà-öø-ÿ\u1ea0-\u1ef9]+[\s,]))"
)


def whole(sentences: Sequence[tuple[int, int]], dates: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences, those joined that a stop inside a date has parted (``on Sept. 10``, ``1994. 11. 1``)."""
    at, opened = 0, -1
    for start, end in sentences:
        while at < len(dates) and dates[at][1] <= end:
            at += 1
        first = start if opened < 0 else opened
        if at < len(dates) and dates[at][0] < end and end - first < LONGEST:
            opened = first
            continue
        yield first, end
        opened = -1
    if opened >= 0:
        yield opened, sentences[-1][1]


def pieces(sentences: Iterable[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """The sentences, apart where only a space is missing, those longer than any sentence cut at a space."""
    for first, last in sentences:
        start = first
        edges = [match.end() for match in _GLUED.finditer(text, first, last)]
        for end in [*edges, last]:
            while end - start > LONGEST:
                cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
                cut = cut if cut > start else start + LONGEST
                yield start, cut
                start = cut + 1
            if start < end:
                yield start, end
            start = end
