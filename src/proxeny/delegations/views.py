"""The pages that do something to a delegation: each act a form of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import needs
from proxeny.core.errors import DomainError
from proxeny.delegations import forms, limits, services
from proxeny.delegations.models import Delegation, Member, TravelDocument
from proxeny.delegations.services.cases import case_of
from proxeny.procedures import services as procedures
from proxeny.registers.register import REGISTERS
from proxeny.registers.views import frame, record_for, save


def delegation_for(request: SignedIn, reference: str) -> Delegation:
    """The only door to a delegation: 404 for what the person may not see."""
    found = record_for(request, REGISTERS["delegations"], reference)
    assert isinstance(found, Delegation)
    return found


def framed(request: SignedIn, delegation: Delegation, tab: str = "page") -> dict[str, Any]:
    """What every page of a delegation shows around its own."""
    return frame(request, REGISTERS["delegations"], delegation, tab)


def _answer(request: SignedIn, delegation: Delegation, form: Any, template: str, **more: Any) -> HttpResponse:
    context = framed(request, delegation) | {"form": form, **more}
    return render(request, template, context, status=422 if form.is_bound else 200)


@needs("change")
def add_members(request: SignedIn, reference: str) -> HttpResponse:
    """Enter many members from a list, with one source."""
    delegation = delegation_for(request, reference)
    form = forms.MembersForm(request.POST or None, instance=delegation, person=request.user)
    done = save(request, form, _("The members are on record.")) if form.is_bound else None
    return done or _answer(
        request, delegation, form, "delegations/act.html", title=_("Several members at once"), action=_("Add them")
    )


@needs("change")
def file_report(request: SignedIn, reference: str) -> HttpResponse:
    """File the report on return, with its source."""
    delegation = delegation_for(request, reference)
    if not delegation.is_out:
        raise Http404
    form = forms.ReportForm(
        request.POST or None,
        instance=delegation,
        person=request.user,
        initial={"reported": timezone.localdate().isoformat()},
    )
    done = _filed(request, form) if form.is_bound else None
    title = _("File the report on return")
    return done or _answer(request, delegation, form, "delegations/act.html", title=title, action=_("File it"))


def _filed(request: SignedIn, form: forms.ReportForm) -> HttpResponse | None:
    """Save the report; an order of steps that is not kept is asked a reason for, in its field."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            filed = form.save()
    except procedures.OutOfOrder as error:
        form.add_error("override_reason", str(error))
    except DomainError as error:
        form.refuse(error)
    else:
        messages.success(request, _("The report is on file."))
        return redirect(filed)
    return None


@needs("change")
def override_limit(request: SignedIn, reference: str, name: str) -> HttpResponse:
    """Record why a limit is not kept. ``name`` is the key of the limit in the rules of the case."""
    delegation = delegation_for(request, reference)
    case = case_of(delegation)
    found = limits.limit_named(delegation, case, name, visible_to=request.user) if case and case.is_open else []
    if case is None or not found:
        raise Http404
    form = forms.OverrideLimitForm(request.POST or None)
    if form.is_valid():
        try:
            with transaction.atomic():
                for limit in found:
                    procedures.override_limit(case, limit, reason=form.cleaned_data["reason"], by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The reason is on record; the limit no longer asks."))
            return redirect(delegation)
    return _answer(
        request,
        delegation,
        form,
        "delegations/limit.html",
        found=found,
        title=_("A limit that is not kept"),
        action=_("Record the reason"),
    )


def _demand_clearance(request: SignedIn) -> None:
    if not services.may_see_passports(request.user):
        raise PermissionDenied(
            _("Passports and visas are confidential: your clearance does not reach them. Ask an administrator.")
        )


@needs("change")
def passports(request: SignedIn, reference: str) -> HttpResponse:
    """Passports and visas of all members, for those cleared for them. Five SQL queries beside the frame's."""
    delegation = delegation_for(request, reference)
    _demand_clearance(request)
    rows = delegation.members.select_related("travel_document")
    people = [(member, getattr(member, "travel_document", None)) for member in rows]
    return render(request, "delegations/passports.html", framed(request, delegation) | {"people": people})


@needs("change")
def passport(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """The form for a member's passport and visa."""
    delegation = delegation_for(request, reference)
    _demand_clearance(request)
    member = get_object_or_404(Member, pk=pk, delegation=delegation)
    held = TravelDocument.objects.filter(member=member).first()
    form = forms.TravelDocumentForm(request.POST or None, instance=held)
    if form.is_bound and form.is_valid():
        try:
            services.write_travel_document(member, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Passport and visa are written down."))
            return redirect("delegation-passports", reference=delegation.reference)
    title = _("Passport and visa: %(member)s") % {"member": member.name}
    return _answer(request, delegation, form, "delegations/act.html", title=title, action=_("Save"))
