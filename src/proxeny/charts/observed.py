"""Which of the observed values a page shows for a year or for an indicator, and how far they may be trusted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from proxeny.core import wording
from proxeny.indicators.models import Observation

_FAR_OUT = 200  # a month against a year is a factor of twelve; of a hundredfold growth nobody would speak as of this
_WHOLE_YEAR = 360  # days


# What no page of figures shows of an observation and of the statements at the ends of a dispute.
UNSHOWN = (
    "folded",
    "note",
    *(
        f"{end}_stated__{name}"
        for end in ("low", "high")
        for name in ("payload", "corrected", "doubts", "quote", "reason", "rule", "language")
    ),
)


def length(observation: Observation) -> int:
    """How many days its period has; none where an end is open."""
    first, last = observation.period_earliest, observation.period_latest  # type: ignore[attr-defined]
    return (last - first).days + 1 if first and last else 0


def is_whole_year(observation: Observation) -> bool:
    """Whether it speaks of one whole year."""
    return year_of(observation) is not None and length(observation) >= _WHOLE_YEAR


def year_of(observation: Observation) -> int | None:
    """The year that its period lies in."""
    first, last = observation.period_earliest, observation.period_latest  # type: ignore[attr-defined]
    return first.year if first and last and first.year == last.year else None


def usual_unit(rows: Iterable[Observation]) -> str:
    """The unit that most of some observations are in."""
    units = Counter(row.unit for row in rows)
    return max(units, key=lambda unit: (units[unit], unit)) if units else ""


def _rank(row: Observation, unit: str) -> tuple[bool, bool, bool, int, bool, date]:
    return (
        row.value is not None,
        row.unit == unit,
        not row.definition and not row.label,
        length(row),
        row.status == Observation.Status.ACTUAL,
        row.period_latest or date.min,  # type: ignore[attr-defined]
    )


def best_of_year(rows: Iterable[Observation], year: int, unit: str) -> Observation | None:
    """The observation that speaks for a year: the whole year if any source gives it, else its longest part.

    What came about goes before estimates, the usual unit before others; targets are none of them.
    """
    found = [row for row in rows if year_of(row) == year and row.status != Observation.Status.TARGET]
    return max(found, key=lambda row: _rank(row, unit), default=None)


def years(rows: Iterable[Observation]) -> dict[int, Observation]:
    """Whole years of a series, each with the observation that speaks for it, the earliest first."""
    rows = list(rows)
    unit = usual_unit(rows)
    by_year: dict[int, list[Observation]] = defaultdict(list)
    for row in rows:
        if is_whole_year(row) and row.unit == unit and row.value is not None:
            by_year[year_of(row) or 0].append(row)
    best = {year: best_of_year(found, year, unit) for year, found in sorted(by_year.items())}
    return {year: row for year, row in best.items() if row is not None}


def range_words(row: Observation, language: str) -> str:
    """What the sources of a disputed value range over: ``2.8 m – 4 m``; in words where no range can be given."""
    if not row.is_disputed:
        return ""
    low, high = row.low_stated, row.high_stated
    if low is None or high is None or low.value is None or high.value is None or low.value == high.value:
        return _("sources disagree")
    first = wording.in_words(low.value, low.unit, language).text
    last = wording.in_words(high.value, high.unit, language).text
    return f"{first} – {last}"


def _middle_without(ordered: Sequence[Decimal], place: int) -> Decimal:
    """The median of all values but one; they are in order, so that none is looked at but the middle."""
    number = len(ordered) - 1
    low, high = ((number - 1) // 2, number // 2)
    return (ordered[low + (low >= place)] + ordered[high + (high >= place)]) / 2


def slips(rows: Sequence[Observation]) -> dict[int, Decimal]:
    """Values far out of their own series, by key, with how many times the usual value lies above them (or below: < 1).

    Money and counts only, against the middle of the other values of the same indicator in the same unit. Such a value
    is nearly always a slip of scale: million for billion, or a thousands point read as a decimal one.
    """
    series: dict[tuple[str, int | None, str, str], list[Observation]] = defaultdict(list)
    for row in rows:
        if row.value and row.value > 0 and row.unit != "%":
            series[row.indicator_id, row.partner_id, row.label, row.unit].append(row)
    found: dict[int, Decimal] = {}
    for values in series.values():
        if len(values) < 2:
            continue
        values.sort(key=lambda row: row.value or 0)
        amounts = [row.value or Decimal(0) for row in values]
        for place, row in enumerate(values):
            ratio = _middle_without(amounts, place) / amounts[place]
            if ratio >= _FAR_OUT or ratio * _FAR_OUT <= 1:
                found[row.pk] = ratio
    return found
