"""Annexes A1 to A4: delegations sent and received, agreements signed, conferences."""

from __future__ import annotations

from decimal import Decimal

from proxeny.delegations.models import Delegation
from proxeny.events.models import Count, Event
from proxeny.reports.annexes.setting import Content, Sheet
from proxeny.reports.chapters.affairs import origins_of, places_of
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.chapters.held import MEETINGS
from proxeny.reports.parts import Annex, Table

_DELEGATES = Count.Delegates


def delegations_out(desk: Desk) -> Annex:
    """A1: every delegation sent abroad that begins in the period."""
    return _delegations(desk, "A1", Delegation.Direction.OUT)


def delegations_in(desk: Desk) -> Annex:
    """A2: every delegation received; its origin, and the unit that received it."""
    return _delegations(desk, "A2", Delegation.Direction.IN)


def _delegations(desk: Desk, key: str, direction: str) -> Annex:
    sheet, rows, behind = Sheet(desk, key), desk.held.delegations_of(direction), desk.held.behind_delegations
    is_out = direction == Delegation.Direction.OUT
    lines: list[list[Content]] = []
    for row in rows:
        where = places_of(row) if is_out else origins_of(row)
        heads = ", ".join(person.name for person in row.led_by.all()) or desk.term(f"level-{row.level}")
        line: list[Content] = [
            sheet.title(row, row.title, behind),
            heads,
            ", ".join(desk.country(code) for code in where) or ("" if is_out else row.sent_by),
            sheet.names(row.partners.all()),
            row.content or row.purpose,
            sheet.number(row, "size", row.size, behind),
            desk.date(row.dates, short=True),
            sheet.amount(row, "cost", row.cost, row.cost_currency, behind),
            row.report_number or desk.date(row.reported, short=True),
            sheet.yes_or_no(row.in_plan),
            row.note,
        ]
        if not is_out:
            line.insert(4, row.receiving_unit)
        lines.append(line)
    columns = ["no", "delegation", "head", "country" if is_out else "origin", "partner", "content", "people", "time",
               "cost", "report", "in-plan", "note"]  # fmt: skip
    if not is_out:
        columns.insert(5, "receiving-unit")
    span = columns.index("people")
    with_size = [row for row in rows if row.size is not None]
    people: Content = ""
    if with_size:
        size = Decimal(sum(row.size or 0 for row in with_size))
        people = desk.summed(f"{key}.total.people", size, "count", with_size)
    costs = sheet.sums("cost", ((row.cost_currency, row.cost, [row], "exact") for row in rows if row.cost is not None))
    widths = (3, 14, 9, 8, 9, 15, 5, 8, 7, 7, 5, 10) if is_out else (3, 14, 9, 8, 9, 8, 13, 5, 8, 7, 6, 5, 8)
    table = Table(
        f"{key}.table", sheet.head(columns), sheet.counted_rows(lines),
        sheet.total(rows, len(rows), span, people, "", costs, "", "", "") if rows else (), widths, is_wide=True,
    )  # fmt: skip
    vague = desk.held.vague.get("delegations")
    return sheet.annex(table, [desk.text("vague-dates", n=vague)] if vague else ())


def agreements_signed(desk: Desk) -> Annex:
    """A3: every agreement signed in the period, with its state on the last day of it."""
    sheet, rows, behind = Sheet(desk, "A3"), desk.held.agreements, desk.held.behind_agreements
    lines: list[list[Content]] = [
        [
            row.proposer,
            row.capacity,
            desk.term(f"agreement-{row.kind}"),
            sheet.title(row, row.title, behind),
            ", ".join(dict.fromkeys(desk.country(one.country) for one in row.partners.all() if one.country)),
            sheet.names(row.partners.all()),
            desk.date(row.signed, short=True),
            desk.term(f"state-{row.state_now}"),  # type: ignore[attr-defined]
            desk.date(row.entry_into_force, short=True),
            row.term or desk.date(row.expires, short=True),
            ", ".join(person.name for person in row.signed_by.all()),
            row.approved_by,
            sheet.yes_or_no(row.delegated),
            row.note,
        ]
        for row in rows
    ]
    head = sheet.head(
        ["no", "proposer", "capacity", "type", "title", "country", "partner", "signed", "validity", "effect", "term",
         "signatory", "approver", "delegated", "note"]
    )  # fmt: skip
    widths = (3, 7, 6, 7, 16, 6, 9, 7, 6, 6, 6, 7, 6, 4, 8)
    total = sheet.total(rows, len(rows), 15) if rows else ()
    return sheet.annex(Table("A3.table", head, sheet.counted_rows(lines), total, widths, is_wide=True))


def conferences(desk: Desk) -> Annex:
    """A4: conferences and meetings, with their delegates as the three-row heading parts them."""
    sheet, behind = Sheet(desk, "A4"), desk.held.behind_events
    rows = [row for row in desk.held.events if row.kind in MEETINGS]
    lines: list[list[Content]] = []
    for row in rows:
        counts = {one.of: one for one in row.counts.all() if not one.is_planned}
        delegates = [
            _delegates(sheet, row, counts.get(part), behind)
            for part in (_DELEGATES.HOME, _DELEGATES.RESIDENT, _DELEGATES.ABROAD, _DELEGATES.COUNTRIES)
        ]
        lines.append(
            [
                sheet.title(row, row.title, behind),
                row.foreign_organiser or sheet.names(row.partners.all()),
                row.content or row.aim,
                *delegates,
                desk.date(row.dates, short=True),
                desk.place(row.place),
                sheet.amount(row, "cost", row.cost, row.cost_currency, behind),
                row.report_number,
                sheet.yes_or_no(row.in_plan),
                row.permitted_by,
            ]
        )
    whole = [("no", 1, 3), ("title", 1, 3), ("foreign-organiser", 1, 3), ("content", 1, 3), ("delegates", 4, 1),
             ("time", 1, 3), ("place", 1, 3), ("cost", 1, 3), ("report", 1, 3), ("in-plan", 1, 3),
             ("permitting", 1, 3)]  # fmt: skip
    head = sheet.head(whole, [("home-delegates", 1, 2), ("foreign", 3, 1)], ["resident", "abroad", "countries"])
    costs = sheet.sums("cost", ((row.cost_currency, row.cost, [row], "exact") for row in rows if row.cost is not None))
    total = sheet.total(rows, len(rows), 10, costs, "", "", "") if rows else ()
    widths = (3, 16, 11, 13, 6, 6, 6, 5, 8, 8, 7, 6, 5, 7)
    return sheet.annex(Table("A4.table", head, sheet.counted_rows(lines), total, widths, is_wide=True))


def _delegates(sheet: Sheet, row: Event, found: Count | None, behind: Behind) -> Content:
    """How many of one part of the delegates came, as exact as the source has it."""
    if found is None:
        return ""
    unit = found.unit or "count"
    return sheet.amount(row, found.of, found.value, unit, behind, high=found.high, qualifier=found.qualifier)
