"""Where rules begin to look: the numbers of a text and the words of a language, found in one pass each."""

from __future__ import annotations

import re
from collections.abc import Iterable

import ahocorasick

from proxeny.reader.gazetteer.folding import fold

_SHORT = 2  # "q1", "t9": an abbreviation of so many plain letters may have a digit on it


def _alike(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words by what they look like without marks."""
    alike: dict[str, tuple[str, ...]] = {}
    for word in words:
        key = fold(word)
        alike[key] = (*alike.get(key, ()), word)
    return alike


class Anchors:
    """Numbers and words to be found in a text in small letters.

    ``number`` is the pattern of a number that begins and ends with a digit. With ``numbered`` a digit that stands
    right behind a word of one or two plain letters belongs to it.
    """

    __slots__ = ("_automaton", "_number", "_numbered")

    def __init__(self, number: str, words: Iterable[str], *, numbered: bool = False) -> None:
        self._number = re.compile(number)
        self._numbered = numbered
        self._automaton = ahocorasick.Automaton()
        for folded, alike in _alike(words).items():
            self._automaton.add_word(f" {folded}", alike)
        if len(self._automaton):
            self._automaton.make_automaton()

    def spans(self, lower: str, folded: str) -> list[tuple[int, int]]:
        """Spans in text order, not overlapping, the longest word where several begin at one place.

        Words stand for themselves: no letter or digit is beside them, but that a digit may follow one that ends in a
        letter with a mark (``quý3``). ``folded`` is ``Document.folded``, in which words are looked for from their
        beginning on, so that those inside other words cost nothing.
        """
        numbers = [match.span() for match in self._number.finditer(lower)]
        words = self._words(lower, folded)
        if not words:
            return numbers
        words.sort()
        spans: list[tuple[int, int]] = []
        reach = 0
        for start, minus_end in words:
            if start >= reach:
                reach = -minus_end
                spans.append((start, reach))
        spans += numbers
        spans.sort()
        if self._numbered:
            reach = 0
            for at, (start, end) in enumerate(spans):
                if start < reach:  # the first digit went to the word before
                    spans[at] = (reach, end) if reach < end else (start, start)
                reach = end
            spans = [span for span in spans if span[0] < span[1]]
        return spans

    def _words(self, lower: str, folded: str) -> list[tuple[int, int]]:
        """Start and negated end of every word, also of those inside longer ones."""
        found: list[tuple[int, int]] = []
        if not len(self._automaton):
            return found
        last = len(lower)
        for at, alike in self._automaton.iter(f" {folded}"):
            # positions there are one ahead, so that this is the letter behind the word
            if at < last and lower[at].isalpha():
                continue
            size = len(alike[0])
            start = at - size
            if (start and lower[start - 1] == "_") or lower[start:at] not in alike:
                continue
            at -= 1
            if at + 1 < last:
                after = lower[at + 1]
                if lower[at].isascii() and (after == "_" or after.isdecimal()):
                    if not (self._numbered and size <= _SHORT and "0" <= after <= "9" and lower[start].isascii()):
                        continue
                    at += 1
            found.append((start, -at - 1))
        return found
