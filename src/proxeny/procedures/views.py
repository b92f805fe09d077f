"""The pages that do something to a case: each act a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import needs
from proxeny.core.errors import DomainError
from proxeny.procedures import forms as case_forms
from proxeny.procedures import office, services
from proxeny.procedures.models import Case, Consultation, Step
from proxeny.procedures.office import said
from proxeny.procedures.panel import cited
from proxeny.procedures.rules.pack import Step as Rule
from proxeny.registers.register import REGISTERS
from proxeny.registers.views import record_for

Act = Callable[[dict[str, Any]], object]


def case_for(request: SignedIn, pk: int) -> Case:
    """The only door to a case: 404 where the person may not see its record."""
    case: Case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    return case


def _answer(
    request: SignedIn, case: Case, form: forms.Form, act: Act, *, title: str, action: str, done: str, **more: Any
) -> HttpResponse:
    """Do an act with what a form holds and go to the case, or show the form with what is to be mended."""
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                act(form.cleaned_data)
        except services.OutOfOrder as error:
            form.add_error("override_reason" if "override_reason" in form.fields else None, str(error))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return redirect(case.get_absolute_url())
    context = {"case": case, "record": case.record, "form": form, "title": title, "action": action, **more}
    return render(request, "procedures/act.html", context, status=422 if form.is_bound else 200)


def _form(request: SignedIn, about: Case, kind: Any, **kwargs: Any) -> Any:
    return kind(request.POST if request.method == "POST" else None, person=request.user, record=about.record, **kwargs)


@needs("change")
def open_case(request: SignedIn, register: str, reference: str) -> HttpResponse:
    """The form that opens a case of a record."""
    if register not in REGISTERS:
        raise Http404
    record = record_for(request, REGISTERS[register], reference)
    procedures = office.procedures_of(record)
    if not procedures:
        raise Http404
    form = case_forms.OpenForm(
        request.POST if request.method == "POST" else None,
        person=request.user,
        record=record,
        procedures=procedures,
        initial=request.GET.dict(),
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            case = services.open_case(
                record,
                data["kind"],
                anchor=data["anchor"],
                opened_on=data["opened_on"],
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The procedure is open."))
            return redirect(case.get_absolute_url())
    context = {"record": record, "form": form, "title": _("Open a procedure"), "action": _("Open")}
    return render(request, "procedures/act.html", context, status=422 if form.is_bound else 200)


def _step_of(case: Case, key: str) -> tuple[Step, Rule]:
    step, rule = case.steps.filter(key=key).first(), case.rulebook.step(key)
    if step is None or rule is None:
        raise Http404
    step.case = case
    return step, rule


@needs("change")
def step(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """The form that records a step."""
    case = case_for(request, pk)
    current, rule = _step_of(case, key)
    return _answer(
        request,
        case,
        _form(request, case, case_forms.StepForm),
        lambda data: services.record_step(case, key, by=request.user, **data),
        title=said(rule.title),
        action=_("Record"),
        done=_("“%(step)s” is recorded.") % {"step": current},
        rule=rule,
        rule_words=said(rule.rule),
        rule_note=said(rule.note),
        cited=cited(rule.citation),
        due=current.due,
    )


@needs("change")
def reopen_step(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """The form that takes back what was recorded of a step."""
    case = case_for(request, pk)
    current, _rule = _step_of(case, key)
    return _answer(
        request,
        case,
        _form(request, case, case_forms.ReasonForm),
        lambda data: services.reopen_step(case, key, reason=data["reason"], by=request.user),
        title=_("Take back: %(step)s") % {"step": current},
        action=_("Take back"),
        done=_("“%(step)s” is to be done again.") % {"step": current},
    )


@needs("change")
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """The form that notes that a body was asked."""
    case = case_for(request, pk)
    given = f"{request.GET.get('step', '')}.{request.GET.get('body', '')}"

    def act(data: dict[str, Any]) -> object:
        at, _dot, body = data["body"].partition(".")
        named = "" if body else data["name"]
        return services.ask(case, body, step=at, name=named, on=data["on"], by=request.user)

    return _answer(
        request,
        case,
        _form(request, case, case_forms.AskForm, case=case, initial={"body": given}),
        act,
        title=_("Ask a body for its opinion"),
        action=_("Note it"),
        done=_("The clock of the body runs."),
    )


@needs("change")
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """The form that records a body's answer."""
    asked: Consultation = get_object_or_404(Consultation, pk=pk)
    asked.case = case = case_for(request, asked.case_id)
    return _answer(
        request,
        case,
        _form(request, case, case_forms.AnswerForm),
        lambda data: services.answer(asked, by=request.user, **data),
        title=_("Answer of %(body)s") % {"body": asked},
        action=_("Record"),
        done=_("The answer is recorded."),
        due=asked.due,
    )


