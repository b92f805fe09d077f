"""A number in the text and what stands beside it, as the rules fill it in one after another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True)
class Mention:
    """A number in ``document.plain`` and what stands beside it; rules fill in the rest one after another."""

    start: int
    end: int
    number: int
    value: Decimal | None
    rule: str
    raw: str = ""
    alternative: Decimal | None = None
    high: Decimal | None = None
    scale: Decimal | None = None
    unit: str | None = None
    prefixed: bool = False
    of: str | None = None
    qualifier: str = "exact"
    optional: bool = False
    dropped: bool = False
    spelt: bool = False
    borrowed: bool = False
    number_end: int = 0
    negative: bool = False
    bulleted: bool = False
    lettered: bool = False
    nounless: bool = False
