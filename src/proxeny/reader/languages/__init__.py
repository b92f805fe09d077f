"""Words, patterns and cases of each language, kept as TOML under ``languages/<tag>/``, and their loader.

A language is added by a folder: the rules of the reader are written once and take every word from these tables.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from proxeny.reader.errors import BadLanguageData, UnknownLanguage
from proxeny.reader.languages import shapes

FOLDER = Path(__file__).parent
Table = dict[str, Any]


@dataclass(frozen=True)
class Language:
    """The data of one language; ``tag`` is its BCP 47 tag and the name of its folder.

    Two languages are the same if tag and folder are; rule modules keep what they compile by language.
    """

    tag: str
    folder: Path = field(repr=False)
    _tables: dict[str, Table] = field(default_factory=dict, compare=False, repr=False)

    def table(self, name: str) -> Table:
        """The parsed TOML file ``<name>.toml`` of this language; ``{}`` where the language has none.

        Raises ``BadLanguageData`` if the file is not TOML.
        """
        if name not in self._tables:
            self._tables[name] = read_table(self.folder / f"{name}.toml")
        return self._tables[name]

    @property
    def name(self) -> str:
        """Its English name, as ``language.toml`` gives it."""
        return str(self.table("language").get("name", self.tag))

    @property
    def level(self) -> str:
        """How much of the reader it feeds: ``quantities-dates-places``, or ``full`` with people and facts."""
        return str(self.table("language").get("level", "full"))

    def cases(self, kind: str) -> list[Table]:
        """The cases of ``cases/<kind>.toml``: each with ``text``, ``found`` and where it helps ``why``."""
        table = read_table(self.folder / "cases" / f"{kind}.toml")
        return [case for cases in table.values() if isinstance(cases, list) for case in cases]


def available() -> tuple[str, ...]:
    """The tags that have a folder here, in alphabetical order."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and any(path.glob("*.toml"))))


@lru_cache
def load(tag: str) -> Language:
    """The language of a BCP 47 tag; a tag with a region (``en-GB``) falls back to its language.

    Raises ``UnknownLanguage`` for a tag without a folder.
    """
    for candidate in (tag, tag.replace("_", "-").split("-")[0].lower()):
        folder = FOLDER / candidate
        if candidate.isalpha() and folder.is_dir() and any(folder.glob("*.toml")):
            return Language(candidate, folder)
    raise UnknownLanguage(
        f"'{tag}' is not a language of the reader: it has {', '.join(available())}. "
        f"Give one of these, or add a folder 'reader/languages/{tag}' (see docs/howto)."
    )


def read_table(path: Path) -> Table:
    """A TOML file as a dictionary, ``{}`` where there is none; ``BadLanguageData`` names file, line and repair."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise BadLanguageData(
            f"{_shown(path)}: not UTF-8 at byte {error.start}; save the file as UTF-8 without a byte order mark."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise BadLanguageData(f"{_shown(path)}: not TOML: {error}; correct that line.") from error


def _shown(path: Path) -> str:
    return "/".join(path.parts[path.parts.index("languages") :]) if "languages" in path.parts else str(path)


def complain(language: Language, name: str, key: str, found: str, repair: str) -> BadLanguageData:
    """An error of the data: where it is (``languages/vi/quantities.toml: scales.tỷ``), what it is, what to do."""
    return BadLanguageData(f"languages/{language.tag}/{name}.toml: {key}: {found}; {repair}.")


def words_of(language: Language, name: str, section: str) -> Mapping[str, list[str]]:
    """A section that maps a meaning to the words for it, checked: no empty list, no word with two meanings."""
    table: Mapping[str, list[str]] = language.table(name).get(section, {})
    refuse(language, name, shapes.meanings(section, table))
    return table


def refuse(language: Language, name: str, complaints: Iterable[shapes.Complaint]) -> None:
    """Raise the first of the complaints about a table, if there is one."""
    for complaint in complaints:
        raise complain(language, name, complaint.key, complaint.found, complaint.repair)
