"""datefinder: dates in English text."""

from __future__ import annotations

import datetime
from typing import Any

import datefinder

NAME, PACKAGE = "datefinder", "datefinder"
KINDS, LANGUAGES = ("dates",), ("en",)


def find(text: str, language: str, published: str | None) -> dict[str, list[dict[str, Any]]]:
    """Every date as a day, which is all that the library says."""
    parts = [int(part) for part in (published or "").split("-") if part.isdecimal()]
    base = datetime.datetime(*(parts + [1, 1])[:3]) if parts else None  # noqa: DTZ001
    return {
        "dates": [
            {"start": start, "end": end, "edtf": moment.date().isoformat()}
            for moment, (start, end) in datefinder.find_dates(text, index=True, base_date=base)
        ]
    }
