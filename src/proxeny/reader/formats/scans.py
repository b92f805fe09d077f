"""Reading the pictures of one document: which languages, how long, and what to tell the person who added it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from proxeny.reader import language as languages
from proxeny.reader.errors import UnknownLanguage
from proxeny.reader.formats import recognition
from proxeny.reader.formats.recognition import Recognised, RecognitionError

Progress = Callable[[int, int], None]
"""Called before a page is recognised with its number and how many there are."""

TOTAL_SECONDS = 1_200
"""How long the pictures of one document may take; what comes after is left out and named."""
_DOUBTFUL = 70.0  # a mean confidence below it is said to be low
_NAMED_PAGES = 20


@dataclass
class Scans:
    """Recognition for one document.

    Without a language given, the first picture is read in every installed one, and the text found decides in which the
    others, and the first once more, are read; English stays beside it for names.
    """

    language: str | None = None
    wanted: bool = True
    progress: Progress | None = None
    read_pages: list[int] = field(default_factory=list)
    failed_pages: list[int] = field(default_factory=list)
    late_pages: list[int] = field(default_factory=list)
    failure: str = ""
    _languages: tuple[str, ...] = ()
    _sure: float = 0.0
    _words: int = 0
    _began: float = 0.0

    @property
    def available(self) -> bool:
        """Whether pictures can be read here at all."""
        return self.wanted and bool(recognition.installed())

    def read(self, picture: bytes, *, page: int, count: int, dpi: int | None, scale: float) -> list[Recognised]:
        """The pages of one picture; none where it could not be read, which ``notes`` will say."""
        self._began = self._began or time.monotonic()
        if time.monotonic() - self._began > TOTAL_SECONDS:
            self.late_pages.append(page)
            return []
        if self.progress:
            self.progress(page, count)
        try:
            if not self._languages:
                found = self._with_languages_found(picture, dpi, scale)
            else:
                found = recognition.recognise(picture, self._languages, dpi=dpi, scale=scale)
        except RecognitionError as error:
            self.failed_pages.append(page)
            self.failure = str(error)
            return []
        for each in found:
            self._words += len(each.words)
            self._sure += sum(word.confidence for word in each.words)
        if any(each.words for each in found):
            self.read_pages.append(page)
        return found

    def _with_languages_found(self, picture: bytes, dpi: int | None, scale: float) -> list[Recognised]:
        installed = recognition.installed()
        own = recognition.LANGUAGES.get(self.language or "")
        if own in installed:
            self._languages = _beside_english(own, installed)
            return recognition.recognise(picture, self._languages, dpi=dpi, scale=scale)
        found = recognition.recognise(picture, installed, dpi=dpi, scale=scale)
        try:
            tag = languages.detect(" ".join(each.text for each in found))
        except UnknownLanguage:
            return found  # the next picture may tell
        own = recognition.LANGUAGES.get(tag)
        self._languages = _beside_english(own, installed) if own in installed else installed
        if self._languages == installed:
            return found
        return recognition.recognise(picture, self._languages, dpi=dpi, scale=scale)

    def notes(self, *, unit: str = "page") -> list[str]:
        """What was read from pictures, in which languages, how surely, and what was not."""
        notes = []
        if self.read_pages:
            used = recognition.names(self._languages or recognition.installed())
            sure = self._sure / max(1, self._words)
            notes.append(
                f"Text recognised in pictures ({used}; mean confidence {sure:.0f} of 100"
                + (", which is low: compare every figure with the original" if sure < _DOUBTFUL else "")
                + f"): {unit} {numbered(self.read_pages)}."
            )
        if self.failed_pages:
            notes.append(f"Text recognition failed ({self.failure}): {unit} {numbered(self.failed_pages)}.")
        if self.late_pages:
            notes.append(
                f"Text recognition stopped after {TOTAL_SECONDS // 60} minutes; not read: "
                f"{unit} {numbered(self.late_pages)}. Split the file and add the parts."
            )
        return notes


def _beside_english(own: str | None, installed: Sequence[str]) -> tuple[str, ...]:
    chosen = [own] if own else []
    if own != "eng" and "eng" in installed:
        chosen.append("eng")
    return tuple(chosen)


def numbered(pages: Sequence[int]) -> str:
    """Page numbers as a person lists them, runs shortened: ``1-4, 7``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = [f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(shown[:_NAMED_PAGES]) + (" and more" if len(shown) > _NAMED_PAGES else "")
