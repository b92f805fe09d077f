"""The figures of a partner: the latest of each indicator, its change, its series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from proxeny.charts.specs import Point
from proxeny.core import wording
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.indicators.models import Indicator, Observation


@dataclass(frozen=True)
class Series:
    """The observations of one indicator, the latest last; ``previous`` is that of the period before the latest."""

    indicator: Indicator
    label: str
    observations: tuple[Observation, ...]

    @property
    def latest(self) -> Observation:
        """The newest."""
        return self.observations[-1]

    @property
    def previous(self) -> Observation | None:
        """The one exactly a year before the latest, of the same length and unit; ``None`` if there is none."""
        return before(self.latest, self.observations)


def _length(observation: Observation) -> timedelta | None:
    if observation.period_earliest is None or observation.period_latest is None:
        return None
    return observation.period_latest - observation.period_earliest


def _a_year_earlier(day: date) -> tuple[int, int]:
    return day.year - 1, day.month


def before(latest: Observation, others: Iterable[Observation]) -> Observation | None:
    """The observation of the same months a year before, with the same unit; ``None`` where the record has none."""
    first, last = latest.period_earliest, latest.period_latest
    if first is None or last is None:
        return None
    for other in others:
        if (
            other.period_earliest is not None
            and other.period_latest is not None
            and other.unit == latest.unit
            and other.status != Observation.Status.TARGET
            and (other.period_earliest.year, other.period_earliest.month) == _a_year_earlier(first)
            and (other.period_latest.year, other.period_latest.month) == _a_year_earlier(last)
        ):
            return other
    return None


def series_of(observations: Iterable[Observation]) -> list[Series]:
    """Observations grouped by indicator (and label), in the catalogue's order; targets are left out."""
    groups: dict[tuple[int, str, str], list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.status != Observation.Status.TARGET and observation.value is not None:
            groups[observation.indicator.order, observation.indicator_id, observation.label].append(observation)
    far = date.max
    return [
        Series(
            rows[0].indicator,
            label,
            tuple(sorted(rows, key=lambda o: (o.period_latest or far, -((_length(o) or timedelta()).days)))),
        )
        for (_order, _code, label), rows in sorted(groups.items())
    ]


def figure_words(observation: Observation, language: str) -> str:
    """The value in words, with its exactness: ``about USD 3 bn``."""
    if observation.value is None:
        return ""
    return wording.in_words(
        observation.value, observation.unit, language, high=observation.high, qualifier=observation.qualifier
    ).sentence


def change_words(series: Series, language: str) -> str:
    """The change on the same period a year before: ``+3.3%``; empty where there is nothing to compare."""
    latest, previous = series.latest, series.previous
    if previous is None or previous.value is None or latest.value is None:
        return ""
    change = wording.change(latest.value, previous.value, language, unit=latest.unit)
    return change.text if change is not None else ""


def points(series: Series, language: str) -> list[Point]:
    """Whole years of a series for a picture, one a year, with the range where sources disagree."""
    by_year: dict[int, Observation] = {}
    unit = series.latest.unit
    for observation in series.observations:
        first, last = observation.period_earliest, observation.period_latest
        if first and last and first.year == last.year and (last - first).days >= 360 and observation.unit == unit:
            by_year[first.year] = observation
    found: list[Point] = []
    for year, observation in sorted(by_year.items()):
        point: Point = {
            "period": str(year),
            "value": float(observation.value or 0),
            "shown": figure_words(observation, language),
            "url": observation.get_absolute_url(),
        }
        if observation.is_disputed and observation.low_stated and observation.high_stated:
            point["low"] = float(observation.low_stated.value or 0)
            point["high"] = float(observation.high_stated.value or 0)
        found.append(point)
    return found


def period_words(observation: Observation, language: str) -> str:
    """The period in words."""
    return edtf_in_words(observation.period, language)
