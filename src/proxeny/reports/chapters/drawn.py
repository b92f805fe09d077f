"""Pictures of periodic reports, each with the figures that it draws as a table below it, led back like any other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel import Locale
from django.conf import settings

from proxeny.charts import specs
from proxeny.charts.picture import PICTURES
from proxeny.delegations.models import Delegation
from proxeny.indicators.models import Observation
from proxeny.reports.chapters.capital import Capital, capital_of, ledger_of
from proxeny.reports.chapters.desk import Desk, cell_of
from proxeny.reports.chapters.figures import Found, open_conflicts, statements_of_values
from proxeny.reports.parts import Cell, Figure, Picture, Table

_YEARS = 8
_FEWEST = 3  # values that make a picture
_PARTNERS = 8
_WIDTH = 520


def registered_by_year(desk: Desk) -> Picture | None:
    """Registered foreign investment of the last years on record, disagreement as a range. Three SQL queries."""
    last = desk.period.last.year
    rows = list(
        Observation.objects.visible_to(desk.person)
        .filter(
            indicator="fdi_registered", partner=None, area=settings.PROXENY_HOME, label="", definition="", unit="USD",
            period_earliest__gte=date(last - _YEARS + 1, 1, 1), period_latest__lte=desk.period.last,
        )
        .exclude(status=Observation.Status.TARGET).exclude(value=None)
        .select_related("indicator").order_by("period_earliest", "status", "pk")
    )  # fmt: skip
    by_year: dict[int, Observation] = {}
    for row in rows:
        first, end = row.period_earliest, row.period_latest
        if first and end and (first, end) == (date(first.year, 1, 1), date(first.year, 12, 31)):
            by_year.setdefault(first.year, row)
    if len(by_year) < _FEWEST:
        return None
    said = statements_of_values(by_year.values(), visible_to=desk.person)
    conflicts = open_conflicts(by_year.values(), visible_to=desk.person)
    points: list[specs.Point] = []
    figures: list[Figure] = []
    for year, row in sorted(by_year.items()):
        stated = {one.pk: one for one in said.get(row.pk, ())}
        low, high = stated.get(row.low_stated_id or 0), stated.get(row.high_stated_id or 0)
        kind = conflicts.get(row.pk, "plain" if row.is_disputed else "")
        figure = desk.figure(
            f"economy.fdi_registered.by_year.{year}", Found(row, None, said.get(row.pk, ()), kind, low, high)
        )
        figures.append(figure)
        point: specs.Point = {"period": str(year), "value": float(row.value or 0), "shown": figure.text}
        if low is not None and high is not None and low.value != high.value:
            point["low"], point["high"] = float(low.value or 0), float(high.value or 0)
        points.append(point)
    years = sorted(by_year)
    title = desk.text("picture-fdi-years", first=str(years[0]), last=str(years[-1]))
    table = Table(
        "economy.fdi_registered.by_year.table",
        (tuple(Cell((str(year),), is_number=True) for year in years),),
        (tuple(cell_of(figure) for figure in figures),),
        widths=(1,) * len(years),
    )
    spec = specs.series(points, width=_WIDTH, height=150)
    said_of = "; ".join(f"{year}: {figure.text}" for year, figure in zip(years, figures, strict=True))
    return Picture("economy.fdi_registered.by_year", title, spec, f"{title}. {said_of}.", table)


def delegations_by_month(desk: Desk) -> Picture | None:
    """Delegations on record by the month in which they begin, sent and received. No SQL query of its own."""
    first, last = desk.period.first, desk.period.last
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if (first.year, first.month) <= (year, month) <= (last.year, last.month)
    ]
    rows = [row for row in desk.held.delegations if _month_of(row.dates)]
    if not _FEWEST <= len(months) <= 12 or len(rows) < _FEWEST:
        return None
    named = Locale.parse(desk.language).months["stand-alone"]["abbreviated"]
    # "Tháng 1" is too wide for a column of twelve; offices write T1
    names = {month: str(named[month.month]).replace("Tháng ", "T") for month in months}
    lines: list[tuple[Cell, ...]] = []
    bars: list[specs.Row] = []
    for direction in (Delegation.Direction.OUT, Delegation.Direction.IN):
        label = desk.term(f"picture-delegations-{direction}")
        cells: list[Cell] = [Cell((label,))]
        for month in months:
            found = [row for row in rows if row.direction == direction and _month_of(row.dates) == f"{month:%Y-%m}"]
            cells.append(
                cell_of(desk.count(f"delegations.{direction}.month.{month:%Y-%m}", found)) if found else Cell()
            )
            bars.append({"label": names[month], "series": label, "value": float(len(found))})  # type: ignore[typeddict-unknown-key]
        lines.append(tuple(cells))
    title = desk.text("picture-delegations")
    head = ((Cell(), *(Cell((names[month],), is_number=True) for month in months)),)
    table = Table("delegations.by_month.table", head, tuple(lines), widths=(16, *(7,) * len(months)))
    of = [f"{bar['series']}, {bar['label']}: {bar['value']:.0f}" for bar in bars if bar["value"]]  # type: ignore[typeddict-item]
    return Picture("delegations.by_month", title, _columns(bars, _WIDTH), f"{title}. {'; '.join(of)}.", table)


def _month_of(dates: str) -> str:
    """The month in which something began, ``2023-04``; nothing for ``2023`` or ``2023-01/2023-08``, some day in it."""
    first, _slash, last = dates.partition("/")
    first = first.rstrip("~?%")
    return first[:7] if len(first) == 10 or (len(first) == 7 and not last) else ""


def _columns(rows: list[specs.Row], width: int) -> specs.Spec:
    """Columns side by side, a pair for each month; whole numbers from nought."""
    labels = list(dict.fromkeys(row["label"] for row in rows))
    kinds = list(dict.fromkeys(str(row["series"]) for row in rows))  # type: ignore[typeddict-item]
    most = int(max(row["value"] for row in rows))
    step = max(1, most // 4)
    return {
        "$schema": specs.SCHEMA,
        "width": width,
        "height": 120,
        "background": None,
        "config": {"view": {"stroke": None}, "axis": {"ticks": False, "domainColor": "token(line)"}},
        "data": {"values": list(rows)},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "label", "type": "nominal", "sort": labels, "axis": {"title": None, "labelAngle": 0}},
            "xOffset": {"field": "series", "sort": kinds},
            "y": {
                "field": "value", "type": "quantitative",
                "axis": {
                    "title": None, "grid": True, "gridColor": "token(line)", "format": "d",
                    "values": list(range(0, most + 1, step)),
                },
            },
            "color": {
                "field": "series", "type": "nominal", "sort": kinds,
                "scale": {"domain": kinds, "range": ["token(teal)", "token(edge)"]},
                "legend": {"title": None, "orient": "top"},
            },
        },
    }  # fmt: skip


def stock_by_partner(desk: Desk) -> Picture | None:
    """The stock of the register's projects by partner, the largest first. No SQL query beyond annex A6."""
    found, behind = ledger_of(desk), capital_of(desk)
    lines = [line for line in found.lines if line.partner is not None and line.stock.amount]
    lines = sorted(lines, key=lambda line: (-line.stock.amount, line.name))[:_PARTNERS]
    if len(lines) < _FEWEST:
        return None
    rows: list[specs.Row] = []
    cells: list[tuple[Cell, ...]] = []
    for line in lines:
        assert line.partner is not None
        name = desk.name_of(line.partner)
        figure = _stock_figure(desk, line.partner.reference, line.stock.amount, found.unit, behind, line)
        rows.append({"label": name, "value": float(line.stock.amount), "shown": figure.text})
        cells.append((Cell((name,)), cell_of(figure)))
    title = desk.text("picture-stock", day=desk.date(desk.period.last.isoformat()))
    of = "; ".join(f"{row['label']}: {row['shown']}" for row in rows)
    return Picture("economy.stock_by_partner", title, specs.bars(rows, width=380), f"{title}. {of}.", _beside(cells))


def targets_as_bullets(desk: Desk) -> Picture | None:
    """The targets of the year against what was reached; the amounts stand in annex A9. Six SQL queries."""
    period, drawer = desk.period, PICTURES.get("targets")
    if drawer is None or "-" in period.edtf or period.first.year != period.last.year:
        return None
    drawn = drawer({"plan": period.edtf}, visible_to=desk.person, language=desk.language, on_page=False)
    if not drawn.specification or drawn.parameters.get("plan") != period.edtf:
        return None
    return Picture("targets.bullets", drawn.title, drawn.specification, drawn.description)


def _stock_figure(desk: Desk, reference: str, amount: Decimal, unit: str, behind: Capital, line: object) -> Figure:
    of = behind.by_partner(line).of("stock")  # type: ignore[arg-type]
    return desk.summed(f"economy.stock.{reference}", amount, unit, of.projects, qualifier=of.qualifier)


def _beside(cells: list[tuple[Cell, ...]]) -> Table:
    """Names with their figures as one row of columns."""
    head = (tuple(Cell(name.pieces, is_number=True) for name, _figure in cells),)
    return Table("economy.stock_by_partner.table", head, (tuple(figure for _name, figure in cells),),
                 widths=(1,) * len(cells))  # fmt: skip
