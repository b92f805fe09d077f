"""Which date of a text is the period of a figure, and which only something it is compared with."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from proxeny.reader.facts.context import Amount, Context, Passage, When
from proxeny.reader.facts.lexicon import Cue

_YEAR = re.compile(r"\d{4}$")
_MONTHS = re.compile(r"\d{4}-\d{2}(/\d{4}-\d{2})?$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARS = re.compile(r"\d{4}/\d{4}$")
_SEASON = re.compile(r"\d{4}-(2[1-4])$")
_MONTH_OF = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?$")
_MACHINE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_HEAD = 60  # characters at the head of a page
_OPENING = 14  # characters before the date that a sentence opens with
_AIM = 60  # characters from a word of aiming to the figure aimed at
_NEAR = 26  # characters between an amount and a date said of it
_COMPARED = 34  # characters between a word of comparison and the date it governs
# Indicators that describe a state, so that a period of reporting before them is not theirs.
STOCKS = frozenset({
    "agreements_total", "partner_cities", "fdi_stock", "fdi_projects_stock", "export_markets",
})  # fmt: skip


def is_day(edtf: str) -> bool:
    """Whether a date is one day or a span of days."""
    return bool(_DAY.match(edtf))


def months_of(edtf: str) -> tuple[int, int] | None:
    """The first and last month of a closed year, month or interval of months, counted from year 0."""
    first, _, last = edtf.partition("/")
    low, high = _MONTH_OF.match(first), _MONTH_OF.match(last or first)
    if low is None or high is None:
        return None
    start = int(low[1]) * 12 + int(low[2] or 1)
    return start, int(high[1]) * 12 + int(high[2] or 12)


def holds(outer: str | None, inner: str) -> bool:
    """Whether a period is longer than another and has it inside: nine months and their September."""
    long, short = months_of(outer) if outer else None, months_of(inner)
    return bool(long and short and long != short and long[0] <= short[0] and short[1] <= long[1])


def _taken(passage: Passage, date: When) -> bool:
    """Whether a figure stands right behind a date, which is then its own: ``..., last year 6.27%``."""
    return any(0 <= other.start - date.end <= 3 for other in passage.amounts)


def is_reporting(edtf: str) -> bool:
    """Whether a date is such as reports cover: a year, a month, an interval of months, all closed."""
    return months_of(edtf) is not None or bool(_SEASON.match(edtf))


@dataclass
class Periods:
    """The dates of one document in reading order; ``carried`` is the period the text is speaking of."""

    context: Context
    carried: str | None = None
    carried_paragraph: int = -1
    day: str | None = None  # the last day or span of days that figures were given for
    day_paragraph: int = -1
    _days: list[When] = field(default_factory=list)

    def compared(self, passage: Passage, date: When) -> bool:
        """Whether a date only names what a figure is compared with (``than in 2022``, ``against Q1 2019``)."""
        if date.optional and self._says_earlier(passage, date):
            return True
        for cue in passage.cues:
            if cue.name not in ("compare", "than", "from") or not (
                cue.start <= date.start and date.start - cue.end <= _COMPARED
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
            return self._ending(passage, own) if indicator in FLOWS else own
        shared = self.shared(passage, amount.start, days=indicator in EVENTFUL, after=indicator not in STOCKS)
        if shared is not None:
            return shared
        if self._floating(passage, amount.end) or self._averaged(passage, amount):
            return None
        if indicator in STOCKS:
            label = passage.between(max(passage.start, amount.start - 3), amount.start)
            return self.carried if ":" in label and passage.paragraph == self.carried_paragraph else None
        far = passage.paragraph - self.carried_paragraph > 2
        if far and self.carried is not None and self.carried[:4] != str(self.context.year):
            return None
        if indicator.startswith("event_"):
            return self._of_event(passage) or self.carried
        brief = indicator in EVENTFUL or indicator.startswith(("visitors", "tourism"))
        if self.day is not None and self.day_paragraph == passage.paragraph and brief:
            return self.day
        if self.carried is not None and passage.has(
            "target", start=max(passage.start, amount.start - _AIM), end=amount.start
        ):
            return self.carried[:4]  # what is aimed at is aimed at for the year
        return self.carried or self._after_compared(passage, amount)

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
            if not 0 <= date.start - amount.end <= 2 * _COMPARED or not _MONTHS.match(date.edtf) or year is None:
                continue
            if date.edtf[:4] == str(year - 1) and self.compared(passage, date):
                return date.edtf.replace(str(year - 1), str(year))
        return None

    def _stamp(self, date: When) -> bool:
        """Whether a date is a page's stamp, written as machines do at its head."""
        if is_day(date.edtf) and "/" not in date.edtf and self.context.is_page_date(date):
            return True
        return date.start < _HEAD and bool(_MACHINE.fullmatch(self.context.folded.text[date.start : date.end]))

    def _of_event(self, passage: Passage) -> str | None:
        """The day or days of the event that the text tells of: the span of days named last, else a day."""
        if not self._days:
            self._days = [date for date in self.context.dates if is_day(date.edtf) and not date.edtf.startswith("..")]
        before = [date for date in self._days if date.start < passage.end]
        spans = [date for date in before if "/" in date.edtf and not date.edtf.endswith("..")]
        told = spans[-1:] or before[-1:] or [date for date in self._days if "/" in date.edtf][:1] or self._days[:1]
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
        return None

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
            if 0 <= date.start - amount.end <= _COMPARED and not re.search(r"[,;:.(]", gap):
                return date.edtf
        compared = [date for date in passage.dates if date.end <= amount.start and self.compared(passage, date)]
        return compared[-1].edtf if compared else None

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
                    return date.edtf
                break
        before = [date for date in passage.dates if left <= date.start and date.end <= amount.start]
        for date in reversed(before):
            if self._in_passing(passage, date, amount.start) or self._stamp(date):
                continue
            if amount.start - date.end <= 4 and re.fullmatch(r"\W*", passage.between(date.end, amount.start)):
                return date.edtf
            gap = passage.between(date.end, amount.start)
            if amount.kind != "%" and len(gap) <= 24 and not re.search(r"[,;%]", gap) and self.compared(passage, date):
                return date.edtf
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
            date.optional and _YEARS.match(date.edtf) and date.start - amount.end <= _COMPARED for date in passage.dates
        )

    def _floating(self, passage: Passage, end: int) -> bool:
        """Whether a passage names a time that nothing anchors, other than in a comparison (``so với cùng kỳ``)."""
        undated = self.context.undated
        for position in undated[bisect_left(undated, passage.start) : bisect_left(undated, end)]:
            if not any(
                cue.name in ("compare", "than", "previous") and cue.start <= position <= cue.end + _COMPARED
                for cue in passage.cues
            ):
                return True
        return False

    @staticmethod
    def after_comparison(passage: Passage, amount: Amount) -> bool:
        """Whether an amount is itself what another is compared with (``against 71``)."""
        return any(
            cue.name in ("compare", "than", "previous") and 0 <= amount.start - cue.end <= 16 for cue in passage.cues
        )

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
        if not usable or not after:
            return None
        between = passage.between(position, usable[0].start)
        parted = any(position < other.start and other.end <= usable[0].start for other in passage.amounts)
        if parted and "," in between and self.carried is not None and passage.paragraph - self.carried_paragraph <= 1:
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
        if used and (is_reporting(used) or _YEARS.match(used) or counted) and (flow or not as_of):
            self.carried, self.carried_paragraph = used, passage.paragraph
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
                self.carried, self.carried_paragraph = date.edtf, passage.paragraph

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
