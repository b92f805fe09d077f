"""What a head of office asks of a year or of a partner, in pictures: figures, where, from whom, against what plan.

A page of its own beside the home page, which is for the day's work and opens in a tenth of a second; a dashboard draws
eight pictures of the whole record and may take longer. Each picture has its table, and those of ``charts`` their files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.agreements.models import Agreement
from proxeny.charts import observed, specs
from proxeny.charts.picture import PICTURES, Column, Picture
from proxeny.checks import recorded
from proxeny.core import wording
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.indicators.models import Observation
from proxeny.indicators.queries import in_dispute
from proxeny.investments import totals
from proxeny.overview.columns import Bar, columns
from proxeny.overview.relation import Relation

SHOWN = 8
THEMES = ("investment", "trade", "tourism", "delegations")
CAPITAL = "all"  # the heading of totals that sums new, added and purchased


@dataclass(frozen=True)
class Disputed:
    """A figure of the year on which sources disagree."""

    label: str
    url: str
    words: str
    period: str


def drawn(keys: Sequence[tuple[str, Mapping[str, str]]], *, visible_to: Any, language: str) -> list[Picture]:
    """Pictures of ``charts`` by key with what is asked of them; each once, and none with nothing to draw.

    What is asked and not there falls back to a first choice, which may be drawn already.
    """
    found: dict[tuple[str, str], Picture] = {}
    for key, asked in keys:
        picture = PICTURES[key](asked, visible_to=visible_to, language=language, on_page=True)
        if picture.specification:
            found.setdefault((key, picture.title), picture)
    return list(found.values())


def of_year(year: int, *, visible_to: Any, language: str) -> dict[str, list[Picture]]:
    """The pictures of a year by the part of the page that they stand in."""
    asked = {"year": str(year)}

    def pictures(*keys: tuple[str, Mapping[str, str]]) -> list[Picture]:
        return drawn(keys, visible_to=visible_to, language=language)

    return {
        "where": pictures(("world", asked | {"measure": "delegations"})),
        "targets": pictures(("targets", {"plan": str(year)})),
        "investment": pictures(
            ("partners", asked | {"measure": "fdi_registered"}),
            ("partners", asked | {"measure": "fdi"}),
            ("flows", asked),
        ),
        "series": pictures(*(("multiples", {"theme": theme}) for theme in THEMES)),
    }


def capital_by_month(year: int, compared: int, *, visible_to: Any, language: str) -> Picture | None:
    """Capital registered by month, with another year as ticks: by the ledgers or, where they are empty, as published.

    Twelve SQL queries at most.
    """
    months = totals.totals(year, visible_to=visible_to).months
    before = totals.totals(compared, visible_to=visible_to).months
    is_recorded = any(_capital(line).recorded.number for line in months)
    amounts, earlier = (
        {line.first.month: amount for line in lines if (amount := _amount(line, is_recorded)) is not None}
        for lines in (months, before)
    )
    if not amounts:
        return None
    rows, bars = [], []
    for line in months:
        month = line.first.month
        cell, period = _capital(line), edtf_in_words(line.period, language, short=True)
        said, beside = (
            wording.in_words(held[month], "USD", language).text if month in held else "" for held in (amounts, earlier)
        )
        rows.append({
            "period": period, "value": amounts.get(month), "value_shown": said,
            "before": earlier.get(month), "before_shown": beside, "url": cell.url if is_recorded else "",
        })  # fmt: skip
        bar = Bar(period=str(month), value=float(amounts.get(month, 0)), tip=f"{period}: {said}")
        if month in earlier:
            bar |= {"before": float(earlier[month]), "tip": f"{period}: {said}\n{compared}: {beside}"}
        bars.append(bar)
    title = _("Capital registered by month, %(year)s") % {"year": year}
    notes = [
        _("New, added and by share purchase, as recorded in the ledgers of the projects.")
        if is_recorded
        else _("As published for each month; the ledgers of the projects hold nothing of this year.")
    ]
    if earlier:
        notes.append(_("The ticks are the same months of %(year)s.") % {"year": compared})
    return Picture(
        "capital-by-month",
        title,
        f"{title}. " + "; ".join(f"{row['period']}: {row['value_shown'] or '–'}" for row in rows),
        columns(bars),
        [
            Column("period", _("Month")),
            Column("value", str(year), is_number=True),
            Column("before", str(compared), is_number=True),
        ],
        rows,
        notes=notes,
    )


def _capital(line: totals.Line) -> totals.Cell:
    return next(cell for cell in line.cells if cell.heading.key == CAPITAL)


def _amount(line: totals.Line, is_recorded: bool) -> Decimal | None:
    """What the ledger holds of a month, or what is published of it; ``None`` where nothing is."""
    cell = _capital(line)
    if is_recorded:
        return cell.recorded.amount
    return next((one.statement.value for one in cell.published if not one.is_number), None)


def disputed_in(year: int, *, visible_to: Any, language: str) -> tuple[list[Disputed], int]:
    """The city's figures of a year on which sources disagree, and how many there are. Three SQL queries at most."""
    rows = Observation.objects.visible_to(visible_to).filter(
        partner=None,
        area=settings.PROXENY_HOME,
        period_earliest__year=year,
        period_latest__year=year,
    )
    found = in_dispute(rows, visible_to=visible_to)
    shown = found.select_related("indicator", "low_stated", "high_stated").defer(*observed.UNSHOWN)
    return [
        Disputed(
            row.label or row.indicator.local_name,
            row.get_absolute_url(),
            observed.range_words(row, language),
            edtf_in_words(row.period, language, short=True),
        )
        for row in shown.order_by("indicator__order", "-period_latest")[:SHOWN]
    ], found.count()


