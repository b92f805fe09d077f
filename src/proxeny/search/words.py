"""Words as search knows them: folded, exact, and the joined form of names, so that ``hanoi`` finds ``Hà Nội``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from proxeny.core.folding import fold

# Chinese and Japanese are written without spaces: each sign is a word.
_SIGN = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{_SIGN}]|(?:(?![{_SIGN}])[^\W_])+")

LONGEST_PART_OF_NAME = 12  # letters; "Francisco" joins, "Administration" does not
MOST_WORDS = 12
MOST_LETTERS = 200


@lru_cache(maxsize=50_000)
def folded_word(word: str) -> str:
    """One word, folded; what folding splits is put together again."""
    return "".join(WORD.findall(fold(word)))


def folded_words(text: str) -> Iterator[str]:
    """The words of a text in order, without case and diacritics."""
    return (folded for word in WORD.findall(unicodedata.normalize("NFC", text)) if (folded := folded_word(word)))


def exact_words(text: str) -> Iterator[str]:
    """The words of a text in order, in lower case, with their diacritics."""
    return (word.lower() for word in WORD.findall(unicodedata.normalize("NFC", text)))


def joined_names(text: str) -> set[str]:
    """Two and three capitalised words in a row as one: ``Hồ Chí Minh`` gives hochi, chiminh and hochiminh."""
    text = unicodedata.normalize("NFC", text)
    joined: set[str] = set()
    run: list[str] = []
    end = -1
    for match in WORD.finditer(text):
        word = match.group()
        is_next = match.start() == end + 1 and text[end] in " -\u00a0"
        end = match.end()
        if not word[0].isupper() or len(word) > LONGEST_PART_OF_NAME:
            run = []
            continue
        run = [*(run[-2:] if is_next else []), folded_word(word)]
        for length in (2, 3):
            if len(run) >= length:
                joined.add("".join(run[-length:]))
    return joined


def index_text(texts: Iterable[str]) -> tuple[str, str]:
    """The folded words with joined names, and the exact words, of some texts; what the full-text index is over."""
    folded, exact = [], []
    names: set[str] = set()
    for text in texts:
        if text:
            of_text = _short(text) if len(text) <= _SHORT else _indexed(text)
            folded.append(of_text[0])
            exact.append(of_text[1])
            names |= of_text[2]
    return " ".join(filter(None, [*folded, *sorted(names)])), " ".join(filter(None, exact))


def _indexed(text: str) -> tuple[str, str, frozenset[str]]:
    """The folded words, the exact words and the joined names of one text."""
    text = unicodedata.normalize("NFC", text)
    words = WORD.findall(text)
    return (
        " ".join(filter(None, map(folded_word, words))),
        " ".join(words).lower(),
        frozenset(joined_names(text)),
    )


_SHORT = 120  # letters; names of partners and words of choices come again and again
_short = lru_cache(maxsize=20_000)(_indexed)


@dataclass(frozen=True)
class Query:
    """What a person typed: words folded and exact. ``is_complete`` is false where only the beginning is searched."""

    text: str
    folded: tuple[str, ...]
    exact: tuple[str, ...]
    is_complete: bool = True

    @property
    def has_diacritics(self) -> bool:
        """Whether the person typed letters that folding changes; exact matches are then put first."""
        return self.folded != self.exact

    def alternatives(self) -> Iterator[tuple[str, list[str], bool]]:
        """For each word: itself, the joined names that it may be part of, and whether it is the last, so unfinished."""
        last = len(self.folded) - 1
        for at, word in enumerate(self.folded):
            joined = {
                "".join(self.folded[start : start + length])
                for length in (2, 3)
                for start in range(at - length + 1, at + 1)
                if start >= 0 and start + length <= len(self.folded)
                if all(len(part) <= LONGEST_PART_OF_NAME for part in self.folded[start : start + length])
            }
            yield word, sorted(joined), at == last


def parse(text: str) -> Query:
    """A query from what somebody typed; signs of any sort only separate words."""
    text = " ".join(unicodedata.normalize("NFC", text.replace("\x00", " ")).split())
    pairs = [(folded, word.lower()) for word in WORD.findall(text[:MOST_LETTERS]) if (folded := folded_word(word))]
    kept = pairs[:MOST_WORDS]
    return Query(
        text=text[:MOST_LETTERS],
        folded=tuple(folded for folded, _exact in kept),
        exact=tuple(exact for _folded, exact in kept),
        is_complete=len(text) <= MOST_LETTERS and len(pairs) <= MOST_WORDS,
    )
