"""Annexes A6 and A7: foreign investment by partner and sector, aid by donor. Never a sum across currencies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q

from proxeny.aid.models import Aid, Transaction
from proxeny.aid.queries import NOT_AID
from proxeny.aid.sums import Sums
from proxeny.core.records import Record
from proxeny.investments.breakdown import Line, breakdown
from proxeny.investments.models import CapitalMovement
from proxeny.investments.totals import Recorded
from proxeny.reports.annexes.setting import Content, Sheet
from proxeny.reports.chapters.capital import Capital, Moved, MovedIn, capital_of, ledger_of
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.parts import Annex, Cell, Figure, Table

_NAMED = 100  # projects that a cell of A6 names, the largest movements first; the ledger has the others
_PROMISED = (Transaction.Kind.COMMITMENT, Transaction.Kind.CANCELLATION)


def investment(desk: Desk) -> Annex:
    """A6: new, raised and bought capital and the stock, by partner and by sector, for each currency by itself."""
    sheet = Sheet(desk, "A6")
    units = (
        CapitalMovement.objects.visible_to(desk.person)
        .filter(date_earliest__gte=desk.period.first, date_latest__lte=desk.period.last)
        .order_by().values_list("unit", flat=True).distinct()
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    total: tuple[Cell, ...] = ()
    first, last = desk.period.first, desk.period.last
    known = sorted({unit for unit in units if unit} | {"USD"}, key=lambda unit: (unit != "USD", unit))
    for unit in known:
        behind = capital_of(desk) if unit == "USD" else Capital(first, last, unit, visible_to=desk.person)
        by_partner = ledger_of(desk) if unit == "USD" else breakdown(
            first, last, by="partner", visible_to=desk.person, unit=unit
        )  # fmt: skip
        by_sector = breakdown(first, last, by="sector", visible_to=desk.person, unit=unit)
        for part, found in (("by-partner", by_partner), ("by-sector", by_sector)):
            if not found.lines:
                continue
            rows.append((Cell((f"{desk.term(f'h-{part}')}, {unit}",), columns=11),))
            of = behind.by_partner if part == "by-partner" else behind.by_sector
            rows += [_flows(sheet, _name(desk, line), line, unit, _key(line), of(line)) for line in found.lines]
        if not by_partner.total.is_empty:
            row = _flows(sheet, f"{desk.term('total')}, {unit}", by_partner.total, unit, "total", behind.total())
            rows, total = ([*rows, row], ()) if len(known) > 1 else (rows, row)
    columns = ["new", "raised", "purchased", "all-three", "stock"]
    head = sheet.head(
        [("partner-or-sector", 1, 2), *((one, 2, 1) for one in columns)], ["number", "amount"] * len(columns)
    )
    widths = (20, 5, 11, 5, 11, 5, 11, 5, 11, 5, 15)
    missing = [desk.term("stock-today")] if rows else []
    return sheet.annex(Table("A6.table", head, tuple(rows), total, widths, is_wide=True), missing)


def _key(line: Line) -> str:
    return line.partner.reference if line.partner is not None else line.sector or "unknown"


def _name(desk: Desk, line: Line) -> str:
    if line.partner is not None:
        return desk.name_of(line.partner)
    return desk.sector(line.sector) if line.sector else desk.term("not-known")


def _flows(sheet: Sheet, name: str, line: Line, unit: str, key: str, behind: Moved) -> tuple[Cell, ...]:
    flows = {"new": line.new, "raised": line.added, "purchased": line.purchased, "all": line.total, "stock": line.stock}
    cells = [sheet.cell(name)]
    for column, recorded in flows.items():
        cells += _pair(sheet, f"A6.{unit}.{key}.{column}", recorded, unit, behind.of(column))
    return tuple(cells)


def _pair(sheet: Sheet, key: str, recorded: Recorded, unit: str, moved: MovedIn) -> list[Cell]:
    """Number and amount; empty where nothing moved, an empty amount where none of the movements has one."""
    if not recorded.number:
        return [Cell(), Cell()]
    valued = recorded.number - recorded.unvalued
    desk, of = sheet.desk, {"statements": moved.statements}
    number = desk.count(f"{key}.number", moved.projects, number=recorded.number, **of)
    amount = desk.summed(
        f"{key}.amount", recorded.amount, unit, moved.projects, number=valued, qualifier=moved.qualifier, **of
    ) if valued > 0 else ""  # fmt: skip
    return [
        sheet.cell(replace(one, records=one.records[:_NAMED]) if isinstance(one, Figure) else one)
        for one in (number, amount)
    ]


def aid_by_donor(desk: Desk) -> Annex:
    """A7: aid received by donor and type in each currency: committed, disbursed, in kind. Three SQL queries.

    Transactions count in the period of their value date, goods and sums without transactions in that of the aid.
    """
    sheet, lines = Sheet(desk, "A7"), _donors(desk)
    rows: list[list[Content]] = []
    sums: dict[str, list[tuple[str, Decimal, list[Record], str]]] = {
        "committed": [], "disbursed": [], "stated": [], "in_kind": [],
    }  # fmt: skip
    for (donor, type_), line in sorted(lines.items()):
        key = f"A7.{line['key']}.{type_}"
        counted: Content = desk.count(f"{key}.records", line["rows"])
        units = sorted({*line["sums"].by_unit, *line["stated"], *line["in_kind"]}) or [""]
        for position, unit in enumerate(units):
            held = line["sums"].by_unit.get(unit)
            values = {
                "committed": held.standing if held else None,
                "disbursed": held.paid if held else None,
                "stated": line["stated"].get(unit),
                "in_kind": line["in_kind"].get(unit),
            }
            cells: list[Content] = []
            for name, value in values.items():
                if not value:
                    cells.append("")
                    continue
                records, qualifier = line["of"][name, unit], line["exactness"].get((name, unit), "exact")
                sums[name].append((unit, value, records, qualifier))
                cells.append(desk.summed(f"{key}.{unit}.{name}", value, unit, records, qualifier=qualifier))
            is_first = position == 0
            rows.append([donor if is_first else "", desk.term(f"aid-{type_}") if is_first else "",
                         counted if is_first else "", unit, *cells])  # fmt: skip
    head = sheet.head(["no", "donor", "type", "records", "currency", "committed", "disbursed", "stated", "in-kind"])
    cases = [row for line in lines.values() for row in line["rows"]]
    total = sheet.total(cases, len(rows), 5, *(sheet.sums(name, found) for name, found in sums.items())) if rows else ()
    table = Table("A7.table", head, sheet.counted_rows(rows), total, (3, 24, 12, 6, 7, 12, 12, 12, 12), is_wide=True)
    return sheet.annex(table)


def _donors(desk: Desk) -> dict[tuple[str, str], dict[str, Any]]:
    """Aid received in the period by donor and type; aid of several donors is one line of all their names."""
    first, last = desk.period.first, desk.period.last
    in_time = Q(date_earliest__gte=first, date_latest__lte=last)
    moved = Transaction.objects.filter(date_earliest__gte=first, date_latest__lte=last)
    found = (
        Aid.objects.visible_to(desk.person)
        .filter(in_time | Q(pk__in=moved.values("aid")), direction=Aid.Direction.RECEIVED)
        .exclude(status__in=NOT_AID)
        .prefetch_related(desk.held.partners, Prefetch("transactions", moved, to_attr="moved"))
    )
    lines: dict[tuple[str, str], dict[str, Any]] = {}
    for row in found:
        donor = "; ".join(sorted(desk.name_of(one) for one in row.partners.all())) or desk.term("not-known")
        empty = {"rows": [], "sums": Sums(), "stated": {}, "in_kind": {}, "of": defaultdict(list), "exactness": {}}
        line = lines.setdefault((donor, row.type), empty)
        line["key"] = "+".join(sorted(one.reference for one in row.partners.all())) or "unknown"
        line["rows"].append(row)
        for one in row.moved:
            if one.value is not None:
                line["sums"].add(one.kind, one.unit, one.value, qualifier=one.qualifier, is_in_kind=one.is_in_kind)
                _rests(line, "committed" if one.kind in _PROMISED else "disbursed", one.unit, row, one.qualifier)
        begins, ends = row.date_earliest, row.date_latest
        is_of_period = begins is not None and ends is not None and first <= begins <= ends <= last
        if is_of_period and not row.moved and row.value is not None:
            line["stated"][row.unit] = line["stated"].get(row.unit, Decimal(0)) + row.value
            _rests(line, "stated", row.unit, row, "exact" if row.high is None else "about", row.qualifier)
        if is_of_period and row.in_kind_value is not None:
            unit = row.in_kind_unit
            line["in_kind"][unit] = line["in_kind"].get(unit, Decimal(0)) + row.in_kind_value
            _rests(line, "in_kind", unit, row)
    return lines


def _rests(line: dict[str, Any], name: str, unit: str, row: Aid, *exactness: str) -> None:
    """Let a sum of a line rest on a record; of one record it is as exact as that, of several about so much."""
    line["of"][name, unit].append(row)
    said = [one for one in exactness if one not in ("", "exact")]
    if said:
        is_alone = len(set(line["of"][name, unit])) == 1
        line["exactness"][name, unit] = said[-1] if is_alone else "about"
    elif line["exactness"].get((name, unit)):
        line["exactness"][name, unit] = "about"


