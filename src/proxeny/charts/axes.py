"""Axes whose numbers are written by the server, in the words of the reader's language."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from proxeny.charts.specs import Spec
from proxeny.core.wording import in_words

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def ticks(low: Decimal, high: Decimal, *, about: int = 4) -> list[Decimal]:
    """Round numbers from at or below ``low`` to at or above ``high``, nought among them where it lies between."""
    span = (high - low) or abs(high) or Decimal(1)
    base = Decimal(10) ** (span / about).adjusted()
    step = next(step * base for step in _STEPS if span / (step * base) <= about)
    first, last = (low / step).to_integral_value("ROUND_FLOOR"), (high / step).to_integral_value("ROUND_CEILING")
    return [step * number for number in range(int(first), int(last) + 1)]


def labelled(values: list[Decimal], unit: str, language: str) -> Spec:
    """The part of an axis that says where its ticks are and what is written beside them."""
    words = {float(value): in_words(value, unit, language).text if value else "0" for value in values}
    return {"values": list(words), "labelExpr": _looked_up(words)}


def _looked_up(words: dict[float, str]) -> str:
    """An expression of Vega that gives a tick's words."""
    said = "''"
    for value, label in words.items():
        said = f"datum.value == {value!r} ? {json.dumps(label, ensure_ascii=False)} : {said}"
    return said


def pixels(field: str) -> dict[str, Any]:
    """A channel whose field holds pixels: what the server has laid out."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}
