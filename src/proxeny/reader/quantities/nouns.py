"""What stands around a quantity and belongs to it: its qualifier, and the noun that is counted."""

from __future__ import annotations

import re

from proxeny.reader.document import Document
from proxeny.reader.quantities.lexicon import QuantityWords
from proxeny.reader.quantities.mention import Mention

_NOUN = re.compile(r" ?([^\W\d_][\w&'-]*(?:\.[^\W\d_]\w*)*)")
_LIST = re.compile(r", [^\W\d_]+(?: (?:and|và) [^\W\d_]+)")
_MASS = frozenset(
    [
        "sports",
        "sales",
        "goods",
        "arms",
        "us",
        "business",
        "express",
        "glass",
        "congress",
        "mass",
        "fitness",
        "wireless",
        "process",
        "access",
        "press",
        "class",
        "cross",
        "gas",
        "bus",
    ]
)  # end in s, and a noun may follow


def qualify(lower: str, words: QuantityWords, mention: Mention) -> None:
    """The qualifier nearest to a quantity: ``roughly over`` is ``over``."""
    start = mention.start
    if start and lower[start - 1] in "~≈<>≥≤±":
        mention.qualifier = words.qualifiers.get(lower[start - 1], mention.qualifier)
        return
    window = lower[max(0, start - 44) : start]
    cut = max(window.rfind("\n"), window.rfind("("), window.rfind("|"), window.rfind("["))
    parts = window[cut + 1 :].split()
    may_end = bool(parts) and parts[-1] in words.qualifier_ends
    for count in range(min(words.qualifier_words, len(parts)), 0, -1) if may_end else ():
        meaning = words.qualifiers.get(" ".join(parts[-count:]))
        if meaning:
            mention.qualifier = meaning
            return
    if parts and (tail := parts[-1].rpartition("'")[1:]) and tail[0]:
        phrase = " ".join([*parts[-2:-1], parts[-1][: parts[-1].rfind("'") + 1]])
        for text in (parts[-1], phrase):
            if text in words.qualifiers:
                mention.qualifier = words.qualifiers[text]
                return
    if lower.startswith("+", mention.end) and not lower[mention.end + 1 : mention.end + 2].isdecimal():
        mention.qualifier = "over"
        return
    at = mention.end + (lower[mention.end : mention.end + 1] == " ")
    for phrase, meaning in words.after.get(lower[at : at + 1], ()):
        if lower.startswith(phrase, at) and not lower[at + len(phrase) : at + len(phrase) + 1].isalpha():
            mention.qualifier = meaning
            return


def counted(document: Document, words: QuantityWords, mention: Mention) -> str | None:
    """The noun phrase behind a count, as written; ``None`` where none stands there."""
    lower, plain = document.lower, document.plain
    at = mention.end
    if mention.scale is not None or mention.rule in ("collective", "vague"):
        at = _past_link(lower, words, at)
    start = end = at
    last = ""
    for count in range(7):
        match = _NOUN.match(plain, end)
        if not match or (count and match.group()[0] != " "):
            break
        word = match.group(1).lower()
        if "'" in word and word[: word.index("'") + 1] in words.stops:
            break
        ended = words.plural and count and last[-1:] in "sx" and word not in ("and", "et", "of") and last not in _MASS
        if ended and (words.tag == "en" or word[-1:] not in "sx"):
            break
        if (
            count
            and word.startswith(words.verb_prefixes)
            and words.verb_prefixes
            and not word.startswith(words.no_verbs)
        ):
            break
        if word in words.stops and not lower.startswith(words.noun_phrases, match.start(1)):
            follows_noun = count and (
                last in words.keep_of or (word == "and" and _joins_nouns(lower, words, match.end()))
            )
            if not (word in ("of", "and", "et") and follows_noun):
                break
        if word == "and" and not (count and _joins_nouns(lower, words, match.end())):
            break
        if count == 0:
            start = match.start(1)
        end, last = match.end(), word
        if plain[end : end + 1] == "," and words.tag in ("vi", "en") and (listed := _listed(plain, words, end)):
            end = listed
            break
    phrase = plain[start:end].strip()
    return phrase or None


def _past_link(lower: str, words: QuantityWords, at: int) -> int:
    """Past ``de`` or ``d'`` between a scale word and what is counted."""
    for link in words.links:
        if lower.startswith(link, at + 1):
            return at + 1 + len(link) - (link[-1] == " ")
    return at


def _joins_nouns(lower: str, words: QuantityWords, at: int) -> bool:
    match = _NOUN.match(lower, at)
    return bool(match and match.group(1) not in words.stops)


def _listed(plain: str, words: QuantityWords, at: int) -> int | None:
    """The end of ``, countries and territories`` behind ``regions``."""
    match = _LIST.match(plain, at)
    return match.end() if match and words.tag == "en" else None
