"""The pages of a visit received: its sheet, and who sits where."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import needs
from proxeny.core.errors import DomainError
from proxeny.delegations import forms, services
from proxeny.delegations.models import Seating, VisitSheet
from proxeny.delegations.papers.seating import proposed_seats
from proxeny.delegations.protocol import GIVEN, protocol
from proxeny.delegations.views import delegation_for, framed
from proxeny.procedures.office import said


@needs("change")
def visit_sheet(request: SignedIn, reference: str) -> HttpResponse:
    """What is arranged for a visit; the rank's own under each line."""
    delegation = delegation_for(request, reference)
    if delegation.is_out:
        raise Http404
    held = VisitSheet.objects.filter(delegation=delegation).first()
    given = {} if request.method == "POST" else {name: request.GET[name] for name in ("rank",) if name in request.GET}
    form = forms.VisitSheetForm(request.POST or None, instance=held, initial=given)
    if form.is_bound and form.is_valid():
        try:
            services.write_visit_sheet(delegation, form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The visit sheet is saved."))
            return redirect(f"{delegation.get_absolute_url()}#visit-sheet")
    _say_what_the_rank_gets(form)
    context = framed(request, delegation) | {
        "form": form,
        "title": _("Visit sheet"),
        "action": _("Save"),
        "ranks": protocol().ranks,
        "protocol_source": said(protocol().source),
    }
    return render(request, "delegations/visit_sheet.html", context, status=422 if form.is_bound else 200)


def _say_what_the_rank_gets(form: Any) -> None:
    """Under each line, what the chosen rank gets by the protocol."""
    rank = protocol().rank(form["rank"].value() or "")
    for name in GIVEN if rank is not None else ():
        if rank is not None and name in rank.given:
            words = _("For this rank: %(given)s (to be checked by the office)")
            if rank.is_verified:
                words = _("For this rank: %(given)s")
            form.fields[name].help_text = words % {"given": said(rank.given[name])}


@needs("change")
def seating(request: SignedIn, reference: str) -> HttpResponse:
    """Who sits on which side, in order of protocol; proposed from the people on record until somebody saves."""
    delegation = delegation_for(request, reference)
    held = Seating.objects.filter(delegation=delegation).first()
    ours, theirs = (held.ours, held.theirs) if held is not None else proposed_seats(delegation, request.user)
    if "propose" in request.GET:
        ours, theirs = proposed_seats(delegation, request.user)
    first = {"ours": forms.SeatingForm.as_text(ours), "theirs": forms.SeatingForm.as_text(theirs)}
    form = forms.SeatingForm(request.POST or None, initial=first)
    if form.is_bound and form.is_valid():
        sides = {side: forms.SeatingForm.as_seats(form.cleaned_data[side]) for side in ("ours", "theirs")}
        try:
            services.arrange_seating(delegation, **sides, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The seating list is saved."))
            return redirect(f"{delegation.get_absolute_url()}#print")
    context = framed(request, delegation) | {"form": form, "title": _("Seating list"), "is_saved": held is not None}
    return render(request, "delegations/seating.html", context, status=422 if form.is_bound else 200)
