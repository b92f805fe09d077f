"""The pages of an agreement beside the kit's: recording, correcting and taking back acts; comparing texts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import needs
from proxeny.agreements import comparing, queries, services
from proxeny.agreements.forms import ActForm
from proxeny.agreements.models import Act, Agreement, TextVersion
from proxeny.agreements.register import AGREEMENTS
from proxeny.agreements.services.acts import CASE, STEP_OF
from proxeny.agreements.states import Deed
from proxeny.core.errors import DomainError
from proxeny.procedures import queries as procedures
from proxeny.registers.views import frame, save


def _form_page(request: SignedIn, agreement: Agreement, form: ActForm, title: str, act: Act | None) -> HttpResponse:
    context = frame(request, AGREEMENTS, agreement, "act") | {"form": form, "title": title, "act": act}
    return render(request, "agreements/act_form.html", context, status=422 if form.is_bound else 200)


@needs("change")
def new_act(request: SignedIn, reference: str, name: str) -> HttpResponse:
    """The form for an act; ``name`` is what it does."""
    return _new_act(request, reference, name)


def _new_act(request: SignedIn, reference: str, name: str) -> HttpResponse:
    agreement = queries.agreement_for(request.user, reference)
    if name not in Deed.values:
        raise Http404
    form = ActForm(
        request.POST or None,
        record=agreement,
        deed=name,
        steps_left=_steps_left(agreement, name),
        person=request.user,
        initial=request.GET.dict(),
    )
    done = save(request, form, _("On record: %(record)s.")) if form.is_bound else None
    return done or _form_page(request, agreement, form, str(Deed(name).label), None)


def _steps_left(agreement: Agreement, name: str) -> bool:
    """Whether an open procedure has steps to do before this act."""
    if name not in STEP_OF:
        return False
    case = procedures.open_case_of(agreement, CASE)
    step = case.steps.filter(key=STEP_OF[Deed(name)]).first() if case is not None else None
    rule = case.rulebook.step(step.key) if case is not None and step is not None else None
    if case is None or rule is None:
        return False
    return any(not other.is_settled for other in case.steps.filter(key__in=rule.after))


@needs("change")
def sign(request: SignedIn, reference: str) -> HttpResponse:
    """Record that an agreement was signed: the form for that act."""
    return _new_act(request, reference, Deed.SIGN.value)


@needs("change")
def edit_act(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """The form that corrects an act."""
    agreement = queries.agreement_for(request.user, reference)
    act = get_object_or_404(agreement.acts.all(), pk=pk)
    form = ActForm(request.POST or None, record=agreement, deed=act.deed, instance=act, person=request.user)
    title = _("Correct: %(act)s") % {"act": Deed(act.deed).label}
    done = save(request, form, _("Corrected: %(record)s.")) if form.is_bound else None
    return done or _form_page(request, agreement, form, title, act)


@require_POST
@needs("change")
def take_back(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Take an act out of the chain, with a reason."""
    agreement = queries.agreement_for(request.user, reference)
    act = get_object_or_404(agreement.acts.all(), pk=pk)
    words = str(act)
    try:
        services.take_back(act, reason=request.POST.get("reason", ""), by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(act)s” is taken back; the history keeps it.") % {"act": words})
    return redirect(agreement)


@login_required
def compare(request: SignedIn, reference: str) -> HttpResponse:
    """Two versions of the text side by side; two languages by their clauses. Five SQL queries."""
    agreement = queries.agreement_for(request.user, reference)
    texts = [
        text
        for text in agreement.texts.select_related("document__body")
        if text.document is None or text.document.mark <= request.user.clearance
    ]
    if len(texts) < 2:
        messages.info(request, _("Add a second version of the text to compare it with the first."))
        return redirect(agreement)
    old, new = _chosen(request, texts, "old", texts[-2]), _chosen(request, texts, "new", texts[-1])
    is_one_language = old.language == new.language
    compared = comparing.compared if is_one_language else comparing.side_by_side
    rows = compared(old.words, new.words)
    changed = sum(row.kind != "same" for row in rows)
    only = request.GET.get("changes") == "1" and is_one_language
    context: dict[str, Any] = frame(request, AGREEMENTS, agreement, "compare") | {
        "texts": texts,
        "old": old,
        "new": new,
        "rows": [row for row in rows if row.kind != "same"] if only else rows,
        "changed": changed,
        "total": len(rows),
        "only": only,
        "is_one_language": is_one_language,
    }
    return render(request, "agreements/compare.html", context)


def _chosen(request: SignedIn, texts: list[TextVersion], name: str, usual: TextVersion) -> TextVersion:
    asked = request.GET.get(name, "")
    if not asked:
        return usual
    found = next((text for text in texts if str(text.pk) == asked), None)
    if found is None:
        raise Http404
    return found
