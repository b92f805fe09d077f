"""A whole folder of a language: its files, whether its words compile, its cases, and what it covers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proxeny.reader.dates.lexicon import date_words
from proxeny.reader.doubts.words import doubt_words
from proxeny.reader.errors import BadLanguageData
from proxeny.reader.facts.lexicon import lexicon
from proxeny.reader.language_check import cases, tables
from proxeny.reader.language_check.faults import Fault, nearest
from proxeny.reader.language_check.schema import cases as kinds_of_cases
from proxeny.reader.language_check.schema import files, is_name_of_rule, levels
from proxeny.reader.language_check.sources import Source
from proxeny.reader.languages import Language, read_table
from proxeny.reader.numbers.words import number_words
from proxeny.reader.people.lexicon import titles_of
from proxeny.reader.places.lexicon import words as place_words
from proxeny.reader.quantities.lexicon import quantity_words

_COMPILED: tuple[tuple[str, Callable[[Language], Any]], ...] = (
    ("numbers", number_words),
    ("quantities", quantity_words),
    ("dates", date_words),
    ("places", place_words),
    ("people", titles_of),
    ("doubts", doubt_words),
    ("facts", lexicon),
)
_AT_LINE = re.compile(r"\(?at line (\d+)(?:, column \d+)?\)?")
_AT_RULE = re.compile(r"rules\[(\d+)\]")


@dataclass
class Report:
    """What was found wrong in a folder, and what it covers."""

    tag: str
    name: str
    level: str
    faults: list[Fault] = field(default_factory=list)
    cases: dict[str, tuple[int, int]] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether nothing but advice was found."""
        return all(fault.advice for fault in self.faults)


def check(folder: Path, *, run_cases: bool = True) -> Report:
    """Check a folder of a language at any path; the folder's name is the language's tag."""
    language = Language(folder.name, folder)
    found: list[Fault] = []
    read: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.rglob("*.toml")):
        try:
            read[path.relative_to(folder).as_posix()] = read_table(path)
        except BadLanguageData as error:
            found.append(_not_toml(_shown(folder, path), str(error)))
    declared = read.get("language.toml", {}).get("level")
    level = declared if declared in levels() else levels()[0]
    found += _files(folder, level, read)
    for name, file in files().items():
        if f"{name}.toml" in read:
            path = folder / f"{name}.toml"
            found += tables.check(path, _shown(folder, path), file, read[f"{name}.toml"])
    if all(fault.advice for fault in found):
        found += _compiled(folder, language)
    sound = all(fault.advice for fault in found)
    for kind in kinds_of_cases().values():
        name = f"cases/{kind.kind}.toml"
        if name in read:
            path = folder / name
            found += cases.check(language, path, _shown(folder, path), kind, read[name], run=sound and run_cases)
    return Report(
        tag=folder.name,
        name=str(read.get("language.toml", {}).get("name", folder.name)),
        level=level,
        faults=found,
        cases={
            kind.kind: (len(listed), cases.negative(listed))
            for kind in kinds_of_cases().values()
            if isinstance(listed := read.get(f"cases/{kind.kind}.toml", {}).get(kind.item), list)
        },
        words={name: count_words(read[f"{name}.toml"]) for name in files() if f"{name}.toml" in read},
    )


def _files(folder: Path, level: str, read: dict[str, Any]) -> Iterator[Fault]:
    """Files that are missing at the declared level, and files that nothing reads."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    expected = {f"{name}.toml" for name, file in files().items() if file.needed_at(level)}
    expected |= {f"cases/{kind}.toml" for kind in kinds_of_cases()} & {f"cases/{name}" for name in expected}
    for name in sorted((expected | {"README.md"}) - there):
        about = "its coverage in words" if name == "README.md" else f"level '{level}' needs it"
        yield Fault("language.missing_file", f"{folder.name}/{name}", 0, "", f"is missing ({about})", "add the file")
    known = {f"{name}.toml" for name in files()} | {"README.md"}
    known |= {f"cases/{kind}.toml" for kind in kinds_of_cases()}
    for name in sorted(name for name in there - known if "__pycache__" not in name):
        if name in read and is_name_of_rule("facts", name.removesuffix(".toml")):
            continue
        yield Fault(
            "language.unknown_file", f"{folder.name}/{name}", 0, "", "is no file of a language", nearest(name, known),
            advice=name.startswith("cases/") and name in read,
        )  # fmt: skip


def _compiled(folder: Path, language: Language) -> Iterator[Fault]:
    """What only loading finds: patterns that do not compile, placeholders that do not exist."""
    for name, compiled in _COMPILED:
        try:
            compiled(language)
        except BadLanguageData as error:
            message = str(error).partition(".toml: ")[2] or str(error)
            key, _, rest = message.partition(": ")
            said, _, repair = rest.rpartition("; ")
            source = Source((folder / f"{name}.toml").read_text(encoding="utf-8"))
            number = _AT_RULE.match(key)
            line = source.line_of_rule(int(number.group(1))) if number else source.line_of(key)
            shown = f"{folder.name}/{name}.toml"
            yield Fault("language.pattern", shown, line, key, said or rest, repair.rstrip(".") or "correct it")
        except (re.error, ValueError, KeyError, TypeError) as error:
            said = f"does not load ({error})"
            yield Fault("language.pattern", f"{folder.name}/{name}.toml", 0, "", said, "correct it")


def _not_toml(shown: str, message: str) -> Fault:
    match = _AT_LINE.search(message)
    said = _AT_LINE.sub("", message.partition(".toml: ")[2].partition(";")[0]).strip().rstrip(" :")
    return Fault("language.toml", shown, int(match.group(1)) if match else 0, "", said, "correct that line")


def _shown(folder: Path, path: Path) -> str:
    return f"{folder.name}/{path.relative_to(folder).as_posix()}"


def count_words(table: Any) -> int:
    """How many words a table holds: members of lists, and keys that are words themselves."""
    if isinstance(table, list):
        return sum(1 if isinstance(each, str) else count_words(each) if isinstance(each, list) else 1 for each in table)
    if isinstance(table, dict):
        return sum(count_words(each) if isinstance(each, dict | list) else 1 for each in table.values())
    return 1
