"""Dates that figures are only compared with, and the periods they are then of: ``than in 2022``, ``a year ago``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.intervals import is_reporting, months_of
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage, When

COMPARED = 34  # characters between a word of comparison and the date it governs


@dataclass
class Comparisons:
    """What a document compares its figures with; ``carried`` is the period the text is speaking of."""

    context: Context
    carried: str | None = None

    def compared(self, passage: Passage, date: When) -> bool:
        """Whether a date only names what a figure is compared with (``than in 2022``, ``against Q1 2019``)."""
        if date.optional and self._says_earlier(passage, date):
            return True
        for cue in passage.cues:
            if cue.name not in ("compare", "than", "from") or not (
                cue.start <= date.start and date.start - cue.end <= COMPARED
            ):
                continue
            if cue.name == "from" and self._raised_from(passage, cue, date):  # "up from 6.27 per cent in 2022"
                return True
            if cue.name == "from":  # "5% from 2022", not "from 2022 on"
                grown = any(0 <= cue.start - other.end <= 6 and other.kind == "%" for other in passage.amounts)
                if not 0 <= date.start - cue.end <= 12 or not grown:
                    continue
            if ";" in passage.between(cue.end, date.start):
                continue
            between = [other for other in passage.amounts if cue.end <= other.start and other.end <= date.start]
            if not between:
                return True
            # "against 97 in 2023", "from 71 the year before"
            if (
                len(between) == 1
                and cue.name != "than"
                and between[0].start - cue.end <= 16
                and date.start - between[0].end <= 12
            ):
                return True
        return False

    def _says_earlier(self, passage: Passage, date: When) -> bool:
        """Whether a date's own words compare: ``a year earlier``, ``setahun sebelumnya``."""
        words = re.findall(r"[^\W\d_]+", passage.text[date.start : date.end])
        return bool(words) and words[-1] in self.context.lexicon.words.get("earlier_ends", frozenset())

    def _raised_from(self, passage: Passage, cue: Cue, date: When) -> bool:
        if passage.text[cue.start : cue.end] not in self.context.lexicon.words.get("rises_from", ()):
            return False
        between = [other for other in passage.amounts if cue.end <= other.start and other.end <= date.start]
        moved = passage.has("up", "down", start=cue.start - 12, end=cue.start)
        return moved and len(between) == 1 and between[0].start - cue.end <= 8 and date.start - between[0].end <= 12

    def back_from(self, passage: Passage, amount: Amount, period: str) -> str | None:
        """The period that ``a year earlier`` right behind an amount counts back to from another one's."""
        for date in passage.dates:
            near = 0 <= date.start - amount.end <= 16 or 0 <= amount.start - date.end <= 16
            if near and date.optional and self._says_earlier(passage, date):
                words = set(re.findall(r"[^\W\d_]+", passage.text[date.start : date.end]))
                return self.one_back(period, words)
        return None

    def one_back(self, period: str, words: set[str]) -> str | None:
        """The month, quarter or year before a period, whichever the words name; ``None`` where they do not fit it."""
        lexicon = self.context.lexicon.words
        span = months_of(period)
        if span is None:
            return None
        length = span[1] - span[0] + 1
        if words & lexicon.get("year_words", frozenset()):
            shift = 12
        elif (words & lexicon.get("month_words", frozenset()) and length == 1) or (
            words & lexicon.get("quarter_words", frozenset()) and length == 3
        ):
            shift = length
        else:
            return None
        first, last = (divmod(month - shift - 1, 12) for month in span)
        if length == 12:
            return f"{first[0]}"
        start, end = f"{first[0]}-{first[1] + 1:02d}", f"{last[0]}-{last[1] + 1:02d}"
        return start if start == end else f"{start}/{end}"

    def before(self, passage: Passage, amount: Amount) -> str | None:
        """The period of the first of two values (``from 10.5 billion``): said right after it, or compared with."""
        for date in passage.dates:
            gap = passage.between(amount.end, date.start)
            if 0 <= date.start - amount.end <= COMPARED and not re.search(r"[,;:.(]", gap):
                return self.same_months(passage, date)
        compared = [date for date in passage.dates if date.end <= amount.start and self.compared(passage, date)]
        return self.same_months(passage, compared[-1]) if compared else None

    def against(self, passage: Passage) -> set[str]:
        """The periods that a passage only compares with, which the text does not go on about."""
        compared = [date for date in passage.dates if self.compared(passage, date)]
        if not compared:
            return set()
        told = {date.edtf for date in passage.dates if date not in compared}
        return {self.same_months(passage, date) for date in compared} | {date.edtf for date in compared} - told

    def says_level(self, gap: str) -> bool:
        """Whether the words from a date to a figure can say what it was then, and not by what it came about."""
        return self.context.lexicon.words.get("by_doing", frozenset()).isdisjoint(gap.split())

    def same_months(self, passage: Passage, date: When, period: str | None = None) -> str:
        """A date; ``the same month a year earlier``, read as a year, as the months of it that the text speaks of."""
        if not date.optional or len(date.edtf) != 4 or not self._says_same(passage, date):
            return date.edtf
        named = [other.edtf for other in passage.dates if other.end <= date.start and is_reporting(other.edtf)]
        for now in [period or "", *reversed(named), self.carried or ""]:
            if months_of(now) is not None and len(now) > 4 and now[:4] == str(int(date.edtf) + 1):
                return now.replace(now[:4], date.edtf)
        return date.edtf

    def counted_back(self, passage: Passage, date: When, period: str | None) -> str:
        """The period that a date of comparison is: ``the previous month`` counts back from the one that is compared."""
        if period is not None and self._says_earlier(passage, date):
            words = set(re.findall(r"[^\W\d_]+", passage.text[date.start : date.end]))
            return self.one_back(period, words) or self.same_months(passage, date, period)
        return self.same_months(passage, date, period)

    def _says_same(self, passage: Passage, date: When) -> bool:
        """Whether a date's own words say that it is the same part of another year (``cùng kỳ``, ``a year earlier``)."""
        words = re.findall(r"[^\W\d_]+", passage.text[date.start : date.end])
        same = self.context.lexicon.words.get("same_words", frozenset())
        return not same.isdisjoint(words) or self._says_earlier(passage, date)

    @staticmethod
    def after_comparison(passage: Passage, amount: Amount) -> bool:
        """Whether an amount is itself what another is compared with (``against 71``)."""
        return any(
            cue.name in ("compare", "than", "previous") and 0 <= amount.start - cue.end <= 16
            and not any(cue.end <= date.start and date.end <= amount.start for date in passage.dates)
            for cue in passage.cues
        )  # fmt: skip
