"""The colours of paper and ink, for pictures drawn outside a browser; ``css/tokens.css`` holds the same.

A picture names a colour as ``token(teal)``: the page puts in the value of the reader's theme, ``in_light`` that of
paper.
"""

from __future__ import annotations

import re

LIGHT: dict[str, str] = {
    "paper": "#faf6ee",
    "sheet": "#fffdf8",
    "sunk": "#f2ecdf",
    "line": "#e3dac8",
    "edge": "#8b816c",
    "ink": "#1b2330",
    "ink-2": "#434b59",
    "ink-3": "#606774",
    "red": "#9e1b1b",
    "red-fill": "#9e1b1b",
    "red-wash": "#f8e6e0",
    "teal": "#0a5560",
    "teal-fill": "#0a5560",
    "teal-wash": "#dfecea",
    "amber": "#7d5000",
    "amber-line": "#c98300",
    "amber-wash": "#fbefd2",
    "plum": "#6b3a63",
    "plum-wash": "#f0e5ee",
    "blue": "#2f4f86",
    "blue-wash": "#e4eaf4",
    "no-data": "#e9e2d4",
}

DARK: dict[str, str] = {
    "paper": "#0f1726",
    "sheet": "#161f31",
    "sunk": "#0b111d",
    "line": "#2a3549",
    "edge": "#77839a",
    "ink": "#ece8df",
    "ink-2": "#c2c7d1",
    "ink-3": "#9da6b7",
    "red": "#ff9a88",
    "red-fill": "#b5322b",
    "red-wash": "#3b1c20",
    "teal": "#74cfce",
    "teal-fill": "#1a737c",
    "teal-wash": "#12343d",
    "amber": "#f3c063",
    "amber-line": "#d79a2b",
    "amber-wash": "#392c10",
    "plum": "#dcaed2",
    "plum-wash": "#35233a",
    "blue": "#a8c1f0",
    "blue-wash": "#1d2c49",
    "no-data": "#232d40",
}

_TOKEN = re.compile(r"token\(([a-z0-9-]+)\)")


def in_light(specification: str) -> str:
    """A drawing's JSON with every ``token(name)`` as the colour on paper. Raises ``KeyError`` for a name it has not."""
    return _TOKEN.sub(lambda match: LIGHT[match[1]], specification)
