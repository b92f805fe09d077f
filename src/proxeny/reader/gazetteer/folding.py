"""Texts and names in the form in which they are compared: small plain letters, everything else a space.

The folded text is as long as the text, so that positions carry over; the text is composed (NFC), as ``Document.plain``.
"""

from __future__ import annotations

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


def fold(text: str) -> str:
    """Small letters without marks and digits; a space for anything else. As long as ``text``."""
    return text.translate(_TABLE)


@lru_cache(maxsize=65536)
def spelling(name: str) -> str:
    """A name in small letters with its marks, Vietnamese tones in their older place, hyphens and dots as spaces."""
    lower = name.lower().replace("-", " ").replace("–", " ").replace("’", "'").replace("\u00a0", " ").replace(".", " ")
    return " ".join(_TONE.sub(lambda match: _TONES[match.group()], lower).split())


def has_vietnamese_letters(text: str) -> bool:
    return _VIETNAMESE.search(text) is not None
