"""What the check of a language's folder says: each fault with its file, its line and the repair."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a folder. ``line`` counts from 1; 0 is the file as a whole. ``code`` is stable.

    An ``advice`` is no fault: the folder works, but does less than it could or holds what nothing reads.
    """

    code: str
    file: str
    line: int
    key: str
    found: str
    repair: str
    advice: bool = False

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        key = f" {self.key}:" if self.key else ""
        return f"{where}:{' advice:' if self.advice else ''}{key} {self.found}; {self.repair}."


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that a mistaken one was probably meant to be, in words; else the names to choose from."""
    listed = sorted(set(known))
    close = difflib.get_close_matches(name, listed, n=1, cutoff=0.6)
    if close:
        return f"'{close[0]}' is probably meant"
    return f"use one of {', '.join(listed)}" if 0 < len(listed) <= 40 else "take it out"
