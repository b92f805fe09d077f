"""One's feeds, and what a calendar program gets at the address of one."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from proxeny.accounts.requests import SignedIn
from proxeny.calendar import services
from proxeny.calendar.asking import Choice, occasions
from proxeny.calendar.forms import FeedForm
from proxeny.calendar.ical import calendar_of
from proxeny.calendar.models import Feed
from proxeny.core.errors import DomainError
from proxeny.core.home import home_name

BEHIND, AHEAD = timedelta(days=90), timedelta(days=400)


@never_cache
@login_required
def feeds(request: SignedIn) -> HttpResponse:
    """One's own feeds, and a form for a new one; its address is in the answer to the form and never again."""
    form = FeedForm(request.POST or None)
    address = ""
    if form.is_bound and form.is_valid():
        try:
            made, token = services.make_feed(by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            address = _absolute(request, reverse("calendar:feed", args=[token]))
            form = FeedForm()
            messages.success(request, _("“%(feed)s” is made.") % {"feed": made})
    context = {
        "form": form,
        "address": address,
        "feeds": Feed.objects.filter(person=request.user, revoked_at=None),
    }
    return render(request, "calendar/feeds.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def revoke(request: SignedIn, pk: int) -> HttpResponse:
    """Close the address of one's own feed."""
    feed = get_object_or_404(Feed, pk=pk, person=request.user, revoked_at=None)
    services.revoke_feed(feed, by=request.user)
    messages.success(request, _("“%(feed)s” is revoked: its address answers nobody any more.") % {"feed": feed})
    return redirect("calendar:feeds")


def _absolute(request: HttpRequest, path: str) -> str:
    base: str = settings.PROXENY_ADDRESS
    return f"{base}{path}" if base else request.build_absolute_uri(path)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar at a secret address, as far as its person may see it today; 404 for any address not in use."""
    found = services.feed_at(token)
    if found is None:
        raise Http404
    person, today = found.person, timezone.localdate()
    choice = Choice(register=found.register, whose="mine" if found.is_mine else "")
    with translation.override(person.language):
        seen = occasions(today - BEHIND, today + AHEAD, visible_to=person, choice=choice)
        about = {
            "name": f"{home_name(person.language)}: {found.name}",
            "address": _absolute(request, "/").rstrip("/"),
            "page": reverse("calendar:month"),
        }
        undated = calendar_of(seen, changed_at=datetime(2000, 1, 1, tzinfo=UTC), **about)
        etag = hashlib.sha256(undated).hexdigest()
        changed_at = services.read_feed(found, etag)
        body = calendar_of(seen, changed_at=changed_at, **about)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    quoted, since = f'"{etag}"', int(changed_at.timestamp())
    response["ETag"] = quoted
    response["Last-Modified"] = http_date(since)
    return get_conditional_response(request, quoted, since, response) or response
