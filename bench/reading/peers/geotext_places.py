"""geotext: countries and cities by their English names; it gives no positions, so each is looked for in its order."""

from __future__ import annotations

from typing import Any

from geotext import GeoText

NAME, PACKAGE = "geotext", "geotext"
KINDS, LANGUAGES = ("places",), ("en", "vi", "id", "fr")


def find(text: str, language: str, published: str | None) -> dict[str, list[dict[str, Any]]]:
    """Every name it finds, as written."""
    read = GeoText(text)
    found = []
    for names, is_country in ((read.cities, False), (read.countries, True)):
        at = 0
        for name in names:
            start = text.find(name, at)
            if start >= 0:
                at = start + len(name)
                found.append({"start": start, "end": at, "name": name, "is_country": is_country})
    return {"places": sorted(found, key=lambda each: each["start"])}
