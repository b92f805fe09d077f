"""Whole years of an indicator as points: sources as dots, disagreement as a range, estimates hollow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from proxeny.charts import observed
from proxeny.charts.captions import Captions
from proxeny.charts.specs import Spec
from proxeny.core.wording import in_words
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.documents.models import BY_PUBLICATION, Citation, Statement
from proxeny.indicators.models import Observation
from proxeny.partners.models import Partner

READ_AT_MOST = 4000


@dataclass(frozen=True)
class Said:
    """What one source states of a year, in the unit of the series."""

    value: Decimal
    publisher: str


@dataclass(frozen=True)
class Year:
    """One whole year of a series, with what each source that the person may see states of it."""

    year: int
    observation: Observation
    said: tuple[Said, ...]

    @property
    def value(self) -> Decimal:
        """The value that speaks for the year."""
        return self.observation.value or Decimal(0)

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        """What the sources of a disputed value range over; ``None`` where they agree."""
        row = self.observation
        low, high = row.low_stated, row.high_stated
        if not row.is_disputed or low is None or high is None or low.value is None or high.value is None:
            return None
        return (low.value, high.value) if low.value < high.value else None

    @property
    def is_estimate(self) -> bool:
        """Whether it is an estimate."""
        return self.observation.status == Observation.Status.ESTIMATE


def observations(partner: Partner | None, *, visible_to: Any, **narrowed: Any) -> list[Observation]:
    """What is observed of a partner, or of the city as a whole: targets and labelled parts left out.

    One SQL query, two where values are closed.
    """
    rows = Observation.objects.visible_to(visible_to).filter(partner=partner, label="", **narrowed)
    if partner is None:
        rows = rows.filter(area=settings.PROXENY_HOME)
    return list(
        rows.exclude(status=Observation.Status.TARGET)
        .select_related("indicator", "low_stated", "high_stated")
        .defer(*observed.UNSHOWN)
        .order_by("indicator__order", "-period_latest", "status")[:READ_AT_MOST]
    )


def series(rows: Iterable[Observation], *, visible_to: Any) -> dict[str, list[Year]]:
    """Indicator's code → its whole years, the earliest first. One SQL query for what the sources state.

    One unit for each indicator, the one most are in; a value far out of its series is left out, as a slip of scale.
    """
    of_indicator: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        of_indicator[row.indicator_id].append(row)
    best = {}
    for code, mine in of_indicator.items():
        slips = observed.slips(mine)
        best[code] = observed.years([row for row in mine if row.pk not in slips])
    said = stated([row for years in best.values() for row in years.values()], visible_to=visible_to)
    return {
        code: [Year(year, row, tuple(said.get(row.pk, ()))) for year, row in years.items()]
        for code, years in best.items()
        if years
    }


def stated(rows: Sequence[Observation], *, visible_to: Any) -> dict[int, list[Said]]:
    """Observation's key → what each standing statement says in the same unit, the earliest first. One SQL query."""
    units = {row.pk: row.unit for row in rows}
    cited = (
        Citation.objects.filter(
            content_type=ContentType.objects.get_for_model(Observation),
            object_id__in=list(units),
            field="value",
            statement__status__in=(Statement.Status.ACCEPTED, Statement.Status.CORRECTED),
            statement__document__mark__lte=getattr(visible_to, "clearance", 0),
        )
        .order_by(*BY_PUBLICATION)
        .values_list("object_id", "statement__value", "statement__unit", "statement__document__publisher")
    )
    found: dict[int, list[Said]] = defaultdict(list)
    for key, value, unit, publisher in cited:
        if value is not None and unit == units[key]:
            found[key].append(Said(value, publisher))
    return found


def publishers(years: Iterable[Year]) -> list[str]:
    """Who published what some years rest on."""
    return sorted({said.publisher for year in years for said in year.said if said.publisher})


def words(year: Year, say: Captions) -> str:
    """The value with its exactness, marked where it is an estimate."""
    row = year.observation
    shown = str(in_words(year.value, row.unit, say.language, high=row.high, qualifier=row.qualifier))
    return f"{shown} ({say.say('estimate')})" if year.is_estimate else shown


def range_words(year: Year, say: Captions) -> str:
    """The range of a dispute in words; empty where the sources agree."""
    ends = year.ends
    if ends is None:
        return ""
    low, high = (in_words(end, year.observation.unit, say.language).text for end in ends)
    return f"{low} – {high}"


