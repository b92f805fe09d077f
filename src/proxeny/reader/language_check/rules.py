"""The patterns of dates: their fields, their placeholders, and that none of them can take time without end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from proxeny.reader.dates.lexicon import KINDS
from proxeny.reader.language_check.faults import Fault, nearest
from proxeny.reader.language_check.schema import is_name_of_rule
from proxeny.reader.language_check.sources import Source

FIELDS = {"kind": str, "name": str, "on": list, "text": str, "weak": bool, "optional": bool, "unit": str, "shift": int}
_NEEDED = ("kind", "on", "text")
UNITS = ("day", "weekend", "week", "month", "quarter", "half", "year")
# One repetition without end inside another: "(?:a+)+" on hostile text doubles its time with each letter.
_NESTED = re.compile(r"\((?:[^()]*[^()\\])?(?:[+*]|\{\d+,\})[^()]*\)(?:[+*]|\{\d+,\})")


def check(source: Source, shown: str, value: Any) -> Iterator[Fault]:
    """The faults of the list of patterns; that each compiles is seen when the language is loaded."""
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
        yield Fault(
            "language.shape", shown, source.line_of("rules"), "rules", "is no list of patterns",
            'write { kind = "date", on = ["#"], text = "{d} {month}" }, one a line',
        )  # fmt: skip
        return
    for number, entry in enumerate(value):
        for code, found, repair in _faults(entry):
            yield Fault(code, shown, source.line_of_rule(number), f"rules[{number}]", found, repair)


def _faults(entry: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, content in entry.items():
        if name not in FIELDS:
            yield "language.unknown", f"'{name}' is no field of a pattern", nearest(name, FIELDS)
        elif not isinstance(content, FIELDS[name]):
            yield "language.shape", f"{name} is {content!r}", f"give a {FIELDS[name].__name__}"
    for name in _NEEDED:
        if not entry.get(name):
            yield "language.missing", f"has no '{name}'", "add it"
    if entry.get("kind") and entry["kind"] not in KINDS:
        yield "language.key", f"kind is {entry['kind']!r}", nearest(str(entry["kind"]), KINDS)
    if entry.get("unit") and entry["unit"] not in UNITS and not is_name_of_rule("dates", str(entry["unit"])):
        yield "language.key", f"unit is {entry['unit']!r}", nearest(str(entry["unit"]), UNITS)
    if isinstance(entry.get("text"), str) and (nested := _NESTED.search(entry["text"])):
        yield (
            "language.pattern",
            f"'{nested.group()}' repeats what repeats, which can take time without end",
            "give the inner or the outer one an upper bound, {0,3}",
        )
