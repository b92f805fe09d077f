"""What the words beside a name say: a place, a part of another name, or no place at all."""

from __future__ import annotations

import re
from itertools import pairwise

from proxeny.reader.places.lexicon import Words
from proxeny.reader.places.mentions import Mention

WINDOW = 48
_BEFORE = re.compile(r"([^\W_][\w.]*)?([^\w]*)$")
_AFTER = re.compile(r"([^\w]*)([^\W_]\w*)?")
_TWO_BEFORE = re.compile(r"([^\W_][\w.'’]*(?:[ '’]+[^\W_][\w.'’]*){0,2})[ '’\"“«-]*$")
_ENDS_SENTENCE = re.compile(r"[.!?…:;\n•|]|^$")
_BESIDE = re.compile(r"[ \u00a0-]+|[ \u00a0]*[-–][ \u00a0]*")
_LISTED = re.compile(r"\s*,\s*|\s*/\s*|\s*;\s*|\s+(?:and|et|dan|và|&|or|ou|atau|hoặc|serta)\s+|\s*[-–]\s*|,\s*(?:and|et|dan|và)\s+")
_INSIDE_COUNTRY = re.compile(r"\s*[,(]\s*(?:the |l'|la |le )?")


def look(mention: Mention, text: str) -> None:
    """Note the word before and after a name and what stands between."""
    match = _BEFORE.search(text, max(0, mention.start - WINDOW), mention.start)
    if match:
        mention.before, mention.gap_before = match.group(1) or "", match.group(2)
    match = _AFTER.match(text, mention.end, mention.end + WINDOW)
    if match:
        mention.gap_after, mention.after = match.group(1), match.group(2) or ""


def words_before(mention: Mention, text: str) -> list[str]:
    """The one, two and three words that stand directly before a name, shortest first."""
    match = _TWO_BEFORE.search(text, max(0, mention.start - WINDOW), mention.start)
    if not match:
        return []
    parts = match.group(1).replace("’", "'").split()
    found = [" ".join(parts[-size:]) for size in range(1, len(parts) + 1)]
    if text[mention.start - 1] in "'’":  # l'Allemagne, d'Atlanta
        found = [f"{each}'" if not each.endswith("'") else each for each in found]
    last = found[0]
    return [*found, last.rstrip(".")] if last.endswith(".") else found


def begins_sentence(mention: Mention, text: str) -> bool:
    gap = mention.gap_before
    return not mention.before or bool(_ENDS_SENTENCE.search(gap)) and gap.strip() != "" or "\n" in gap


def judge(mention: Mention, text: str, words: Words, taken: dict[int, Mention], ends: dict[int, Mention]) -> None:
    """Set ``evidence``, ``optional`` and ``vetoed`` from the words around a name.

    ``taken`` and ``ends`` are the mentions of the text by start and by end.
    """
    look(mention, text)
    previous = words_before(mention, text)
    if mention.senses[0].entry is None:
        mention.vetoed = True
        return
    weld = words.welded.get(mention.text)
    if weld is not None and mention.gap_after.strip() == "" and mention.after in weld and "\n" not in mention.gap_after:
        mention.vetoed = True
        return
    beside_before = bool(mention.before) and (_BESIDE.fullmatch(mention.gap_before) is not None)
    beside_after = bool(mention.after) and (_BESIDE.fullmatch(mention.gap_after) is not None)
    # "thành phố" is a city although "phố" alone is a street: the longer words before the name decide.
    unit = any(each in words.unit_before for each in previous)
    if not unit and any(
        each in words.street_before or each in words.language_before or each in words.currency_before
        for each in previous
    ):
        mention.vetoed = True
        return
    if beside_after and (mention.after in words.street_after or mention.after in words.currency_after):
        mention.vetoed = True
        return
    if unit:
        mention.evidence += 3.0
    elif beside_after and mention.after in words.unit_after:
        mention.evidence += 2.5
    if any(each in words.announce for each in previous[:1]) or any(each in words.announce for each in previous[1:]):
        mention.evidence += 1.0
    elif any(each in words.announce_weakly for each in previous):
        mention.evidence += 0.4
    _run(mention, text, words, taken, ends, beside_before, beside_after)


def _run(
    mention: Mention, text: str, words: Words, taken: dict[int, Mention], ends: dict[int, Mention],
    beside_before: bool, beside_after: bool,
) -> None:  # fmt: skip
    """Judge a name by its capitalised neighbours: a title or another place, an organisation, a person's name."""
    single = " " not in mention.text and "-" not in mention.text
    left = beside_before and mention.before[0].isupper() and mention.start - len(mention.gap_before) not in ends
    right = beside_after and mention.after[0].isupper() and mention.end + len(mention.gap_after) not in taken
    hyphen_left = mention.gap_before.strip() in {"-", "–"} and left
    hyphen_right = mention.gap_after.strip() in {"-", "–"} and right
    if left and (mention.upper or not mention.before.isupper() or len(mention.before) <= 4):
        word = mention.before.rstrip(".")
        if word in words.person_before or mention.before in words.person_before:
            mention.vetoed = mention.evidence < 2
        elif word in words.unit_before or word in words.titles or word in words.direction or word in words.announce or mention.upper:
            pass
        elif word in words.organisation:
            mention.optional = True
        elif word.lower() in words.surnames:
            mention.evidence -= 5.0
        elif begins_text_sentence(text, mention.start - len(mention.gap_before) - len(mention.before)):
            mention.evidence -= 0.3
        elif not hyphen_left or mention.gap_before == "-":
            mention.optional = True
            mention.evidence -= 2.5 if single else 1.5
    elif beside_before and (mention.before in words.person_before or mention.before.lower() in words.person_before):
        mention.evidence -= 2.5
    if right and not mention.upper:
        word = mention.after
        if word in words.titles or word in words.unit_after or word.lower() in words.surnames or word in words.direction:
            pass
        elif word in words.organisation:
            mention.optional = True
        elif word in words.brand_after:
            mention.optional = True
            mention.evidence -= 1.5
        elif hyphen_right and mention.gap_after != "-":
            pass
        else:
            title_before = mention.before.rstrip(".") in words.titles
            if not title_before:
                mention.optional = True
                mention.evidence -= 1.2 if left else 2.0 if single else 0.8
    elif beside_after and mention.after in words.person_between:
        mention.evidence -= 3.0


def begins_text_sentence(text: str, position: int) -> bool:
    """Whether a sentence, line or list item begins at a position."""
    at = position - 1
    while at >= 0 and text[at] in " \u00a0\"“«'(":
        at -= 1
    return at < 0 or text[at] in ".!?…\n:;•|—–"


def neighbours(mentions: list[Mention], text: str) -> None:
    """Let a country after a city, and another place in the same list, speak for a name."""
    for one, other in pairwise(mentions):
        gap = text[one.end : other.start]
        if len(gap) > 12:
            continue
        if _INSIDE_COUNTRY.fullmatch(gap):
            for sense in other.senses:
                entry = sense.entry
                if entry is None:
                    continue
                if entry.kind == "country":
                    one.bonus[entry.country] = 4.0
                elif entry.kind == "region" and any(s.entry and s.entry.country == entry.country for s in one.senses):
                    one.bonus[entry.country] = max(one.bonus.get(entry.country, 0), 2.0)
        if _LISTED.fullmatch(gap):
            one.evidence += 0.7
            other.evidence += 0.7
