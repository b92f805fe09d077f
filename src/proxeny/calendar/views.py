"""The pages of the calendar: month, list, and the days of one leader."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from babel import Locale
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from proxeny.accounts.requests import SignedIn
from proxeny.calendar.asking import coming as what_comes
from proxeny.calendar.asking import late, occasions
from proxeny.calendar.conflicts import Clash, clashes
from proxeny.calendar.days import BadDay, BadMonth, day_of, month_after, month_of, weeks_of
from proxeny.calendar.forms import CalendarFilters
from proxeny.calendar.month import by_week, drawn
from proxeny.partners.models import Person

STRETCH = timedelta(weeks=8)  # of the list at a time
LINES = 100  # of the list at a time: once there are so many, it ends with their day
FURTHEST = timedelta(weeks=104)


def _locale() -> Locale:
    return Locale.parse((get_language() or "en").split("-")[0])


def _title_of(month: date) -> str:
    """The month by its name in CLDR: “May 2026”, “Tháng 5 năm 2026”."""
    locale = _locale()
    name = str(locale.months["stand-alone"]["wide"][month.month])
    year = f"năm {month.year}" if locale.language == "vi" else str(month.year)
    return f"{name[:1].upper()}{name[1:]} {year}"


def _weekdays() -> list[tuple[str, str]]:
    """Monday to Sunday: (short, whole)."""
    names = _locale().days["stand-alone"]
    return [(str(names["abbreviated"][day]), str(names["wide"][day])) for day in range(7)]


def _frame(filters: CalendarFilters, here: str) -> dict[str, Any]:
    chosen = filters.choice
    query = "&".join(f"{name}={value}" for name, value in vars(chosen).items() if value)
    return {
        "filters": filters,
        "chosen": chosen,
        "query": f"&{query}" if query else "",
        "here": here,
        "today": timezone.localdate(),
    }


def _clashing(found: list[Clash]) -> set[str]:
    return {key for clash in found for key in (clash.one.key, clash.other.key)}


@login_required
def month(request: SignedIn) -> HttpResponse:
    """A month: ``?month=2026-05``, narrowed by register, sort, or to what is one's own."""
    today = timezone.localdate()
    refused = ""
    try:
        first = month_of(request.GET.get("month", ""), today)
    except BadMonth as error:
        first, refused = today.replace(day=1), str(error)
    filters = CalendarFilters(request.GET)
    weeks = weeks_of(first)
    everything = occasions(weeks[0][0], weeks[-1][-1], visible_to=request.user)
    found = clashes(everything, visible_to=request.user)
    wanted = [one for one in everything if filters.choice.takes(one, request.user)]
    context = _frame(filters, "month") | {
        "month": first,
        "title": _title_of(first),
        "before": month_after(first, -1),
        "after": month_after(first),
        "weekdays": _weekdays(),
        "weeks": drawn(first, wanted, today=today, clashing=_clashing(found)),
        "clashes": found,
        "is_empty": not wanted,
        "refused": refused,
    }
    return render(request, "calendar/month.html", context, status=400 if refused else 200)


@login_required
def coming(request: SignedIn) -> HttpResponse:
    """What is late, then what comes, week by week; from another day on with ``?from=2026-05-04``, without the late."""
    today = timezone.localdate()
    refused = ""
    try:
        first = day_of(request.GET.get("from", ""), today)
    except BadDay as error:
        first, refused = today, str(error)
    filters = CalendarFilters(request.GET)
    chosen = filters.choice
    everything, until = what_comes(first, longest=STRETCH, most=LINES, visible_to=request.user, choice=chosen)
    found = clashes([one for one in everything if one.last >= today], visible_to=request.user)
    passed = late(today, visible_to=request.user, choice=chosen) if first == today else []
    further = until + timedelta(days=1)
    context = _frame(filters, "list") | {
        "late": Paginator(passed, LINES // 2).get_page(request.GET.get("late")),
        "weeks": by_week([one for one in everything if chosen.takes(one, request.user)], since=first),
        "clashes": found,
        "clashing": _clashing(found),
        "first": first,
        "until": until,
        "further": further if further <= today + FURTHEST else None,
        "refused": refused,
    }
    return render(request, "calendar/list.html", context, status=400 if refused else 200)


@login_required
def leader(request: SignedIn, reference: str) -> HttpResponse:
    """The days of one leader, from a month ago to a year ahead, with what clashes."""
    person = get_object_or_404(Person.objects.visible_to(request.user), reference=reference)
    today = timezone.localdate()
    since = today - timedelta(days=30)
    theirs = [
        one
        for one in occasions(since, today + timedelta(days=366), visible_to=request.user)
        if person.pk in one.leaders
    ]
    found = [clash for clash in clashes(theirs, visible_to=request.user) if clash.leader.pk == person.pk]
    context = _frame(CalendarFilters({}), "leader") | {
        "person": person,
        "weeks": by_week(theirs, since=since),
        "clashes": found,
        "clashing": _clashing(found),
        "list_url": reverse("calendar:list"),
    }
    return render(request, "calendar/leader.html", context)


