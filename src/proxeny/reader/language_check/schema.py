"""What may stand in a language's folder, read from ``languages/schema.toml``."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from proxeny.reader.languages import FOLDER, read_table

_ROOMS = {"people": ("people", "places"), "places": ("places", "people")}
_READER = Path(__file__).resolve().parents[1]
# What the reader asks a number, a date or a fact to be: the same words in every language.
QUALIFIERS = ("exact", "about", "over", "under", "nearly", "at_least", "up_to")
MODIFIERS = ("since", "from", "until", "before", "itself", "soft", "up_to")


@dataclass(frozen=True)
class Entry:
    """What one key, or one section of open keys, holds; see the head of ``schema.toml`` for ``kind``."""

    kind: str
    about: str = ""
    of: str = ""
    needed: bool = False
    lower: bool = False
    complete: tuple[Any, ...] = ()


@dataclass(frozen=True)
class File:
    """One file of a folder: keys outside any section (``top``), open sections (``all``), sections of fixed keys."""

    name: str
    level: str
    about: str
    top: dict[str, Entry] = field(default_factory=dict)
    open: dict[str, Entry] = field(default_factory=dict)
    sections: dict[str, dict[str, Entry]] = field(default_factory=dict)

    def needed_at(self, level: str) -> bool:
        """Whether a language that declares this level must have the file."""
        return bool(self.level) and levels().index(self.level) <= levels().index(level)


@dataclass(frozen=True)
class Cases:
    """The file of cases of one kind: the name of a case, how many there must be and how many without a finding."""

    kind: str
    item: str
    least: int
    negative: int
    keys: tuple[str, ...]
    needed: tuple[str, ...]
    fields: tuple[str, ...]


@cache
def _tables() -> dict[str, Any]:
    return read_table(FOLDER / "schema.toml")


@cache
def levels() -> tuple[str, ...]:
    """The levels of coverage, the least first."""
    return tuple(_tables()["levels"])


@cache
def ucum() -> frozenset[str]:
    """The UCUM codes in use, and the two units that are none."""
    return frozenset(_tables()["units"]["ucum"]) | {"%", "count"}


@cache
def files() -> dict[str, File]:
    """The files by name, without their ending."""
    return {name: _file(name, table) for name, table in _tables()["files"].items()}


@cache
def cases() -> dict[str, Cases]:
    """The files of cases by kind."""
    return {
        kind: Cases(
            kind, each["item"], each["least"], each["negative"], tuple(each["keys"]), tuple(each["needed"]),
            ("text", "found", "why", "published", "home", *each.get("fields", ())),
        )
        for kind, each in _tables()["cases"].items()
    }


def _file(name: str, table: dict[str, Any]) -> File:
    fixed = {key: value for key, value in table.items() if isinstance(value, dict) and key not in ("top", "all")}
    return File(
        name=name,
        level=table["level"],
        about=table["about"],
        top={key: _entry(value) for key, value in table.get("top", {}).items()},
        open={key: _entry(value) for key, value in table.get("all", {}).items()},
        sections={key: {each: _entry(value) for each, value in section.items()} for key, section in fixed.items()},
    )


def _entry(value: dict[str, Any]) -> Entry:
    return Entry(
        kind=value["is"],
        about=value.get("about", ""),
        of=value.get("of", ""),
        needed=bool(value.get("needed", False)),
        lower=bool(value.get("lower", False)),
        complete=tuple(value.get("complete", ())),
    )


@cache
def names_of_rules(room: str) -> frozenset[str]:
    """The names that the rules of a room ask a table for: every word in quotes of its modules.

    The keys of ``facts.toml`` are names of rules, several hundred of them; asking the rules keeps them in one place.
    The other rooms ask in their ``lexicon.py`` or ``words.py`` alone. A name put together (``title_`` and the kind of
    an event) is known by its beginning.
    """
    names: set[str] = set()
    for each in _ROOMS.get(room, (room,)):
        for module in sorted((_READER / each).glob("*.py" if room == "facts" else "[lw]*.py")):
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                    names.add(f"{node.values[0].value!s}*")
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    names.add(node.value)
    return frozenset(names)


def is_name_of_rule(room: str, name: str) -> bool:
    """Whether some rule of a room asks for this name."""
    known = names_of_rules(room)
    return name in known or any(f"{name[:at]}*" in known for at in range(4, len(name)))