@needs("change")
def papers(request: SignedIn, pk: int) -> HttpResponse:
    """The checklist of the dossier, every paper with its state and document, saved at once."""
    case = case_for(request, pk)
    rows = []
    for item in case.papers.select_related("document"):
        item.case = case
        held: dict[str, Any] = {"state": item.state, "note": item.note}
        if item.document is not None and item.document.mark <= request.user.clearance:
            held["document"] = item.document_id
        form = case_forms.PaperForm(
            request.POST if request.method == "POST" else None,
            prefix=item.key,
            initial=held,
            person=request.user,
            record=case.record,
        )
        rows.append((item, form))
    if request.method == "POST" and all(form.is_valid() for _item, form in rows) and _ticked(request, case, rows):
        messages.success(request, _("The checklist is saved."))
        return redirect(case.get_absolute_url())
    context = {"case": case, "record": case.record, "rows": rows, "title": _("Papers of the dossier")}
    return render(request, "procedures/papers.html", context, status=422 if request.method == "POST" else 200)


def _ticked(request: SignedIn, case: Case, rows: list[tuple[Any, Any]]) -> bool:
    """Save every paper, or none where one is refused; a document above the person's clearance is not lost by it."""
    person: Any = request.user
    try:
        with transaction.atomic():
            for item, form in rows:
                data = form.cleaned_data
                hidden = item.document if item.document is not None and item.document.mark > person.clearance else None
                if hidden is not None and data["document"] is None:
                    if (data["state"], data["note"]) == (item.state, item.note):
                        continue
                    data = data | {"document": hidden}
                try:
                    services.tick(case, item.key, by=person, **data)
                except DomainError as error:
                    form.add_error(None, str(error))
                    raise
    except DomainError:
        return False
    return True


@needs("change")
def move(request: SignedIn, pk: int) -> HttpResponse:
    """The form that moves the day a case turns on."""
    case = case_for(request, pk)
    return _answer(
        request,
        case,
        _form(request, case, case_forms.AnchorForm, initial={"anchor": case.anchor}),
        lambda data: services.move_anchor(case, data["anchor"], reason=data["reason"], by=request.user),
        title=_("Move the day: %(anchor)s") % {"anchor": said(case.rulebook.anchor)},
        action=_("Move"),
        done=_("The day is moved; the steps still to be done have their new days."),
    )


@needs("change")
def assign(request: SignedIn, pk: int) -> HttpResponse:
    """The form that says who is responsible."""
    case = case_for(request, pk)
    return _answer(
        request,
        case,
        _form(request, case, case_forms.AssignForm, initial={"responsible": case.responsible_id}),
        lambda data: services.assign(case, data["responsible"], by=request.user),
        title=_("Who is responsible"),
        action=_("Save"),
        done=_("Saved."),
    )


@needs("change")
def override(request: SignedIn, pk: int) -> HttpResponse:
    """The form that records a rule not kept on purpose."""
    case = case_for(request, pk)
    return _answer(
        request,
        case,
        _form(request, case, case_forms.OverrideForm, initial=request.GET.dict()),
        lambda data: services.override(case, rule=request.GET.get("rule", "other"), by=request.user, **data),
        title=_("Record a rule that is not kept"),
        action=_("Record"),
        done=_("The override is on record."),
    )


@needs("change")
def close(request: SignedIn, pk: int) -> HttpResponse:
    """The form that closes a case."""
    case = case_for(request, pk)
    return _answer(
        request,
        case,
        _form(request, case, case_forms.CloseForm),
        lambda data: services.close(case, by=request.user, **data),
        title=_("Close the case"),
        action=_("Close"),
        done=_("The case is closed."),
    )


@needs("accept")
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    """The form that opens a closed case again."""
    case = case_for(request, pk)
    return _answer(
        request,
        case,
        _form(request, case, case_forms.ReasonForm),
        lambda data: services.reopen(case, reason=data["reason"], by=request.user),
        title=_("Open the case again"),
        action=_("Open again"),
        done=_("The case is open again."),
    )
