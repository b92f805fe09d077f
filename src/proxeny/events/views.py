"""Pages of an event beside its record: its dates moved, its project paper, its calendar file."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import needs
from proxeny.audit import services as audit
from proxeny.events import project_paper
from proxeny.events.calendar_file import calendar_of
from proxeny.events.forms import CallOffForm, MoveForm, PostponeForm
from proxeny.events.models import Event
from proxeny.events.project_paper_files import WORD, as_docx, as_pdf, file_name
from proxeny.events.register import EVENTS
from proxeny.registers.views import frame, save


def event_for(request: SignedIn, reference: str) -> Event:
    """The only door to an event: 404 for what a person may not see."""
    event: Event = get_object_or_404(Event.objects.visible_to(request.user), reference=reference)
    return event


def _act(request: SignedIn, reference: str, kind: Any, *, title: str, action: str, said: str) -> HttpResponse:
    event = event_for(request, reference)
    form = kind(request.POST or None, instance=event, person=request.user)
    done = save(request, form, said) if form.is_bound else None
    context = frame(request, EVENTS, event, "act") | {"form": form, "act_title": title, "action": action}
    return done or render(request, "events/act.html", context, status=422 if form.is_bound else 200)


@needs("change")
def move(request: SignedIn, reference: str) -> HttpResponse:
    """New dates, with the clocks of the open procedures."""
    said = _("The dates of “%(record)s” are moved, and the days of its procedure with them.")
    return _act(request, reference, MoveForm, title=_("Move the dates"), action=_("Move"), said=said)


@needs("change")
def postpone(request: SignedIn, reference: str) -> HttpResponse:
    """Put off without a new day."""
    said = _("“%(record)s” is put off.")
    return _act(request, reference, PostponeForm, title=_("Put off"), action=_("Put off"), said=said)


@needs("change")
def call_off(request: SignedIn, reference: str) -> HttpResponse:
    """Cancel."""
    said = _("“%(record)s” is cancelled.")
    return _act(request, reference, CallOffForm, title=_("Cancel the event"), action=_("Cancel the event"), said=said)


@login_required
def paper(request: SignedIn, reference: str) -> HttpResponse:
    """The project paper on the page, or as a Word or PDF file, in either language."""
    event = event_for(request, reference)
    language = request.GET.get("language") or (get_language() or "en").split("-")[0]
    language = language if language in project_paper.LANGUAGES else "en"
    made = project_paper.paper_of(event, language=language)
    wanted = request.GET.get("format", "html")
    if wanted in {"docx", "pdf"}:
        body = as_docx(made) if wanted == "docx" else as_pdf(made)
        audit.record("events.paper_printed", event, by=request.user, changes={"format": [None, wanted]})
        response = HttpResponse(body, content_type=WORD if wanted == "docx" else "application/pdf")
        name = file_name(made, event.reference, wanted)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    context = frame(request, EVENTS, event, "paper")
    context |= {"paper": made, "language": language, "languages": project_paper.LANGUAGES}
    return render(request, "events/paper.html", context)


@login_required
def calendar(request: SignedIn, reference: str) -> HttpResponse:
    """The event as an iCalendar file."""
    event = event_for(request, reference)
    address = request.build_absolute_uri(event.get_absolute_url())
    body = calendar_of(event, event.sessions.all(), address=address)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{event.reference}.ics"'
    return response
