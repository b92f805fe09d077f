"""Whether two texts are the same article: after small changes, in another file format, cut or with a line added.

A text is cut into overlapping runs of words (shingles). Of each of 128 classes of shingles the fingerprint keeps the
smallest hash, so two fingerprints agree in about the share of shingles that their texts have in common (one
permutation hashing with densification, after Li, Owen and Zhang 2012 and Shrivastava 2017). Case, marks of
punctuation, line ends and the way accents are encoded play no part.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from itertools import islice

SIZE = 128
"""Numbers in a fingerprint."""
SAME_ARTICLE = 0.5
"""From this similarity on two texts are one article; measured: edited copies lie above 0.7, two different articles
of one office about one city below 0.05."""

_SHINGLE = 4
_BAND = 4
_WORD = re.compile(r"\w+")
_MASK = (1 << 32) - 1
_REHASH = 0x9E3779B97F4A7C15


def fingerprint(text: str) -> tuple[int, ...]:
    """128 numbers below 2**32 that say what a text is made of; an empty tuple for a text without words.

    The same for the same words on every machine and in every run. Time is linear in the length of the text.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    if not words:
        return ()
    smallest: list[int | None] = [None] * SIZE
    for shingle in _shingles(words):
        digest = int.from_bytes(hashlib.blake2b(shingle.encode(errors="replace"), digest_size=8).digest(), "big")
        place, value = digest % SIZE, digest >> 32
        kept = smallest[place]
        if kept is None or value < kept:
            smallest[place] = value
    return _filled(smallest)


def similarity(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """The share of shingles that two texts have in common, from 0 to 1, give or take 0.05."""
    if not first or not second:
        return 0.0
    if len(first) != len(second):
        raise ValueError(f"fingerprints of {len(first)} and {len(second)} numbers cannot be compared; make both anew")
    return sum(a == b for a, b in zip(first, second, strict=True)) / len(first)


def bands(numbers: tuple[int, ...]) -> tuple[str, ...]:
    """32 keys of 16 hexadecimal digits for an index: texts of similarity 0.5 share a key nine times in ten.

    Keep each with its document under an index; candidates are the documents that share any, ``similarity`` decides.
    """
    return tuple(
        hashlib.blake2b(
            b"".join(number.to_bytes(4, "big") for number in numbers[at : at + _BAND]),
            digest_size=7,
            salt=at.to_bytes(2, "big"),
        ).hexdigest()
        + f"{at // _BAND:02x}"
        for at in range(0, len(numbers), _BAND)
    )


def _shingles(words: list[str]) -> set[str]:
    if len(words) < _SHINGLE:
        return {" ".join(words)}
    return {" ".join(run) for run in zip(*(islice(words, start, None) for start in range(_SHINGLE)), strict=False)}


def _filled(smallest: list[int | None]) -> tuple[int, ...]:
    """Classes without a shingle borrow from one that has, each along its own fixed sequence of places."""
    filled = []
    for place, value in enumerate(smallest):
        attempt = 0
        while value is None:
            attempt += 1
            value = smallest[((place * 0x2545F491 + attempt * _REHASH) & ((1 << 64) - 1)) >> 32 & (SIZE - 1)]
        filled.append(value & _MASK)
    return tuple(filled)
