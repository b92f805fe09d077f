"""Annex A8: trade and visitors by market, each with its change on the same days of the year before."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from proxeny.indicators import computed
from proxeny.indicators.models import Observation
from proxeny.partners.models import Partner
from proxeny.reports.annexes.setting import Content, Sheet
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.chapters.figures import Found, open_conflicts, statements_of_values
from proxeny.reports.parts import Annex, Figure, Table

_COLUMNS = (
    ("exports", "exports"),
    ("imports", "imports"),
    ("trade_turnover", "turnover"),
    ("visitors", "visitors"),
)


def markets(desk: Desk) -> Annex:
    """A8: what is observed of trade and visitors with each partner in the very days of the period. Three SQL queries.

    No total: markets that are countries and markets that are groups of them stand side by side.
    """
    sheet = Sheet(desk, "A8")
    now, before = _observed(desk)
    found = [row for side in (now, before) for each in side.values() for row in each.values()]
    said = statements_of_values(found, visible_to=desk.person)
    conflicts = open_conflicts(found, visible_to=desk.person)

    def shown(row: Observation) -> Found:
        return Found(row, None, said.get(row.pk, ()), conflicts.get(row.pk, "plain" if row.is_disputed else ""))

    lines: list[list[Content]] = []
    for partner in sorted(now, key=desk.name_of):
        line: list[Content] = [desk.name_of(partner)]
        for code, _heading in _COLUMNS:
            row = now[partner].get(code)
            if row is None:
                line += ["", ""]
                continue
            key = f"A8.{partner.reference}.{code}"
            earlier = before.get(partner, {}).get(code)
            line += [desk.figure(key, shown(row)), _change(desk, key, shown(row), shown(earlier) if earlier else None)]
        lines.append(line)
    head = sheet.head(
        [("no", 1, 2), ("market", 1, 2), *((heading, 2, 1) for _code, heading in _COLUMNS)],
        ["period", "change"] * len(_COLUMNS),
    )
    widths = (3, 17, 12, 8, 12, 8, 12, 8, 12, 8)
    return sheet.annex(Table("A8.table", head, sheet.counted_rows(lines), (), widths, is_wide=True))


def _observed(desk: Desk) -> tuple[dict[Partner, dict[str, Observation]], dict[Partner, dict[str, Observation]]]:
    """By partner and indicator: of the period, and of the same days a year before; actual figures before estimates."""
    period, past = desk.period, desk.period.before
    rows = (
        Observation.objects.visible_to(desk.person)
        .filter(
            indicator__in=[code for code, _heading in _COLUMNS],
            partner__in=Partner.objects.visible_to(desk.person),
            period_earliest__in=(period.first, past.first),
            period_latest__in=(period.last, past.last),
            label="",
            definition="",
        )
        .exclude(status=Observation.Status.TARGET)
        .exclude(value=None)
        .select_related("partner", "indicator")
    )
    now: dict[Partner, dict[str, Observation]] = defaultdict(dict)
    before: dict[Partner, dict[str, Observation]] = defaultdict(dict)
    for row in sorted(rows, key=lambda one: (one.status != Observation.Status.ACTUAL, one.pk)):
        days = (row.period_earliest, row.period_latest)
        into = now if days == (period.first, period.last) else before if days == (past.first, past.last) else None
        if into is not None and row.partner is not None:
            into[row.partner].setdefault(row.indicator_id, row)
    return now, before


def _change(desk: Desk, key: str, now: Found, before: Found | None) -> Content:
    """The change in per cent between two plain figures of one unit; nothing where they cannot be compared."""
    if before is None or now.row is None or before.row is None or not (now.is_plain and before.is_plain):
        return ""
    made = computed.growth(now.row, before.row)
    if made is None:
        return ""
    figure = desk.figure(f"{key}.change", Found(None, made, (*now.statements, *before.statements)))
    sign = "+" if made.value > 0 else "−" if made.value < 0 else ""
    size = desk.amount(abs(made.value).quantize(Decimal("0.1")), "%")
    return Figure(
        figure.key, sign + size, figure.origin, figure.value, figure.unit, figure.qualifier, figure.statements,
        how=figure.how,
    )  # fmt: skip
