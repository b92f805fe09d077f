"""Which line of which file of a language has a word."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from proxeny.reader.language_check.sources import Source
from proxeny.reader.languages import FOLDER, Language


@lru_cache(maxsize=32)
def _source(path: Path) -> Source:
    return Source(path.read_text(encoding="utf-8"))


def line(language: Language, file: str, key: str, word: str | None = None) -> str | None:
    """``fr/quantities.toml:12`` for a key, or for a word in its list; ``None`` where the file does not have it."""
    path = language.folder / f"{file}.toml"
    if not path.is_file():
        return None
    number = _source(path).line_of(key, word)
    return f"{language.tag}/{file}.toml:{number}" if number else None


def rule_line(language: Language, number: int) -> str:
    """The line of a date pattern."""
    return f"{language.tag}/dates.toml:{_source(language.folder / 'dates.toml').line_of_rule(number)}"


def universal(key: str, word: str | None = None) -> str:
    """The line of a sign that no language owns."""
    return f"universal.toml:{_source(FOLDER / 'universal.toml').line_of(key, word)}"
