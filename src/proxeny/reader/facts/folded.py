"""A copy of a text in which phrases can be looked up, with the way back to the text as given.

Lower case, composed accents, plain apostrophes and spaces, hyphens inside words as spaces. Everything but composing
keeps the length, so that offsets need a map only where a text holds decomposed accents.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_PLAIN = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u200a": " ", "\t": "\t",
    "‐": "-", "‑": "-",
})  # fmt: skip
_CLUSTER = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_INNER_HYPHEN = re.compile(r"-(?<=[^\W\d_]-)(?=[^\W\d_])")
# The tone mark of oa, oe and uy stands on either vowel in Vietnamese print; we look words up with it on the first.
_EARLY_TONE = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_LATE_TONE = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")


@dataclass(frozen=True)
class Folded:
    """``text`` is what rules search; ``to`` and ``back`` carry a position over and back."""

    text: str
    starts: tuple[int, ...] = ()  # positions in the folded text after which ``shifts`` applies
    shifts: tuple[int, ...] = ()
    given: tuple[int, ...] = ()  # the same break points in the text as given

    def to(self, position: int) -> int:
        """The folded position of a position in the text as given."""
        at = bisect_right(self.given, position) - 1
        return position if at < 0 else position - self.shifts[at]

    def back(self, position: int) -> int:
        """The position in the text as given of a folded position."""
        at = bisect_right(self.starts, position) - 1
        return position if at < 0 else position + self.shifts[at]
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0307\u0309\u031b\u0323\u0308\u0327"


def _plain(text: str) -> str:
    """Plain apostrophes, spaces and hyphens; few texts have more than two other ones, so each is looked for."""
    for code, plain in _PLAIN.items():
        if chr(code) in text:
            text = text.replace(chr(code), plain)
    return text


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def fold_phrase(text: str) -> str:
    """A phrase of the language's data in the form in which texts are searched."""
    folded = _INNER_HYPHEN.sub(" ", _lower(unicodedata.normalize("NFC", text)).translate(_PLAIN))
    return _LATE_TONE.sub(lambda match: _EARLY_TONE[match.group()], folded)


def fold(text: str) -> Folded:
    """The searchable copy of a text."""
    composed, starts, shifts, given = text, [], [], []
    if not text.isascii() and any(mark in text for mark in _MARKS):
        parts, at, shift, length = [], 0, 0, 0
        for match in _CLUSTER.finditer(text):
            plain = unicodedata.normalize("NFC", match.group())
            if len(plain) == len(match.group()):
                continue
            parts += [text[at : match.start()], plain]
            length += match.start() - at + len(plain)
            shift += len(match.group()) - len(plain)
            at = match.end()
            starts.append(length)
            shifts.append(shift)
            given.append(at)
        composed = "".join([*parts, text[at:]])
    folded = _INNER_HYPHEN.sub(" ", _plain(_lower(composed)))
    if not folded.isascii():
        folded = _LATE_TONE.sub(lambda match: _EARLY_TONE[match.group()], folded)
    return Folded(folded, tuple(starts), tuple(shifts), tuple(given))
