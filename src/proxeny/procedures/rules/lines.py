"""On which line of a TOML file something stands; the parser of the standard library does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*((?:\"[^\"]*\"|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|[\w-]+))*)\s*=")
Path = Sequence[str | int]


class Lines:
    """Where the tables and keys of a text begin. A path is as in the parsed value: ``("step", 2, "days")``."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str | int, ...], int] = {}
        self._counts: dict[tuple[str | int, ...], int] = {}
        table: tuple[str | int, ...] = ()
        quote = ""
        for number, line in enumerate(text.splitlines(), 1):
            if quote:
                quote = "" if line.count(quote) % 2 else quote
                continue
            header = _HEADER.match(line)
            key = _KEY.match(line)
            if header:
                table = self._opened(_parts(header[2]), is_array=header[1] == "[[")
                self._lines.setdefault(table, number)
            elif key:
                self._lines.setdefault((*table, *_parts(key[1])), number)
            quote = next((mark for mark in ('"""', "'''") if line.count(mark) % 2), "")

    def _opened(self, names: list[str], *, is_array: bool) -> tuple[str | int, ...]:
        """The full path of a header: names of arrays are followed by the number of their newest table."""
        path: tuple[str | int, ...] = ()
        for place, name in enumerate(names):
            path = (*path, name)
            if is_array and place == len(names) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def of(self, path: Path) -> int:
        """The line of a path, or of the nearest table around it; 0 for none."""
        there = tuple(path)
        while there and there not in self._lines:
            there = there[:-1]
        return self._lines.get(there, 0)


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip('"') for part in re.findall(r"\"[^\"]*\"|[^.]+", dotted)]
