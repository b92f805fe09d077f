"""The tiles of a year: what sources state of it, beside what the registers hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext

from proxeny.charts import observed
from proxeny.checks.recorded.measures import measures
from proxeny.core import wording
from proxeny.core.lists.filters import within_year
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.indicators.models import Observation
from proxeny.investments.models import Project
from proxeny.overview.months import by_month
from proxeny.overview.sources import Evidence, Marks
from proxeny.overview.year import REGISTERS, Held
from proxeny.plans.models import Target
from proxeny.plans.queries import targets_in

SPARK_YEARS = 8
_SPARK_HEIGHT = 24


@dataclass(frozen=True)
class Recorded:
    """What a register holds of a year, in words, and the list that shows it."""

    words: str
    url: str


def _counted(kind: str) -> Callable[[Held], Recorded]:
    def recorded(held: Held) -> Recorded:
        count = held.count(kind)
        words = ngettext("%(n)d in the register", "%(n)d in the register", count) % {"n": count}
        return Recorded(words, next(register.url(held.year) for register in REGISTERS if register.kind == kind))

    return recorded


def _licensed_capital(held: Held) -> Recorded | None:
    """Capital of the projects on record as licensed in the year, in dollars: the same term as the stated figure's."""
    licensed = Project.objects.visible_to(held.person).filter(status=Project.Status.LICENSED, unit="USD")
    in_year = licensed.filter(within_year("date", held.year)).order_by()
    found = in_year.aggregate(sum=Sum("value"), valued=Count("value"))
    if not found["valued"]:
        return None
    capital = wording.in_words(found["sum"], "USD", get_language() or "en").text
    number = found["valued"]
    words = ngettext("%(capital)s in %(n)d licence recorded", "%(capital)s in %(n)d licences recorded", number) % {
        "capital": capital,
        "n": number,
    }
    url = f"{reverse('investments:list')}?year={held.year}&status={Project.Status.LICENSED}&unit=USD"
    return Recorded(words, url)


@dataclass(frozen=True)
class Kind:
    """What a tile is about: an indicator, and the register that keeps the single records if there is one."""

    indicator: str
    label: Any
    recorded: Callable[[Held], Recorded | None] | None = None


KINDS: tuple[Kind, ...] = (
    Kind("delegations_out", gettext_lazy("Delegations sent abroad"), _counted("out")),
    Kind("delegations_in", gettext_lazy("Delegations received"), _counted("in")),
    Kind("agreements_signed", gettext_lazy("Agreements signed"), _counted("agreement")),
    Kind("events_held", gettext_lazy("Events held"), _counted("event")),
    Kind("fdi_registered", gettext_lazy("FDI registered"), _licensed_capital),
    Kind("fdi_projects_new", gettext_lazy("New FDI projects"), _counted("investment")),
    Kind("exports", gettext_lazy("Exports")),
    Kind("visitors_international", gettext_lazy("International visitors")),
)
_CODES = tuple(kind.indicator for kind in KINDS)


@dataclass
class Tile:
    """One tile: the stated figure of the year with its change, target and sources, and what the register holds.

    ``previous`` is what is stated for the same months of the year ``compared``.
    """

    label: Any
    url: str
    stated: Observation | None = None
    previous: Observation | None = None
    compared: int = 0
    period: str = ""
    is_estimate: bool = False
    sources: list[dict[str, Any]] = field(default_factory=list)
    range_words: str = ""
    target: Target | None = None
    part_of_target: int = 0
    is_met: bool | None = None
    recorded: Recorded | None = None
    compare_url: str = ""
    spark: list[dict[str, Any]] = field(default_factory=list)

    @property
    def meter(self) -> int:
        """The part of the target that fits into a meter, in per cent."""
        return max(0, min(100, self.part_of_target))


def home_observations(indicators: Iterable[str], *, visible_to: Any) -> QuerySet[Observation]:
    """What is observed of the home city as a whole, the latest first."""
    return (
        Observation.objects.visible_to(visible_to)
        .filter(partner=None, area=settings.PROXENY_HOME, indicator__in=list(indicators))
        .order_by("-period_latest", "status")
    )


@dataclass(frozen=True)
class YearsObserved:
    """For which years the tiles have a figure, and for how many tiles one of the whole year that is no target."""

    years: frozenset[int]
    whole: Mapping[int, int]

    def fullest_recent(self, *, default: int) -> int:
        """The newest year until ``default`` that has nearly as many figures of the whole year as the fullest one."""
        held = {year: count for year, count in self.whole.items() if year <= default}
        if not held:
            return default
        enough = 0.75 * max(held.values())
        return max(year for year, count in held.items() if count >= enough)


def years_observed(*, visible_to: Any) -> YearsObserved:
    """The years of the tiles. One SQL query, which counts in the database however many months are observed."""
    rows = home_observations(_CODES, visible_to=visible_to).filter(
        period_earliest__isnull=False, period_latest__isnull=False
    )
    years: set[int] = set()
    whole: dict[int, set[str]] = defaultdict(set)
    for code, status, first, last, _number in by_month(rows, "period", "indicator_id", "status"):
        if first[:4] == last[:4]:
            years.add(int(first[:4]))
            if first.endswith("-01") and last.endswith("-12") and status != Observation.Status.TARGET:
                whole[int(first[:4])].add(code)
    return YearsObserved(frozenset(years), {year: len(codes) for year, codes in whole.items()})


