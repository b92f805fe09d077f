"""flashgeotext: countries and cities by their names, with positions."""

from __future__ import annotations

from typing import Any

from flashgeotext.geotext import GeoText

NAME, PACKAGE = "flashgeotext", "flashgeotext"
KINDS, LANGUAGES = ("places",), ("en", "vi", "id", "fr")
_FINDER = GeoText()


def find(text: str, language: str, published: str | None) -> dict[str, list[dict[str, Any]]]:
    """Every name it finds, under the English name it gives."""
    found = []
    for kind, names in _FINDER.extract(input_text=text, span_info=True).items():
        for name, each in names.items():
            found += [
                {"start": start, "end": end, "name": name, "is_country": kind == "countries"}
                for start, end in each["span_info"]
            ]
    return {"places": sorted(found, key=lambda each: each["start"])}
