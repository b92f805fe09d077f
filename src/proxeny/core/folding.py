"""Folding of text for search: without case and diacritics, đ as d, so that `da nang` finds `Đà Nẵng`."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ß": "ss", "æ": "ae", "œ": "oe"})
_MARKS = re.compile("[\u0300-\u036f]+")  # all that Latin letters carry


_LONGEST = 40  # letters of a word that is remembered
_KEPT = 100_000  # words


class _Words(dict[str, str]):
    """Words already folded: the same few thousand come again and again, and a look costs a twentieth of folding."""

    def __missing__(self, word: str) -> str:
        folded = _fold(word)
        if len(word) <= _LONGEST:
            if len(self) >= _KEPT:
                self.clear()
            self[word] = folded
        return folded


_folded = _Words().__getitem__


def fold(text: str) -> str:
    """Lower case, no diacritics, white space collapsed to single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = " ".join(map(_folded, text.split()))
    if "  " in folded or folded[:1] == " " or folded[-1:] == " ":  # a sign that folds to a space, or to nothing
        return " ".join(folded.split())
    return folded


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))
    if decomposed.isascii():
        return " ".join(decomposed.lower().split())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())
