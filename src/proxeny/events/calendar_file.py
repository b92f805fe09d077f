"""One event as an iCalendar file: the event itself, and each session that has a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.core.records import Mark
from proxeny.events.models import Event, Session

_STATES: dict[str, str] = {
    Event.Status.CANCELLED: "CANCELLED",
    Event.Status.REFUSED: "CANCELLED",
    Event.Status.PERMITTED: "CONFIRMED",
    Event.Status.HELD: "CONFIRMED",
    Event.Status.REPORTED: "CONFIRMED",
}
_CLASSES = {Mark.PUBLIC: "PUBLIC", Mark.INTERNAL: "PRIVATE", Mark.CONFIDENTIAL: "CONFIDENTIAL"}


def calendar_of(event: Event, sessions: Iterable[Session], *, address: str) -> bytes:
    """The file (RFC 5545), UTF-8. The identifiers are stable and the sequence counts versions, so that a calendar that
    has it already moves the entry. ``address`` is the event's page. An event without days gives its sessions only."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Proxeny//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    first, last = event.first_day, event.last_day
    if first is not None and last is not None:
        entry = _entry(event, f"event-{event.reference}", event.title, event.place, address)
        entry.add("dtstart", first)
        entry.add("dtend", last + timedelta(days=1))  # the day after, as the standard wants
        if event.content or event.aim:
            entry.add("description", event.content or event.aim)
        calendar.add_component(entry)
    for session in sessions:
        made = _session(event, session, address)
        if made is not None:
            calendar.add_component(made)
    body: bytes = calendar.to_ical()
    return body


def _entry(event: Event, key: str, title: str, place: str, address: str) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", f"{key}@proxeny")
    entry.add("summary", title)
    entry.add("dtstamp", event.updated_at.astimezone(UTC))
    entry.add("sequence", event.version)
    entry.add("status", _STATES.get(event.status, "TENTATIVE"))
    entry.add("class", _CLASSES[Mark(event.mark)])
    entry.add("url", address)
    if place:
        entry.add("location", place)
    return entry


def _session(event: Event, session: Session, address: str) -> Any:
    day = session.day_earliest
    if day is None or day != session.day_latest or session.begins is None:
        return None
    zone = timezone.get_default_timezone()
    begins = datetime.combine(day, session.begins, zone).astimezone(UTC)
    ends = datetime.combine(day, session.ends, zone).astimezone(UTC) if session.ends else begins + timedelta(hours=1)
    place = ", ".join(part for part in (session.room, event.place) if part)
    entry = _entry(event, f"session-{session.pk}", f"{session.title} · {event.title}", place, address)
    entry.add("dtstart", begins)
    entry.add("dtend", ends)
    people = [_("Chair: %(name)s") % {"name": session.chair}] if session.chair else []
    people += [_("Speakers: %(names)s") % {"names": ", ".join(map(str, session.speakers))}] if session.speakers else []
    if people:
        entry.add("description", "\n".join(people))
    return entry
