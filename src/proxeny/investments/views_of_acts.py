"""The pages that do something: to an enquiry, a grievance or a call. Each act is a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import needs
from proxeny.core.errors import DomainError
from proxeny.core.records import Record
from proxeny.investments import forms as own
from proxeny.investments import origins, services
from proxeny.investments.models import Call, Grievance, Lead, Project
from proxeny.investments.register import CALLS, INVESTMENTS
from proxeny.investments.register_of_leads import GRIEVANCES, LEADS
from proxeny.registers.register import Register
from proxeny.registers.views import record_for, save

Act = Callable[[dict[str, Any]], object]


def _answer(
    request: SignedIn, record: Record, form: forms.Form, act: Act, *, title: str, action: str, done: str, note: str = ""
) -> HttpResponse:
    """Do an act with what a form holds and go to the record, or show the form with what is to be mended."""
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                act(form.cleaned_data)
        except services.NeedsReason as error:
            form.add_error("reason" if "reason" in form.fields else None, str(error))
        except services.DatesBackwards as error:
            form.add_error("on" if "on" in form.fields else None, str(error))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return redirect(record.get_absolute_url())
    context = {"record": record, "form": form, "title": title, "action": action, "note": note}
    return render(request, "investments/act.html", context, status=422 if form.is_bound else 200)


def _sourced(
    request: SignedIn, register: Register, record: Record, form: Any, *, title: str, done: str
) -> HttpResponse:
    """The same for an act that rests on a source."""
    answer = save(request, form, done) if form.is_bound else None
    context = {"register": register, "record": record, "form": form, "title": title}
    return answer or render(request, "investments/sourced_act.html", context, status=422 if form.is_bound else 200)


def _lead(request: SignedIn, reference: str) -> Lead:
    found = record_for(request, LEADS, reference)
    assert isinstance(found, Lead)
    return found


@needs("change")
def move(request: SignedIn, reference: str) -> HttpResponse:
    """Move an enquiry on."""
    lead = _lead(request, reference)
    initial = {"to": request.GET.get("to", "")}
    return _answer(
        request,
        lead,
        own.MoveForm(request.POST or None, lead=lead, initial=initial),
        lambda data: services.move_on(lead, by=request.user, **data),
        title=_("Move on"),
        action=_("Move on"),
        done=_("The enquiry is moved on."),
    )


@needs("change")
def put_back(request: SignedIn, reference: str) -> HttpResponse:
    """Put an enquiry back to an earlier stage."""
    lead = _lead(request, reference)
    return _answer(
        request,
        lead,
        own.MoveForm(request.POST or None, lead=lead, is_back=True),
        lambda data: services.put_back(lead, by=request.user, **data),
        title=_("Put back to an earlier stage"),
        action=_("Put back"),
        done=_("The enquiry is put back; its history keeps how far it was."),
    )


@needs("change")
def refuse(request: SignedIn, reference: str) -> HttpResponse:
    """Record that a proposal was refused."""
    lead = _lead(request, reference)
    return _answer(
        request,
        lead,
        own.ActForm(request.POST or None),
        lambda data: services.refuse_proposal(lead, by=request.user, **data),
        title=_("The proposal was refused"),
        action=_("Record"),
        done=_("The refusal is recorded. Make another proposal, or record that the investor is lost."),
    )


@needs("change")
def lose(request: SignedIn, reference: str) -> HttpResponse:
    """Record that an investor is lost."""
    lead = _lead(request, reference)
    return _answer(
        request,
        lead,
        own.LoseForm(request.POST or None),
        lambda data: services.lose(lead, by=request.user, **data),
        title=_("The investor is lost"),
        action=_("Record"),
        done=_("It is recorded why the investor was lost. The enquiry can be opened again."),
    )


@needs("change")
def reopen(request: SignedIn, reference: str) -> HttpResponse:
    """Open a lost enquiry again."""
    lead = _lead(request, reference)
    return _answer(
        request,
        lead,
        own.ActForm(request.POST or None),
        lambda data: services.reopen(lead, by=request.user, **data),
        title=_("Open again"),
        action=_("Open again"),
        done=_("The enquiry is open again, at the stage where it was lost."),
    )


@needs("change")
def hand_over(request: SignedIn, reference: str) -> HttpResponse:
    """Make somebody else the key account."""
    lead = _lead(request, reference)
    return _answer(
        request,
        lead,
        own.HandOverForm(request.POST or None, initial={"to": lead.key_account_id}),
        lambda data: services.hand_over(lead, by=request.user, **data),
        title=_("Who is the key account"),
        action=_("Hand over"),
        done=_("The investor has a new key account."),
    )


@needs("change")
def license_lead(request: SignedIn, reference: str) -> HttpResponse:
    """Record the licence of an enquiry."""
    lead = _lead(request, reference)
    initial = {"mark": 0, "publisher": ""}
    form = own.LicenceForm(request.POST or None, person=request.user, lead=lead, initial=initial)
    return _sourced(
        request, LEADS, lead, form, title=_("The licence"),
        done=_("“%(record)s” is licensed; its ledger begins with the capital registered."),
    )  # fmt: skip


@require_POST
@needs("change")
def look_after(request: SignedIn, reference: str) -> HttpResponse:
    """Begin to look after the investor of a project."""
    project = record_for(request, INVESTMENTS, reference)
    assert isinstance(project, Project)
    try:
        lead = services.look_after(project, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(project)
    messages.success(request, _("You are the key account of this investor now. Log the next contact here."))
    return redirect(lead)


@needs("change")
def choices_of_origin(request: SignedIn) -> JsonResponse:
    """Records that an enquiry may come from, by a few letters of their name."""
    found = origins.offered(request.GET.get("q", ""), visible_to=request.user)
    return JsonResponse({"results": [{"value": key, "text": text, "note": note} for key, text, note in found]})


def _grievance(request: SignedIn, reference: str) -> Grievance:
    found = record_for(request, GRIEVANCES, reference)
    assert isinstance(found, Grievance)
    return found


@needs("change")
def answer_grievance(request: SignedIn, reference: str) -> HttpResponse:
    """Record the answer to a grievance."""
    grievance = _grievance(request, reference)
    return _answer(
        request,
        grievance,
        own.AnswerForm(request.POST or None),
        lambda data: services.answer_grievance(grievance, by=request.user, **data),
        title=_("The answer to the investor"),
        action=_("Record"),
        done=_("The answer is recorded."),
    )


@needs("change")
def settle_grievance(request: SignedIn, reference: str) -> HttpResponse:
    """Record how a grievance ended."""
    grievance = _grievance(request, reference)
    return _answer(
        request,
        grievance,
        own.SettleForm(request.POST or None),
        lambda data: services.settle_grievance(grievance, by=request.user, **data),
        title=_("How it ended"),
        action=_("Record"),
        done=_("It is recorded how the grievance ended."),
    )


def _call(request: SignedIn, reference: str) -> Call:
    found = record_for(request, CALLS, reference)
    assert isinstance(found, Call)
    return found


@needs("change")
def publish(request: SignedIn, reference: str) -> HttpResponse:
    """Publish a call."""
    call = _call(request, reference)
    return _answer(
        request,
        call,
        own.PublishForm(request.POST or None),
        lambda data: services.publish_call(call, by=request.user, **data),
        title=_("Publish the call"),
        action=_("Publish"),
        done=_("The call is published."),
        note=_("Its texts, place, capital and contact can be read by everybody from this day on."),
    )


@needs("change")
def close(request: SignedIn, reference: str) -> HttpResponse:
    """Close a call."""
    call = _call(request, reference)
    return _answer(
        request,
        call,
        own.ReasonForm(request.POST or None),
        lambda data: services.close_call(call, by=request.user, **data),
        title=_("Close the call"),
        action=_("Close"),
        done=_("The call is closed."),
    )


@needs("change")
def take_back(request: SignedIn, reference: str) -> HttpResponse:
    """Take a call back to a draft."""
    call = _call(request, reference)
    return _answer(
        request,
        call,
        own.ReasonForm(request.POST or None),
        lambda data: services.withdraw_to_draft(call, by=request.user, **data),
        title=_("Take the call back to the desk"),
        action=_("Take back"),
        done=_("The call is a draft again."),
    )


@needs("change")
def take_up(request: SignedIn, reference: str) -> HttpResponse:
    """Note which project takes a call up."""
    call = _call(request, reference)
    form = own.TakeUpForm(request.POST or None, instance=call, person=request.user)
    return _sourced(request, CALLS, call, form, title=_("Taken up by a project"), done=_("“%(record)s” is taken up."))
