"""Folding of text for search: without case and diacritics, đ as d, so that `da nang` finds `Đà Nẵng`."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ß": "ss", "æ": "ae", "œ": "oe"})
_MARKS = re.compile("[\u0300-\u036f]+")  # all that Latin letters carry


def fold(text: str) -> str:
    """Lower case, no diacritics, white space collapsed to single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))
    if decomposed.isascii():
        return " ".join(decomposed.lower().split())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())
