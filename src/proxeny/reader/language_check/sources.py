"""Where in a TOML file a key or a word stands: found in the source, for a parsed table has no lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SECTION = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*=""")
_RULE = re.compile(r"\s*\{")


@dataclass
class Source:
    """The lines of a file, with the section and the key that each of them belongs to."""

    text: str
    _places: list[tuple[str, str]] = field(init=False)
    _lines: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._lines = self.text.splitlines()
        self._places = []
        section = key = ""
        depth = 0
        for line in self._lines:
            if depth <= 0:
                if (match := _SECTION.match(line)) and "=" not in line.split("#")[0]:
                    section, key = match.group(1).replace('"', ""), ""
                elif match := _KEY.match(line):
                    key = next(each for each in match.groups() if each is not None)
            self._places.append((section, key))
            depth += _opened(line)

    def line_of(self, key: str, word: str | None = None) -> int:
        """The line of ``section``, ``section.key`` or a key outside sections; of a word in its list where given.

        0 where the file does not have it.
        """
        section, _, name = key.partition(".")
        inside = [at for at, place in enumerate(self._places) if self._is_at(place, section, name)]
        if word is not None:
            quoted = (f'"{word}"', f"'{word}'")
            for at in inside:
                if any(each in self._lines[at] for each in quoted) or self._key_at(at) == word:
                    return at + 1
        return inside[0] + 1 if inside else self._section_line(section)

    def line_of_rule(self, number: int) -> int:
        """The line of a date rule, counted from 0."""
        rules = [at for at, place in enumerate(self._places) if place == ("", "rules") and _RULE.match(self._lines[at])]
        return rules[number] + 1 if number < len(rules) else self.line_of("rules")

    def line_of_table(self, name: str, number: int) -> int:
        """The line of the ``[[name]]`` with this number, counted from 0."""
        heads = [at for at, line in enumerate(self._lines) if re.match(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]", line)]
        return heads[number] + 1 if number < len(heads) else 0

    def _is_at(self, place: tuple[str, str], section: str, name: str) -> bool:
        if not name:
            return place[0] == section or place == ("", section)
        return place == (section, name) or (place[0] == f"{section}.{name.partition('.')[0]}" and "." not in name) or (
            place == (f"{section}.{name.partition('.')[0]}", name.partition(".")[2])
        )  # fmt: skip

    def _key_at(self, at: int) -> str:
        match = _KEY.match(self._lines[at])
        return next((each for each in match.groups() if each is not None), "") if match else ""

    def _section_line(self, section: str) -> int:
        return next((at + 1 for at, place in enumerate(self._places) if place[0] == section), 0)


def _opened(line: str) -> int:
    """By how many brackets of lists and inline tables a line opens more than it closes, quoted ones left out."""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', "", line).split("#", 1)[0]
    if _SECTION.match(bare) and "=" not in bare:
        return 0
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
