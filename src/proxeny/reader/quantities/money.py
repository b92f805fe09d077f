"""Which country's money a bare sign or word means, by the places that the text is about."""

from __future__ import annotations

import re
from functools import lru_cache

from proxeny.reader.document import Document
from proxeny.reader.quantities.lexicon import universal
from proxeny.reader.quantities.mention import Mention

_DATELINE = 240


def settle_currencies(document: Document, found: list[Mention]) -> None:
    """Set the currency of bare dollar signs and words, of CFA francs, yuan signs and bare francs."""
    lower, plain = document.lower, document.plain
    bare = [mention for mention in found if mention.unit == "USD" and _is_bare_dollar(plain, lower, mention)]
    if bare:
        code = _dollar(document)
        for mention in bare:
            mention.unit = code
    francs = [mention for mention in found if mention.unit == "XOF"]
    if francs and _mentioned(lower, "cfa_central") > _mentioned(lower, "cfa_west"):
        for mention in francs:
            mention.unit = "XAF"
    signs = [mention for mention in found if mention.unit == "JPY" and "¥" in plain[mention.start : mention.end + 1]]
    if signs and _mentioned(lower, "yuan") > _mentioned(lower, "yen"):
        for mention in signs:
            mention.unit = "CNY"


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
    counts = {code: len(pattern.findall(lower)) for code, pattern in _places("dollar").items()}
    code = max((code for code in counts if code != "USD"), key=lambda code: counts[code])
    head = lower[:_DATELINE]
    home = (document.home or "").lower()
    at_home = bool(home and _places("dollar")[code].search(home))
    if at_home or (counts[code] >= 2 and counts[code] > counts["USD"] and _places("dollar")[code].search(head)):
        return code
    return "USD"


def _mentioned(lower: str, section: str) -> int:
    return sum(len(pattern.findall(lower)) for pattern in _places(section).values())


@lru_cache
def _places(section: str) -> dict[str, re.Pattern[str]]:
    return {
        code: re.compile(
            r"(?<![^\W_])(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?![^\W_])"
        )
        for code, names in universal()[section].items()
    }
