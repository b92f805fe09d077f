"""Texts and names in the form in which they are compared: small plain letters, everything else a space.

The folded text is as long as the text, so that positions carry over; the text is composed (NFC), as ``Document.plain``.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

_PLAIN = {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "ß": "s", "æ": "a", "œ": "o", "þ": "t", "ħ": "h"}
# Vietnamese puts the tone of oa, oe, uy on either vowel; the older place is taken.
_TONES = dict(
    zip(
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)
_TONE = re.compile("|".join(_TONES))
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


class _Table(dict[int, str]):
    """Folds a character when it is first met and remembers it."""

    def __missing__(self, code: int) -> str:
        lower = chr(code).lower()[:1]
        base = _PLAIN.get(lower) or unicodedata.normalize("NFKD", lower)[:1]
        self[code] = base = base if base.isalnum() else " "
        return base


_TABLE = _Table()
# The letters and signs of nearly every page fit a table of one byte each, once capitals are small: then a text is
# folded by two passes over bytes, many times faster than letter by letter.
_COMMON = (
    "".join(chr(code) for code in range(0x80) if not chr(code).isupper())
    + "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýÿœăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
    + "\u00a0“”‘’«»–—…•·°€£©®²"
)
_COMMON += "".join(chr(code) for code in range(0xE000, 0xE000 + 256 - len(_COMMON)))  # private ones, up to 256
_TO_BYTES = codecs.charmap_build(_COMMON)
_FOLDED = "".join(_TABLE[ord(letter)] for letter in _COMMON).encode("ascii")


def fold(text: str) -> str:
    """Small letters without marks and digits; a space for anything else. As long as ``text``."""
    if text.isascii():
        return text.translate(_TABLE)
    try:
        small, _ = codecs.charmap_encode(text.lower(), "strict", _TO_BYTES)
    except UnicodeEncodeError:
        return text.translate(_TABLE)
    return small.translate(_FOLDED).decode("ascii")


@lru_cache(maxsize=65536)
def spelling(name: str) -> str:
    """A name in small letters with its marks, Vietnamese tones in their older place, hyphens and dots as spaces."""
    lower = name.lower().replace("-", " ").replace("–", " ").replace("’", "'").replace("\u00a0", " ").replace(".", " ")
    return " ".join(_TONE.sub(lambda match: _TONES[match.group()], lower).split())


def has_vietnamese_letters(text: str) -> bool:
    return _VIETNAMESE.search(text) is not None
