"""The list of reports that missions owe."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can
from proxeny.missions import pages, queries

AHEAD = timedelta(days=92)


@login_required
def missing(request: SignedIn) -> HttpResponse:
    """Who has not reported: what is late, and what is due within three months. Seven SQL queries."""
    today = timezone.localdate()
    owed = queries.missing_reports(today, visible_to=request.user, within=AHEAD)
    context = {
        "late": [one for one in owed if one.is_late(today)],
        "coming": [one for one in owed if not one.is_late(today)],
        "may_change": can(request.user, "change"),
        "today": today,
        **pages.tabs("missions:missing"),
    }
    return render(request, "missions/missing.html", context)
