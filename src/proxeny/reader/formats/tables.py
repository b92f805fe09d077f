"""Tables as lines: the heading understood, the unit in a heading written beside the figures below it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]\s*$")
_FIGURE = re.compile(r"[-+−]?\d[\d\s\u00a0\u202f.,]*")
_SPLIT = re.compile(r"[\s:,;/]+")


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    source = resources.files("proxeny.reader.formats").joinpath("heading_units.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(source).items()}


@lru_cache(maxsize=2_000)
def unit_of(heading: str) -> str | None:
    """The unit in a column's heading as it is said after a figure, the scale word first.

    ``Registered capital (USD million)`` gives ``million USD``; a heading without a unit gives ``None``.
    """
    match = _BRACKET.search(heading.strip())
    if not match:
        return None
    words = _words()
    scales, units = [], []
    for word in _SPLIT.split(match.group(1).strip()):
        lower = word.lower()
        if lower in words["scales"]:
            scales.append(word)
        elif lower in words["units"]:
            units.append(word)
        elif lower and lower not in words["links"]:
            return None
    return " ".join(scales + units) or None


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the row that names the columns.

    It is the first row with at least two words and no figures that a row with a figure follows within three rows.
    """
    for index, row in enumerate(rows[:20]):
        filled = [text for text in row if text]
        if len(filled) < 2 or any(_FIGURE.fullmatch(text) for text in filled):
            continue
        if any(_FIGURE.fullmatch(text) for later in rows[index + 1 : index + 4] for text in later if text):
            return index
    return None


def beside(text: str, unit: str | None) -> str:
    """A figure with its column's unit; other text as it is."""
    return f"{text} {unit}" if unit and _FIGURE.fullmatch(text) else text


def figure(value: int | float, *, comma: bool) -> str:
    """A number of a spreadsheet as text, without groups; ``comma`` for languages with a decimal comma."""
    if isinstance(value, float):
        text = f"{value:.10f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.0f}"
        text = "0" if text in ("-0", "") else text
    else:
        text = str(value)
    return text.replace(".", ",") if comma else text
