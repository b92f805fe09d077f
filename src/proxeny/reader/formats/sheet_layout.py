"""What the values of a sheet do not tell: hidden rows and columns, merged cells; read from its XML in one pass."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

from lxml import etree

_YES = ("1", "true")
_MERGED_LIMIT = 100_000
_COLUMNS_LIMIT = 16_384
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$")


@dataclass
class Layout:
    """Row and column numbers from 1; ``spans`` gives how many columns a merged cell covers."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    spans: dict[tuple[int, int], int] = field(default_factory=dict)


def layout_of(sheet: bytes) -> Layout:
    """The layout of one worksheet part; what cannot be made out is left as shown."""
    found = Layout()
    at = 0
    for _, element in etree.iterparse(
        io.BytesIO(sheet), events=("end",), resolve_entities=False, no_network=True, huge_tree=True
    ):
        name = etree.QName(element).localname
        if name == "row":
            at = _number(element.get("r")) or at + 1
            flat = element.get("customHeight") in _YES and float(element.get("ht", "15")) == 0
            if element.get("hidden") in _YES or flat:
                found.hidden_rows.add(at)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        elif name == "col":
            first, last = _number(element.get("min")), _number(element.get("max"))
            if element.get("hidden") in _YES and 0 < first <= last <= _COLUMNS_LIMIT:
                found.hidden_columns.update(range(first, last + 1))
        elif name == "mergeCell" and len(found.spans) < _MERGED_LIMIT:
            match = _RANGE.match(element.get("ref", ""))
            if match and match.group(3):
                left, right = _column(match.group(1)), _column(match.group(3))
                if left < right <= _COLUMNS_LIMIT:
                    found.spans[int(match.group(2)), left] = right - left + 1
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
