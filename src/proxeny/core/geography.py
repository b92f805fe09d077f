"""Countries by their ISO 3166-1 codes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("countries.tsv")


@lru_cache(maxsize=1)
def _numeric() -> dict[str, str]:
    lines = FILE.read_text(encoding="ascii").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def numeric_code(country: str) -> str | None:
    """The three-digit code that map data name a country by; ``None`` for what is no ISO 3166-1 alpha-2 code."""
    return _numeric().get(country.upper())


def is_country(code: str) -> bool:
    """Whether a string is an ISO 3166-1 alpha-2 code."""
    return code in _numeric()
