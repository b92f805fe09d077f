"""Who gives and who receives: the part of a foreign city, country or body in a sentence on a gift."""

from __future__ import annotations

import re
from typing import Literal

from proxeny.reader.facts.acts import behind_dateline
from proxeny.reader.facts.context import Context
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner
from proxeny.reader.facts.passages import Passage

Direction = Literal["given", "received"]
_WORD = re.compile(r"[^\W\d_]+'?")
_WORDS_BACK = 60  # characters before a partner in which its preposition stands
_OBJECT = 34  # characters from a verb to whom it gives without a preposition


def direction(
    context: Context, passage: Passage, verb: Cue, partner: Partner, start: int, end: int
) -> Direction | None:
    """``received`` where the partner gives, ``given`` where it is given to; ``None`` where it only stands by."""
    words = context.lexicon.words
    said = passage.between(verb.start, verb.end)
    taking = said in words.get("receivings", ())
    link = _link(context, passage, partner, start, verb)
    if partner.start >= verb.end:
        if link == "to":
            return "given"
        if link == "from" or verb.name == "get":
            return "received"
        beside = link is None and partner.start - verb.end <= 1 and said in words.get("gift_nouns", ())
        if beside and any(place.start == partner.start and place.optional for place in passage.places):
            return "received"  # "don japonais"
        if said in words.get("gift_nouns", ()):
            return "received" if link == "of" else "given" if _is_ours(context, passage, start, verb.start) else None
        if partner.start - verb.end <= _OBJECT and link is None:
            return "given"
        return "given" if _is_ours(context, passage, start, verb.start) else None
    if link == "to":
        return "given"
    if link == "from":
        return "received"
    if taking:
        return "given"
    if verb.name == "get" and said not in words.get("gift_nouns", ()):
        # "20 trucks for Laos funded by the city"
        return "given" if _is_ours(context, passage, verb.end, end) else "received"
    return "given" if _is_ours(context, passage, max(start, behind_dateline(passage)), partner.start) else "received"


def _link(context: Context, passage: Passage, partner: Partner, start: int, verb: Cue) -> str | None:
    """How a partner is tied to what stands before it: ``to``, ``from``, ``of``, or ``None`` without a preposition."""
    words = context.lexicon.words
    low = max(start, partner.start - _WORDS_BACK)
    if low < verb.end <= partner.start:
        low = verb.end
    between = passage.between(low, partner.start)
    found = _WORD.findall(between[between.rfind(",") + 1 :] if between.rfind(",") > len(between) - 3 else between)
    of = None
    for word in reversed(found):
        plain = word.rstrip("'")
        if plain in words.get("tos", ()):
            return "to"
        if plain in words.get("froms", ()):
            return "from"
        if plain in words.get("ofs", ()):
            of = "of"
            continue
        if plain not in words.get("articles", ()) and plain not in words.get("authorities", ()):
            break
    return of


def _is_ours(context: Context, passage: Passage, start: int, end: int) -> bool:
    """Whether the city or its country stands in a stretch."""
    if any(start <= place.start < end and not context.home.is_foreign(place) for place in passage.places):
        return True
    return any(
        not any(0 <= place.start - cue.end <= 1 and context.home.is_foreign(place) for place in passage.places)
        for cue in passage.marks("ourselves", start, end)  # "thành phố", but not in "thành phố Gyeongju"
    )
