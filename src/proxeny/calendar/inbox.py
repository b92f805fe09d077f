"""What is late and what is due this week, in the inbox of whom it concerns."""

from __future__ import annotations

from django.utils import timezone

from proxeny.accounts.requests import SignedIn
from proxeny.calendar import services
from proxeny.calendar.reminders import part_titles, reminders_for
from proxeny.registers.panels import Panel

DAYS = 7
SHOWN = 8  # lines of a part; the calendar has the others


def late_and_due(request: SignedIn) -> Panel | None:
    """One's own late and due deadlines of the next seven days, by one's choice of reminders also what is nobody's.

    No panel where there is nothing of either. One SQL query, and those of the registers' days.
    """
    today, chosen = timezone.localdate(), services.choice_of(request.user)
    chosen.lead_days = DAYS  # of this panel; the choice of the letters is not written
    told = reminders_for(request.user, chosen, today)
    titles = part_titles(told)
    parts = [
        {"name": name, "title": titles[name], "shown": found[:SHOWN], "total": len(found)}
        for name, found in (("late", told.late), ("due", told.due))
        if found
    ]
    if not parts:
        return None
    return Panel("calendar/inbox_panel.html", {"parts": parts, "today": today}, is_pressing=True)
