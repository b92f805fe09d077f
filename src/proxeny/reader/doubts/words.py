"""The words that bind figures together, of one language, compiled from ``doubts.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from proxeny.reader.languages import Language

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class DoubtWords:
    """Patterns for lower-case text: what opens the parts of a whole, a conversion, a share, a change."""

    tag: str
    partial: re.Pattern[str]
    complete: re.Pattern[str]
    compared: re.Pattern[str]
    parted: re.Pattern[str]
    conversion: re.Pattern[str]
    share: re.Pattern[str]
    share_of: re.Pattern[str]
    of_whole: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    since: re.Pattern[str]
    leading: re.Pattern[str]
    last: re.Pattern[str]


@lru_cache
def doubt_words(language: Language) -> DoubtWords:
    """The patterns of a language; a language without the file doubts only what needs no words."""
    table = language.table("doubts")
    parts, change, share = table.get("parts", {}), table.get("change", {}), table.get("share", {})
    return DoubtWords(
        tag=language.tag,
        partial=_any(parts.get("partial", [])),
        complete=_any(parts.get("complete", [])),
        last=_any(parts.get("last", [])),
        compared=_any(table.get("compared", {}).get("words", [])),
        parted=_any(table.get("compared", {}).get("except", [])),
        conversion=_any(table.get("conversion", {}).get("words", [])),
        share=_any(share.get("words", [])),
        share_of=_any([*share.get("words", []), *share.get("loose", [])]),
        of_whole=_any(share.get("of", [])),
        up=_any(change.get("up", [])),
        down=_any(change.get("down", [])),
        since=_any(change.get("from", [])),
        leading=_any(table.get("leading", {}).get("words", [])),
    )


def compares(words: DoubtWords, gap: str) -> bool:
    """Whether words between two figures compare them, so that neither is a part of the other."""
    return words.compared.search(words.parted.sub(" ", gap)) is not None


def _any(words: Iterable[str]) -> re.Pattern[str]:
    listed = sorted(words, key=len, reverse=True)
    if not listed:
        return _NEVER
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, listed)) + r")(?![^\W_])")
