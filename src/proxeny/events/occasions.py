"""The days of events for the calendar: the events themselves, sessions with a time, reports that are due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.events.models import Event, Session
from proxeny.registers.agenda import Asked, Occasion

_GONE = (Event.Status.REFUSED, Event.Status.CANCELLED, Event.Status.POSTPONED)
_DECIDED = (Event.Status.PERMITTED, *Event.OVER)


def occasions(asked: Asked) -> Iterator[Occasion]:
    """Events, sessions and reports with a day in the time asked for. Three SQL queries.

    An event that waits for its permission is tentative; a festival that others announce is not.
    """
    if not asked.is_for_late:
        yield from _events(asked)
        yield from _sessions(asked)
    yield from _reports(asked)


def _visible(asked: Asked) -> QuerySet[Event]:
    return Event.objects.visible_to(asked.person).exclude(status__in=_GONE)  # type: ignore[no-any-return]


def _events(asked: Asked) -> Iterator[Occasion]:
    within = Event.objects.filter(dates_earliest__lte=asked.last, dates_latest__gte=asked.first)
    rows = list(
        _visible(asked)
        .filter(pk__in=within.order_by().values("pk"))  # by an index alone: half of all events begin before a day
        .only("reference", "title", "mark", "status", "kind", "place", "dates", "dates_earliest", "dates_latest")
    )
    leaders: dict[int, list[int]] = defaultdict(list)  # their keys alone: no row of a person is read
    through: Any = Event.leaders.through
    for event, leader in through.objects.filter(event__in=rows).values_list("event", "person"):
        leaders[event].append(leader)
    for event in rows:
        first, last = event.first_day, event.last_day
        if first is None or last is None:
            continue
        yield Occasion(
            key=f"events:{event.reference}:dates",
            register="events",
            sort="happening",
            title=event.title,
            first=first,
            last=last,
            url=event.get_absolute_url(),
            mark=event.mark,
            place=event.place,
            what=str(event.get_kind_display()),
            is_tentative=event.status not in (*_DECIDED, Event.Status.ANNOUNCED),
            leaders=frozenset(leaders[event.pk]),
        )


def _sessions(asked: Asked) -> Iterator[Occasion]:
    rows = Session.objects.filter(
        event__in=_visible(asked).order_by().values("pk"),
        day_earliest__gte=asked.first,
        day_earliest__lte=asked.last,
        begins__isnull=False,
    ).select_related("event")
    zone = timezone.get_default_timezone()
    for session in rows:
        day: Any = session.day_earliest
        if session.begins is None or day != session.day_latest:
            continue
        yield Occasion(
            key=f"events:{session.event.reference}:session-{session.pk}",
            register="events",
            sort="happening",
            title=f"{session.title} · {session.event.title}",
            first=day,
            last=day,
            url=f"{session.event.get_absolute_url()}#programme",
            mark=session.event.mark,
            begins=datetime.combine(day, session.begins, zone),
            ends=datetime.combine(day, session.ends, zone) if session.ends else None,
            place=", ".join(part for part in (session.room, session.event.place) if part),
            what=str(session.get_kind_display()),
            is_tentative=session.event.status not in _DECIDED,
        )


def _reports(asked: Asked) -> Iterator[Occasion]:
    due = Q(report_due_latest__gte=asked.first, report_due_latest__lte=asked.last)
    rows = _visible(asked).filter(due)
    if asked.is_for_late:
        rows = rows.filter(report_number="").exclude(status=Event.Status.REPORTED)
    for event in rows.only(
        "reference", "title", "mark", "status", "report_due", "report_due_latest", "report_number"
    ):
        day = event.report_due_latest
        if day is None or len(event.report_due) != 10:
            continue
        yield Occasion(
            key=f"events:{event.reference}:report",
            register="events",
            sort="deadline",
            title=_("Report on the results: %(event)s") % {"event": event.title},
            first=day,
            last=day,
            url=event.get_absolute_url(),
            mark=event.mark,
            is_done=event.status == Event.Status.REPORTED or bool(event.report_number),
        )
