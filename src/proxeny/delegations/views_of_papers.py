"""Printing a delegation's papers, and the office's own forms for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can, needs
from proxeny.core.errors import DomainError
from proxeny.delegations.models import Delegation, OfficeTemplate
from proxeny.delegations.papers import DECISION, LANGUAGES, PAPERS_OF, booklet, cards, decision, seating, visit
from proxeny.delegations.papers.decision_form import house_form
from proxeny.delegations.services.forms_of_office import drop_form, form_in_use, keep_form
from proxeny.delegations.views import delegation_for
from proxeny.documents import originals

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = {
    "decision-pdf": decision.as_pdf,
    "programme": booklet.as_pdf,
    "cards": cards.as_pdf,
    "seating": seating.as_pdf,
    "visit-sheet": visit.as_pdf,
}


@needs("draft")
def printed(request: SignedIn, reference: str, name: str) -> HttpResponse:
    """A paper of a delegation as a file, in ``?language=vi`` or ``en``; that of the page if left out."""
    delegation = delegation_for(request, reference)
    paper = next((one for one in PAPERS_OF[delegation.direction] if one.name == name), None)
    if paper is None:
        raise Http404
    asked = request.GET.get("language") or (get_language() or "en").split("-")[0]
    language = asked if asked in LANGUAGES else "en"
    if paper == DECISION:
        form = form_in_use(DECISION.name, language)
        return _file(
            decision.as_docx(delegation, language, visible_to=request.user, form=form), delegation, name, language, WORD
        )
    made = _PDF[name](delegation, language, visible_to=request.user)
    return _file(made, delegation, name.removesuffix("-pdf"), language, "application/pdf")


def _file(data: bytes, delegation: Delegation, name: str, language: str, kind: str) -> HttpResponse:
    ending = "docx" if kind == WORD else "pdf"
    answer = HttpResponse(data, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{delegation.reference}-{name}-{language}.{ending}"'
    return answer


class UploadForm(forms.Form):
    """A Word file and the language that it is for."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    file = forms.FileField(label=gettext_lazy("Word file (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"vi": _("Vietnamese"), "en": _("English")}
        self.fields["language"].choices = [(code, names[code]) for code in LANGUAGES]  # type: ignore[attr-defined]


@needs("draft")
def forms_of_the_office(request: SignedIn) -> HttpResponse:
    """The office's forms in use, what a form may contain, and for an administrator the upload of another.

    ``?example=1`` gives the form of the house as a file to begin with.
    """
    if "example" in request.GET:
        answer = HttpResponse(house_form(), content_type=WORD)
        answer.headers["Content-Disposition"] = 'attachment; filename="decision.docx"'
        return answer
    may_upload = can(request.user, "administer")
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and may_upload and form.is_valid() and _kept(request, form):
        return redirect("delegation-forms")
    sample = decision.sample(get_language() or "en")
    context = {
        "form": form if may_upload else None,
        "used": OfficeTemplate.objects.filter(is_used=True).select_related("added_by"),
        "plain": sorted(
            name for name, value in sample.items() if isinstance(value, str) and not name.startswith("label_")
        ),
        "lists": [
            (name, sorted(value[0]) if isinstance(value[0], dict) else [])
            for name, value in sample.items()
            if isinstance(value, list)
        ],
    }
    return render(request, "delegations/forms.html", context, status=422 if form.errors else 200)


def _kept(request: SignedIn, form: UploadForm) -> bool:
    language, file = form.cleaned_data["language"], form.cleaned_data["file"]
    try:
        keep_form(
            file.read(),
            file_name=file.name,
            kind=DECISION.name,
            language=language,
            sample=decision.sample(language),
            by=request.user,
        )
    except DomainError as error:
        form.add_error("file", str(error))
        return False
    messages.success(request, _("The form is in use from now on."))
    return True


@needs("draft")
def form_of_the_office(request: SignedIn, pk: int) -> HttpResponse:
    """One form as it was uploaded."""
    found = get_object_or_404(OfficeTemplate, pk=pk)
    answer = HttpResponse(originals.load(found.sha256), content_type=WORD)
    answer.headers["Content-Disposition"] = f'attachment; filename="form-{found.pk}.docx"'
    return answer


@require_POST
@needs("administer")
def take_out_of_use(request: SignedIn, pk: int) -> HttpResponse:
    """Go back to the form of the house."""
    drop_form(get_object_or_404(OfficeTemplate, pk=pk), by=request.user)
    messages.success(request, _("The form is no longer in use; papers are printed in the form of the house."))
    return redirect("delegation-forms")
