"""The pages of commitments beside those of every register: the board, several at once, each act; a target's result."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can, needs
from proxeny.core.errors import DomainError
from proxeny.plans import forms, pages, queries, services
from proxeny.plans import several as batch
from proxeny.plans.models import Commitment
from proxeny.registers.register import Register
from proxeny.registers.views import frame, record_for, save

# Each act: its form, its heading, what is said when it is done, the words of the button.
ACTS: dict[str, tuple[Any, Any, Any, Any]] = {
    "fulfil": (
        forms.FulfilForm,
        gettext_lazy("Is it done?"),
        gettext_lazy("“%(record)s” is reported done."),
        gettext_lazy("Report it done"),
    ),
    "part_done": (
        forms.PartForm,
        gettext_lazy("Done in part"),
        gettext_lazy("What was done of “%(record)s” is on record."),
        gettext_lazy("Report what was done"),
    ),
    "miss": (
        forms.MissForm,
        gettext_lazy("Missed this time"),
        gettext_lazy("“%(record)s” waits for the next time."),
        gettext_lazy("Note it as missed"),
    ),
    "drop": (
        forms.DropForm,
        gettext_lazy("It will not be kept"),
        gettext_lazy("“%(record)s” is dropped."),
        gettext_lazy("Drop it"),
    ),
    "hand_over": (
        forms.HandOverForm,
        gettext_lazy("Hand it over"),
        gettext_lazy("“%(record)s” is handed over."),
        gettext_lazy("Hand it over"),
    ),
    "reopen": (
        forms.ReopenForm,
        gettext_lazy("Open it again"),
        gettext_lazy("“%(record)s” is open again."),
        gettext_lazy("Open it again"),
    ),
}
ADDRESSES = {
    "fulfil": "done",
    "part_done": "part-done",
    "miss": "missed",
    "drop": "drop",
    "hand_over": "hand-over",
    "reopen": "reopen",
}


def _back(request: HttpRequest, record: Any) -> str:
    """Where somebody came from, if that is a page of ours; else the record."""
    given = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(given, {request.get_host()}, require_https=request.is_secure())
    return given if given and ours else str(record.get_absolute_url())


@needs("change")
def act(request: SignedIn, register: Register, reference: str, act: str) -> HttpResponse:
    """The form of an act on a commitment; back to where the person came from when it is done."""
    commitment = record_for(request, register, reference)
    kind, heading, said, button = ACTS[act]
    form = kind(request.POST or None, instance=commitment, person=request.user)
    back = _back(request, commitment)
    if form.is_bound and save(request, form, str(said)) is not None:
        return redirect(back)
    context = frame(request, register, commitment, act) | {
        "form": form,
        "heading": heading,
        "button": button,
        "back": back,
    }
    return render(request, "plans/act.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs("change")
def take_up(request: SignedIn, register: Register, reference: str) -> HttpResponse:
    """Note that somebody is at work on it: one click, on the board and on the page."""
    commitment = record_for(request, register, reference)
    try:
        services.take_up(commitment, by=request.user)  # type: ignore[arg-type]
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(record)s” is in progress.") % {"record": commitment})
    return redirect(_back(request, commitment))


@login_required
def board(request: SignedIn, register: Register) -> HttpResponse:
    """What is open, in progress, overdue and done this year, side by side. Twelve SQL queries."""
    from proxeny.plans.commitments import BoardFilters

    today = timezone.localdate()
    rows = Commitment.objects.visible_to(request.user)
    filters = BoardFilters(request.GET, queryset=rows, request=request)
    titles = {
        "open": _("Open"),
        "in_progress": _("In progress"),
        "overdue": _("Overdue"),
        "done": _("Done in %(year)s") % {"year": today.year},
    }
    clearance = request.user.clearance
    columns = [
        {
            "column": column,
            "title": titles[column.key],
            "cards": [
                {
                    "commitment": card,
                    "partners": [partner for partner in card.partners.all() if partner.mark <= clearance],
                    "mission": _seen(card.mission, clearance),
                    "is_late": column.key == "overdue",
                }
                for card in column.rows
            ],
        }
        for column in queries.board(filters.qs, today)
    ]
    context = {
        "register": register,
        "filters": filters,
        "columns": columns,
        "here": request.get_full_path(),
        "may_change": can(request.user, "change"),
        **pages.tabs("commitments:board"),
    }
    return render(request, "plans/board.html", context)


def _seen(mission: Any, clearance: int) -> Any:
    return mission if mission is not None and max(mission.mark, mission.partner.mark) <= clearance else None


@needs("change")
def several(request: SignedIn, register: Register) -> HttpResponse:
    """Several commitments from one page of minutes; of a briefing, each for all missions that attended."""
    common = batch.SeveralForm(request.POST or None, person=request.user, initial=request.GET.dict())
    rows = batch.RowSet(request.POST or None, prefix="row")
    for form in rows.forms:
        form.fields["part"].widget.offered = common.parts
    if common.is_bound and _entered(request, common, rows):
        return redirect(common.origin if common.origin is not None else "commitments:list")
    context = {"register": register, "form": common, "rows": rows, "origin": common.origin}
    return render(request, "plans/several.html", context, status=422 if common.is_bound else 200)


def _entered(request: HttpRequest, common: batch.SeveralForm, rows: Any) -> bool:
    valid = common.is_valid()
    rows.common = common
    if not rows.is_valid() or not valid:
        return False
    try:
        made = batch.save(common, rows)
    except DomainError as error:
        common.refuse(error)
        return False
    said = ngettext("%(n)d commitment is on record.", "%(n)d commitments are on record.", len(made))
    messages.success(request, said % {"n": len(made)})
    return True


@needs("change")
def result(request: SignedIn, register: Register, reference: str) -> HttpResponse:
    """Record what was reached of a target, with its source."""
    target = record_for(request, register, reference)
    form = forms.ResultForm(request.POST or None, instance=target, person=request.user)
    done = save(request, form, _("What was reached of “%(record)s” is on record.")) if form.is_bound else None
    context = frame(request, register, target, "result") | {
        "form": form,
        "heading": _("What was reached"),
        "button": _("Record it"),
        "back": target.get_absolute_url(),
    }
    return done or render(request, "plans/act.html", context, status=422 if form.is_bound else 200)