def marks(years: Sequence[Year], say: Captions, **fields: Any) -> list[dict[str, Any]]:
    """The rows of a drawing: one for each year, and one for each source that states another value.

    ``fields`` go into each row, as the panel that it belongs to.
    """
    rows: list[dict[str, Any]] = []
    top = max((year.value for year in years), default=None)
    for number, year in enumerate(years):
        shown = words(year, say)
        ends = year.ends
        lines = [str(year.year), shown, *(said.publisher for said in year.said[:3] if said.publisher)]
        if ends:
            lines.insert(2, say.say("disputed-range", range=range_words(year, say)))
        is_last = number == len(years) - 1
        rows.append(
            {
                **fields,
                "kind": "year",
                "at": year.year,
                "value": float(year.value),
                "shown": str(in_words(year.value, year.observation.unit, say.language, high=year.observation.high,
                                      qualifier=year.observation.qualifier)),
                "low": float(ends[0]) if ends else None,
                "high": float(ends[1]) if ends else None,
                "is_estimate": year.is_estimate,
                "is_last": is_last,
                "is_top": not is_last and year.value == top and years[-1].year - year.year > 1,
                "url": year.observation.get_absolute_url(),
                "tip": "\n".join(dict.fromkeys(lines)),
            }
        )  # fmt: skip
        for said in {one.value: one for one in year.said if one.value != year.value}.values():
            other = in_words(said.value, year.observation.unit, say.language).text
            rows.append(
                {
                    **fields,
                    "kind": "source",
                    "at": year.year,
                    "value": float(said.value),
                    "tip": "\n".join((str(year.year), other, said.publisher)),
                }
            )
    return rows


def layers(x: Spec, y: Spec, *, point: int = 50, words_of_top: bool = True) -> list[Spec]:
    """Range, line, dots of single sources, points (estimates hollow), and the newest and the largest in words."""
    here = {"x": x, "y": y}
    is_year = {"filter": "datum.kind == 'year'"}
    stroke = {"type": "point", "strokeWidth": 1.8, "size": point, "opacity": 1, "stroke": "token(teal)"}
    linked: Spec = {"tooltip": {"field": "tip"}, "href": {"field": "url"}}
    newest = {"type": "text", "align": "left", "dx": 8, "fontWeight": 600, "color": "token(ink)"}
    earlier = {"type": "text", "align": "center", "dy": -12, "color": "token(ink-2)"}
    text = {**here, "text": {"field": "shown"}}
    found: list[Spec] = [
        {
            "transform": [{"filter": "datum.kind == 'year' && isValid(datum.low)"}],
            "mark": {"type": "rule", "color": "token(amber-line)", "strokeWidth": 6, "opacity": 0.65},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "transform": [is_year],
            "mark": {"type": "line", "color": "token(teal)", "strokeWidth": 2},
            "encoding": here,
        },
        {
            "transform": [{"filter": "datum.kind == 'source'"}],
            "mark": {"type": "point", "filled": True, "size": 18, "color": "token(ink-2)", "opacity": 1},
            "encoding": {**here, "tooltip": {"field": "tip"}},
        },
        {
            "transform": [{"filter": "datum.kind == 'year' && !datum.is_estimate"}],
            "mark": {**stroke, "filled": True, "color": "token(teal)"},
            "encoding": {**here, **linked},
        },
        {
            "transform": [{"filter": "datum.kind == 'year' && datum.is_estimate"}],
            "mark": {**stroke, "fill": "token(sheet)"},
            "encoding": {**here, **linked},
        },
        {"transform": [{"filter": "datum.kind == 'year' && datum.is_last"}], "mark": newest, "encoding": text},
    ]
    if words_of_top:
        top = {"filter": "datum.kind == 'year' && datum.is_top"}
        found.append({"transform": [top], "mark": earlier, "encoding": text})
    return found


def table_rows(years: Sequence[Year], say: Captions, **fields: Any) -> list[Mapping[str, Any]]:
    """The table behind: a row for each year, with the range and how many sources."""
    return [
        {
            **fields,
            "period": edtf_in_words(year.observation.period, say.language, short=True),
            "value": float(year.value),
            "value_shown": words(year, say),
            "range": range_words(year, say),
            "sources": len(year.said),
            "url": year.observation.get_absolute_url(),
        }
        for year in years
    ]
