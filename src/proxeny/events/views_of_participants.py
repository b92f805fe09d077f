"""Pages of an event's participants: the list, the door, one of them, files brought in."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can, needs
from proxeny.core.errors import DomainError
from proxeny.core.folding import fold
from proxeny.core.lists.exports import harmless
from proxeny.core.records import Mark
from proxeny.events import services
from proxeny.events.attendance import attendance_of
from proxeny.events.forms import ColumnsForm, FileForm, ParticipantForm
from proxeny.events.lists import listing_for
from proxeny.events.models import Event, Participant, ParticipantFile
from proxeny.events.participants.columns import TARGETS
from proxeny.events.participants.judging import Verdict
from proxeny.events.register import EVENTS
from proxeny.events.views import event_for
from proxeny.registers.services import BadContent
from proxeny.registers.views import frame

_SHOWN = 50


def _event(request: SignedIn, reference: str) -> Event:
    """The event, for those who may see who takes part in it."""
    event = event_for(request, reference)
    if request.user.clearance < Mark.INTERNAL:
        raise Http404(_("Lists of participants are internal."))
    return event


def _frame(request: SignedIn, event: Event) -> dict[str, Any]:
    return frame(request, EVENTS, event, "participants") | {"event": event}


@login_required
def listing(request: SignedIn, reference: str) -> HttpResponseBase:
    """The list as filtered and sorted, or as a file; how it stands beside the numbers on record."""
    event = _event(request, reference)
    may_change = can(request.user, "change")
    files = list(event.participant_files.select_related("by", "document").defer("data")[:10])
    context = {
        **_frame(request, event),
        "list_title": _("Participants"),
        "attendance": attendance_of(event),
        "files": files,
        "empty": _("Nobody is on the list yet. Bring in a file, or add them one by one."),
        "empty_url": reverse("participants-upload", args=[event.reference]) if may_change else "",
        "empty_action": _("Bring in a list"),
        "may_change": may_change,
    }
    rows = Participant.objects.visible_to(request.user).filter(event=event)
    return listing_for(event, may_change=may_change).answer(request, rows, context)


@needs("change")
def edit(request: SignedIn, reference: str, pk: int | None = None) -> HttpResponse:
    """Somebody on the list, or somebody new."""
    event = _event(request, reference)
    held = get_object_or_404(event.participants, pk=pk) if pk is not None else None
    form = ParticipantForm(request.POST or None, instance=held, event=event, person=request.user)
    if form.is_bound and form.is_valid():
        try:
            saved = form.save()
        except BadContent as error:
            for name, said in error.fields.items():
                form.add_error(name if name in form.fields else None, said)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s is on the list.") % {"name": saved})
            return redirect("participants", reference=event.reference)
    context = _frame(request, event) | {"form": form, "participant": held}
    return render(request, "events/participant.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs("change")
def remove(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    event = _event(request, reference)
    participant = get_object_or_404(event.participants, pk=pk)
    try:
        services.remove_participant(participant, reason=request.POST.get("reason", ""), by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken off the list; the history keeps it."))
    return redirect("participants", reference=event.reference)


@needs("change")
def door(request: SignedIn, reference: str) -> HttpResponse:
    """At the door: find people by a few letters and note that they came. Works on a phone, without JavaScript."""
    event = _event(request, reference)
    words = request.GET.get("q", "")
    if request.method == "POST":
        came = {"came": True, "absent": False}.get(request.POST.get("note", ""))
        keys = [int(key) for key in request.POST.getlist("who") if key.isdecimal()]
        number = services.check_in(event, keys, came=came, by=request.user)
        messages.success(request, _("Noted of %(n)s.") % {"n": number})
        return redirect(f"{reverse('participants-door', args=[event.reference])}?q={words}" if words else request.path)
    rows = event.participants.all()
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    ordered = rows.order_by(F("came").asc(nulls_first=True), "name", "id")  # who is still awaited first
    found = Paginator(ordered, _SHOWN).get_page(request.GET.get("page"))
    context = _frame(request, event) | {"page": found, "q": words, "attendance": attendance_of(event)}
    return render(request, "events/door.html", context)


@needs("change")
def upload(request: SignedIn, reference: str) -> HttpResponse:
    """Choose a file; nothing is written before it was looked at."""
    event = _event(request, reference)
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            file = services.take(event, given.read(), given.name, by=request.user)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            return redirect(file)
    context = _frame(request, event) | {"form": form}
    return render(request, "events/upload.html", context, status=422 if form.is_bound else 200)


def _file(request: SignedIn, reference: str, pk: int) -> tuple[Event, ParticipantFile]:
    event = _event(request, reference)
    file = get_object_or_404(event.participant_files.select_related("by", "document"), pk=pk)
    file.event = event
    return event, file


def _is_over(event: Event) -> bool:
    """Whether its first day has come: before it nobody failed to come."""
    first = event.dates_earliest
    return first is not None and first <= timezone.localdate()


@needs("change")
def file_page(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """A file: what it would do, its columns to be mended, and the button that writes it; or what it did."""
    event, file = _file(request, reference, pk)
    if file.state == ParticipantFile.State.WRITTEN:
        context = _frame(request, event) | {"file": file, "outcomes": _outcomes(file.counts)}
        return render(request, "events/file_done.html", context)
    headings = services.headings_of(file)
    form = ColumnsForm(request.POST or None, headings=headings, mapping=file.mapping)
    if form.is_bound and form.is_valid():
        file.mapping = form.mapping()
        file.save(update_fields=["mapping"])
        if "write" in request.POST and _written(request, event, file, good_rows=form.cleaned_data["good_rows"]):
            return redirect("participants", reference=event.reference)
    context = _frame(request, event) | {"file": file, "form": form, **_looked_at(event, file)}
    return render(request, "events/file.html", context, status=422 if form.is_bound and form.errors else 200)


def _written(request: SignedIn, event: Event, file: ParticipantFile, *, good_rows: bool) -> bool:
    try:
        verdict = services.write(file, by=request.user, on_over=_is_over(event), good_rows=good_rows)
    except DomainError as error:
        messages.error(request, str(error))
        return False
    if verdict.new or verdict.changed:
        messages.success(
            request,
            _("The list is brought in: %(new)s new, %(changed)s changed.")
            % {"new": len(verdict.new), "changed": len(verdict.changed)},
        )
    else:
        messages.info(request, _("Everything in the file is on the list already; nothing was written."))
    return True


def _looked_at(event: Event, file: ParticipantFile) -> dict[str, Any]:
    try:
        verdict = services.look(file, on_over=_is_over(event))
    except DomainError as error:
        return {"trouble": str(error)}
    return {
        "verdict": verdict,
        "outcomes": _outcomes(verdict.counts),
        "faults": verdict.faults_alike(),
        "sample": verdict.new[:8],
        "changes": _changes(verdict),
        "left_columns": [
            heading for heading, target in zip(services.headings_of(file), file.mapping, strict=False) if not target
        ],
    }


def _changes(verdict: Verdict) -> list[dict[str, Any]]:
    return [
        {
            "who": change.participant.name,
            "row": change.row,
            "lines": [
                (TARGETS.get(name, name), getattr(change.participant, name), value)
                for name, value in change.values.items()
            ],
        }
        for change in verdict.changed[:8]
    ]


def _outcomes(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    words = {
        "new": _("new"),
        "changed": _("changed"),
        "same": _("same"),
        "twice": _("twice in the file"),
        "left_out": _("registration withdrawn"),
        "wrong": _("wrong"),
    }
    return [(name, said, counts.get(name, 0)) for name, said in words.items()]


@needs("change")
def file_errors(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Everything wrong in a file, as a CSV file: row, column, what was found, how to mend it."""
    event, file = _file(request, reference, pk)
    if file.state == ParticipantFile.State.WRITTEN:
        raise Http404
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="errors-{file.pk}.csv"'
    writer = csv.writer(response)
    writer.writerow([_("row"), _("column"), _("found"), _("repair")])
    for fault in services.look(file, on_over=_is_over(event)).faults:
        cells = (fault.row, TARGETS.get(fault.column, fault.column), fault.found, fault.repair)
        writer.writerow([harmless(str(cell)) for cell in cells])
    return response


@require_POST
@needs("change")
def file_forget(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Forget a file that was only looked at."""
    event, file = _file(request, reference, pk)
    try:
        services.forget(file, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The file is forgotten; nothing was written."))
    return redirect("participants", reference=event.reference)


@require_POST
@needs("change")
def take_counts(request: SignedIn, reference: str) -> HttpResponse:
    """Record the numbers of the list as those who came."""
    event = _event(request, reference)
    file = event.participant_files.filter(document__isnull=False).select_related("document").first()
    try:
        if file is None or file.document is None:
            raise DomainError(
                _("The numbers need a source, and this list was not brought in from a file. Add them by hand.")
            )
        services.record_counts(event, document=file.document, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The numbers of the list are on record."))
    return redirect(f"{event.get_absolute_url()}#counts")
