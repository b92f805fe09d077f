"""Places among a country's localities that a text gives in ordinals: ``ranking second nationwide``."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from proxeny.reader.facts.binding import Binder
from proxeny.reader.facts.bounds import Bound
from proxeny.reader.facts.lexicon import lexicon
from proxeny.reader.facts.passages import Amount, Passage
from proxeny.reader.languages import Language
from proxeny.reader.spans import Quantity

_DIGITS = re.compile(r"(?:ke|thứ|th|no\.?|#|hạng)?[\s-]*(\d{1,2})(?:st|nd|rd|th|er|e|ème|ère)?\b")
_REACH = 40
_GROUP = re.compile(r"\W*(?:trong )?(?:tốp|top|nhóm|parmi|among|in the top|dalam|di antara)\b")


@lru_cache
def _ordinals(language: Language) -> dict[str, int]:
    pairs = (entry.split("=") for entry in lexicon(language).words.get("ordinals", frozenset()))
    return {word: int(value) for word, value in pairs}


@lru_cache
def _ordinal_words(language: Language) -> re.Pattern[str]:
    words = sorted(_ordinals(language), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b") if words else re.compile(r"(?!)")


def ranks(binder: Binder, passage: Passage, used: list[Bound]) -> list[Bound]:
    """The city's rank in foreign investment, where the passage says it of the whole country."""
    if not any(cue.name in ("rank", "rank_first") for cue in passage.cues):
        return []
    fdi = [bound for bound in used if bound.indicator.startswith(("fdi_", "investment_licensed"))]
    if not fdi and not passage.has("fdi"):
        return []
    found: list[tuple[int, int, int]] = []
    for cue in passage.cues:
        if cue.name == "rank_first":
            found.append((1, cue.start, cue.end))
        elif cue.name == "rank":
            value = _value(binder.context.language, passage, cue.end)
            scoped = passage.has("rank_scope", "rank_first", start=cue.end, end=min(passage.end, cue.end + 90))
            scoped = scoped or passage.has("rank_scope", start=max(passage.start, cue.start - 60), end=cue.start)
            if value is not None and scoped:
                found.append((value, cue.start, cue.end))
    if not found:
        return []
    value, start, end = found[0]
    if any(bound.partner for bound in fdi if bound.amount.end <= start and start - bound.amount.end < 40):
        return []
    place = [other for other in passage.places if other.end <= start]
    if place and binder.context.home.is_foreign(place[-1]) and start - place[-1].end < 30:
        return []
    near = min(fdi, key=lambda bound: abs(bound.amount.start - start), default=None)
    amount = Amount(start, end, _ordinal(binder, passage, start, end, value))
    period = near.period if near else binder.periods.shared(passage, start) or binder.periods.carried
    return [Bound(amount, "fdi_rank", "rank", 0.8, None, None, None, period)]


def _value(language: Language, passage: Passage, position: int) -> int | None:
    words = passage.text[position : min(passage.end, position + _REACH)]
    if _GROUP.match(words):
        return None  # among the first
    numbers = _DIGITS.search(words)
    named = _ordinal_words(language).search(words)
    if named and (numbers is None or named.start() <= numbers.start()):
        return _ordinals(language)[named.group()]
    return int(numbers.group(1)) if numbers and numbers.start() < 14 else None


def _ordinal(binder: Binder, passage: Passage, start: int, end: int, value: int) -> Quantity:
    given_start, given_end = binder.context.folded.back(start), binder.context.folded.back(end)
    return Quantity(
        start=given_start,
        end=given_end,
        text=binder.context.document.text[given_start:given_end],
        rule="rank",
        language=binder.context.language.tag,
        value=Decimal(value),
        unit="count",
    )
