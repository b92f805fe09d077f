"""Occasions as iCalendar (RFC 5545), by the icalendar library, which does the escaping and folding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from proxeny.core.records import Mark
from proxeny.registers.agenda import Occasion

# An all-day deadline begins at midnight: nine in the morning of the day before.
ALARM_BEFORE = timedelta(hours=15)


def uid_of(occasion: Occasion) -> str:
    """Stable over time, and betraying nothing: a key has the reference of its record in it."""
    return f"{hashlib.sha256(occasion.key.encode()).hexdigest()[:32]}@proxeny"


def calendar_of(found: Iterable[Occasion], *, name: str, changed_at: datetime, address: str, page: str) -> bytes:
    """A calendar with one event for each occasion. ``address`` is that of the site, ``page`` the calendar's own path.

    A confidential occasion shows its days and nothing else: a feed is copied to machines that the office does not
    know. Days are ``VALUE=DATE`` with an exclusive end, as the standard has it.
    """
    made = Calendar()
    made.add("prodid", "-//Proxeny//Calendar//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for occasion in found:
        made.add_component(_event(occasion, changed_at, address, page))
    return made.to_ical()  # type: ignore[no-any-return]


def title_of(occasion: Occasion) -> str:
    """Its title where it may leave the house, with what is to be done of a deadline."""
    return str(_("A confidential record")) if is_closed(occasion) else occasion.title


def is_closed(occasion: Occasion) -> bool:
    """Whether no word of it may leave the house."""
    return occasion.mark >= Mark.CONFIDENTIAL


def _event(occasion: Occasion, changed_at: datetime, address: str, page: str) -> Event:
    event = Event()
    event.add("uid", uid_of(occasion))
    event.add("dtstamp", changed_at.astimezone(UTC).replace(microsecond=0))
    title = title_of(occasion)
    if occasion.is_done:
        title = _("Done: %(title)s") % {"title": title}
    event.add("summary", title)
    if occasion.begins is not None:
        event.add("dtstart", occasion.begins)
        if occasion.ends is not None and occasion.ends > occasion.begins:
            event.add("dtend", occasion.ends)
    else:
        event.add("dtstart", occasion.first)
        event.add("dtend", occasion.last + timedelta(days=1))
    event.add("status", "TENTATIVE" if occasion.is_tentative else "CONFIRMED")
    event.add("transp", "OPAQUE" if occasion.sort == "happening" else "TRANSPARENT")
    event.add("categories", [occasion.register])
    if is_closed(occasion):
        event.add("class", "CONFIDENTIAL")
        event.add("url", f"{address}{page}?month={occasion.first:%Y-%m}")
    else:
        event.add("url", f"{address}{occasion.url}")
        if occasion.place:
            event.add("location", occasion.place)
        if occasion.what:
            event.add("description", occasion.what)
    if occasion.sort == "deadline" and not occasion.is_done:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -ALARM_BEFORE)
        event.add_component(alarm)
    return event
