"""Sentences of reports in their language: Fluent files in ``words/``, with the plurals and numbers of CLDR.

A sentence has places for figures; the figure itself is put there whole, so that its sources go with it::

    delegations-out = The city sent { $figure } delegations abroad.      # words/en.ftl

    say("delegations-out", figure=figure)
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from proxeny.indicators.models import Indicator
from proxeny.reports.parts import Figure, Piece

LANGUAGES = ("vi", "en", "id", "fr")
FOLDER = Path(__file__).with_name("words")
# Private-use characters hold the places of figures while a sentence is made; no sentence has them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(f"{_OPEN}([a-zA-Z][a-zA-Z0-9_-]*){_CLOSE}")


class Untold(LookupError):
    """A sentence that a language lacks, or that could not be made; a fault of the words, never shown to a reader."""


@lru_cache(maxsize=len(LANGUAGES))
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


class Words:
    """The words of one language. Raises ``KeyError`` for a language that reports are not written in."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise KeyError(language)
        self.language = language
        self._bundle = _bundle(language)

    def say(self, key: str, **given: Figure | str | int | Decimal) -> tuple[Piece, ...]:
        """A sentence with its figures in place, as pieces.

        A ``Figure`` stands in its place whole; its value is also given as ``$NAME_n`` for the plural. Strings and
        numbers are put in as they are. Raises ``Untold`` for a key that the language lacks or a place left empty.
        """
        figures = {name: value for name, value in given.items() if isinstance(value, Figure)}
        arguments: dict[str, Any] = {}
        for name, value in given.items():
            if isinstance(value, Figure):
                arguments[name] = f"{_OPEN}{name}{_CLOSE}"
                arguments[f"{name}_n"] = float(value.value) if value.value is not None else 0
            else:
                arguments[name] = float(value) if isinstance(value, Decimal) else value
        made = self._made(key, arguments)
        pieces: list[Piece] = []
        at = 0
        for match in _PLACE.finditer(made):
            pieces += [made[at : match.start()], figures[match[1]]]
            at = match.end()
        pieces.append(made[at:])
        return tuple(piece for piece in pieces if piece != "")

    def text(self, key: str, **given: str | int | Decimal) -> str:
        """A sentence or a heading without figures."""
        arguments = {name: float(value) if isinstance(value, Decimal) else value for name, value in given.items()}
        return self._made(key, arguments)

    def indicator(self, indicator: Indicator) -> str:
        """An indicator's name inside a sentence; one that the office added later is named as the catalogue has it."""
        try:
            return self.text(f"indicator-{indicator.code}")
        except Untold:
            return str(indicator.name_vi if self.language == "vi" and indicator.name_vi else indicator.name)

    def _made(self, key: str, arguments: dict[str, Any]) -> str:
        if not self._bundle.has_message(key):
            raise Untold(f"words/{self.language}: no sentence “{key}”.")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise Untold(f"words/{self.language}: “{key}” is empty.")
        made, errors = self._bundle.format_pattern(pattern, arguments)
        if errors:
            raise Untold(f"words/{self.language}: “{key}”: {errors[0]}")
        return str(made)
