"""How EDTF dates and periods are put into words, as precise as they are and no more."""

from __future__ import annotations

import re
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

_ONE = re.compile(r"(?P<year>\d{2}XX|\d{3}X|\d{4})(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?(?P<mark>[?~%]?)")

# ISO 8601-2 codes in the place of the month.
_SEASONS = range(21, 25)
_QUARTERS = range(33, 37)
_HALVES = range(40, 42)


@dataclass(frozen=True)
class _Words:
    """The fixed phrases of one language; ``{}`` stands for what is qualified."""

    about: str
    uncertain: str
    since: str
    until: str
    first_months: str
    last_months: str
    decade: str
    century: str
    some_month: str
    some_day: str
    seasons: tuple[str, ...]
    quarters: tuple[str, ...]
    halves: tuple[str, ...]


_WORDS = {
    "en": _Words(
        about="about {}",
        uncertain="{} (uncertain)",
        since="since {}",
        until="until {}",
        first_months="first {} months of {}",
        last_months="last {} months of {}",
        decade="{}s",
        century="{}–{}",
        some_month="{}, month not stated",
        some_day="{}, day not stated",
        seasons=("spring {}", "summer {}", "autumn {}", "winter {}"),
        quarters=("first quarter of {}", "second quarter of {}", "third quarter of {}", "fourth quarter of {}"),
        halves=("first half of {}", "second half of {}"),
    ),
    "vi": _Words(
        about="khoảng {}",
        uncertain="{} (chưa chắc chắn)",
        since="từ {}",
        until="đến {}",
        first_months="{} tháng đầu năm {}",
        last_months="{} tháng cuối năm {}",
        decade="thập niên {}",
        century="{}–{}",
        some_month="năm {}, không rõ tháng",
        some_day="{}, không rõ ngày",
        seasons=("mùa xuân {}", "mùa hè {}", "mùa thu {}", "mùa đông {}"),
        quarters=("quý I năm {}", "quý II năm {}", "quý III năm {}", "quý IV năm {}"),
        halves=("nửa đầu năm {}", "nửa cuối năm {}"),
    ),
    "id": _Words(
        about="sekitar {}",
        uncertain="{} (belum pasti)",
        since="sejak {}",
        until="hingga {}",
        first_months="{} bulan pertama {}",
        last_months="{} bulan terakhir {}",
        decade="{}-an",
        century="{}–{}",
        some_month="{}, bulan tidak disebutkan",
        some_day="{}, hari tidak disebutkan",
        seasons=("musim semi {}", "musim panas {}", "musim gugur {}", "musim dingin {}"),
        quarters=("triwulan I {}", "triwulan II {}", "triwulan III {}", "triwulan IV {}"),
        halves=("semester I {}", "semester II {}"),
    ),
    "fr": _Words(
        about="vers {}",
        uncertain="{} (incertain)",
        since="depuis {}",
        until="jusqu’à {}",
        first_months="{} premiers mois de {}",
        last_months="{} derniers mois de {}",
        decade="années {}",
        century="{}–{}",
        some_month="{}, mois non précisé",
        some_day="{}, jour non précisé",
        seasons=("printemps {}", "été {}", "automne {}", "hiver {}"),
        quarters=("premier trimestre {}", "deuxième trimestre {}", "troisième trimestre {}", "quatrième trimestre {}"),
        halves=("premier semestre {}", "second semestre {}"),
    ),
}


@dataclass(frozen=True)
class _Date:
    year: str
    month: int | None = None
    day: int | None = None
    mark: str = ""
    month_unstated: bool = False
    day_unstated: bool = False

    @property
    def is_plain(self) -> bool:
        """A year, month or day, all digits stated and nothing qualified."""
        known = self.year.isdigit() and not (self.mark or self.month_unstated or self.day_unstated)
        return known and (self.month is None or self.month <= 12)

    @property
    def precision(self) -> int:
        return 1 + (self.month is not None) + (self.day is not None)


def _parse(text: str) -> _Date | None:
    match = _ONE.fullmatch(text)
    if not match:
        return None
    month, day = match["month"], match["day"]
    return _Date(
        year=match["year"],
        month=int(month) if month and month != "XX" else None,
        day=int(day) if day and day != "XX" else None,
        mark=match["mark"],
        month_unstated=month == "XX",
        day_unstated=day == "XX" and month != "XX",
    )


