"""Whose trade, projects or visitors a figure counts: the foreign country or city said beside it."""

from __future__ import annotations

import re

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage, Where

_BREAK = re.compile(r"[;!?]|\.\s")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?")
_REACH = 60  # characters over which a preposition ties a place to a figure
_ADJECTIVE = 16  # characters between "Japanese" and a figure of theirs
_LEADING = 130  # characters from a country that opens a clause to its figure
_TOP = 100  # up to which a number before visitors is a rank or how many countries there are
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
    for cue in passage.cues:  # from Japanese investors, của các nhà đầu tư Hàn Quốc
        if cue.name in ("investor", "company") and start <= cue.start and cue.end <= place.start:
            count = len(_WORD.findall(passage.between(cue.start, cue.end).replace("'", "' ")))
            if found[-count:] and place.start - cue.end <= 4:
                found = found[:-count]
                while found and found[-1] in articles | context.lexicon.words.get("plurals", frozenset()):
                    found.pop()
    if any(word in context.lexicon.words.get("clause_words", ()) for word in found):
        return False
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
            if place.optional and place.name is None and len(words) > _ADJECTIVE:
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


def trailing(context: Context, passage: Passage, amount: Amount) -> Where | None:
    """The country that an opening figure is of: ``With 1.03 billion, Korea has become the largest investor``."""
    words = _WORD.findall(passage.between(passage.start, amount.start))
    if not words or len(words) > 5 or words[0] not in context.lexicon.words.get("withs", ()):
        return None
    after = [place for place in passage.places if place.start >= amount.end]
    if not after or after[0].start - amount.end > _LEADING or not context.home.is_foreign(after[0]):
        return None
    place = after[0]
    ranked = passage.has("ranked_partner", "customer", "supplier", "investor", start=place.end, end=place.end + 80)
    return place if ranked and not _BREAK.search(passage.between(amount.end, place.start)) else None


def of_several(context: Context, passage: Passage, cue: Cue) -> bool:
    """Whether a noun is tied to several countries at once: ``tourists from Hong Kong, Macao and Taiwan``."""
    return any(
        cue.end <= place.start and _tied(context, passage, cue.start, place) and in_list(context, passage, place)
        for place in foreign(context, passage)
    )


def _opens(context: Context, passage: Passage, place: Where) -> bool:
    """Whether a clause begins with a place, but for an article or ``the market of``: ``..., la France, ...``."""
    opening = passage.between(max(passage.start, place.start - 32), place.start)
    words = [(match.group().rstrip("'"), match.start()) for match in _WORD.finditer(opening.replace("'", "' "))]
    cut = len(opening)
    while words and words[-1][0] in context.lexicon.words.get("articles", ()):
        cut = words.pop()[1]
    return (not words and place.start - passage.start <= 32) or bool(re.search(r"[,;:–—-]\s*$", opening[:cut]))


def next_in_list(context: Context, passage: Passage, amount: Amount) -> Where | None:
    """The country of a sentence that goes on with a list: ``Disusul Malaysia dengan ...``, ``Next came Japan with``."""
    places = foreign(context, passage)
    if not places or places[0].end > amount.start or amount.start - places[0].end > _LEADING:
        return None
    place = places[0]
    if (len(places) > 1 and places[1].start < amount.start) or in_list(context, passage, place):
        return None
    before = passage.between(passage.start, place.start).replace("'", "' ")
    opening = [word.rstrip("'") for word in _WORD.findall(before)]
    words = context.lexicon.words
    ranked = {
        word for mark in passage.marks("ranked_partner", passage.start, place.start)
        for word in _WORD.findall(passage.text[mark.start : mark.end])
    }  # fmt: skip
    first = words.get("orders", frozenset()) | ranked
    known = first | words.get("articles", frozenset()) | words.get("ties", frozenset())
    in_order = bool(opening) and opening[0] in first and all(word in known for word in opening)
    return place if in_order and not _BREAK.search(passage.between(place.end, amount.start)) else None


def towards_us(context: Context, passage: Passage, cue: Cue, place: Where) -> bool:
    """Whether trade is told from the other side: ``Japan's exports to Vietnam``, where Vietnam is our country."""
    owner = 0 <= place.start - cue.end <= 14 or 0 <= cue.start - place.end <= 4
    start = max(cue.end, place.end)
    words = context.lexicon.words
    to = words.get("tos", frozenset()) | words.get("destinations", frozenset())
    for other in passage.places:
        if context.home.is_foreign(other) or other.optional or not 0 < other.start - start <= 24:
            continue
        gap = [word.rstrip("'") for word in _WORD.findall(passage.between(start, other.start).replace("'", "' "))]
        while gap and gap[-1] in words.get("articles", ()):
            gap.pop()
        if owner and gap and gap[-1] in to and not re.search(r"[,;:.(]", passage.between(start, other.start)):
            return True
    return False


def leading(context: Context, passage: Passage, amount: Amount) -> Where | None:
    """The country that a clause opens with and ranks: ``Germany was the third largest market, with 2.8 billion``."""
    before = [place for place in foreign(context, passage) if place.end <= amount.start]
    if not before or amount.start - before[-1].end > _LEADING:
        return None
    place = before[-1]
    if place.start - passage.start > 14 and not _opens(context, passage, place):
        return None
    ranked = passage.has("ranked_partner", "customer", "supplier", "investor", start=place.end, end=amount.start)
    ranked = ranked or any(0 <= place.start - mark.end <= 2 for mark in passage.marks("ranked_partner"))
    return place if ranked and not _BREAK.search(passage.between(place.end, amount.start)) else None


def subject(context: Context, passage: Passage, amount: Amount) -> Where | None:
    """The country that a clause is about, whose visitors it then counts: ``Sweden did well, delivering 42,000``."""
    before = [place for place in foreign(context, passage) if place.end <= amount.start]
    if not before or amount.start - before[-1].start > _LEADING or in_list(context, passage, before[-1]):
        return None
    place = before[-1]
    gap = passage.between(place.end, amount.start)
    counted = any(
        place.end <= other.start and other.end <= amount.start and other.kind == "count"
        and (other.quantity.value or 0) >= _TOP for other in passage.amounts
    )  # fmt: skip
    opening = passage.between(max(passage.start, place.start - 24), place.start)
    words = [word.rstrip("'") for word in _WORD.findall(opening.replace("'", "' "))]
    known = context.lexicon.words
    while words and words[-1] in known.get("articles", ()):
        words.pop()
    tied = bool(words) and words[-1] in known.get("ties", frozenset()) | known.get("venues", frozenset())
    if counted or _BREAK.search(gap) or "(" in gap or (tied and not opening.rstrip().endswith(",")):
        return None
    moved = passage.has("up", "down", "ranked_partner", start=place.end, end=amount.start)
    last = _WORD.findall(gap)
    return place if moved and last and not known.get("subjects", frozenset()).isdisjoint(last[-4:]) else None


def sole(context: Context, passage: Passage, end: int) -> Where | None:
    """The only foreign country named in a passage up to a position, if there is just one."""
    named = [place for place in foreign(context, passage) if place.end <= end]
    return named[0] if named and len({place.country for place in named}) == 1 else None


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
