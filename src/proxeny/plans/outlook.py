"""What a year of an indicator is likely to come to, whether a target is set for it or not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from proxeny.indicators.forecasting import Forecast, by_shares, by_smoothing
from proxeny.indicators.models import Indicator, Observation
from proxeny.indicators.seasonality import MONTHS, Known, LeftOut, Series, Share, series_of


@dataclass(frozen=True)
class Outlook:
    """A year as it stood on a day: what was reached by the end of ``month``, the shares used, a forecast by each method
    that the record has data enough for."""

    indicator: Indicator
    area: str
    year: int
    on: date
    unit: str
    month: int = 0
    reached: Known | None = None
    shares: tuple[Share, ...] = ()
    missing: tuple[LeftOut, ...] = ()
    forecasts: tuple[Forecast, ...] = ()


def outlook(indicator: Indicator, year: int, *, area: str, unit: str, on: date, visible_to: Any) -> Outlook:
    """The outlook on a year from the figures of the city that a person may see; with 36 months it takes seconds.

    Without ``unit`` the one that most figures are in. Three SQL queries at most.
    """
    rows = list(
        Observation.objects.visible_to(visible_to)
        .filter(indicator=indicator, area=area, partner=None, label="", definition="", period_latest__lte=on)
        .exclude(status=Observation.Status.TARGET)
        .select_related("indicator", "low_stated", "high_stated")
        .order_by("period_latest", "pk")
    )
    units = Counter(row.unit for row in rows).most_common(1)
    unit = unit or (units[0][0] if units else indicator.unit)
    series = series_of(rows, unit, until=on)
    course = series.courses.get(year)
    newest = course.newest(MONTHS - 1) if course is not None and course.falls is None else None
    bare = Outlook(indicator, area, year, on, unit)
    if newest is None:
        return bare
    month, reached = newest
    shares, missing = series.shares(month, year)
    forecasts = (by_shares(reached, shares), smoothed(series, year, month, reached))
    given = tuple(forecast for forecast in forecasts if forecast is not None)
    return Outlook(indicator, area, year, on, unit, month, reached, tuple(shares), tuple(missing), given)


def smoothed(series: Series, year: int, month: int, reached: Known) -> Forecast | None:
    """The forecast by exponential smoothing of single months, tested on the three years before as far as they go."""
    months = series.unbroken_months(date(year, month, 1))
    wholes = []
    for earlier in range(year - 1, year - 4, -1):
        course = series.courses.get(earlier)
        if course is None or course.whole is None:
            break
        wholes.append((earlier, course.whole.value))
    return by_smoothing([one.value for one in months], ahead=MONTHS - month, reached=reached, years=wholes)
