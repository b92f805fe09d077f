"""What a year is likely to come to, with an interval, and how well the same method did in earlier years.

By shares: what had come in by the same month of earlier years, as part of those years. It needs year-to-dates only, is
quick, and is what pages and reports use. By smoothing: exponential smoothing (ETS) of single months by statsmodels,
which needs three unbroken years of them and some seconds; it is made where somebody asks for it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from statistics import mean, stdev
from typing import Literal

from proxeny.indicators.seasonality import MONTHS, Known, Share

Method = Literal["shares", "smoothing"]

LEVEL = Decimal("0.8")  # of the interval: four years in five should end in it
LEAST_YEARS = 3
LEAST_MONTHS = LEAST_YEARS * MONTHS
_PATHS = 2000
# Student's t, 90th percentile: half of what an interval of 80 per cent leaves out; 1 to 30 degrees of freedom.
_T = (
    3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.350, 1.345, 1.341,
    1.337, 1.333, 1.330, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.310,
)  # fmt: skip


@dataclass(frozen=True)
class Tested:
    """What a method would have said of an earlier year at the same month, and what the year came to."""

    year: int
    forecast: Decimal
    low: Decimal
    high: Decimal
    actual: Decimal

    @property
    def error(self) -> Decimal:
        """In per cent of what the year came to; above nought where the forecast was too high."""
        return (self.forecast / self.actual - 1) * 100

    @property
    def holds(self) -> bool:
        """Whether the year ended within the interval."""
        return self.low <= self.actual <= self.high


@dataclass(frozen=True)
class Forecast:
    """What a year will come to: the value, and the interval in which it should lie with a chance of ``level``."""

    value: Decimal
    low: Decimal
    high: Decimal
    method: Method
    tests: tuple[Tested, ...] = ()
    level: Decimal = LEVEL

    @property
    def error(self) -> Decimal | None:
        """By how many per cent the method missed earlier years on average, up or down; nothing where untested."""
        return sum((abs(test.error) for test in self.tests), Decimal(0)) / len(self.tests) if self.tests else None

    @property
    def held(self) -> int:
        """In how many of the tested years the interval held."""
        return sum(test.holds for test in self.tests)


def usual_share(shares: Sequence[Share]) -> Decimal:
    """The geometric mean of the shares of earlier years, 0 to 1."""
    return min(Decimal(math.exp(mean(math.log(share.value) for share in shares))), Decimal(1))


def by_shares(reached: Known, shares: Sequence[Share]) -> Forecast | None:
    """The year from what was reached and the shares of at least three earlier years by the same month; else nothing.

    The interval is that of one more year from the same distribution of log shares (Student's t), widened by what the
    rounding of the figure leaves open; it never ends below what has been reached.
    """
    if len(shares) < LEAST_YEARS or reached.value <= 0:
        return None
    tests = []
    for one in shares:
        others = [share for share in shares if share.year != one.year]
        then = one.value * one.whole
        value, low, high = _ahead(then, then, then, others)
        tests.append(Tested(one.year, value, low, high, one.whole))
    value, low, high = _ahead(reached.value, reached.low, reached.high, shares)
    return Forecast(value, low, high, "shares", tuple(tests))


def _ahead(reached: Decimal, least: Decimal, most: Decimal, shares: Sequence[Share]) -> tuple[Decimal, ...]:
    logs = [-math.log(share.value) for share in shares]
    middle, count = mean(logs), len(logs)
    reach = _T[min(count - 1, len(_T)) - 1] * stdev(logs) * math.sqrt(1 + 1 / count)
    low = _rounded(least * Decimal(math.exp(max(middle - reach, 0))), reached)
    value = _rounded(reached * Decimal(math.exp(middle)), reached)
    high = _rounded(most * Decimal(math.exp(min(middle + reach, 50))), reached)
    value = max(value, reached)
    return value, min(max(low, least), value), max(high, most, value)


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """To what can be meant: four figures of it."""
    step = Decimal(1).scaleb(max(value.adjusted() - 3, min(like.adjusted() - 3, 0)))
    return value.quantize(step).quantize(Decimal(1)) if step >= 1 else value.quantize(step)


def by_smoothing(
    months: Sequence[Decimal], *, ahead: int, reached: Known, years: Sequence[tuple[int, Decimal]] = ()
) -> Forecast | None:
    """The year from its single months by exponential smoothing: error, damped trend or none, and season.

    ``months`` are values without a gap, the earliest first, of which the last ``12 - ahead`` are those of this year and
    make up ``reached``; ``years`` are (year, what it came to) to test the method on, each needing two whole years of
    months before it. Nothing with fewer than 36 months, or with one below nought. Takes seconds.
    """
    if len(months) < LEAST_MONTHS or min(months) < 0 or not 0 < ahead < MONTHS:
        return None
    rest = _smoothed(tuple(float(month) for month in months), ahead)
    if rest is None:
        return None
    tests = []
    this_year = len(months) - (MONTHS - ahead)
    for back, (year, actual) in enumerate(years, 1):
        begins = this_year - back * MONTHS
        if begins < 2 * MONTHS or actual <= 0:
            break
        known = months[: begins + MONTHS - ahead]
        then = sum(known[begins:], Decimal(0))
        found = _smoothed(tuple(float(month) for month in known), ahead)
        if found is not None:
            value, low, high = (_rounded(then + Decimal(part), actual) for part in found)
            tests.append(Tested(year, value, low, high, actual))
    value, low, high = (
        max(_rounded(known + Decimal(part), known), known)
        for known, part in zip((reached.value, reached.low, reached.high), rest, strict=True)
    )
    return Forecast(value, low, high, "smoothing", tuple(tests))


@lru_cache(maxsize=256)
def _smoothed(months: tuple[float, ...], ahead: int) -> tuple[float, float, float] | None:
    """Middle, low and high of the sum of the months ahead; of logarithms where no month is nought.

    Of the model with and the one without a trend, that with the lesser AICc.
    """
    import warnings

    import numpy as np
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel  # three seconds: only here

    in_logs = min(months) > 0
    size = max(months) or 1.0
    values = np.log(np.asarray(months) / size) if in_logs else np.asarray(months) / size
    best: object = None
    for trend in (None, "add"):
        model = ETSModel(
            values, error="add", trend=trend, damped_trend=trend is not None, seasonal="add", seasonal_periods=MONTHS
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a fit that stops early is judged by its AICc like any other
            fitted = model.fit(disp=False)
        if math.isfinite(fitted.aicc) and (best is None or fitted.aicc < best.aicc):  # type: ignore[attr-defined]
            best = fitted
    if best is None:
        return None
    paths = best.simulate(ahead, anchor="end", repetitions=_PATHS, rng=np.random.default_rng(20))  # type: ignore[attr-defined]
    paths = np.asarray(paths).reshape(ahead, -1)
    sums = (np.exp(paths) if in_logs else np.maximum(paths, 0)).sum(axis=0) * size
    edge = (1 - float(LEVEL)) / 2
    low, middle, high = (float(part) for part in np.quantile(sums, [edge, 0.5, 1 - edge]))
    return middle, low, high
