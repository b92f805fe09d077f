"""Chapters of the file on one delegation: what it is, who travels and is met, its programme hour by hour."""

from __future__ import annotations

from proxeny.partners.models import Person
from proxeny.reports.chapters.desk import Desk, Pieces, heads
from proxeny.reports.chapters.evidence import Behind
from proxeny.reports.chapters.telling import Teller
from proxeny.reports.parts import Cell, Chapter, Table


def visit(desk: Desk) -> Chapter:
    """The delegation with its purpose, its members and whom it meets. Four SQL queries."""
    tell, row = Teller(desk, "visit"), desk.delegation
    assert row is not None
    behind = Behind([row], visible_to=desk.person)
    title = desk.stated("visit.title", row.title, row, behind.of(row))
    said: list[Pieces] = [desk.say("visit-facts", figure=title, day=desk.date(row.dates) or desk.term("not-known"))]
    purpose = row.purpose or row.content
    if purpose:
        said.append((desk.text("visit-purpose", what=purpose.rstrip(".")),))
    tell.paragraph("facts", *said)
    members = [", ".join(filter(None, (one.name, one.role or one.post))) for one in row.members.all()]
    led = [person.name for person in row.led_by.all() if person.mark <= getattr(desk.person, "clearance", 0)]
    if members or led:
        listed = "; ".join(members or led)
        tell.paragraph("members", desk.say("visit-members", list=(listed,)))
    met = Person.objects.visible_to(desk.person).filter(delegations_met=row).order_by("name")
    names = [person.name for person in met]
    if names:
        tell.paragraph("met", desk.say("visit-met", list=("; ".join(names),)))
    return tell.chapter()


def programme(desk: Desk) -> Chapter:
    """What is done on which day, as a table. One SQL query."""
    tell, row = Teller(desk, "programme"), desk.delegation
    assert row is not None
    items = list(row.programme.all())
    if items:
        columns = ("day", "hour", "what", "place", "with", "attends")
        lines = tuple(
            tuple(
                Cell((text,) if text else ())
                for text in (
                    desk.date(item.day.isoformat(), short=True),
                    "–".join(f"{hour:%H:%M}" for hour in (item.begins, item.ends) if hour is not None),
                    item.what,
                    item.place,
                    item.with_whom,
                    item.attends,
                )
            )
            for item in items
        )
        head = heads([desk.term(f"h-{one}") for one in columns])
        tell.blocks.append(Table("programme.table", head, lines, widths=(12, 10, 34, 16, 14, 14)))
    return tell.chapter()