def series_of_tiles(year: int, compared: int, *, visible_to: Any) -> dict[str, list[Observation]]:
    """Indicator → what is observed in the year and the one compared, and of the whole years before, for the city.

    One SQL query, two where some values are closed.
    """
    wanted = _whole_years(range(year - SPARK_YEARS + 1, year + 1))
    for each in (year, compared):
        wanted |= Q(period_earliest__gte=date(each, 1, 1), period_latest__lte=date(each, 12, 31))
    found: dict[str, list[Observation]] = {code: [] for code in _CODES}
    rows = home_observations(found, visible_to=visible_to).filter(wanted)
    for row in rows.select_related("indicator", "low_stated", "high_stated").defer(*observed.UNSHOWN):
        found[row.indicator_id].append(row)
    return found


def _whole_years(years: Iterable[int]) -> Q:
    """Periods that may be a whole year: the first within days of New Year's Day, the last of New Year's Eve."""
    first = [date(year, 1, day) for year in years for day in range(1, 7)]
    last = [date(year, 12, day) for year in years for day in range(26, 32)]
    return Q(period_earliest__in=first, period_latest__in=last)


def tiles(
    held: Held,
    compared: int,
    series: Mapping[str, list[Observation]],
    *,
    visible_to: Any,
    language: str,
    marks: Marks,
) -> list[Tile]:
    """The tiles of a year against another. Seven SQL queries: targets, evidence, and one for each register."""
    year = held.year
    targets = {
        target.indicator_id: target for target in reversed(targets_in(year, visible_to=visible_to)) if target.value
    }
    units = {code: observed.usual_unit(rows) for code, rows in series.items()}
    best = {code: observed.best_of_year(rows, year, units[code]) for code, rows in series.items()}
    evidence = Evidence([row for row in best.values() if row is not None], visible_to=visible_to)
    found = []
    for kind in KINDS:
        rows, stated = series[kind.indicator], best[kind.indicator]
        tile = Tile(kind.label, reverse("indicators:indicator", args=[kind.indicator]), stated, compared=compared)
        if kind.recorded is not None:
            tile.recorded = kind.recorded(held)
        if stated is not None:
            tile.url = stated.get_absolute_url()
            if kind.indicator in measures():
                asked = urlencode({"period": stated.period, "figure": stated.reference})
                tile.compare_url = f"{reverse('checks-recorded-line', args=[kind.indicator])}?{asked}"
            tile.previous = _of_the_same_months(stated, rows, compared)
            tile.is_estimate = stated.status == Observation.Status.ESTIMATE
            tile.period = "" if observed.is_whole_year(stated) else edtf_in_words(stated.period, language, short=True)
            tile.sources = marks.of(evidence.of(stated, "value"))
            tile.range_words = observed.range_words(stated, language)
            _set_target(tile, stated, targets.get(kind.indicator))
        tile.spark = _spark(rows, year, language)
        found.append(tile)
    return found


def _of_the_same_months(stated: Observation, rows: Iterable[Observation], year: int) -> Observation | None:
    """What is observed of the same months of another year, under the same name and definition in the same unit."""
    first, last = stated.period_earliest, stated.period_latest
    if first is None or last is None:
        return None
    same = [
        row
        for row in rows
        if (row.label, row.definition, row.unit) == (stated.label, stated.definition, stated.unit)
        and row.status != Observation.Status.TARGET
        and row.value is not None
        and row.period_earliest is not None
        and row.period_latest is not None
        and (row.period_earliest.year, row.period_earliest.month) == (year, first.month)
        and (row.period_latest.year, row.period_latest.month) == (year, last.month)
    ]
    return min(same, key=lambda row: row.status != Observation.Status.ACTUAL, default=None)


def _set_target(tile: Tile, stated: Observation, target: Target | None) -> None:
    """A target in the same unit, and whether the whole year's figure reaches it, as a source says or as it is plain."""
    if target is None or target.unit != stated.unit or not target.value or stated.value is None:
        return
    tile.target = target
    tile.part_of_target = int(stated.value / target.value * 100)
    if target.achieved is not None:
        tile.is_met = target.achieved
    elif observed.is_whole_year(stated):
        tile.is_met = stated.value >= target.value


def _spark(rows: list[Observation], year: int, language: str) -> list[dict[str, Any]]:
    """Bars of the last years in a box of 100 × 24, from a zero baseline; nothing where there is only one."""
    by_year = {each: row for each, row in observed.years(rows).items() if year - SPARK_YEARS < each <= year}
    if len(by_year) < 2:
        return []
    top = max(row.value or Decimal(0) for row in by_year.values()) or Decimal(1)
    step = 100 / SPARK_YEARS
    bars = []
    for each, row in by_year.items():
        height = float(max(row.value or Decimal(0), Decimal(0)) / top) * _SPARK_HEIGHT
        said = wording.in_words(row.value or Decimal(0), row.unit, language, qualifier=row.qualifier).sentence
        bars.append(
            {
                "x": (each - year + SPARK_YEARS - 1) * step + 0.75,
                "y": _SPARK_HEIGHT - height,
                "width": step - 1.5,
                "height": height,
                "title": f"{each}: {said}",
                "now": each == year,
            }
        )
    return bars
