"""What a site's robots.txt allows to programs (RFC 9309): the longest rule that fits decides, an allowing one first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

NAME = "proxeny"
LONGEST_DELAY = 30.0  # seconds; a site that asks for more is asked less often by fewer items a run, not by waiting


@dataclass(frozen=True)
class Rules:
    """The rules for us: (path, is allowed); ``delay`` is seconds between two requests where the site asks for any."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path, with its query, may be fetched."""
        if path == "/robots.txt":
            return True
        fitting = [(len(rule), is_allowed) for rule, is_allowed in self.paths if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


NOTHING = Rules((("/", False),))
ANYTHING = Rules()


@dataclass
class _Group:
    names: list[str] = field(default_factory=list)
    paths: list[tuple[str, bool]] = field(default_factory=list)
    delay: float = 0.0
    is_open: bool = True  # for further names


def rules_of(text: str) -> Rules:
    """The rules of a robots.txt for a program of our name, else those for all; lines that say nothing are passed by."""
    groups: list[_Group] = []
    for line in text.splitlines()[:5000]:
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if not groups or not groups[-1].is_open:
                groups.append(_Group())
            groups[-1].names.append(value.lower())
        elif groups and key in ("allow", "disallow"):
            groups[-1].is_open = False
            if value:
                groups[-1].paths.append((value, key == "allow"))
        elif groups and key == "crawl-delay":
            groups[-1].is_open = False
            groups[-1].delay = min(float(value), LONGEST_DELAY) if re.fullmatch(r"\d+(\.\d+)?", value) else 0.0
    ours = [group for group in groups if any(name and name != "*" and NAME.startswith(name) for name in group.names)]
    ours = ours or [group for group in groups if "*" in group.names]
    paths = tuple(path for group in ours for path in group.paths)
    return Rules(paths, max((group.delay for group in ours), default=0.0))


def _fits(rule: str, path: str) -> bool:
    """Whether a rule is the beginning of a path; ``*`` stands for anything, a ``$`` at the end for the path's end."""
    rule, path = unquote(rule), unquote(path)
    is_whole = rule.endswith("$")
    parts = rule.removesuffix("$").split("*")
    if not path.startswith(parts[0]):
        return False
    at = len(parts[0])
    for number, part in enumerate(parts[1:], start=1):
        if is_whole and number == len(parts) - 1:
            return len(path) - len(part) >= at and path.endswith(part)
        there = path.find(part, at)
        if there < 0:
            return False
        at = there + len(part)
    return not is_whole or at == len(path)
