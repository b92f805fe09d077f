"""Which date of a text is the period of a figure, and which only something it is compared with."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from proxeny.reader.facts.comparisons import COMPARED, Comparisons
from proxeny.reader.facts.intervals import holds, is_day, is_reporting, months_of
from proxeny.reader.facts.passages import Amount, Passage, When

_YEAR = re.compile(r"\d{4}$")
_MONTHS = re.compile(r"\d{4}-\d{2}(/\d{4}-\d{2})?$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARS = re.compile(r"\d{4}/\d{4}$")
_MACHINE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_HEAD = 60  # characters at the head of a page
_OPENING = 14  # characters before the date that a sentence opens with
_AIM = 60  # characters from a word of aiming to the figure aimed at
_NEAR = 26  # characters between an amount and a date said of it
# Indicators that describe a state, so that a period of reporting before them is not theirs.
STOCKS = frozenset({
    "agreements_total", "partner_cities", "fdi_stock", "fdi_projects_stock", "export_markets",
})  # fmt: skip


def _taken(passage: Passage, date: When) -> bool:
    """Whether a figure stands right behind a date, which is then its own: ``..., last year 6.27%``."""
    return any(0 <= other.start - date.end <= 3 for other in passage.amounts)


@dataclass
class Periods(Comparisons):
    """The dates of one document in reading order; ``carried`` is the period the text is speaking of."""

    carried_paragraph: int = -1
    carried_at: int = -1  # where the passage that told it begins
    day: str | None = None  # the last day or span of days that figures were given for
    day_paragraph: int = -1
    aimed: str | None = None  # the period that targets were last told for, which no figure goes on with
    aimed_paragraph: int = -99
    aimed_index: int = -99
    _days: list[When] | None = None

    def is_as_of(self, passage: Passage, date: When) -> bool:
        """Whether a date is a point up to which things are counted (``by the end of September``)."""
        return any(
            cue.name == "as_of" and cue.start <= date.start + 4 and date.start - cue.start <= 20 for cue in passage.cues
        )

    def of(self, passage: Passage, amount: Amount, indicator: str, left: int, right: int) -> str | None:
        """The period of an amount; ``left`` and ``right`` bound the words said of it alone."""
        counted_on = None if indicator in STOCKS else self._year_to_date(passage, amount, left)
        if counted_on is not None:
            return counted_on
        own = self.own(passage, amount, left, right, days=indicator in EVENTFUL)
        if own is not None:
            return self._ending(passage, own) if indicator in FLOWS else self._days_of_event(own, indicator)
        shared = self.shared(passage, amount.start, days=indicator in EVENTFUL, after=indicator not in STOCKS)
        if shared is not None:
            return self._days_of_event(shared, indicator)
        if self._floating(passage, amount.end) or self._averaged(passage, amount):
            return None
        if indicator in STOCKS:
            label = passage.between(max(passage.start, amount.start - 3), amount.start)
            return self.carried if ":" in label and passage.paragraph == self.carried_paragraph else None
        if indicator.startswith("event_"):
            if self.carried is not None and self.carried_paragraph == passage.paragraph and not any(
                self.carried_at <= date.start < passage.end for date in self.days
            ):
                return self._days_of_event(self.carried, indicator)  # told since of a period that is reported on
            return self._of_event(passage) or self.carried
        brief = indicator in EVENTFUL or indicator.startswith(("visitors", "tourism"))
        if self.day is not None and self.day_paragraph == passage.paragraph and brief:
            return self.day
        if passage.has("same_time", end=passage.end):
            return self.carried
        if passage.has("target", start=max(passage.start, amount.start - _AIM), end=amount.start):
            aimed = self.aimed if passage.paragraph - self.aimed_paragraph <= 1 else None
            return aimed or (self.carried[:4] if self.carried else None)  # what is aimed at is aimed at for the year
        return self.carried or self._after_compared(passage, amount)

    def _days_of_event(self, period: str, indicator: str) -> str:
        """The days of the event that the text tells of, for those who came to it on one of them or in its year."""
        if not indicator.startswith("event"):
            return period
        for date in self.days:
            first, _, last = date.edtf.partition("/")
            if last and ".." not in date.edtf and (first <= period <= last or period == first[:4] == last[:4]):
                return date.edtf
        return period

    def aimed_at(self, passage: Passage) -> bool:
        """Whether a passage has told a target."""
        return self.aimed_index == passage.index

    def _ending(self, passage: Passage, day: str) -> str:
        """The reporting period that ends with a day, where both are told: ``the first half of 2023, to 30 June``."""
        if not is_day(day) or "/" in day:
            return day
        month = int(day[:4]) * 12 + int(day[5:7])
        for date in passage.dates:
            span = months_of(date.edtf)
            if span is not None and span[1] == month and span[0] < month and not self.compared(passage, date):
                return date.edtf
        return day

    def _after_compared(self, passage: Passage, amount: Amount) -> str | None:
        """The period a year after the months that a figure is compared with, where that is the text's own year."""
        year = self.context.year
        for date in passage.dates:
            if not 0 <= date.start - amount.end <= 2 * COMPARED or not _MONTHS.match(date.edtf) or year is None:
                continue
            if date.edtf[:4] == str(year - 1) and self.compared(passage, date):
                return date.edtf.replace(str(year - 1), str(year))
        return None

    def _stamp(self, date: When) -> bool:
        """Whether a date is a page's stamp, written as machines do at its head."""
        if is_day(date.edtf) and "/" not in date.edtf and self.context.is_page_date(date):
            return True
        return date.start < _HEAD and bool(_MACHINE.fullmatch(self.context.folded.text[date.start : date.end]))

    @property
    def days(self) -> list[When]:
        """The days and spans of days that the text names, without the stamp at its head."""
        if self._days is None:
            self._days = [
                date for date in self.context.dates
                if is_day(date.edtf) and not date.edtf.startswith("..") and not self._stamp(date)
            ]  # fmt: skip
        return self._days

    def _of_event(self, passage: Passage) -> str | None:
        """The day or days of the event that the text tells of: the span of days named last, else a day."""
        before = [date for date in self.days if date.start < passage.end]
        spans = [date for date in before if "/" in date.edtf and not date.edtf.endswith("..")]
        told = spans[-1:] or before[-1:] or [date for date in self.days if "/" in date.edtf][:1] or self.days[:1]
        return told[0].edtf if told else None

    def _year_to_date(self, passage: Passage, amount: Amount, left: int) -> str | None:
        """The months up to the one spoken of, for a figure counted on from the start of the year."""
        if not passage.has("year_to_date", start=left, end=amount.start):
            return None
        named = [date.edtf for date in passage.dates if date.end <= amount.start and not self.compared(passage, date)]
        for edtf in [*reversed(named), self.carried or ""]:
            span = months_of(edtf)
            if span is None or len(edtf) == 4:
                continue
            year, month = divmod(span[1] - 1, 12)
            return f"{year}-01/{year}-{month + 1:02d}" if month else f"{year}-01"
        published = self.context.document.published or ""
        dated = any(date.end <= amount.start and not date.optional for date in passage.dates)
        if dated or not _DAY.fullmatch(published) or not self.from_new_year(passage, amount.start):
            return None
        return f"{published[:4]}-01-01/{published}"

    def from_new_year(self, passage: Passage, end: int) -> bool:
        """Whether a figure is counted from the year's beginning on: ``so far this year``, ``từ đầu năm đến nay``."""
        years = self.context.lexicon.words.get("year_words", frozenset())
        return any(
            not years.isdisjoint(re.findall(r"[^\W\d_]+", passage.text[cue.start : cue.end].replace("'", " ")))
            for cue in passage.marks("year_to_date", passage.start, end)
        )

    def _in_passing(self, passage: Passage, date: When, position: int) -> bool:
        """Whether a date belongs to another figure: in brackets with it, or inside a longer period and used up."""
        text = passage.text
        opening = text.rfind("(", passage.start, date.start)
        closing = text.find(")", date.end, passage.end)
        if opening >= 0 <= closing and text.find(")", opening, date.start) < 0:
            inside = any(opening < other.start < closing for other in passage.amounts)
            if inside and not opening < position < closing:
                return True
        if date.end > position or not any(date.end <= other.start < position for other in passage.amounts):
            return False
        opening = date.start - passage.start <= _OPENING
        if not opening and passage.has("alone", start=date.start - 12, end=date.end + 10):
            return True
        near = self.carried if self.carried_paragraph == passage.paragraph else None
        longer = [near, *(other.edtf for other in passage.dates if other.end <= date.start)]
        first = next(other for other in passage.amounts if other.start >= date.end)
        parted = re.search(r"[,;]\s", passage.between(first.end, position))
        return bool(parted) and any(holds(edtf, date.edtf) for edtf in longer)

    def own(self, passage: Passage, amount: Amount, left: int, right: int, *, days: bool = True) -> str | None:
        """The date in the words around an amount: right after it, else the last one before it."""
        for date in passage.dates:
            if amount.end <= date.start <= right and date.start - amount.end <= _NEAR:
                gap = passage.between(amount.end, date.start)
                if re.search(r"[,;:.(]", gap):
                    break
                if amount.kind == "%" and date.optional and _YEARS.match(date.edtf):
                    break
                if self.after_comparison(passage, amount) or not self.compared(passage, date):
                    return self.same_months(passage, date)
                break
        before = [date for date in passage.dates if left <= date.start and date.end <= amount.start]
        for date in reversed(before):
            if self._in_passing(passage, date, amount.start) or self._stamp(date):
                continue
            if amount.start - date.end <= 4 and re.fullmatch(r"\W*", passage.between(date.end, amount.start)):
                return date.edtf
            gap = passage.between(date.end, amount.start)
            plain = len(gap) <= 24 and not re.search(r"[,;%]", gap) and self.says_level(gap)
            if amount.kind != "%" and plain and self.compared(passage, date):
                return self.same_months(passage, date)
            if date.optional and not (_YEARS.match(date.edtf) and amount.kind != "%"):
                continue
            if not self.compared(passage, date) and self._usable(passage, date, days):
                return date.edtf
        return None

    @staticmethod
    def _labels(passage: Passage, date: When, position: int) -> bool:
        """Whether a date stands before another figure as its label: ``(2023: 1.9 billion)``."""
        after = passage.text[date.end : date.end + 2].lstrip()
        bracketed = passage.text[max(passage.start, date.start - 8) : date.start].rstrip().endswith("(")
        if not (after.startswith(":") and (bracketed or date.start > position)):
            return False
        return not any(other.start == position and 0 <= position - date.end <= 4 for other in passage.amounts)

    @staticmethod
    def _relative(passage: Passage, date: When, position: int, days: bool) -> bool:
        """Whether an optional date may be a period all the same: ``last year``, or years named before the figure."""
        if len(date.edtf) == 9:  # over the past five years: the span of a sum, but no period of a yearly average
            return date.end <= position and not any(
                other.start == position and other.kind == "%" for other in passage.amounts
            )
        return len(date.edtf) == 4 and (days or not passage.text[date.start : date.end].isdigit())

    def _usable(self, passage: Passage, date: When, days: bool) -> bool:
        """Whether a date can be a period: what reports cover, years, open spans; days if figures are as of them."""
        if is_reporting(date.edtf) or ".." in date.edtf or _YEARS.match(date.edtf):
            return True
        if is_day(date.edtf) and "/" in date.edtf:  # a holiday, a week
            return True
        return is_day(date.edtf) and (days or self.is_as_of(passage, date))

    @staticmethod
    def _averaged(passage: Passage, amount: Amount) -> bool:
        """Whether a rate is the average of a span of years (``in the past ten years ... 7% a year``)."""
        return amount.kind == "%" and any(
            date.optional and _YEARS.match(date.edtf) and date.start - amount.end <= COMPARED for date in passage.dates
        )

    def _floating(self, passage: Passage, end: int) -> bool:
        """Whether a passage names a time that nothing anchors, other than in a comparison (``so với cùng kỳ``)."""
        undated = self.context.undated
        for position in undated[bisect_left(undated, passage.start) : bisect_left(undated, end)]:
            if not any(
                cue.name in ("compare", "than", "previous") and cue.start <= position <= cue.end + COMPARED
                for cue in passage.cues
            ):
                return True
        return False

    def shared(self, passage: Passage, position: int, *, days: bool = False, after: bool = True) -> str | None:
        """The date that a whole passage speaks of, the nearest before a position, else the first after it."""
        usable = [
            date
            for date in passage.dates
            if not self._stamp(date)
            and self._usable(passage, date, days)
            and (not date.optional or self._relative(passage, date, position, days))
            and not self.compared(passage, date)
            and not self._in_passing(passage, date, position)
        ]
        before = [date for date in usable if date.end <= position and not self._labels(passage, date, position)]
        if before:
            return before[-1].edtf
        usable = [
            date for date in usable
            if date.start >= position and not self._labels(passage, date, position) and not _taken(passage, date)
        ]  # fmt: skip
        if usable and usable[-1].edtf.endswith("/.."):
            return usable[-1].edtf
        if not after:  # two figures of a state and behind them the day that both are told as of
            usable = [date for date in usable if self.is_as_of(passage, date)]
        if not usable:
            return None
        between = passage.between(position, usable[0].start)
        parted = any(position < other.start and other.end <= usable[0].start for other in passage.amounts)
        if parted and usable[0].optional:
            return None
        near = self.carried is not None and passage.paragraph - self.carried_paragraph <= 1
        if parted and near and re.search(r",(?!\d)", between):
            return None  # the date of a later figure, where the text already speaks of a period
        alone = not any(date.edtf != usable[0].edtf for date in passage.dates)
        return None if (";" in between or ":" in between) and not alone else usable[0].edtf

    def leave(self, passage: Passage, used: str | None, *, flow: bool = False) -> None:
        """Remember what period a passage was about, for the figures after it that have none of their own.

        ``flow`` says that the figures were sums of a period, so that a day up to which they count goes on as well.
        """
        year = self.context.year
        as_of = used is not None and any(date.edtf == used and self.is_as_of(passage, date) for date in passage.dates)
        counted = used is not None and flow and (as_of or used.count("/") == 1) and ".." not in used
        if used and (is_reporting(used) or _YEARS.match(used) or counted) and (flow or not as_of or len(used) == 4):
            self.carried, self.carried_paragraph, self.carried_at = used, passage.paragraph, passage.start
            return
        if used and is_day(used):
            self.day, self.day_paragraph = used, passage.paragraph
            return
        if self._floating(passage, passage.end):
            self.carried = None
        for date in passage.dates:
            if self._stamp(date):
                continue
            if date.optional or date.edtf.endswith("..") or self._in_passing(passage, date, passage.end):
                continue
            month = "-" in date.edtf and "/" not in date.edtf
            if month and not any(cue.group == "measures" for cue in passage.cues):
                continue
            if not is_reporting(date.edtf) or self.compared(passage, date) or self.is_as_of(passage, date):
                continue
            if self._widens(passage, date):
                continue
            if year is not None and year - 1 <= int(date.edtf[:4]) <= year:
                self.carried, self.carried_paragraph, self.carried_at = date.edtf, passage.paragraph, passage.start

    @staticmethod
    def _widens(passage: Passage, date: When) -> bool:
        """Whether a date only gives the year of the one right before it: ``Semester I (January to June) 2023``."""
        return any(
            0 <= date.start - other.end <= 6 and holds(date.edtf, other.edtf) and other is not date
            for other in passage.dates
        )


# Sums of a period, for which "as of 20 September" says how far they count.
FLOWS = frozenset({
    "fdi_registered", "fdi_new_registered", "fdi_projects_new", "fdi_disbursed", "exports", "imports", "trade_turnover",
    "budget_revenue", "visitors", "visitors_international", "tourism_revenue", "investment_licensed_projects",
    "investment_licensed_capital",
})  # fmt: skip
EVENTFUL = frozenset({
    "event_participants", "event_exhibitors", "investment_licensed_projects", "investment_licensed_capital",
    "investment_called_projects", "investment_called_capital", "agreements_signed", "delegations_in",
    "aid_received", "aid_programmes", "partner_cities", "fdi_stock", "fdi_projects_stock", "agreements_total",
    "fdi_rank",
})  # fmt: skip
