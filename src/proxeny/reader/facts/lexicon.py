"""The words that facts hang on, compiled once per language from ``languages/<tag>/facts.toml``.

A table of that file is a group (``measures``, ``nouns``, ``marks``, ``acts``, ``deals``, ``demonyms``), a key a name in
it, its list the phrases; inside a phrase of ``masks`` nothing else is seen, ``words`` are plain words.
In a phrase ``(s)`` may be left out and ``(a|b)`` is either: ``export(s)`` stands for both forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from proxeny.reader.errors import BadLanguageData
from proxeny.reader.facts.folded import fold_phrase
from proxeny.reader.languages import Language

GROUPS = ("measures", "nouns", "marks", "acts", "deals", "demonyms")
_CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(slots=True, unsafe_hash=True)  # not frozen: see Amount
class Cue:
    """A phrase of the lexicon found in the folded text."""

    start: int
    end: int
    group: str
    name: str


class Lexicon:
    """The phrases of one language, ready to be found in one pass, and its plain word sets (``words``)."""

    def __init__(self, language: Language) -> None:
        table = language.table("facts")
        self.words: dict[str, frozenset[str]] = {
            name: frozenset(form for word in words for form in forms(word))
            for name, words in table.get("words", {}).items()
        }
        self._cased: dict[str, str] = {
            fold_phrase(word): word for words in table.get("words", {}).values() for word in words
        }
        meanings: dict[str, list[tuple[str, str]]] = {}
        for group in GROUPS:
            for name, phrases in table.get(group, {}).items():
                for phrase in phrases:
                    if phrase.count("(") != phrase.count(")"):
                        raise BadLanguageData(
                            f"languages/{language.tag}/facts.toml: '{phrase}' under {group}.{name} opens or closes a "
                            "bracket too many; write 'export(s)' or '(first|second) rank'."
                        )
                    for form in forms(phrase):
                        meanings.setdefault(form, []).append((group, name))
        for phrase in table.get("masks", {}).get("phrases", []):
            for form in forms(phrase):
                meanings.setdefault(form, []).append(("masks", "mask"))
        self._automaton = ahocorasick.Automaton()
        for form, found in meanings.items():
            # of marks those of one name are one kind, of the other groups all
            kinds = tuple(
                (name if group == "marks" else group, group, name)
                for group, name in sorted(set(found))
                if group != "masks"
            )
            self._automaton.add_word(form, (len(form), len(kinds) < len(set(found)), kinds))
        if meanings:
            self._automaton.make_automaton()
        self._empty = not meanings

    def cased(self, word: str) -> str:
        """A plain word as its file writes it, with its capitals."""
        return self._cased.get(word, word)

    def find(self, text: str) -> list[Cue]:
        """The phrases in a folded text, the longest where several of a kind start or overlap, in text order."""
        hits = self._all(text)
        masks = [(start, end) for start, _, end, is_mask, _ in hits if is_mask]
        reached: dict[str, int] = {}
        found: list[Cue] = []
        at, last = 0, len(masks)
        for start, _, end, _, kinds in hits:
            # what stands inside a mask is not seen: ``ký``, to sign, in ``đăng ký``, registered
            while at < last and masks[at][1] <= start:
                at += 1
            if at < last and masks[at][0] <= start and end <= masks[at][1] and (start, end) != masks[at]:
                continue
            for kind, group, name in kinds:
                if kind not in reached or start >= reached[kind]:
                    reached[kind] = end
                    found.append(Cue(start, end, group, name))
        return found

    def _all(self, text: str) -> list[tuple[int, int, int, bool, tuple[tuple[str, str, str], ...]]]:
        """Whole phrases in text order, the longest first: start, negated end, end, whether it masks, what it means."""
        if self._empty:
            return []
        hits, last = [], len(text) - 1
        for end, (length, is_mask, kinds) in self._automaton.iter(text):
            if end < last and text[end + 1].isalnum():
                continue
            start = end - length + 1
            if start and text[start - 1].isalnum():
                continue
            hits.append((start, ~end, end + 1, is_mask, kinds))
        hits.sort()
        return hits


def forms(phrase: str) -> list[str]:
    """The spellings a phrase stands for, folded: ``visitor(s)`` → ``visitor``, ``visitors``."""
    pending, done = [phrase], []
    while pending:
        form = pending.pop()
        match = _CHOICE.search(form)
        if match is None:
            done.append(fold_phrase(" ".join(form.split())))
            continue
        choices = match.group(1).split("|")
        for choice in choices if len(choices) > 1 else ("", choices[0]):
            pending.append(form[: match.start()] + choice + form[match.end() :])
    return done


@lru_cache
def lexicon(language: Language) -> Lexicon:
    """The compiled lexicon of a language."""
    return Lexicon(language)
