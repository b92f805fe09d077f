"""The day of every step of a case, from the rules, the anchor and what is done already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from proxeny.procedures.rules.days import Calendar
from proxeny.procedures.rules.pack import ANCHOR, OPENED, Body, Citation, Rules, Span, Step, Words


@dataclass(frozen=True)
class Deadline:
    """One line of a timetable.

    ``due`` is the last day that the rule allows, ``act_by`` the last open day up to then, ``counted`` where the count
    ended before a closed last day was moved; all ``None`` where no rule gives a day or the day it runs from is not
    known yet. ``step`` is the key of the step, for the answer of a consulted body ``STEP.BODY``.
    """

    step: str
    title: Words
    due: date | None
    act_by: date | None
    counted: date | None
    span: Span | None
    direction: str
    start: str
    rule: Words
    who: Words
    citation: Citation
    note: Words
    body: str = ""


def deadlines(
    rules: Rules,
    *,
    anchor: date | None,
    opened: date | None = None,
    done: Mapping[str, date] | None = None,
    calendar: Calendar | None = None,
) -> list[Deadline]:
    """The timetable of a case: its steps in the pack's order, each followed by the answers of the bodies it consults.

    ``done`` has the days of the steps that are done. A span that runs after a step counts from the day it was done,
    until then from the day it is due. The bodies count from the day the step before was done or is due, for nobody
    knows yet when they will be asked. Raises ``BadDay`` out of the range of known holidays.
    """
    counts = _Counting(rules, anchor, opened, done or {}, calendar or Calendar(rules.holidays, rules.counting))
    lines: list[Deadline] = []
    for step in rules.steps:
        lines.append(counts.line(step))
        lines += [counts.answer(step, body) for body in step.bodies]
    return lines


def due_of_answer(rules: Rules, body: Body | None, asked: date, *, calendar: Calendar | None = None) -> date | None:
    """The day by which a body answers that was asked on a day; ``None`` where no rule says."""
    if body is None or body.span is None:
        return None
    return (calendar or Calendar(rules.holidays, rules.counting)).counted(asked, body.span)


class _Counting:
    def __init__(
        self, rules: Rules, anchor: date | None, opened: date | None, done: Mapping[str, date], calendar: Calendar
    ) -> None:
        self.rules, self.calendar, self.done = rules, calendar, done
        self.known = {ANCHOR: anchor, OPENED: opened}
        self.found: dict[str, date | None] = {}

    def due(self, step: Step) -> date | None:
        if step.key not in self.found:
            start = self.start_of(step.start, step.direction) if step.start else None
            self.found[step.key] = (
                None if start is None else self.calendar.counted(start, step.span or Span(0), step.direction)
            )
        return self.found[step.key]

    def start_of(self, key: str, direction: str) -> date | None:
        """The day that a span runs from; forwards, what is done goes before what is due."""
        if key in self.known:
            return self.known[key]
        if key in self.done and direction == "after":
            return self.done[key]
        step = self.rules.step(key)
        return self.due(step) if step is not None else None

    def line(self, step: Step) -> Deadline:
        start = self.start_of(step.start, step.direction) if step.start else None
        act_by, counted = self._besides(start, self.due(step), step.span, step.direction)
        return Deadline(
            step=step.key,
            title=step.title,
            due=self.due(step),
            act_by=act_by,
            counted=counted,
            span=step.span,
            direction=step.direction,
            start=step.start,
            rule=step.rule,
            who=step.who,
            citation=step.citation,
            note=step.note,
        )

    def answer(self, step: Step, body: Body) -> Deadline:
        asked = self.start_of(step.start or (step.after[0] if step.after else ""), "after")
        due = self.calendar.counted(asked, body.span) if asked is not None and body.span is not None else None
        act_by, counted = self._besides(asked, due, body.span, "after")
        return Deadline(
            step=f"{step.key}.{body.key}",
            title=body.title,
            due=due,
            act_by=act_by,
            counted=counted,
            span=body.span,
            direction="after",
            start=step.key,
            rule=step.rule,
            who=body.title,
            citation=body.citation,
            note=body.when,
            body=body.key,
        )

    def _besides(
        self, start: date | None, due: date | None, span: Span | None, direction: str
    ) -> tuple[date | None, date | None]:
        """The last open day up to a day, and where its count ended; an event without a span moves for nobody."""
        if start is None or due is None or span is None:
            return due, due
        return self.calendar.last_open(due), self.calendar.counted(start, span, direction, is_moved=False)
