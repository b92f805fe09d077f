"""Whose trade, projects or visitors a figure counts: the foreign country or city said beside it."""

from __future__ import annotations

import re

from proxeny.reader.facts.context import Amount, Context, Passage, Where
from proxeny.reader.facts.lexicon import Cue

_BREAK = re.compile(r"[;!?]|\.\s")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?")
_REACH = 60  # characters over which a preposition ties a place to a figure
_SUBJECT = 44  # characters between a country and the figure said of it


def joined(context: Context, words: str) -> bool:
    """Whether the words between two places only list them: a comma, ``and``, ``/``."""
    if len(words) > 24:
        return False
    rest = [word for word in _WORD.findall(words) if word not in context.lexicon.words.get("joins", ())]
    return not rest and not re.search(r"[.;:!?|(]|\d", words)


def in_list(context: Context, passage: Passage, place: Where) -> bool:
    """Whether a place is one of several named together."""
    places = passage.places
    at = places.index(place)
    after = at + 1 < len(places) and joined(context, passage.between(place.end, places[at + 1].start))
    before = at > 0 and joined(context, passage.between(places[at - 1].end, place.start))
    neighbours = ([places[at + 1]] if after else []) + ([places[at - 1]] if before else [])
    return any(context.home.is_foreign(other) and other.label != place.label for other in neighbours)


def foreign(context: Context, passage: Passage) -> list[Where]:
    """The places of a passage that can be partners."""
    return [place for place in passage.places if context.home.is_foreign(place)]


def _tied(context: Context, passage: Passage, start: int, place: Where) -> bool:
    """Whether a preposition such as ``from`` or ``to`` leads from a position to a place close by."""
    words = passage.between(start, place.start)
    if len(words) > _REACH or "," in words or _BREAK.search(words):
        return False
    if any(cue.start < place.start and cue.end > start and cue.name == "including" for cue in passage.cues):
        return False
    articles = context.lexicon.words.get("articles", frozenset())
    found = [word for each in _WORD.findall(words.replace("'", "' ")) if (word := each.rstrip("'")) not in articles]
    pair = any(word in context.lexicon.words.get("betweens", ()) for word in found)
    if pair and found[-1] in context.lexicon.words.get("joins", ()):
        return True
    if any(word in context.lexicon.words.get("ands", ()) for word in found):
        return False
    return bool(found) and found[-1] in context.lexicon.words.get("ties", ())


def of_amount(context: Context, passage: Passage, amount: Amount, left: int, right: int) -> Where | None:
    """The country or city that an amount alone is said of, in the words around it."""
    candidates = foreign(context, passage)
    for place in candidates:  # 156 from Japan
        if amount.end <= place.start < right:
            if _tied(context, passage, amount.end, place):
                return None if in_list(context, passage, place) else place
            break
    for place in reversed(candidates):  # Japan (156), Japan accounted for 156
        if left <= place.start and place.end <= amount.start:
            words = passage.between(place.end, amount.start)
            if place.start - left <= 8 and words.rstrip().endswith(":") and len(words) < 2 * _SUBJECT:
                return None if in_list(context, passage, place) else place
            if len(words) > _SUBJECT or _BREAK.search(words):
                break
            if in_list(context, passage, place):
                # only the last of several may own the figure, as in "Japan (3), China (2)"
                break
            opening = place.start - left <= 8 and re.fullmatch(r"\s*,\s*", words)
            listed = opening or re.fullmatch(r"[\s:(|=–—-]*", words)
            said = words[words.rfind(",") + 1 :]
            if listed or any(word in context.lexicon.words.get("subjects", ()) for word in _WORD.findall(said)):
                return place
            break
    return None


def of_cue(context: Context, passage: Passage, cue: Cue) -> Where | None:
    """The country or city tied to the words of a measure: ``exports to Japan``, ``US visitors``, ``khách Nhật Bản``."""
    for place in foreign(context, passage):
        if cue.end <= place.start and (
            _tied(context, passage, cue.start, place) or not passage.between(cue.end, place.start).strip()
        ):
            return None if in_list(context, passage, place) else place
        if place.end <= cue.start:
            gap = passage.between(place.end, cue.start)
            if re.fullmatch(r"\s*('s)?\s*", gap) and not in_list(context, passage, place):
                return place
    return None
