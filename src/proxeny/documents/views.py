"""The pages of documents: list, adding, one document with what it states, its original, and the card of a source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from proxeny.accounts.rights import can, needs
from proxeny.core.errors import DomainError
from proxeny.core.folding import fold
from proxeny.core.lists.choosing import chosen_first
from proxeny.core.lists.columns import language
from proxeny.core.wording import language_name
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.documents import originals, queries, services
from proxeny.documents.forms import AddForm, DescribeForm
from proxeny.documents.lists import DOCUMENTS
from proxeny.documents.models import Document, Statement
from proxeny.documents.panels import panels_of


@login_required
def listing(request: HttpRequest) -> HttpResponseBase:
    """The list of documents, as filtered and sorted; or as a file."""
    context = {"may_add": can(request.user, "add_document")}
    return DOCUMENTS.answer(request, queries.listed(request.user), context)


@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """Documents by words of their title or publisher, for fields that name a source. One SQL query."""
    words = request.GET.get("q", "")
    key = "reference" if request.GET.get("key") == "reference" else "pk"
    found = Document.objects.visible_to(request.user)
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    results = [
        {
            "value": str(getattr(document, key)),
            "text": document.title,
            "note": " · ".join(
                filter(None, (document.publisher, edtf_in_words(document.published, language(), short=True)))
            )
            if document.published
            else document.publisher,
        }
        for document in chosen_first(found, words)
    ]
    return JsonResponse({"results": results})


@dataclass(frozen=True)
class Line:
    """What became of one file. ``state`` is ``added``, ``held`` or ``refused``."""

    name: str
    state: str
    document: Document | None
    words: tuple[str, ...]


def _add(file: Any, about: dict[str, Any], person: Any) -> Line:
    name = PurePath(file.name).name
    try:
        services.check_size(name, file.size)
        added = services.add_file(file.read(), file_name=name, by=person, **about)
    except DomainError as error:
        return Line(name, "refused", None, (str(error),))
    return Line(name, "added" if added.is_new else "held", added.document, tuple(map(str, added.remarks)))


@needs("add_document")
def add(request: HttpRequest) -> HttpResponse:
    """Bring files in; a line says what became of each, and a bad one does not stop the others."""
    bound = request.method == "POST"
    form = AddForm(
        request.POST if bound else None,
        request.FILES if bound else None,
        person=request.user,  # type: ignore[arg-type]
        initial=None if bound else request.GET.dict(),
    )
    lines: list[Line] = []
    if bound and form.is_valid():
        lines = [_add(file, form.about(), request.user) for file in form.cleaned_data["uploads"]]
    refused = bound and not any(line.document for line in lines)
    return render(request, "documents/add.html", {"form": form, "lines": lines}, status=422 if refused else 200)


def document_for(person: Any, reference: str) -> Document:
    """The only door to a document: 404 for what a person may not see."""
    rows = Document.objects.visible_to(person).select_related("added_by", "body", "near_duplicate_of")
    document: Document = get_object_or_404(rows, reference=reference)
    return document


@login_required
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """One document: what is known about it, its text with what stands marked, and what rests on it."""
    document = document_for(request.user, reference)
    statements = list(document.statements.select_related("reviewer", "duplicate_of"))
    standing = [s for s in statements if s.status in (Statement.Status.ACCEPTED, Statement.Status.CORRECTED)]
    resting = queries.resting_on(standing, visible_to=request.user)
    text = document.body.text if hasattr(document, "body") else ""
    twin = document.near_duplicate_of
    groups = [
        (status.label, [(s, resting.get(s.pk, [])) for s in statements if s.status == status])
        for status in Statement.Status
    ]
    context = {
        "document": document,
        "stretches": list(queries.stretches(text, standing)) if text else [],
        "statement_groups": [(label, rows) for label, rows in groups if rows],
        "records": _by_kind({record for records in resting.values() for record in records}),
        "open_count": sum(1 for s in statements if s.status == Statement.Status.PROPOSED),
        "twin": twin if twin is not None and twin.mark <= request.user.clearance else None,  # type: ignore[union-attr]
        "twins": list(document.document_set.visible_to(request.user)[:10]),  # type: ignore[attr-defined]
        "may_change": can(request.user, "change"),
        "may_add": can(request.user, "add_document"),
        "language_words": language_name(document.language, language()),
        "similarity": round(100 * (document.similarity or 0)),
        "panels": panels_of(request, document),
    }
    return render(request, "documents/page.html", context)


def _by_kind(records: set[Any]) -> list[tuple[str, list[Any]]]:
    kinds: dict[str, list[Any]] = {}
    for record in sorted(records, key=str):
        kinds.setdefault(str(record._meta.verbose_name_plural), []).append(record)
    return sorted(kinds.items())


@needs("change")
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Correct what is kept about a document."""
    document = document_for(request.user, reference)
    form = DescribeForm(request.POST or None, instance=document, person=request.user)  # type: ignore[arg-type]
    if form.is_bound and form.is_valid():
        try:
            services.describe(document, form.cleaned_data, by=request.user)  # type: ignore[arg-type]
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("What is kept about “%(title)s” is changed.") % {"title": document.title})
            return redirect(document)
    context = {"document": document, "form": form}
    return render(request, "documents/edit.html", context, status=422 if form.is_bound else 200)


@login_required
def original(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The file as it came, to be kept on disk: never shown in the page, whatever it says it is."""
    document = document_for(request.user, reference)
    if not document.sha256:
        raise Http404
    try:
        file = originals.path_of(document.sha256).open("rb")
    except FileNotFoundError:
        messages.error(
            request,
            _("The original of “%(title)s” is not in the data folder. Restore it from the last backup.")
            % {"title": document.title},
        )
        return redirect(document)
    response = FileResponse(
        file,
        as_attachment=True,
        filename=document.file_name or f"{document.reference}.bin",
        content_type="application/octet-stream",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_required
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """A source's words, for the card that opens at a source mark."""
    rows = Statement.objects.visible_to(request.user).select_related("document__body", "reviewer")
    found: Statement = get_object_or_404(rows, pk=pk)
    context = {
        "statement": found,
        "card": queries.card(found),
        "place": queries.place_of(found),
    }
    return render(request, "documents/_statement.html", context)
