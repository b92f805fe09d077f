"""Who invests: the company that a sum of capital is said of, told from zones, places, officials and offices."""

from __future__ import annotations

import re
from dataclasses import replace

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, organisations
from proxeny.reader.facts.passages import Passage

_ENOUGH = 3  # points from which a name is taken for an investor
_NONE = -9
_AT_VERB = 25  # characters between an investor and its verb
_NEAR_VERB = 70  # the same, with words on the investor between them
_LIST_GAP = 46  # characters between an investor's name and the capital in a list
_APPOSED = 40  # characters from a comma behind a name to the word that says what it is
_OWNED = 8  # characters from a plant or project to whose it is
_MARKED = 26  # characters between a company's word and its name
_WORD = re.compile(r"[\w'&]+")
_SITE = re.compile(r"\.\w{2,}$")  # of a newspaper: "Beritasatu.com"
_FOREIGN_LETTERS = re.compile(r"[A-Za-z0-9&.' -]+")
_NEVER = frozenset({
    "foreign", "foreign_invested", "body", "disbursed", "new", "stock", "licensed", "event_context", "dignitary",
})  # fmt: skip


def investor(
    context: Context, passage: Passage, start: int, end: int, capital: int, verbs: list[Cue], listed: bool
) -> Partner | None:
    """The name in a stretch that most looks like the investor of the capital at a position; ``None`` for none.

    ``listed`` says that investments are being listed, so that a name right before its capital is enough.
    """
    best: tuple[int, int, Partner] | None = None
    for name in organisations(context, passage, start, end):
        points = _points(context, passage, name, start, capital, verbs, listed)
        if points >= _ENOUGH and (best is None or (points, name.start) > best[:2]):
            best = (points, name.start, name)
    return _bare(context, best[2]) if best is not None else None


def _bare(context: Context, name: Partner) -> Partner:
    """A company without the words for companies before its name: ``Perusahaan Tarano Glass``."""
    words = (name.name or "").split()
    while len(words) > 1 and words[0].lower() in context.lexicon.words.get("corporate", ()):
        words.pop(0)
    return replace(name, name=" ".join(words))


def owner(context: Context, passage: Passage, start: int, end: int) -> Partner | None:
    """The company right behind a sum and a preposition: ``42 million dollars of the investor SL Electronics``."""
    owners = context.lexicon.words.get("owners", frozenset())
    for name in organisations(context, passage, start, end):
        between = passage.between(start, name.start).split()
        if name.start - start > _LIST_GAP or not between or between[0] not in owners:
            return None
        if _points(context, passage, name, start, name.end, [], False) > 0:
            return name
    return None


def company(context: Context, passage: Passage) -> Partner | None:
    """The company a sentence names with a word for companies or its country, which the next one may point to."""
    found = None
    for name in organisations(context, passage, passage.start, passage.end):
        if _points(context, passage, name, passage.start, name.end, [], False) >= _ENOUGH:
            found = name
    return found


def _points(
    context: Context, passage: Passage, name: Partner, start: int, capital: int, verbs: list[Cue], listed: bool
) -> int:
    """How much speaks for a name as the investor; below nought where it names a zone, an office or a person."""
    words = context.lexicon.words
    text = name.name or ""
    ahead = passage.between(max(start, name.start - 30), name.start)
    ahead = ahead[max(ahead.rfind(","), ahead.rfind(";"), ahead.rfind("(")) + 1 :]
    before = [word.lower() for word in _WORD.findall(ahead)]
    inside = [word.lower() for word in _WORD.findall(text)]
    if len(text) < 2 or not inside or _is_noun(passage, name) or _is_official(context, text):
        return _NONE
    if all(word in words.get("corporate", ()) for word in inside) or _SITE.search(text):
        return _NONE
    zones, offices = words.get("zones", frozenset()), words.get("offices", frozenset())
    if any(word in zones for word in [*before[-1:], *inside[:1], *inside[-1:]]):
        return _NONE
    if any(word in offices for word in inside):
        return _NONE
    if passage.text[name.start - 1 : name.start] == "(" and passage.text[name.end : name.end + 1] == ")":
        return _NONE  # the short form of the name before it
    last = before[-1] if before else ""
    marked = _is_marked(context, passage, name)
    origin = _origin(context, passage, name)
    gap = passage.between(name.end, capital)
    bracketed, beside = gap.lstrip().startswith("("), name.end <= capital and not gap.strip(" :,-–")
    points = 2 * marked + origin + (last in words.get("owners", ())) - 3 * (last in words.get("venues", ()))
    verb = next((cue for cue in verbs if cue.start >= name.end), None)
    acting = verb is not None and passage.between(verb.start, verb.end) in words.get("investing", ())
    adjacent = verb is not None and acting and verb.start - name.end <= _AT_VERB
    if verb is not None:
        points += 3 if adjacent else 2 if acting and verb.start - name.end <= _NEAR_VERB else 1
    if listed and len(gap) <= _LIST_GAP and bracketed:
        points += 3
    elif listed and beside:
        points += 5  # "MRF Rs 3,100 crore"
    elif len(gap) <= _LIST_GAP:
        points += 1
    if name.start - passage.start <= 2 and " " not in text and not (marked or origin or adjacent):
        points -= 3
    if " " not in text and not marked and not _FOREIGN_LETTERS.fullmatch(text):
        points -= 2  # a Vietnamese syllable with a capital begins a common noun
    owned = last in words.get("owners", ()) and any(
        cue.name in ("invest", "project") and 0 <= name.start - cue.end <= _OWNED for cue in passage.cues
    )
    points += 2 * owned  # the plant of USI
    return points if marked or origin or adjacent or owned or (listed and (bracketed or beside)) else _NONE


def _is_marked(context: Context, passage: Passage, name: Partner) -> bool:
    """Whether a word for companies is part of a name, stands before it, or behind it or its comma."""
    for cue in passage.cues:
        if cue.name != "firm":
            continue
        before = 0 <= name.start - cue.end <= _MARKED and "," not in passage.between(cue.end, name.start)
        gap = passage.between(name.end, cue.start)
        suffix = passage.between(cue.start, cue.end) in context.lexicon.words.get("suffixes", ())
        after = (suffix and 0 <= cue.start - name.end <= 2) or (0 < len(gap) <= _APPOSED and gap.startswith(","))
        if before or after or (cue.start < name.end and name.start < cue.end):
            return True
    return False


def _origin(context: Context, passage: Passage, name: Partner) -> int:
    """Two points where the name stands beside a country or city it comes from: ``Enchem (South Korea)``."""
    for place in passage.places:
        behind = passage.between(name.end, place.start).strip(" ,(").removeprefix("the").strip()
        ahead = passage.between(place.end, name.start)
        if 0 <= place.start - name.end <= 12 and behind in {"", *context.lexicon.words.get("owners", ())}:
            return 2
        if place.end <= name.start and ahead.strip() in ("", "'s"):
            return 2 if context.home.is_foreign(place) else 1
    return 0


def _is_noun(passage: Passage, name: Partner) -> bool:
    """Whether a name is only a capitalised word for figures, projects or bodies."""
    covered = [
        cue for cue in passage.cues
        if cue.start < name.end and name.start < cue.end and (cue.group in ("measures", "nouns") or cue.name in _NEVER)
    ]  # fmt: skip
    return any(cue.end - cue.start >= (name.end - name.start) * 0.5 for cue in covered)


def _is_official(context: Context, name: str) -> bool:
    """Whether a name is that of a person of the text, in part (``Bahlil`` for ``Bahlil Lahadalia``)."""
    known = context.officials
    return name in known or any(part in known for part in name.split())
