"""The permit clock: the days of a procedure counted back from the event's first day, as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.events.models import Event
from proxeny.procedures import office, rules
from proxeny.procedures.models import Case, Step
from proxeny.procedures.office import said
from proxeny.procedures.panel import Cited, cited, span_number


@dataclass(frozen=True)
class Line:
    """One day of the clock. ``state`` is one of done, late, missed, soon, open, the_day; ``place`` its place in per
    cent between the first and the last day of the clock."""

    key: str
    title: str
    day: date
    act_by: date | None
    span: str
    state: str
    distance: str
    place: int
    cited: Cited
    is_answer: bool = False


@dataclass(frozen=True)
class Clock:
    """The days of one procedure around the event's first day; ``case`` is ``None`` where none is open yet."""

    title: str
    note: str
    lines: list[Line]
    today: int | None
    case: Case | None = None
    kind: str = ""

    @property
    def missed(self) -> list[Line]:
        """Days that are past and were not kept."""
        return [line for line in self.lines if line.state == "missed"]


def clocks_of(event: Event, cases: list[Case], *, today: date) -> list[Clock]:
    """The clock of every open case of an event; without one, for an event to come, what each procedure would ask.

    ``cases`` as ``procedures.queries.cases_of`` gives them. No SQL query.
    """
    running = [case for case in cases if case.is_open and case.anchor is not None]
    if running:
        return [_of_case(case, today) for case in running]
    first = event.first_day
    if event.status not in Event.TO_COME or first is None or first < today or any(case.is_open for case in cases):
        return []
    foreseen = []
    for procedure in office.procedures_for("events"):
        book = procedure.in_force(today)
        if book is not None:
            lines = rules.deadlines(book, anchor=first, opened=today, calendar=office.calendar_for(book))
            foreseen.append(_clock(book, lines, {}, first, today, None))
    return foreseen


def _of_case(case: Case, today: date) -> Clock:
    assert case.anchor is not None
    steps = {step.key: step for step in case.steps.all()}
    done = {key: step.done_on for key, step in steps.items() if step.outcome == Step.Outcome.DONE and step.done_on}
    book = case.rulebook
    calendar = office.calendar_for(book)
    lines = rules.deadlines(book, anchor=case.anchor, opened=case.opened_on, done=done, calendar=calendar)
    asked = {f"{one.step}.{one.body}": one for one in case.consultations.all() if one.body}
    # a body that was asked has the day of its own letter, and none once it has answered
    lines = [
        replace(line, due=body.due, act_by=body.due) if body is not None and body.due is not None else line
        for line in lines
        if (body := asked.get(line.step)) is None or body.answered_on is None
    ]
    return _clock(book, lines, steps, case.anchor, today, case)


def _clock(
    book: rules.Rules,
    lines: list[rules.Deadline],
    steps: dict[str, Step],
    anchor: date,
    today: date,
    case: Case | None,
) -> Clock:
    dated = sorted((line for line in lines if line.due is not None), key=lambda line: (line.due, line.body))
    days = [day for line in dated if (day := line.due) is not None]
    first, last = min([*days, today]), max([*days, anchor, today])
    shown = [_line(book, line, steps, anchor, today, first, last) for line in dated]
    return Clock(
        title=said(book.title),
        note=said(book.note),
        lines=shown,
        today=_place(today, first, last),
        case=case,
        kind=book.case,
    )


def _place(day: date, first: date, last: date) -> int:
    return round(100 * (day - first).days / max(1, (last - first).days))


def _line(
    book: rules.Rules,
    line: rules.Deadline,
    steps: dict[str, Step],
    anchor: date,
    today: date,
    first: date,
    last: date,
) -> Line:
    assert line.due is not None
    step = steps.get(line.step)
    return Line(
        key=line.step,
        title=said(line.title),
        day=line.due,
        act_by=line.act_by if line.act_by != line.due else None,
        span=_span(book, line),
        state=_state(line, step, anchor, today),
        distance=distance(line.due, today),
        place=_place(line.due, first, last),
        cited=cited(line.citation),
        is_answer=bool(line.body),
    )


def _state(line: rules.Deadline, step: Step | None, anchor: date, today: date) -> str:
    assert line.due is not None
    if step is not None and not step.is_to_do:
        return "late" if step.is_late else "done"
    if line.due == anchor and line.span is None:
        return "the_day"
    if line.due < today:
        return "open" if line.body else "missed"
    return "soon" if (line.due - today).days <= 7 else "open"


def _span(book: rules.Rules, line: rules.Deadline) -> str:
    if line.span is None or line.span.days == 0:
        return ""
    number = span_number(line.span)
    if line.direction == "before":
        return _("%(days)s before") % {"days": number}
    start = book.step(line.start)
    return _("%(days)s after: %(what)s") % {"days": number, "what": said(start.title) if start is not None else "…"}


def distance(day: date, today: date) -> str:
    """How far off a day is, in words."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
    return ngettext("%(n)d day ago", "%(n)d days ago", -days) % {"n": -days}
