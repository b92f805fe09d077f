"""The words on pictures, in the languages of papers: Fluent files in ``words/``, with the plurals of CLDR.

Titles, axes and notes of a picture are in the language that it was asked for, which need not be that of the page::

    world-title = { $measure }, { $year }          # words/en/pictures.ftl

    captions("fr").say("world-title", measure=..., year="2023")
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("en", "vi", "id", "fr")
FOLDER = Path(__file__).with_name("words")


class Untold(LookupError):
    """A caption that a language lacks, or that could not be made; a fault of the words, never shown to a reader."""


class Captions:
    """The captions of one language; English for a language that pictures have no words in."""

    def __init__(self, language: str) -> None:
        root = language.replace("_", "-").split("-")[0].lower()
        self.language = root if root in LANGUAGES else "en"
        self._bundle = FluentBundle([self.language], use_isolating=False)
        for path in sorted((FOLDER / self.language).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))

    def has(self, key: str) -> bool:
        """Whether there is such a caption."""
        return self._bundle.has_message(key)

    def say(self, key: str, **given: str | int) -> str:
        """A caption with what is given put in. Raises ``Untold`` for a key that the language lacks."""
        if not self._bundle.has_message(key):
            raise Untold(f"words/{self.language}: no caption “{key}”.")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise Untold(f"words/{self.language}: “{key}” is empty.")
        made, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise Untold(f"words/{self.language}: “{key}”: {errors[0]}")
        return str(made)


@lru_cache(maxsize=8)
def captions(language: str) -> Captions:
    """The captions of a language (BCP 47)."""
    return Captions(language)
