"""The office's Word templates."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import needs
from proxeny.core.errors import DomainError
from proxeny.core.word_papers import MEDIA_TYPE
from proxeny.documents import originals
from proxeny.reports import services
from proxeny.reports.forms import TemplateForm
from proxeny.reports.models import WordTemplate
from proxeny.reports.office_template import LIMIT
from proxeny.reports.sample_template import parts_explained, sample_template, words_explained


@needs("draft")
def listing(request: SignedIn) -> HttpResponse:
    """The templates in use, the fields that there are, and a form for one more."""
    bound = request.method == "POST"
    form = TemplateForm(request.POST if bound else None, request.FILES if bound else None)
    if bound and form.is_valid():
        upload = form.cleaned_data["upload"]
        try:
            made = services.add_template(
                upload.read(LIMIT + 1), file_name=upload.name, name=form.cleaned_data["name"], by=request.user
            )
        except DomainError as error:
            form.add_error("upload", str(error))
        else:
            messages.success(request, _("“%(template)s” can be chosen for reports.") % {"template": made})
            return redirect("reports:templates")
    context = {
        "form": form,
        "templates": WordTemplate.objects.filter(retired_at=None).select_related("added_by"),
        "word_fields": words_explained(),
        "part_fields": parts_explained(),
    }
    return render(request, "reports/templates.html", context, status=422 if form.errors else 200)


@needs("draft")
def sample(request: SignedIn) -> HttpResponseBase:
    """A Word file with every field, explained in the language of the page: to begin a template of one's own from."""
    return FileResponse(
        BytesIO(sample_template()), as_attachment=True, filename=_("report template.docx"), content_type=MEDIA_TYPE
    )


@needs("draft")
def file(request: SignedIn, pk: int) -> HttpResponseBase:
    """The file of a template, as it was added."""
    template = get_object_or_404(WordTemplate, pk=pk)
    return FileResponse(
        BytesIO(originals.load(template.sha256)),
        as_attachment=True,
        filename=template.file_name,
        content_type=MEDIA_TYPE,
    )


@require_POST
@needs("draft")
def retire(request: SignedIn, pk: int) -> HttpResponse:
    """Take a template out of use."""
    template = get_object_or_404(WordTemplate, pk=pk, retired_at=None)
    services.retire_template(template, by=request.user)
    messages.success(request, _("“%(template)s” is out of use.") % {"template": template})
    return redirect("reports:templates")
