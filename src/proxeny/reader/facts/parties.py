"""Whom an agreement is with by name, and the title that it gets from its words and its partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, organisations, shortened, titled
from proxeny.reader.facts.passages import Passage

_APART = re.compile(r"[,;:.(]|\d")
_NAME_NEAR = 12  # characters from "with" to the name of a body
BODY_NEAR = 28  # the same where a word for companies stands between: "avec la société chinoise Velmo"
_NEAR_PARTNER = 48
PAIR = 140  # characters over which "between A and B" may go


def named_partner(context: Context, passage: Passage, noun: Cue, end: int) -> Partner | None:
    """The organisation an agreement is said to be with (``agreement with Sumitomo Group``, ``between A and B``)."""
    return named(context, passage, noun, end)[0]


def named(context: Context, passage: Passage, noun: Cue, end: int) -> tuple[Partner | None, int]:
    """That organisation, and where the naming begins (with the first of a pair)."""
    lexicon = context.lexicon.words
    words = passage.text[noun.end : end]
    for word in sorted(lexicon.get("withs", ()), key=len, reverse=True):
        at = words.find(f" {word} ")
        if 0 <= at <= 80:
            low = noun.end + at + len(word) + 1
            for cue in passage.marks("world_body", low, low + 60)[:1]:
                return Partner(cue.start, cue.end, context.given(cue.start, cue.end), None), cue.start
            found = next(_bodies(context, passage, low, min(end, low + 60)), None)
            if found is None or _is_unit(context, found):
                continue
            reach = BODY_NEAR if passage.has("firm", start=low, end=found.start) else _NAME_NEAR
            if found.start - low < reach:
                return found, found.start
    for word in sorted(lexicon.get("betweens", ())):
        at = words.find(f" {word} ")
        if 0 <= at <= 40:
            low = noun.end + at + len(word) + 1
            bodies = _bodies(context, passage, low, min(end, low + PAIR))
            pair = list(islice((one for one in bodies if not _is_unit(context, one)), 2))
            return (pair[-1], pair[0].start) if pair else (None, end)
    return None, end


def _bodies(context: Context, passage: Passage, start: int, end: int) -> Iterator[Partner]:
    """The names in a stretch but for those of agreements (``Memorandum of Understanding``)."""
    deals = [cue for cue in passage.cues if cue.group == "deals"]
    for body in organisations(context, passage, start, end):
        if not any(cue.start < body.end and body.start < cue.end for cue in deals):
            yield body


def _is_unit(context: Context, partner: Partner) -> bool:
    """Whether a capitalised word is only that for a city or its government: ``Kota``, ``Pemkot``."""
    words = context.lexicon.words
    known = [words.get(name, frozenset()) for name in ("units", "articles", "authorities")]
    return all(any(word in each for each in known) for word in (partner.name or "").lower().split())


def title(context: Context, noun: Cue, partner: Partner, end: int) -> str:
    """The agreement's words up to its partner where they are short, else its kind and the partner."""
    words = context.given(noun.start, noun.end)
    tail = context.given(noun.end, min(end, noun.end + _NEAR_PARTNER))
    name = context.given(partner.start, partner.end) if partner.start != noun.start else partner.label
    head = tail[: tail.index(name) + len(name)] if name in tail else ""
    if head and not _APART.search(head):
        return titled(shortened(words + head))
    pattern = context.lexicon.cased(next(iter(context.lexicon.words.get("title_agreement", {"{}: {partner}"}))))
    return titled(shortened(pattern.replace("{}", words).replace("{partner}", name)))
