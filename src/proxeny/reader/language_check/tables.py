"""One file of a language's folder held against the schema."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from proxeny.reader.language_check import rules, values
from proxeny.reader.language_check.faults import Fault, nearest
from proxeny.reader.language_check.schema import Entry, File, is_name_of_rule
from proxeny.reader.language_check.sources import Source
from proxeny.reader.languages.shapes import Complaint


def check(path: Path, shown: str, file: File, table: dict[str, Any]) -> Iterator[Fault]:
    """The faults of one file, in the order of its schema; ``shown`` is the file's name in messages."""
    source = Source(path.read_text(encoding="utf-8"))
    known = {**file.top, **file.open, **file.sections}
    for name in table:
        if name not in known and not is_name_of_rule(file.name, name):
            found = "is no section of this file"
            yield Fault("language.unknown", shown, source.line_of(name), name, found, nearest(name, known))
    for name, entry in (*file.top.items(), *file.open.items()):
        yield from _entry(source, shown, file, name, table.get(name), entry)
    for section, entries in file.sections.items():
        yield from _section(source, shown, file, section, table.get(section, {}), entries)


def _section(
    source: Source, shown: str, file: File, section: str, table: Any, entries: dict[str, Entry]
) -> Iterator[Fault]:
    if not isinstance(table, dict):
        yield Fault(
            "language.shape", shown, source.line_of(section), section, "is not a table", f"write it as [{section}]"
        )
        return
    for name in table:
        if name not in entries and not is_name_of_rule(file.name, name):
            key = f"{section}.{name}"
            yield Fault("language.unknown", shown, source.line_of(key), key, "is no known key", nearest(name, entries))
    for name, entry in entries.items():
        yield from _entry(source, shown, file, f"{section}.{name}", table.get(name), entry)


def _entry(source: Source, shown: str, file: File, key: str, value: Any, entry: Entry) -> Iterator[Fault]:
    if value is None:
        if entry.needed:
            yield Fault("language.missing", shown, 0, key, f"is missing ({entry.about})", "add it")
        return
    if entry.kind == "rules":
        yield from rules.check(source, shown, value)
        return
    for complaint in values.check(key, value, entry):
        yield _located(source, shown, complaint)
    if entry.kind == "places":
        for word, target in values.unknown_places(value):
            yield Fault(
                "language.place", shown, source.line_of(key, word), f"{key}.{word}",
                f"the gazetteer has no '{target}', so the place gets no coordinates",
                "use the gazetteer's English name if it has another", advice=True,
            )  # fmt: skip
    if entry.kind == "phrases" and entry.of != "country" and isinstance(value, dict):
        for name in value:
            if name != "phrases" and not is_name_of_rule(file.name, name):
                yield _unread(source, shown, f"{key}.{name}", name, file.name)


def _unread(source: Source, shown: str, key: str, name: str, room: str) -> Fault:
    from proxeny.reader.language_check.names import names_in_languages

    meant = nearest(name, names_in_languages(room, key.partition(".")[0]) - {name})
    is_slip = meant.endswith("probably meant")
    return Fault(
        "language.unread", shown, source.line_of(key), key, "no rule asks for this name", meant, advice=not is_slip
    )


def _located(source: Source, shown: str, complaint: Complaint) -> Fault:
    line = source.line_of(complaint.key, complaint.word)
    return Fault(complaint.code, shown, line, complaint.key, complaint.found, complaint.repair)
