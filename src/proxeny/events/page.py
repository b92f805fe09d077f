"""What the page of an event shows beside its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.rights import can
from proxeny.core.records import Mark
from proxeny.events import project_paper
from proxeny.events.attendance import attendance_of
from proxeny.events.international import CONFERENCES, hint_for
from proxeny.events.models import Event, Session
from proxeny.events.schedule import clocks_of
from proxeny.procedures import queries as procedures
from proxeny.procedures.models import Case
from proxeny.registers.naming import records_named


@dataclass(frozen=True)
class Warned:
    """Something that does not fit together, in words, and where to mend it."""

    words: str
    url: str = ""
    action: str = ""


def context_of(request: HttpRequest, event: Event) -> dict[str, Any]:
    """Everything beside the fields. Twenty-three SQL queries, whatever belongs to the event."""
    person: Any = request.user
    today = timezone.localdate()
    cases = list(procedures.cases_of(event))
    sessions = list(event.sessions.all())
    paper = project_paper.missing_parts(event, sessions=sessions)
    may_see_people = getattr(person, "clearance", Mark.PUBLIC) >= Mark.INTERNAL
    hint = hint_for(event) if event.status not in Event.OVER else None
    clocks = clocks_of(event, cases, today=today)
    return {
        "outcomes": records_named(event.outcomes, visible_to=person),
        "hint": hint,
        # what a procedure would ask is shown where there could be one
        "clocks": [one for one in clocks if one.case or (hint is not None and not hint.is_excluded)],
        "has_case": bool(cases),
        "attendance": attendance_of(event),
        "guests": list(event.participants.filter(is_vip=True)[:12]) if may_see_people else [],
        "may_see_people": may_see_people,
        "programme": programme(sessions),
        "missing": paper,
        "has_paper": event.kind in CONFERENCES,
        "warnings": list(_warnings(event, cases, sessions, today, person)),
        "is_to_come": event.status in Event.TO_COME,
        "own_parts": ("backers",),
    }


def programme(sessions: list[Session]) -> list[tuple[str, list[Session]]]:
    """The sessions of each day, in their order; those without a day last, under an empty one."""
    ordered = sorted(sessions, key=lambda one: (one.day_earliest is None, one.day_earliest or date.min))
    return [(day, list(found)) for day, found in groupby(ordered, key=lambda one: one.day)]


def _warnings(
    event: Event, cases: list[Case], sessions: list[Session], today: date, person: Any
) -> Iterator[Warned]:
    first, last, may_change = event.first_day, event.last_day, can(person, "change")
    for case in cases:
        if case.is_open and case.anchor is not None and first is not None and case.anchor != first:
            yield Warned(
                _("The event begins on %(first)s, its procedure counts from %(anchor)s. Move one of the two.")
                % {"first": first.isoformat(), "anchor": case.anchor.isoformat()},
                reverse("procedures:move", args=[case.pk]) if may_change else "",
                _("Move the day"),
            )
    outside = [
        one for one in sessions
        if first and last and one.day_earliest and not (first <= one.day_earliest <= last)
    ]  # fmt: skip
    if outside:
        yield Warned(
            _("Not on a day of the event: %(sessions)s.") % {"sessions": ", ".join(map(str, outside))}
        )
    for other in leaders_at_once(event, visible_to=person) if event.status in Event.TO_COME else ():
        yield Warned(
            _("A leader who takes part is at “%(other)s” on these days too (%(dates)s).")
            % {"other": other, "dates": other.dates},
            other.get_absolute_url(),
            _("Look at it"),
        )
    late = event.report_due_latest
    if event.status == Event.Status.HELD and late is not None and late < today:
        yield Warned(_("The report on the results was due on %(day)s.") % {"day": late.isoformat()})
    if event.status == Event.Status.PERMITTED and last is not None and last < today:
        yield Warned(_("Its last day is past: record that it was held, and file the report."))


def leaders_at_once(event: Event, *, visible_to: Any) -> list[Event]:
    """Other events of the same leaders on the same days. One SQL query."""
    first, last = event.first_day, event.last_day
    if first is None or last is None:
        return []
    same = Q(leaders__in=event.leaders.all()) & Q(dates_earliest__lte=last, dates_latest__gte=first)
    found = Event.objects.visible_to(visible_to).filter(same).exclude(pk=event.pk).distinct()
    gone = (Event.Status.CANCELLED, Event.Status.REFUSED, Event.Status.POSTPONED)
    return [one for one in found.exclude(status__in=gone)[:10] if one.first_day is not None]
