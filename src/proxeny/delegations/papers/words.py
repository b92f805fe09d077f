"""The fixed words of the printed papers, by paper and language."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from proxeny.core.home import home_name

_FILE = Path(__file__).with_name("words.toml")


@lru_cache(maxsize=1)
def _all() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)


def words_of(paper: str, language: str) -> dict[str, str]:
    """The words of a paper in a language; in English where there are none."""
    found: dict[str, dict[str, str]] = _all()[paper]
    return found.get(language, found["en"])


def heading(language: str, year: int) -> dict[str, str]:
    """Authority, state, number and place of an official paper, as the home country writes them."""
    by_country = _all()["heading"]
    here: dict[str, dict[str, str]] = by_country.get(settings.PROXENY_HOME_COUNTRY, by_country["general"])
    home = home_name(language)
    lines = here.get(language, here["en"])
    return {
        name: words.format(home=home.upper() if name == "authority" else home, year=year)
        for name, words in lines.items()
    }