def missing_in(year: int, *, visible_to: Any) -> tuple[list[recorded.Line], int]:
    """What sources count in a year and the registers do not hold, and how many such there are."""
    gaps = recorded.gaps_of_year(year, visible_to=visible_to)
    return gaps[:SHOWN], len(gaps)


def of_partner(relation: Relation) -> dict[str, list[Picture]]:
    """The pictures of a partner by the part of the page that they stand in."""
    language, asked = relation.language, {"partner": relation.partner.reference}

    def pictures(*keys: tuple[str, Mapping[str, str]]) -> list[Picture]:
        return drawn(keys, visible_to=relation.person, language=language)

    own = [visits_by_year(relation), agreements_by_state(relation)]
    return {
        "line": pictures(("relation", asked)),
        "counts": [picture for picture in own if picture is not None],
        "series": pictures(*(("multiples", asked | {"theme": theme}) for theme in _themes(relation))),
        "around": pictures(("network", asked), ("mentions", asked)),
    }


def _themes(relation: Relation) -> list[str]:
    """The themes of what is observed of the partner itself, in the order of the page. One SQL query."""
    of_partner = Observation.objects.visible_to(relation.person).filter(partner=relation.partner)
    themes = set(of_partner.order_by().values_list("indicator__theme", flat=True).distinct())
    return [theme for theme in THEMES if theme in themes]


def visits_by_year(relation: Relation) -> Picture | None:
    """Delegations sent and received by year. One SQL query."""
    directions = {"out": _("Delegations sent"), "in": _("Delegations received")}
    counted: dict[tuple[int, str], int] = {}
    for held in relation.held(Delegation):
        if held.year is not None:
            counted[held.year, held.sort] = counted.get((held.year, held.sort), 0) + held.number
    if not counted:
        return None
    years = [year for year, _direction in counted]
    rows, bars = [], []
    for year in range(min(years), max(years) + 1):
        url = f"{reverse('delegations:list')}?partner={relation.partner.reference}&year={year}"
        out, received = (counted.get((year, direction), 0) for direction in directions)
        rows.append({"period": str(year), "out": out, "in": received, "url": url})
        for direction, label in directions.items():
            number = counted.get((year, direction), 0)
            bars.append(
                Bar(period=str(year), value=float(number), part=label, tip=f"{year}: {label}: {number}", url=url)
            )
    title = _("Visits by year")
    return Picture(
        "visits-by-year",
        title,
        f"{title}. " + "; ".join(f"{row['period']}: {row['out']} + {row['in']}" for row in rows),
        columns(bars, parts=list(directions.values())),
        [
            Column("period", _("Year")),
            Column("out", directions["out"], is_number=True),
            Column("in", directions["in"], is_number=True),
        ],
        rows,
    )


def agreements_by_state(relation: Relation) -> Picture | None:
    """Agreements by where they stand, the most numerous first. One SQL query."""
    counted = (
        relation.records(Agreement).order_by().values_list("status").annotate(number=Count("pk")).order_by("-number")
    )
    labels = dict(Agreement._meta.get_field("status").flatchoices)
    rows = [
        {
            "state": str(labels.get(status, status)).capitalize(),
            "value": number,
            "value_shown": wording.number(Decimal(number), relation.language),
            "url": f"{reverse('agreements:list')}?partner={relation.partner.reference}&status={status}",
        }
        for status, number in counted
    ]
    if not rows:
        return None
    title = _("Agreements by state")
    bars = [
        specs.Row(label=row["state"], value=float(row["value"]), shown=row["value_shown"], url=row["url"])
        for row in rows
    ]
    return Picture(
        "agreements-by-state",
        title,
        f"{title}. " + "; ".join(f"{row['state']}: {row['value_shown']}" for row in rows),
        specs.bars(bars),
        [Column("state", _("State")), Column("value", _("Agreements"), is_number=True)],
        rows,
    )
