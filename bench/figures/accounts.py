"""What is measured of a partner or of the city over the years: months, year-to-dates and years that hold together.

Partners are observed as they are in offices: the first of them month by month, more by the quarter, most by the year.
Sizes fall off as one over the rank (Zipf), months have their seasons, and every figure is rounded to four digits as
releases do, after the sums, growth rates and shares were made of the unrounded ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from bench.registers.words import Chance

FIRST_YEAR, LAST_YEAR = 2004, 2025
MONTHLY, QUARTERLY, YEARLY = "monthly", "quarterly", "yearly"
# Of a hundred partners so many are observed by the month, and so many more by the quarter.
BY_MONTH, BY_QUARTER = 0.10, 0.35
# What partners make together of the city's figure; the rest comes from elsewhere.
OF_PARTNERS = 0.75

Span = tuple[int, int]  # first and last month
YEAR: Span = (1, 12)
_MONTHS: tuple[Span, ...] = tuple((month, month) for month in range(1, 13))
_TO_DATE: tuple[Span, ...] = tuple((1, month) for month in range(2, 12))
_SPANS: dict[str, tuple[Span, ...]] = {
    MONTHLY: (*_MONTHS, *_TO_DATE, YEAR),
    QUARTERLY: ((1, 3), (4, 6), (7, 9), (10, 12), (1, 6), (1, 9), YEAR),
    YEARLY: (YEAR,),
}
_RATED: dict[str, tuple[Span, ...]] = {
    MONTHLY: (*_TO_DATE, YEAR), QUARTERLY: ((1, 3), (1, 6), (1, 9), YEAR), YEARLY: (YEAR,),
}  # fmt: skip
_STANDING: dict[str, tuple[int, ...]] = {MONTHLY: (3, 6, 9, 12), QUARTERLY: (6, 12), YEARLY: (12,)}
_SEASON = (0.95, 0.72, 1.02, 0.98, 1.0, 1.03, 1.0, 1.04, 1.02, 1.06, 1.07, 1.11)

# A city's figure in a month of the first year, its growth a year, and how much a month may be off.
_FLOWS: dict[str, tuple[float, float, float, str]] = {
    "exports": (480e6, 0.075, 0.06, "USD"),
    "imports": (1_300e6, 0.07, 0.06, "USD"),
    "fdi_new_registered": (60e6, 0.05, 0.6, "USD"),
    "fdi_added": (45e6, 0.06, 0.5, "USD"),
    "fdi_share_purchases": (30e6, 0.08, 0.5, "USD"),
    "fdi_disbursed": (70e6, 0.05, 0.15, "USD"),
    "visitors_international": (110e3, 0.06, 0.12, "count"),
    "fdi_projects_new": (35, 0.03, 0.4, "count"),
}
_OF_THE_CITY: dict[str, tuple[float, float, float, str]] = {
    "budget_revenue": (2.5e12, 0.09, 0.08, "VND"),
    "tourism_revenue": (1.9e12, 0.08, 0.1, "VND"),
    "grdp": (9e12, 0.085, 0.03, "VND"),
    "delegations_in": (24, 0.02, 0.3, "count"),
    "delegations_out_led": (7, 0.02, 0.4, "count"),
    "delegations_out_accompanying": (4, 0.02, 0.4, "count"),
    "events_held": (9, 0.03, 0.3, "count"),
    "agreements_signed": (3, 0.01, 0.5, "count"),
}
# Made of others: the whole and its parts.
_MADE: dict[str, tuple[str, ...]] = {
    "trade_turnover": ("exports", "imports"),
    "fdi_registered": ("fdi_new_registered", "fdi_added", "fdi_share_purchases"),
    "delegations_out": ("delegations_out_led", "delegations_out_accompanying"),
}
_GROWTHS = {
    "exports_growth": "exports", "imports_growth": "imports", "trade_turnover_growth": "trade_turnover",
    "fdi_growth": "fdi_registered", "visitors_growth": "visitors",
}  # fmt: skip
_STOCKS = {"fdi_stock": ("fdi_registered", 6.0), "fdi_projects_stock": ("fdi_projects_new", 5.0)}

Months = dict[tuple[str, int], list[float]]  # (indicator, year) → twelve unrounded figures


@dataclass(slots=True)
class Said:
    """A figure as another source prints it: how many publishers and months away from the first one."""

    value: Decimal
    unit: str
    publisher: int
    later: int = 0


@dataclass(slots=True)
class Point:
    """A point of a series with what its sources say, the first of them first."""

    indicator: str
    year: int
    span: Span | None
    value: Decimal
    unit: str
    status: str = "actual"
    others: list[Said] = field(default_factory=list)
    plant: str = ""

    @property
    def edtf(self) -> str:
        """The period: a year, a month, or months of a year."""
        if self.span is None or self.span == YEAR:
            return str(self.year)
        first, last = self.span
        if first == last:
            return f"{self.year}-{first:02}"
        return f"{self.year}-{first:02}/{self.year}-{last:02}"


@dataclass
class Account:
    """The series of one partner (``rank`` from 0), or of an area as a whole (``rank`` is ``None``)."""

    area: str
    rank: int | None
    watched: str
    months: Months

    def figures(self) -> Iterator[tuple[int, dict[tuple[str, Span | None], Point]]]:
        """Year by year: the points by indicator and months; stocks have the month that they stand at."""
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            yield year, self._of(year)

    def total(self, indicator: str, year: int, span: Span) -> float:
        """The unrounded figure."""
        return sum(self.months[indicator, year][span[0] - 1 : span[1]])

    def _of(self, year: int) -> dict[tuple[str, Span | None], Point]:
        found: dict[tuple[str, Span | None], Point] = {}

        def add(indicator: str, span: Span, value: float, unit: str) -> None:
            exact = rate(value) if unit == "%" else rounded(value)
            found[indicator, span] = Point(indicator, year, span, exact, unit)

        for indicator, _year in [key for key in self.months if key[1] == year]:
            unit = unit_of(indicator)
            for span in _SPANS[self.watched]:
                add(indicator, span, self.total(indicator, year, span), unit)
        if year > FIRST_YEAR:
            for indicator, of in _GROWTHS.items():
                base = "visitors_international" if of == "visitors" and self.rank is not None else of
                for span in _RATED[self.watched]:
                    before = self.total(base, year - 1, span)
                    if before >= 1:
                        add(indicator, span, (self.total(base, year, span) / before - 1) * 100, "%")
        for indicator, (of, start) in _STOCKS.items():
            held = self.total(of, FIRST_YEAR, YEAR) * start
            held += sum(self.total(of, past, YEAR) for past in range(FIRST_YEAR, year))
            for month in _STANDING[self.watched]:
                add(indicator, (month, month), held + self.total(of, year, (1, month)), unit_of(of))
        return found

    def shares(self, city: Account, year: int) -> Iterator[Point]:
        """A partner's exports in per cent of the city's."""
        for span in _RATED[self.watched]:
            of_all = self.total("exports", year, span) / city.total("exports", year, span) * 100
            yield Point("exports_share", year, span, rate(of_all), "%")


def rounded(value: float) -> Decimal:
    """Four digits, and no fractions: amounts are in whole units."""
    whole = round(value)
    power = max(0, len(str(abs(whole))) - 4)
    return Decimal(round(whole / 10**power) * 10**power)


def rate(value: float) -> Decimal:
    """One decimal, as rates are printed."""
    return Decimal(str(round(value, 1)))


def unit_of(indicator: str) -> str:
    """The unit that a flow or what is made of flows is printed in."""
    of = _MADE.get(indicator, (indicator,))[0]
    if of == "visitors":
        return "count"
    return (_FLOWS.get(of) or _OF_THE_CITY[of])[3]


def _with_what_is_made(months: Months, year: int) -> None:
    for whole, parts in _MADE.items():
        if (parts[0], year) in months:
            months[whole, year] = [sum(each) for each in zip(*(months[part, year] for part in parts), strict=True)]
    months["visitors", year] = [round(each * 1.05) for each in months["visitors_international", year]]


def city(area: str, times: float = 1.0) -> Account:
    """The account of an area as a whole, month by month."""
    chance, months = Chance(f"account of {area}"), Months()
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for indicator, (size, growth, off, unit) in (_FLOWS | _OF_THE_CITY).items():
            trend = size * times * (1 + growth) ** (year - FIRST_YEAR) * (1 + chance.draw.uniform(-0.03, 0.03))
            each = [trend * season * (1 + chance.draw.uniform(-off, off)) for season in _SEASON]
            months[indicator, year] = [float(round(value)) for value in each] if unit == "count" else each
        _with_what_is_made(months, year)
    return Account(area, None, MONTHLY, months)


def of_partners(whole: Account, number: int) -> Iterable[Account]:
    """The accounts of as many partners, the largest first."""
    harmonic = sum(1 / (rank + 1) for rank in range(number))
    for rank in range(number):
        chance, months = Chance(f"account of partner {rank}"), Months()
        own = OF_PARTNERS / (rank + 1) / harmonic
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            for indicator, (_size, _growth, off, unit) in _FLOWS.items():
                part = own * (1 + chance.draw.uniform(-0.1, 0.1))
                each = [value * part * (1 + chance.draw.uniform(-off, off) / 3) for value in
                        whole.months[indicator, year]]  # fmt: skip
                months[indicator, year] = [float(round(value)) for value in each] if unit == "count" else each
            _with_what_is_made(months, year)
        watched = MONTHLY if rank < number * BY_MONTH else QUARTERLY if rank < number * (BY_MONTH + BY_QUARTER) else ""
        yield Account(whole.area, rank, watched or YEARLY, months)
