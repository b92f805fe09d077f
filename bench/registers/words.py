"""The words, dates and choices that the record of the bench is made of; seeded, so that every run has the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from proxeny.core import period

One = TypeVar("One")
FIRST_YEAR, LAST_YEAR = 2004, 2026

FIELDS = ("transport", "heritage", "giáo dục", "môi trường", "trade", "y tế", "craft villages", "chuyển đổi số",
          "water supply", "du lịch", "archives", "public lighting")  # fmt: skip
CITIES = ("Sông Xanh", "Núi Bạc", "Porta Nova", "Weissfurt", "Havre-Doré", "Minato East", "Kota Baru Timur", "Ålund")
FAMILIES = ("Nguyễn", "Trần", "Dupont", "Okada", "Fischer", "Santoso", "Lindqvist", "Moreau")
MIDDLES = ("Văn", "Thị", "Marie", "Ken", "Otto", "Dewi", "Elsa", "Hữu")
SECTORS = ("manufacturing", "real_estate", "logistics", "education", "software", "retail", "energy", "health")
COUNTRIES = ("FR", "JP", "KR", "DE", "SG", "TH", "LA", "CN", "US", "AU", "IT", "GB", "NL", "SE", "ID", "IN")
UNITS = ("USD", "USD", "USD", "USD", "VND", "EUR")


class Chance:
    """Draws with a seed of their own, whatever else draws."""

    def __init__(self, name: str) -> None:
        self.draw = random.Random(name)

    def one(self, among: Sequence[One]) -> One:
        """Any of some, each as often."""
        return among[int(self.draw.random() * len(among))]

    def leaning(self, among: Sequence[One]) -> One:
        """One of some, the first far more often than the last, as partners are: the first of 600 in one of 13."""
        return among[int(self.draw.random() ** 2.5 * len(among))]

    def some(self, among: Sequence[One], most: int) -> list[One]:
        """One to ``most`` of them, no one twice."""
        return list(dict.fromkeys(self.leaning(among) for _number in range(1 + int(self.draw.random() * most))))

    def happens(self, share: float) -> bool:
        """In that share of cases."""
        return self.draw.random() < share

    def number(self, low: int, high: int) -> int:
        """From low to high."""
        return low + int(self.draw.random() * (high - low + 1))

    def day(self, first: int = FIRST_YEAR, last: int = LAST_YEAR) -> date:
        """Any day of some years."""
        return date(first, 1, 1) + timedelta(days=self.number(0, (last - first + 1) * 365 - 1))

    def edtf(self, first: int = FIRST_YEAR, last: int = LAST_YEAR, longest: int = 0) -> str:
        """A date as sources give it: mostly to the day or some days, else a month, a year, or since a year."""
        day, kind = self.day(first, last), self.draw.random()
        if kind < 0.005:
            return f"{day.year}/.."
        if kind < 0.03:
            return str(day.year)
        if kind < 0.08:
            return f"{day.year}-{day.month:02}"
        if longest and kind < 0.7:
            return f"{day.isoformat()}/{(day + timedelta(days=self.number(1, longest))).isoformat()}"
        return day.isoformat()

    def mark(self) -> int:
        """Most are public, some internal, few confidential."""
        at = self.draw.random()
        return 0 if at < 0.8 else 1 if at < 0.98 else 2

    def name(self) -> str:
        """Of an invented person."""
        return f"{self.one(FAMILIES)} {self.one(MIDDLES)} {self.number(1, 400)}"


def dated(edtf: str) -> tuple[str, date | None, date | None]:
    """A date with its first and last day, as the three columns of the field."""
    return (edtf, *period.days(edtf)) if edtf else ("", None, None)


def with_days(name: str) -> tuple[str, str, str]:
    """The names of the three columns of a date."""
    return name, f"{name}_earliest", f"{name}_latest"
