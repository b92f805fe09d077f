"""Microsoft Recognizers-Text: numbers, percentages, currencies, dimensions and dates, in English and French."""

from __future__ import annotations

import datetime
import re
from typing import Any

from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_number, recognize_percentage
from recognizers_number_with_unit import recognize_currency, recognize_dimension

NAME, PACKAGE = "Recognizers-Text", "recognizers-text-suite"
KINDS, LANGUAGES = ("quantities", "dates"), ("en", "fr")
_CULTURES = {"en": "en-us", "fr": "fr-fr"}
_UNITS = {"Dollar": "USD", "Euro": "EUR", "Pound": "GBP", "Kilometer": "km", "Meter": "m", "Hectare": "ha",
          "Metric ton": "t", "Ton": "t", "Kilogram": "kg", "Square kilometer": "km2", "Square meter": "m2"}  # fmt: skip
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def find(text: str, language: str, published: str | None) -> dict[str, list[dict[str, Any]]]:
    """The longest of overlapping results counts; numbers inside dates are none."""
    culture = _CULTURES[language]
    dates = _dates(text, culture, published)
    taken = [(date["start"], date["end"]) for date in dates]
    quantities: list[dict[str, Any]] = []
    for recognize in (recognize_currency, recognize_dimension, recognize_percentage, recognize_number):
        for each in recognize(text, culture):
            start, end = each.start, each.end + 1
            value = (each.resolution or {}).get("value")
            if value is None or any(start < last and first < end for first, last in taken):
                continue
            unit = each.resolution.get("isoCurrency") or each.resolution.get("unit")
            share = recognize is recognize_percentage
            quantities.append(
                {
                    "start": start,
                    "end": end,
                    "value": _number(value, language),
                    "high": None,
                    "unit": "%" if share else _UNITS.get(unit, unit) or "count",
                }
            )
            taken.append((start, end))
    return {"quantities": sorted(quantities, key=lambda each: each["start"]), "dates": dates}


def _number(value: str, language: str) -> str:
    plain = value.rstrip("%").replace(",", ".") if language == "fr" else value.rstrip("%").replace(",", "")
    try:
        return f"{float(plain):.12g}"
    except ValueError:
        return plain


def _dates(text: str, culture: str, published: str | None) -> list[dict[str, Any]]:
    parts = [int(part) for part in (published or "").split("-") if part.isdecimal()]
    reference = datetime.datetime(*(parts + [1, 1])[:3]) if parts else datetime.datetime.now()  # noqa: DTZ001, DTZ005
    found = []
    for each in recognize_datetime(text, culture, reference=reference):
        read = (each.resolution or {}).get("values", [])
        values = [value for value in read if value.get("type", "").startswith("date")]
        if values:
            found.append({"start": each.start, "end": each.end + 1, "edtf": _edtf(values[-1])})
    return found


def _edtf(value: dict[str, str]) -> str | None:
    timex = value.get("timex", "")
    if _DAY.fullmatch(timex):
        return timex
    start, end = value.get("start"), value.get("end")
    if start and end:
        last = datetime.date.fromisoformat(end[:10]) - datetime.timedelta(days=1)
        if start[8:10] == "01" and (last + datetime.timedelta(days=1)).day == 1:
            first_month, last_month = start[:7], last.isoformat()[:7]
            return first_month if first_month == last_month else f"{first_month}/{last_month}"
        return f"{start[:10]}/{last.isoformat()}"
    if start or end:
        return f"{start[:10]}/.." if start else f"../{str(end)[:10]}"
    return value.get("value", "")[:10] or None
