"""Where countries lie that the map's outlines leave out for their size."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("small_countries.tsv")


@lru_cache(maxsize=1)
def small_countries() -> dict[str, tuple[float, float]]:
    """ISO 3166-1 alpha-2 → longitude and latitude in degrees."""
    lines = FILE.read_text(encoding="ascii").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {code: (float(longitude), float(latitude)) for code, longitude, latitude in rows}
