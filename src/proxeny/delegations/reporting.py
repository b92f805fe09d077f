"""When the report on return is due by the office's rules, for trips that go through no case."""

from __future__ import annotations

from datetime import date

from proxeny.procedures import office, rules

TRIP, REPORT, RETURN = "trip-out", "report", "return"


def report_rule(on: date) -> tuple[rules.Rules, rules.Step] | None:
    """The rule on the report in force on a day, with its book; ``None`` where the office's pack has none."""
    procedure = office.pack().procedures.get(TRIP)
    book = procedure.in_force(on) if procedure is not None else None
    step = book.step(REPORT) if book is not None else None
    return (book, step) if book is not None and step is not None else None


def report_due_after(returned: date) -> date | None:
    """The last day for the report on a trip that ended on ``returned``; ``None`` where no rule counts from the return,
    or no holidays are known for that time."""
    found = report_rule(returned)
    if found is None or found[1].start != RETURN or found[1].span is None:
        return None
    book, step = found
    try:
        return office.calendar_for(book).counted(returned, step.span or rules.Span(0))
    except rules.BadDay:
        return None
