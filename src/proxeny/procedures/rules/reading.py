"""Taking values out of parsed TOML, every fault kept with its file and line instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from proxeny.procedures.rules.errors import Problem
from proxeny.procedures.rules.lines import Lines
from proxeny.procedures.rules.pack import Words


@dataclass
class File:
    """One parsed file of a pack and the faults found in it."""

    name: str
    content: Mapping[str, Any]
    lines: Lines
    problems: list[Problem] = field(default_factory=list)


_KINDS = {str: "words in quotes", int: "a whole number", bool: "true or false", list: "a list [ … ]", dict: "a table"}


class Table:
    """A table of a file. Each question takes a key; what is never asked for is unknown, and ``finish`` says so."""

    def __init__(self, file: File, content: Mapping[str, Any], path: tuple[str | int, ...] = ()) -> None:
        self.file, self.content, self.path = file, content, path
        self._asked: set[str] = set()

    def problem(self, message: str, key: str = "") -> None:
        """Note a fault of a key, or of the table as a whole."""
        line = self.file.lines.of((*self.path, key) if key else self.path)
        self.file.problems.append(Problem(self.file.name, line, message))

    def _get(self, key: str, kind: type, needed: bool) -> Any:
        self._asked.add(key)
        value = self.content.get(key)
        if value is None:
            if needed:
                self.problem(f"'{key}' is missing: add it.")
            return None
        wrong = isinstance(value, bool) and kind is not bool
        if wrong or not isinstance(value, kind):
            self.problem(f"'{key}' is {value!r}: expected {_KINDS[kind]}.", key)
            return None
        return value

    def text(self, key: str, *, needed: bool = False) -> str:
        """Words in quotes; empty where left out."""
        value = self._get(key, str, needed)
        if value is not None and needed and not value.strip():
            self.problem(f"'{key}' is empty: give it.", key)
        return value or ""

    def number(self, key: str, *, most: int = 3650) -> int | None:
        """A whole number from 0 up."""
        value = self._get(key, int, False)
        if value is not None and not 0 <= value <= most:
            self.problem(f"'{key}' is {value}: expected a number from 0 to {most}.", key)
            return None
        return value  # type: ignore[no-any-return]

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self._get(key, bool, False)
        return default if value is None else value

    def choice(self, key: str, choices: Sequence[str], default: str = "") -> str:
        """One of some words; needed where there is no default."""
        value = self._get(key, str, not default)
        if value is None:
            return default or choices[0]
        if value not in choices:
            self.problem(f"'{key}' is '{value}': expected one of {', '.join(choices)}.", key)
            return default or choices[0]
        return value  # type: ignore[no-any-return]

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """A day, written without quotes: 2025-12-08."""
        self._asked.add(key)
        value = self.content.get(key)
        if value is None:
            if needed:
                self.problem(f"'{key}' is missing: add it as a day without quotes, 2025-12-08.")
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.problem(f"'{key}' is {value!r}: expected a day without quotes, 2025-12-08.", key)
            return None
        return value

    def words(self, key: str, languages: Sequence[str], *, needed: bool = False) -> Words:
        """Words in every language of the pack: ``{ en = "…", vi = "…" }``."""
        value = self._get(key, dict, needed)
        if value is None:
            return {}
        for language in languages:
            if not isinstance(value.get(language), str) or not value[language].strip():
                self.problem(f"'{key}' has no words in '{language}': the pack says it speaks that language.", key)
        for language, words in value.items():
            if language not in languages or not isinstance(words, str):
                self.problem(
                    f"'{key}' has '{language}': expected words in the languages of the pack ({', '.join(languages)}).",
                    key,
                )
        return {language: value[language] for language in languages if isinstance(value.get(language), str)}

    def names(self, key: str) -> tuple[str, ...]:
        """A list of keys."""
        value = self._get(key, list, False)
        if value is None:
            return ()
        if not all(isinstance(item, str) for item in value):
            self.problem(f"'{key}' is {value!r}: expected a list of keys in quotes.", key)
            return ()
        return tuple(value)

    def table(self, key: str, *, needed: bool = False) -> Table | None:
        """A table within this one."""
        value = self._get(key, dict, needed)
        return None if value is None else Table(self.file, value, (*self.path, key))

    def tables(self, key: str, *, needed: bool = False) -> list[Table]:
        """The tables ``[[key]]``."""
        value = self._get(key, list, needed)
        if value is None:
            return []
        if not all(isinstance(item, dict) for item in value) or (needed and not value):
            self.problem(f"'{key}' should be written as tables [[{key}]], at least one.", key)
            return []
        return [Table(self.file, item, (*self.path, key, place)) for place, item in enumerate(value)]

    def rest(self) -> dict[str, Any]:
        """What was not asked for yet; counts as asked."""
        left = {key: value for key, value in self.content.items() if key not in self._asked}
        self._asked |= set(left)
        return left

    def finish(self) -> None:
        """Note the keys that nobody asked for: a misspelt key must not be a rule that silently does not hold."""
        for key in self.content:
            if key not in self._asked:
                known = ", ".join(sorted(self._asked))
                self.problem(f"'{key}' is not known here: expected one of {known}. Take it out or mend its name.", key)
