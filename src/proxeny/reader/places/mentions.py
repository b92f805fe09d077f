"""Names of places in a text, as spelled there: one pass, whole words, the longest name at each point."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from proxeny.reader.gazetteer.folding import fold, has_vietnamese_letters, spelling
from proxeny.reader.places.lexicon import Sense, Words, world

_WORD_START = re.compile(r"[^\W\d_]+")
# What may not stand between the words of one name; a line break only in wrapped prose.
_NOT_INSIDE = re.compile(r"[^\w \n\u00a0\u2009\u202f'’.(),–-]|_")

# Villeneuve-d'Ascq, Saint-Ouen-sur-Seine: a commune told from its namesake by what it lies on.
_TAIL = re.compile(r"-(?:sur|sous|en|lès|lez|les|le|la|de|du|des|aux?|et)-(?:l'|la-|le-|les-)?[^\W\d_a-z][\w'-]*[^\W_]")

_ARTICLES = frozenset({"la ", "le ", "les", "el ", "the", "al "})

# A line of at least this many characters may end inside a name.
WRAPPED = 60
# A Vietnamese town or province of so many thousands is known without its second capital.
WELL_KNOWN = 800


@dataclass(slots=True)
class Mention:
    """A name in the composed text and the places it may mean."""

    start: int
    end: int
    text: str
    key: str
    senses: tuple[Sense, ...]
    upper: bool
    before: str = ""
    gap_before: str = ""
    after: str = ""
    gap_after: str = ""
    evidence: float = 0.0
    optional: bool = False
    vetoed: bool = False
    unit: bool = False
    opens: bool = False
    person: bool = False
    listed: bool = False
    article: bool = False
    longer: bool = False
    bonus: dict[str, float] = field(default_factory=dict)

    def is_country(self) -> bool:
        return any(sense.entry is not None and sense.entry.kind == "country" for sense in self.senses)


def _capitals(text: str) -> list[bool]:
    return [match.group()[0].isupper() for match in _WORD_START.finditer(text)]


def _spelled(segment: str, sense: Sense, upper: bool, tag: str) -> bool:
    """Whether the words of a text are this name: its capitals, and its marks or none at all."""
    form = sense.form
    if segment == form:
        return True
    if len(form) <= 4 and form.isupper():  # US, AS, RRT: as they stand
        return segment == form
    if not upper:
        shown = _capitals(segment)
        wanted = _capitals(form)
        if len(shown) != len(wanted):
            return False
        if not all(has or not needs for has, needs in zip(shown, wanted, strict=True)) and not (
            shown[0] and len(shown) > 1 and segment[:3].lower() not in _ARTICLES and _is_well_known(sense)
        ):
            return False
        if not shown[0] and not (wanted and not wanted[0]):
            return False
    if spelling(segment) == spelling(form):
        return True
    if segment.isascii():
        return tag != "vi" or form.isascii() or " " in segment or "-" in segment
    return not has_vietnamese_letters(segment) and (tag != "vi" or not has_vietnamese_letters(form))


def _is_well_known(sense: Sense) -> bool:
    """Whether a name is told from prose even where only its first word has its capital: Hàn quốc, Hà nội."""
    entry = sense.entry
    if entry is None or sense.source == "phrase":
        return False
    if entry.kind == "country":
        return True
    return entry.country == "VN" and entry.thousands >= WELL_KNOWN


def scan(text: str, words: Words, tag: str, folded: str | None = None) -> list[Mention]:
    """Mentions in text order, not overlapping: of those that overlap the first and longest.

    ``folded`` is the text folded, where that is at hand.
    """
    folded = f" {fold(text) if folded is None else folded} "
    found: dict[tuple[int, int], tuple[Sense, ...]] = {}
    for names, keys in ((words.names, True), (world(), False)):
        if not names.senses:
            continue
        lengths, senses_of = names.lengths, names.senses
        for last, index in names.automaton.iter(folded):
            # Positions in `folded` are one ahead of those in `text`; the last character is the space after the name.
            end = last - 1
            start = end - lengths[index]
            if not keys and not text[start].isupper():
                continue
            segment = text[start:end]
            upper = end - start > 3 and segment.isupper()
            kept = tuple([sense for sense in senses_of[index] if _spelled(segment, sense, upper, tag)])
            if not kept or not _joined(text, start, end, segment):
                continue
            known = found.get((start, end))
            if known is not None:
                if any(sense.source == "language" and sense.entry and sense.entry.name for sense in known) or any(
                    sense.entry is None for sense in known
                ):
                    continue  # the language's own name of a city goes before the world's
                kept = known + kept
            found[start, end] = kept
    mentions: list[Mention] = []
    reach = -1
    for (start, end), senses in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start < reach:
            continue
        key = folded[start + 1 : end + 1]
        tail = _TAIL.match(text, end) if text[end : end + 1] == "-" else None
        if tail:
            end = tail.end()
        reach = end
        segment = text[start:end]
        mentions.append(
            Mention(start, end, segment, key, senses, segment.isupper() and len(segment) > 3, longer=tail is not None)
        )
    return mentions


def _joined(text: str, start: int, end: int, segment: str) -> bool:
    """Whether the segment is one run of words of prose: no part of an address, no sentence end or heading inside."""
    if "\n" in segment and (segment.count("\n") > 1 or start - text.rfind("\n", 0, start) < WRAPPED):
        return False
    if len(segment) > 3 and not segment.isalpha() and _NOT_INSIDE.search(segment):
        return False
    if start and text[start - 1] in "@_#\\":
        return False
    after = text[end] if end < len(text) else " "
    return not (after in "@_$" or (after == "." and end + 1 < len(text) and text[end + 1].islower()))
