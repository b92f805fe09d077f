"""The inbox, the review desk and batches."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can, needs
from proxeny.core.errors import DomainError
from proxeny.documents.models import Document, Statement
from proxeny.documents.panels import notes_beside
from proxeny.documents.queries import place_of
from proxeny.registers.acceptance import acceptor_for
from proxeny.registers.register import REGISTERS
from proxeny.review import queries, services
from proxeny.review.forms import correction_of, lacks_period
from proxeny.review.models import Decision
from proxeny.review.panels import panels_of_inbox
from proxeny.review.services.deciding import BEST, Link, sure_candidate

REASONS = [
    ("not a fact", gettext_lazy("not a fact")),
    ("misread", gettext_lazy("misread")),
    ("not about the city", gettext_lazy("not about the city")),
    ("out of date", gettext_lazy("out of date")),
]


@login_required
def inbox(request: SignedIn) -> HttpResponse:
    """Documents that wait for review."""
    waiting = list(queries.inbox(visible_to=request.user))
    beside = notes_beside(request, waiting)
    for document in waiting:
        document.notes = beside.get(document.pk, [])  # type: ignore[attr-defined]
    context = {
        "waiting": waiting,
        "conflicts": queries.conflicts(visible_to=request.user).count(),
        "may_add": can(request.user, "add_document"),
        "panels": panels_of_inbox(request),
    }
    return render(request, "review/inbox.html", context)


def _document(request: SignedIn, reference: str) -> Document:
    document: Document = get_object_or_404(Document.objects.visible_to(request.user), reference=reference)
    return document


def _proposal(request: SignedIn, pk: int) -> Statement:
    visible = Statement.objects.visible_to(request.user).select_related("document")
    statement: Statement = get_object_or_404(visible, pk=pk)
    return statement


@login_required
def desk(request: SignedIn, reference: str) -> HttpResponse:
    """The text and its proposals side by side, one of them in hand."""
    document = _document(request, reference)
    if not document.has_text:
        return redirect(document)
    asked = request.GET.get("p", "")
    context = _desk_context(request, document, int(asked) if asked.isdecimal() else None)
    if request.htmx and request.htmx.target == "side":
        return render(request, "review/_side.html", context)
    context["stretches"] = queries.stretches(document.body.text, context["statements"])
    return render(request, "review/desk.html", context)


def _desk_context(request: SignedIn, document: Document, in_hand: int | None) -> dict[str, Any]:
    statements = queries.in_reading_order(document)
    current = next((statement for statement in statements if statement.pk == in_hand), None)
    current = current or queries.next_open(statements) or (statements[0] if statements else None)
    at = statements.index(current) if current else 0
    open_ones = [statement for statement in statements if statement.status == Statement.Status.PROPOSED]
    last = Decision.objects.filter(statement__document=document, undone_at=None, by=request.user).first()
    context = {
        "document": document,
        "statements": statements,
        "in_hand": current,
        "previous": statements[at - 1] if current and at > 0 else None,
        "next": statements[at + 1] if current and at + 1 < len(statements) else None,
        "open_count": len(open_ones),
        "accepted_count": sum(s.status in (Statement.Status.ACCEPTED, Statement.Status.CORRECTED) for s in statements),
        "last": last,
        "may_decide": can(request.user, "accept"),
        "may_read": can(request.user, "add_document"),
        "reasons": REASONS,
    }
    if current is not None:
        context |= _in_hand(request, current) | {"place": place_of(current)}
    return context


def _in_hand(request: SignedIn, statement: Statement) -> dict[str, Any]:
    if statement.status != Statement.Status.PROPOSED:
        cited = [
            citation.record for citation in statement.citations.select_related("content_type") if not citation.field
        ]
        cited = cited or [citation.record for citation in statement.citations.select_related("content_type")[:1]]
        return {"records": [record for record in cited if record is not None]}
    takes = acceptor_for(statement)
    if takes is None:
        return {"correction": correction_of(statement), "refused": _("No register takes this fact as it stands.")}
    candidates = takes.candidates(statement, visible_to=request.user)[:4]
    sure = sure_candidate(candidates)
    records = [candidate.record for candidate in candidates]
    return {
        "candidates": [
            {
                "record": candidate.record,
                "reasons": candidate.reasons,
                "score": candidate.score,
                "sure": sure is candidate.record,
                "disagreements": takes.disagreements(statement, candidate.record),
            }
            for candidate in candidates
        ],
        "sure": sure,
        "takes": REGISTERS.get(takes.register),
        "would_write": takes.preview(statement),
        "correction": correction_of(statement),
        "lacks_period": lacks_period(statement),
        "correcting": lacks_period(statement),
        "repeats": _repeats(request, statement, records),
    }


def _repeats(request: SignedIn, statement: Statement, records: list[Any]) -> list[Statement]:
    """Standing statements that this one may repeat: those behind its candidates, and those with the same figure."""
    standing = Statement.objects.visible_to(request.user).standing().select_related("document").exclude(pk=statement.pk)
    found: dict[int, Statement] = {}
    for record in records[:2]:
        for other in standing.filter(
            citations__object_id=record.pk,
            citations__content_type__app_label=record._meta.app_label,
            citations__content_type__model=record._meta.model_name,
        ).distinct()[:6]:
            found[other.pk] = other
    if statement.value is not None:
        for other in standing.filter(kind=statement.kind, value=statement.value, unit=statement.unit)[:6]:
            found[other.pk] = other
    return list(found.values())[:8]


def _after(request: SignedIn, statement: Statement, error: str = "", form: Any = None) -> HttpResponse:
    """Back to the desk: the next open proposal, or the same one with what went wrong."""
    document = statement.document
    if error or form is not None:
        context = _desk_context(request, document, statement.pk) | {"error": error}
        if form is not None:
            context["correction"], context["correcting"] = form, True
        context["stretches"] = queries.stretches(document.body.text, context["statements"])
        template = "review/_side.html" if request.htmx else "review/desk.html"
        return render(request, template, context, status=200 if request.htmx else 422)
    following = queries.next_open(queries.in_reading_order(document), statement)
    target = reverse("review:document", args=[document.reference]) + (f"?p={following.pk}" if following else "")
    if request.htmx:
        response = render(
            request, "review/_side.html", _desk_context(request, document, following.pk if following else None)
        )
        response.headers["HX-Push-Url"] = target
        return response
    return redirect(target)


def _link(request: SignedIn, statement: Statement) -> Link:
    choice = request.POST.get("record", "")
    if choice == "new":
        return None
    takes = acceptor_for(statement)
    if choice.isdecimal() and takes is not None:
        for candidate in takes.candidates(statement, visible_to=request.user):
            if candidate.record.pk == int(choice):
                return candidate.record
        raise DomainError(_("The record chosen no longer matches. Look at the candidates again."))
    return BEST


@require_POST
@needs("accept")
def accept(request: SignedIn, pk: int) -> HttpResponse:
    """Accept the proposal in hand."""
    statement = _proposal(request, pk)
    try:
        services.accept(statement, by=request.user, link=_link(request, statement))
    except DomainError as error:
        return _after(request, statement, error=str(error))
    return _after(request, statement)


@require_POST
@needs("accept")
def correct(request: SignedIn, pk: int) -> HttpResponse:
    """Accept it with other content."""
    statement = _proposal(request, pk)
    form = correction_of(statement, request.POST)
    if form is None or not form.is_valid():
        return _after(request, statement, form=form)
    try:
        services.correct(statement, form.content(), by=request.user, link=_link(request, statement), span=form.span())
    except DomainError as error:
        return _after(request, statement, error=str(error), form=form)
    return _after(request, statement)


@require_POST
@needs("accept")
def reject(request: SignedIn, pk: int) -> HttpResponse:
    """Keep it out, with a reason."""
    statement = _proposal(request, pk)
    reason = request.POST.get("other", "").strip() or request.POST.get("reason", "")
    try:
        services.reject(statement, reason=reason, by=request.user)
    except DomainError as error:
        return _after(request, statement, error=str(error))
    return _after(request, statement)


@require_POST
@needs("accept")
def duplicate(request: SignedIn, pk: int) -> HttpResponse:
    """Say which standing statement it repeats."""
    statement = _proposal(request, pk)
    chosen = request.POST.get("of", "")
    of = Statement.objects.visible_to(request.user).filter(pk=int(chosen) if chosen.isdecimal() else 0).first()
    if of is None:
        return _after(request, statement, error=_("Choose the statement that this one repeats."))
    try:
        services.mark_duplicate(statement, of=of, by=request.user)
    except DomainError as error:
        return _after(request, statement, error=str(error))
    return _after(request, statement)


@require_POST
@needs("accept")
def undo(request: SignedIn, pk: int) -> HttpResponse:
    """Take back a decision."""
    decision: Decision = get_object_or_404(
        Decision.objects.filter(statement__document__mark__lte=request.user.clearance), pk=pk
    )
    statement = decision.statement
    try:
        services.undo(decision, by=request.user)
    except DomainError as error:
        return _after(request, statement, error=str(error))
    context = _desk_context(request, statement.document, statement.pk)
    if request.htmx:
        return render(request, "review/_side.html", context)
    return redirect(reverse("review:document", args=[statement.document.reference]) + f"?p={statement.pk}")


@require_POST
@needs("add_document")
def read(request: SignedIn, reference: str) -> HttpResponse:
    """Have the document read, or read anew."""
    document = _document(request, reference)
    try:
        fresh = services.read_document(document, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(document)
    said = ngettext("%(n)d new proposal.", "%(n)d new proposals.", len(fresh)) % {"n": len(fresh)}
    messages.success(request, said)
    return redirect("review:document", reference=document.reference)


@needs("accept")
def batch(request: SignedIn, reference: str) -> HttpResponse:
    """What accepting the open proposals would write; then accepting the ones that stay ticked."""
    document = _document(request, reference)
    open_ones = [s for s in queries.in_reading_order(document) if s.status == Statement.Status.PROPOSED]
    if request.method == "POST":
        chosen = {int(pk) for pk in request.POST.getlist("statement") if pk.isdecimal()}
        with transaction.atomic():
            done = services.accept_all((s for s in open_ones if s.pk in chosen), by=request.user)
        said = ngettext("%(n)d proposal accepted.", "%(n)d proposals accepted.", len(done.decisions))
        context = {"document": document, "batch": done, "said": said % {"n": len(done.decisions)}}
        return render(request, "review/batch_done.html", context)
    lines = services.preview(open_ones, by=request.user)
    return render(request, "review/batch.html", {"document": document, "lines": lines})


@require_POST
@needs("accept")
def undo_batch(request: SignedIn, name: str) -> HttpResponse:
    """Take back a whole batch."""
    decision = get_object_or_404(
        Decision.objects.filter(batch=name, by=request.user).select_related("statement__document")[:1]
    )
    try:
        count = services.undo_batch(name, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, ngettext("%(n)d decision undone.", "%(n)d decisions undone.", count) % {"n": count})
    return redirect("review:document", reference=decision.statement.document.reference)