def edtf_in_words(edtf: str, language: str, *, short: bool = False) -> str:
    """An EDTF string in words: ``13–16 April 2023``, ``first 8 months of 2023``, ``since 2014``, ``about 2013``.

    ``short`` is for tables: ``13–16 Apr 2023``, ``13–16/4/2023``. A string that is no EDTF (levels 0 and 1, quarters
    and halves) comes back as it is, so that nothing a source said is lost.
    """
    speaker = _Speaker(language, short)
    first, slash, last = edtf.strip().partition("/")
    if not slash:
        date = _parse(first)
        return speaker.one(date) if date else edtf
    if last in {"", ".."}:
        date = _parse(first)
        return speaker.open_ended(speaker.words.since, date) if date else edtf
    if first in {"", ".."}:
        date = _parse(last)
        return speaker.open_ended(speaker.words.until, date) if date else edtf
    start, end = _parse(first), _parse(last)
    return speaker.span(start, end) if start and end else edtf


class _Speaker:
    def __init__(self, language: str, short: bool) -> None:
        self.root = language.replace("_", "-").split("-")[0].lower()
        self.words = _WORDS.get(self.root, _WORDS["en"])
        self.short = short
        try:
            self.locale = Locale.parse(self.root)
        except (UnknownLocaleError, ValueError):
            self.locale = Locale.parse("en")

    def month(self, number: int) -> str:
        months = self.locale.months["format"]["abbreviated" if self.short else "wide"]
        return str(months.get(number, number))

    def year(self, date: _Date) -> str:
        if date.year.endswith("XX"):
            return self.words.century.format(date.year[:2] + "00", date.year[:2] + "99")
        if date.year.endswith("X"):
            return self.words.decade.format(date.year[:3] + "0")
        return date.year

    def plain(self, date: _Date) -> str:
        """Year, month or day, without its mark."""
        year = self.year(date)
        if date.month is None:
            return self.words.some_month.format(year) if date.month_unstated else year
        for codes, phrases in (
            (_SEASONS, self.words.seasons),
            (_QUARTERS, self.words.quarters),
            (_HALVES, self.words.halves),
        ):
            if date.month in codes:
                return phrases[date.month - codes.start].format(year)
        if date.day is None:
            text = self._month_of(date.month, year)
            return self.words.some_day.format(text) if date.day_unstated else text
        if self.root == "vi":
            return f"{date.day}/{date.month}/{year}" if self.short else f"{date.day} tháng {date.month} năm {year}"
        return f"{self.day(date.day)} {self.month(date.month)} {year}"

    def day(self, number: int) -> str:
        """The day of a month; French writes the first one as an ordinal."""
        return "1er" if self.root == "fr" and number == 1 else str(number)

    def _month_of(self, month: int, year: str) -> str:
        if self.root == "vi":
            return f"{month}/{year}" if self.short else f"tháng {month} năm {year}"
        return f"{self.month(month)} {year}"

    def marked(self, date: _Date, text: str) -> str:
        if date.mark in {"~", "%"}:
            text = self.words.about.format(text)
        if date.mark in {"?", "%"}:
            text = self.words.uncertain.format(text)
        return text

    def one(self, date: _Date) -> str:
        text = self.plain(date)
        if self.root == "vi" and date.mark and date.precision == 1 and date.year.isdigit():
            text = f"năm {text}"
        return self.marked(date, text)

    def open_ended(self, phrase: str, date: _Date) -> str:
        text = self.plain(date)
        if self.root == "vi" and date.precision == 1 and date.year.isdigit():
            text = f"năm {text}"
        return phrase.format(self.marked(date, text))

    def span(self, start: _Date, end: _Date) -> str:
        if not (start.is_plain and end.is_plain) or start.precision != end.precision:
            return f"{self.one(start)} – {self.one(end)}"
        if start == end:
            return self.plain(start)
        if start.month is None or end.month is None:
            return f"{start.year}–{end.year}"
        if start.day is None or end.day is None:
            return self._months(start, start.month, end, end.month)
        return self._days(start, start.month, start.day, end, end.month)

    def _months(self, start: _Date, first: int, end: _Date, last: int) -> str:
        if start.year != end.year:
            return f"{self.plain(start)} – {self.plain(end)}"
        if first == 1 and last < 12:
            return self.words.first_months.format(last, start.year)
        if last == 12 and first > 1:
            return self.words.last_months.format(13 - first, start.year)
        if self.root == "vi":
            return f"{first}–{last}/{end.year}" if self.short else f"tháng {first}–{last} năm {end.year}"
        return f"{self.month(first)}–{self.month(last)} {end.year}"

    def _days(self, start: _Date, first: int, day: int, end: _Date, last: int) -> str:
        if start.year != end.year:
            return f"{self.plain(start)} – {self.plain(end)}"
        if first == last:
            return f"{self.day(day)}–{self.plain(end)}"
        if self.root == "vi":
            return f"{day}/{first} – {self.plain(end)}" if self.short else f"{day} tháng {first} – {self.plain(end)}"
        return f"{self.day(day)} {self.month(first)} – {self.plain(end)}"
