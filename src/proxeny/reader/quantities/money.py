"""Which country's money a bare sign or word means, by the places that the text is about."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any

import ahocorasick

from proxeny.reader.document import Document
from proxeny.reader.quantities.lexicon import universal
from proxeny.reader.quantities.mention import Mention

_DATELINE = 240
_OFTEN = 4


def settle_currencies(document: Document, found: list[Mention]) -> None:
    """Set the currency of bare dollar signs and words, of CFA francs, yuan signs and bare francs."""
    lower, plain = document.lower, document.plain
    bare = [mention for mention in found if mention.unit == "USD" and _is_bare_dollar(plain, lower, mention)]
    if bare:
        code = _dollar(document)
        for mention in bare:
            mention.unit = code
    for mention in found:
        if mention.lettered and not _named(document)["letters", mention.unit or ""]:
            mention.value = None  # F1, B12: no money, for nothing speaks of that country
    for family in universal()["contested"].values():
        default = family["default"]
        shared = [mention for mention in found if mention.unit == default and _is_written(lower, mention, family)]
        if shared:
            code = _of_the_place(document, family)
            for mention in shared:
                mention.unit = code


def _is_written(lower: str, mention: Mention, family: dict[str, Any]) -> bool:
    """Whether the bare sign or word stands beside the number, and not ``sri lankan rupees``, ``pesos filipinos``."""
    beside = f"{lower[mention.start : mention.number]} {lower[mention.number_end : mention.end]}"
    words = [word.strip(".") for word in beside.replace("cfa", " cfa ").replace("¥", " ¥ ").split()]
    return any(word.strip(".") in (*words[:1], *words[-1:]) for word in family["written"])


def _of_the_place(document: Document, family: dict[str, Any]) -> str:
    """The code whose places the text names most; the default where none is named more often than its own."""
    named = _named(document)
    counts = {code: named[family["default"], code] for code in family if code.isupper()}
    default: str = family["default"]
    best = max(counts, key=lambda code: (counts[code], code == default))
    return best if counts[best] else family.get("default_in", {}).get(document.language, default)


def _is_bare_dollar(plain: str, lower: str, mention: Mention) -> bool:
    written = lower[mention.start : mention.end]
    if "$" in written:
        return not any(sign in written for sign in ("us$", "usd", "$us", "us $", "u.s."))
    return written.endswith(("dollars", "dollar", "đô la", "đô", "dolar")) and not any(
        word in written for word in ("us ", "u.s", "american", "américain", "usd")
    )


def _dollar(document: Document) -> str:
    """USD, unless the text opens in and mostly speaks of a place with a dollar of its own."""
    lower = document.lower
    named = _named(document)
    counts = {code: named["dollar", code] for code in universal()["dollar"]}
    code: str = max((code for code in counts if code != "USD"), key=lambda code: counts[code])
    head = lower[:_DATELINE]
    home = (document.home or "").lower()
    if home and _places("dollar")[code].search(home):
        return code
    # a page in Vietnamese or Indonesian says whose dollar it means where it is not that of the United States
    mostly = counts[code] >= 2 and counts[code] > counts["USD"] and document.language not in ("vi", "id")
    opens = _places("dollar")[code].search(head) is not None
    if mostly and (opens or (counts[code] >= _OFTEN and counts[code] > 2 * counts["USD"])):
        return code
    return "USD"


@lru_cache
def _places(section: str) -> dict[str, re.Pattern[str]]:
    return {code: _any_of(names) for code, names in universal()[section].items()}


@lru_cache
def _names() -> Any:
    """Every name of a place that tells whose money is meant, with the families and codes it speaks for."""
    families: dict[str, dict[str, list[str]]] = {
        "dollar": universal()["dollar"],
        "letters": {places[0]: places[1:] for places in universal()["letters"].values()},
    }
    for family in universal()["contested"].values():
        families[family["default"]] = {code: names for code, names in family.items() if code.isupper()}
    keys: dict[str, list[tuple[str, str]]] = {}
    for name, codes in families.items():
        for code, places in codes.items():
            for place in places:
                keys.setdefault(place, []).append((name, code))
    automaton = ahocorasick.Automaton()
    for place, spoken_for in keys.items():
        automaton.add_word(place, (len(place), spoken_for))
    automaton.make_automaton()
    return automaton


def _named(document: Document) -> Counter[tuple[str, str]]:
    """How often a text names places of each family and code; counted once, and only where a sign asks for it."""
    if "money places" not in document.memo:
        lower, last = document.lower, len(document.lower) - 1
        hits = []
        for at, (size, keys) in _names().iter(lower):
            start = at - size + 1
            if (start and lower[start - 1].isalnum()) or (at < last and lower[at + 1].isalnum()):
                continue
            hits += [(start, -at - 1, key) for key in keys]
        hits.sort()
        counts: Counter[tuple[str, str]] = Counter()
        reached: dict[tuple[str, str], int] = {}
        for start, minus_end, key in hits:
            if start >= reached.get(key, 0):
                reached[key] = -minus_end
                counts[key] += 1
        document.memo["money places"] = counts
    known: Counter[tuple[str, str]] = document.memo["money places"]
    return known


def _any_of(names: list[str]) -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?![^\W_])"
    )
