"""The tiles of a year: what sources state of it, beside what the registers hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext

from proxeny.agreements.models import Agreement
from proxeny.briefs.figures import before
from proxeny.core import wording
from proxeny.core.lists.filters import YearFilter
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.events.models import Event
from proxeny.indicators.models import Observation
from proxeny.investments.models import Project
from proxeny.overview import observed
from proxeny.overview.sources import Evidence, Marks
from proxeny.plans.models import Target
from proxeny.plans.queries import targets_in

SPARK_YEARS = 8
_SPARK_HEIGHT = 24


@dataclass(frozen=True)
class Recorded:
    """What a register holds of a year, in words, and the list that shows it."""

    words: str
    url: str


def in_year(rows: QuerySet[Any], field_name: str, year: int) -> QuerySet[Any]:
    """The rows that a register's list shows for a year, so that a count and the list it leads to are the same."""
    return YearFilter(field_name=field_name).filter(rows, year)


def _counted(model: Any, date_field: str, address: str, **narrowed: Any) -> Callable[[int, Any], Recorded]:
    def recorded(year: int, person: Any) -> Recorded:
        count = in_year(model.objects.visible_to(person).filter(**narrowed), date_field, year).count()
        query = "".join(f"&{name}={value}" for name, value in narrowed.items())
        words = ngettext("%(n)d recorded here", "%(n)d recorded here", count) % {"n": count}
        return Recorded(words, f"{reverse(address)}?year={year}{query}")

    return recorded


def _licensed_capital(year: int, person: Any) -> Recorded | None:
    """Capital of the projects on record as licensed in the year, in dollars: the same term as the stated figure's."""
    rows = in_year(Project.objects.visible_to(person).filter(status=Project.Status.LICENSED, unit="USD"), "date", year)
    values = [value for value in rows.order_by().values_list("value", flat=True) if value is not None]
    if not values:
        return None
    capital = wording.in_words(sum(values, Decimal(0)), "USD", get_language() or "en").text
    words = ngettext("%(capital)s in %(n)d licence recorded", "%(capital)s in %(n)d licences recorded", len(values)) % {
        "capital": capital,
        "n": len(values),
    }
    return Recorded(words, f"{reverse('investments:list')}?year={year}&status={Project.Status.LICENSED}&unit=USD")


@dataclass(frozen=True)
class Kind:
    """What a tile is about: an indicator, and the register that keeps the single records if there is one."""

    indicator: str
    label: Any
    recorded: Callable[[int, Any], Recorded | None] | None = None


KINDS: tuple[Kind, ...] = (
    Kind(
        "delegations_out",
        gettext_lazy("Delegations sent abroad"),
        _counted(Delegation, "dates", "delegations:list", direction="out"),
    ),
    Kind(
        "delegations_in",
        gettext_lazy("Delegations received"),
        _counted(Delegation, "dates", "delegations:list", direction="in"),
    ),
    Kind("agreements_signed", gettext_lazy("Agreements signed"), _counted(Agreement, "signed", "agreements:list")),
    Kind("events_held", gettext_lazy("Events held"), _counted(Event, "dates", "events:list")),
    Kind("fdi_registered", gettext_lazy("FDI registered"), _licensed_capital),
    Kind("fdi_projects_new", gettext_lazy("New FDI projects"), _counted(Project, "date", "investments:list")),
    Kind("exports", gettext_lazy("Exports")),
    Kind("visitors_international", gettext_lazy("International visitors")),
)


@dataclass
class Tile:
    """One tile: the stated figure of the year with its change, target and sources, and what the register holds."""

    label: Any
    url: str
    stated: Observation | None = None
    previous: Observation | None = None
    period: str = ""
    is_estimate: bool = False
    sources: list[dict[str, Any]] = field(default_factory=list)
    range_words: str = ""
    target: Target | None = None
    part_of_target: int = 0
    is_met: bool | None = None
    recorded: Recorded | None = None
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
        .select_related("indicator", "low_stated", "high_stated")
        .defer(*observed.UNSHOWN)
        .order_by("-period_latest", "status")
    )


def series_of_tiles(*, visible_to: Any) -> dict[str, list[Observation]]:
    """Indicator → everything observed of it for the city. One SQL query, two where some values are closed."""
    found: dict[str, list[Observation]] = {kind.indicator: [] for kind in KINDS}
    for row in home_observations(found, visible_to=visible_to):
        found[row.indicator_id].append(row)
    return found


def fullest_recent_year(series: Mapping[str, list[Observation]], *, default: int) -> int:
    """The newest year for which nearly as many tiles have a figure of the whole year as for the fullest one."""
    held: dict[int, int] = {}
    for rows in series.values():
        for year in {
            observed.year_of(row)
            for row in rows
            if observed.is_whole_year(row) and row.status != Observation.Status.TARGET
        }:
            if year is not None and year <= default:
                held[year] = held.get(year, 0) + 1
    if not held:
        return default
    enough = 0.75 * max(held.values())
    return max(year for year, count in held.items() if count >= enough)


def tiles(
    year: int, series: Mapping[str, list[Observation]], *, visible_to: Any, language: str, marks: Marks
) -> list[Tile]:
    """The tiles of a year. Eight SQL queries: targets, evidence, and one for each register."""
    targets = {
        target.indicator_id: target for target in reversed(targets_in(year, visible_to=visible_to)) if target.value
    }
    units = {code: observed.usual_unit(rows) for code, rows in series.items()}
    best = {code: observed.best_of_year(rows, year, units[code]) for code, rows in series.items()}
    evidence = Evidence([row for row in best.values() if row is not None], visible_to=visible_to)
    found = []
    for kind in KINDS:
        rows, stated = series[kind.indicator], best[kind.indicator]
        tile = Tile(kind.label, reverse("indicators:indicator", args=[kind.indicator]), stated)
        if kind.recorded is not None:
            tile.recorded = kind.recorded(year, visible_to)
        if stated is not None:
            tile.url = stated.get_absolute_url()
            alike = [row for row in rows if row.label == stated.label and row.definition == stated.definition]
            tile.previous = before(stated, alike)
            tile.is_estimate = stated.status == Observation.Status.ESTIMATE
            tile.period = "" if observed.is_whole_year(stated) else edtf_in_words(stated.period, language, short=True)
            tile.sources = marks.of(evidence.of(stated, "value"))
            tile.range_words = observed.range_words(stated, language)
            _set_target(tile, stated, targets.get(kind.indicator))
        tile.spark = _spark(rows, year, language)
        found.append(tile)
    return found


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
