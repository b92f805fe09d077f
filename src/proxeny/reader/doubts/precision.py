"""How precisely a figure is printed: half of its last unit, within which rounding may explain a difference."""

from __future__ import annotations

import re
from decimal import Decimal

from proxeny.reader.spans import Quantity

_DIGITS = re.compile(r"\d[\d.,' \u00a0\u2009\u202f]*\d|\d")
_HALF = Decimal("0.5")
_EXACT = 10_000  # a round number below this, without a scale word, is taken for exact


def margin(quantity: Quantity) -> Decimal:
    """Half of the last unit that a figure prints: 50,000,000 for ``1.2 billion``; 0.5 for a spelt-out one."""
    value = quantity.value
    if value is None or not value:
        return _HALF
    match = _DIGITS.search(quantity.text)
    if match is None:
        return _HALF
    digits = re.sub(r"\D", "", match.group())
    significant = digits.lstrip("0") or "0"
    exponent = value.copy_abs().adjusted() - (len(significant) - 1)
    unit = Decimal(10) ** exponent
    zeros = len(significant) - len(significant.rstrip("0"))
    if zeros and abs(value) >= _EXACT and not _has_decimals(match.group()):
        unit *= Decimal(10) ** zeros
    return unit * _HALF


def _has_decimals(written: str) -> bool:
    """Whether the last mark of a number is followed by other than three digits."""
    tail = re.split(r"[.,]", written)
    return len(tail) > 1 and len(tail[-1]) != 3


def significant(quantity: Quantity) -> str:
    """The digits of a figure without the zeros around them: ``2265`` for ``2.265 million``."""
    match = _DIGITS.search(quantity.text)
    return re.sub(r"\D", "", match.group()).strip("0") if match else ""
