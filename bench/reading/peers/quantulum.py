"""quantulum3: quantities with units, in English."""

from __future__ import annotations

from typing import Any

from quantulum3 import parser

NAME, PACKAGE = "quantulum3", "quantulum3"
KINDS, LANGUAGES = ("quantities",), ("en",)
_UNITS = {
    "dollar": "USD", "united states dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "japanese yen": "JPY",
    "yuan": "CNY", "chinese yuan": "CNY", "renminbi": "CNY", "vietnamese dong": "VND", "dong": "VND",
    "indonesian rupiah": "IDR", "rupiah": "IDR", "indian rupee": "INR", "south korean won": "KRW", "won": "KRW",
    "percentage": "%", "dimensionless": "count", "kilometre": "km", "metre": "m", "hectare": "ha", "tonne": "t",
    "ton": "t", "kilogram": "kg", "square metre": "m2", "square kilometre": "km2", "megawatt": "MW", "year": "a",
    "month": "mo", "week": "wk", "day": "d", "hour": "h", "minute": "min",
}  # fmt: skip


def find(text: str, language: str, published: str | None) -> dict[str, list[dict[str, Any]]]:
    """Every quantity; a range has its ends as value and uncertainty."""
    found = []
    for each in parser.parse(text):
        spread = each.uncertainty or 0
        found.append(
            {
                "start": each.span[0],
                "end": each.span[1],
                "value": _plain(each.value - spread),
                "high": _plain(each.value + spread) if spread else None,
                "unit": _UNITS.get(each.unit.name, each.unit.name),
            }
        )
    return {"quantities": found}


def _plain(value: float) -> str:
    return f"{value:.12g}"
