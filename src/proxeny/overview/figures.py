"""The figures of a partner: key figures, series with their changes and sources, charts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.db.models.functions import Length

from proxeny.charts import drawing, observed, specs
from proxeny.core import wording
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.indicators.models import Observation
from proxeny.overview.relation import Relation
from proxeny.overview.sections import Section, shares
from proxeny.overview.sources import Evidence, Marks
from proxeny.reports.series import Series, points, series_of

YEARS_READ, PARTS_READ = 600, 300
_YEAR = len("2023")
IN_BAND = 6
PERIODS_SHOWN = 4
LINES = 60  # a page of hundreds is read by nobody: its own series come first, the others stand in the register
# What a source states as growth belongs beside the figure that grew.
GROWTH = {
    "exports": "exports_growth",
    "imports": "imports_growth",
    "visitors_international": "visitors_growth",
    "visitors": "visitors_growth",
    "trade_turnover": "trade_turnover_growth",
    "fdi_registered": "fdi_growth",
    "grdp": "grdp_growth",
}


#: Indicator, partner and period that a value is given for.
Said = tuple[str, int | None, str]


@dataclass
class Shown:
    """One observation as a page shows it."""

    observation: Observation
    period: str
    sources: list[dict[str, Any]] = field(default_factory=list)
    range_words: str = ""
    previous: Observation | None = None
    growth: Observation | None = None
    growth_sources: list[dict[str, Any]] = field(default_factory=list)
    is_estimate: bool = False
    slip: str = ""
    contested_url: str = ""


@dataclass
class Line:
    """A series: its name and its newest values, the latest first."""

    label: str
    url: str
    shown: list[Shown]
    count: int
    chart: dict[str, Any] | None = None

    @property
    def latest(self) -> Shown:
        """The newest."""
        return self.shown[0]


@dataclass
class Figures:
    """What the sources state on a partner in figures; ``more`` series stand in the register alone."""

    band: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    charts: list[dict[str, Any]] = field(default_factory=list)
    more: int = 0


def chart(chart_id: str, title: str, series: Series, language: str) -> dict[str, Any] | None:
    """A series as a picture with its table, where there are three whole years at least; else ``None``."""
    values = points(series, language)
    if len(values) < 3:
        return None
    return {
        "id": chart_id,
        "title": title,
        "specification": drawing.vega(specs.series(values, width=350, height=130)),
        "rows": [[point["period"], point["shown"]] for point in values],
        "description": f"{title}. " + "; ".join(f"{point['period']}: {point['shown']}" for point in values),
    }


def observations_of(relation: Relation) -> list[Observation]:
    """What is observed of the partner, and of its family where there is room beside it; the latest first.

    A picture is made of whole years, which a partner observed month by month would push off the end: they are asked for
    by themselves. At most three SQL queries, and one more where values are closed.
    """
    rows = (
        Observation.objects.visible_to(relation.person)
        .alias(letters=Length("period"))
        .select_related("indicator", "partner", "low_stated", "high_stated")
        .defer(*observed.UNSHOWN, "partner__note", "partner__folded")
        .order_by(F("period_latest").desc(nulls_last=True), "status", "pk")
    )
    own = rows.filter(partner=relation.partner)
    found = [*own.filter(letters=_YEAR)[:YEARS_READ], *own.exclude(letters=_YEAR)[:PARTS_READ]]
    family = [key for key in relation.family_keys if key != relation.partner.pk]
    if family and len(found) < YEARS_READ:
        found += rows.filter(partner__in=family)[: YEARS_READ - len(found)]
    return sorted(found, key=_newest_first)


def _newest_first(row: Observation) -> tuple[int, str, int]:
    return -(row.period_latest.toordinal() if row.period_latest else 0), row.status, row.pk


def shown(
    observation: Observation,
    beside: Mapping[Said, Observation],
    *,
    evidence: Evidence,
    marks: Marks,
    language: str,
    series: Series | None = None,
) -> Shown:
    """An observation with its sources, its change on the year before, and the growth that a source states."""
    found = Shown(
        observation,
        edtf_in_words(observation.period, language, short=True),
        marks.of(evidence.of(observation, "value")),
        observed.range_words(observation, language),
        is_estimate=observation.status == Observation.Status.ESTIMATE,
    )
    if series is not None and observation == series.latest:
        found.previous = series.previous
    growth = GROWTH.get(observation.indicator_id)
    if growth and found.previous is None and not _belongs_to_all_visitors(observation, beside):
        found.growth = beside.get((growth, observation.partner_id, observation.period))
        if found.growth is not None:
            found.growth_sources = marks.of(evidence.of(found.growth, "value"), limit=2)
    return found


def by_what_is_said(rows: Iterable[Observation]) -> dict[Said, Observation]:
    """Indicator, partner and period → the first value of them that is no target."""
    found: dict[Said, Observation] = {}
    for row in rows:
        if row.value is not None and row.status != Observation.Status.TARGET:
            found.setdefault((row.indicator_id, row.partner_id, row.period), row)
    return found


def _belongs_to_all_visitors(observation: Observation, beside: Mapping[Said, Observation]) -> bool:
    """Whether a growth of visitors in this period is that of all visitors, not of the international ones."""
    return (
        observation.indicator_id == "visitors_international"
        and ("visitors", observation.partner_id, observation.period) in beside
    )


def figures(relation: Relation) -> Figures:
    """The partner's figures. Four SQL queries, five where some values are closed."""
    rows = observations_of(relation)
    by_member: dict[int, list[Observation]] = {}
    for row in rows:
        by_member.setdefault(row.partner_id or 0, []).append(row)
    own_first = sorted(by_member, key=lambda key: key != relation.partner.pk)
    groups = [group for key in own_first for group in series_of(by_member[key])]
    newest = [row for group in groups[:LINES] for row in group.observations[-PERIODS_SHOWN:]]
    evidence, beside = Evidence(newest, visible_to=relation.person), by_what_is_said(rows)
    found = Figures(more=max(0, len(groups) - LINES))
    for number, group in enumerate(groups[:LINES]):
        label = _label(group, relation)
        of = group.latest.partner or relation.partner
        line = Line(
            label,
            f"{group.indicator.get_absolute_url()}?partner={of.reference}",
            [
                shown(row, beside, evidence=evidence, marks=relation.marks, language=relation.language, series=group)
                for row in reversed(group.observations[-PERIODS_SHOWN:])
            ],
            len(group.observations),
        )
        found.lines.append(line)
        if len(found.band) < IN_BAND and group.latest.unit != "%" and group.indicator.code != "other":
            found.band.append(line)
        picture = chart(f"series-{number}", label, group, relation.language)
        if picture is not None:
            found.charts.append(picture)
    return found


def _label(group: Series, relation: Relation) -> str:
    label = group.label or group.indicator.local_name
    partner = group.latest.partner
    if partner is not None and partner.pk != relation.partner.pk:
        return f"{label} ({partner.local_name})"
    return str(label)


def capital_chart(section: Section, title: str, language: str) -> dict[str, Any] | None:
    """The projects with the most capital as bars, in the currency that most of them are in; from two projects on."""
    units = [cell.unit for row in section.rows for cell in row.cells if cell.value is not None]
    if not units:
        return None
    unit = max(set(units), key=units.count)
    bars = []
    for row in shares(section, unit):
        cell = next(cell for cell in row.cells if cell.value is not None)
        words = wording.in_words(cell.value, cell.unit, language, high=cell.high, qualifier=cell.qualifier)
        bars.append(
            specs.Row(label=row.title, value=float(cell.value), shown=str(words), url=row.record.get_absolute_url())
        )
    if len(bars) < 2:
        return None
    return {
        "id": "capital",
        "title": title,
        "specification": drawing.vega(specs.bars(bars)),
        "rows": [[bar["label"], bar["shown"]] for bar in bars],
        "description": f"{title}. " + "; ".join(f"{bar['label']}: {bar['shown']}" for bar in bars),
    }
