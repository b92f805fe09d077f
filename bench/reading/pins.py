"""The pinned scores of the reader (``tests/reader/quality.toml``): how they are read, compared and written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from math import floor
from pathlib import Path
from typing import Any

from bench.reading import gold, own_cases

PATH = gold.ROOT / "tests" / "reader" / "quality.toml"
_HEAD = """\
# The measured scores of the reader, strict and lenient F1, which tests/reader/test_gold.py holds it to.
# `make pin-quality` raises them to what is measured now; it lowers one only with --lower KIND --reason "…", and keeps
# the reason at the end of this file. `sha256` is that of the annotated texts the scores were measured on.
"""


@dataclass(frozen=True, order=True)
class Pin:
    """One pinned number: ``where`` is a file and language or ``cases`` and a language; ``of`` a kind and a level."""

    where: str
    language: str
    kind: str
    level: str

    def __str__(self) -> str:
        return f"{self.where} {self.language} {self.kind} {self.level}"


Values = dict[Pin, float]


def load(path: Path = PATH) -> dict[str, Any]:
    """The file as it is, ``{}`` where there is none."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def pinned(table: dict[str, Any]) -> Values:
    """The numbers that the file pins."""
    values: Values = {}
    for where, languages in table.get("scores", {}).items():
        for language, kinds in languages.items():
            for kind, both in kinds.items():
                for level, value in zip(gold.LEVELS, both, strict=True):
                    values[Pin(where, language, kind, level)] = value
    for language, kinds in table.get("cases", {}).items():
        for kind, (right, whole) in kinds.items():
            values[Pin("cases", language, kind, "passed")] = right
            values[Pin("cases", language, kind, "written")] = whole
    return values


def measured_scores(name: str) -> Values:
    """What is measured now on an annotation file; scores are rounded down to four places."""
    return {
        Pin(name, language, kind, level): floor(value * 10_000) / 10_000
        for language, kinds in gold.measured(name).items()
        for kind, both in kinds.items()
        for level, value in zip(gold.LEVELS, both, strict=True)
    }


def measured_cases() -> Values:
    """How many cases there are and how many pass."""
    return {
        Pin("cases", language, kind, name): value
        for language, kinds in own_cases.passed().items()
        for kind, both in kinds.items()
        for name, value in zip(("passed", "written"), both, strict=True)
    }


def fallen(was: Values, now: Values) -> Iterator[tuple[Pin, float, float]]:
    """The pins that what is measured does not reach, with both numbers; what is not measured any more counts as 0."""
    for pin, value in sorted(was.items()):
        if now.get(pin, 0.0) < value:
            yield pin, value, now.get(pin, 0.0)


def write(digests: dict[str, str], values: Values, lowered: list[dict[str, Any]], path: Path = PATH) -> None:
    """Write the file: digests, scores, cases, and the acts by which a pin was lowered."""
    lines = [_HEAD]
    for name, digest in digests.items():
        lines += [f"[texts.{name}]", f'sha256 = "{digest}"', ""]
    tables: dict[tuple[str, str], dict[str, list[float]]] = {}
    levels = (*gold.LEVELS, "passed", "written")
    for pin, value in sorted(values.items(), key=lambda item: (*astuple(item[0])[:3], levels.index(item[0].level))):
        tables.setdefault((pin.where, pin.language), {}).setdefault(pin.kind, []).append(value)
    for (where, language), kinds in tables.items():
        lines.append(f"[cases.{language}]" if where == "cases" else f"[scores.{where}.{language}]")
        for kind, both in kinds.items():
            shown = ", ".join(f"{value:.0f}" if where == "cases" else f"{value:.4f}" for value in both)
            lines.append(f"{kind} = [{shown}]")
        lines.append("")
    for act in lowered:
        lines.append("[[lowered]]")
        lines += [f"{key} = {_quoted(value)}" for key, value in act.items()]
        lines.append("")
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _quoted(value: Any) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{value:.4f}"
