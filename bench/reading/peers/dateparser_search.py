"""dateparser: dates searched for in running text, in every language it knows."""

from __future__ import annotations

import datetime
from typing import Any

from dateparser.date import DateDataParser
from dateparser.search import search_dates

NAME, PACKAGE = "dateparser", "dateparser"
KINDS, LANGUAGES = ("dates",), ("en", "vi", "id", "fr")


def find(text: str, language: str, published: str | None) -> dict[str, list[dict[str, Any]]]:
    """What ``search_dates`` finds, as exact as ``DateDataParser`` says that the words are (its ``period``)."""
    parts = [int(part) for part in (published or "").split("-") if part.isdecimal()]
    settings: dict[str, Any] = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past"}
    if parts:
        settings["RELATIVE_BASE"] = datetime.datetime(*(parts + [1, 1])[:3])  # noqa: DTZ001
    parser = DateDataParser(languages=[language], settings=settings)
    found, at = [], 0
    for words, moment in search_dates(text, languages=[language], settings=settings) or []:
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        data = parser.get_date_data(words)
        day = (data.date_obj or moment).date().isoformat()
        size = {"year": 4, "month": 7}.get(data.period, 10)
        found.append({"start": start, "end": at, "edtf": day[:size]})
    return {"dates": found}
