"""The list of conflicts, the page of one, and ruling on one or on several of the same cause."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can, needs
from proxeny.audit.models import Entry
from proxeny.checks.queries import beside
from proxeny.checks.wording import explanation
from proxeny.core.errors import DomainError
from proxeny.documents.models import Conflict, Statement
from proxeny.documents.queries import said_of
from proxeny.documents.services import figure_of
from proxeny.indicators.models import Observation
from proxeny.review import conflicts as queries
from proxeny.review import services
from proxeny.review.forms_of_conflicts import CHECKS, ConflictFilters, RulingTogetherForm
from proxeny.review.intervals import picture
from proxeny.review.models import RulingTogether
from proxeny.review.uses import uses_of_statements

CONFLICTS_A_PAGE = 30


@login_required
def conflicts(request: SignedIn) -> HttpResponse:
    """Statements that cannot all be right, the weightiest first. At most 16 SQL queries beside the frame's."""
    return _list(request, None)


def _filters(request: SignedIn) -> ConflictFilters:
    data = request.GET.copy()
    if data.get("ruled") == "1":  # the address that earlier papers and bookmarks have
        data["state"] = "ruled"
    return ConflictFilters(data, person=request.user)


def _list(request: SignedIn, form: RulingTogetherForm | None) -> HttpResponse:
    filters = _filters(request)
    asked = filters.asked()
    uses = uses_of_statements(request.user)
    keys = queries.weighed(asked, uses, visible_to=request.user)
    page = Paginator(keys, CONFLICTS_A_PAGE).get_page(request.GET.get("page"))
    may_rule = can(request.user, "rule") and asked.is_open
    last = RulingTogether.objects.filter(by=request.user, undone_at=None).first() if may_rule else None
    context = {
        "filters": filters,
        "page": page,
        "shown": queries.in_order(page.object_list, uses),
        "asked": asked,
        "may_rule": may_rule,
        "form": form or RulingTogetherForm(conflicts=Conflict.objects.none()),
        "chosen": set(form.data.getlist("conflict")) if form is not None else set(),  # type: ignore[attr-defined]
        "last": last,
    }
    return render(request, "review/conflicts.html", context, status=422 if form is not None else 200)


@require_POST
@needs("rule")
def rule_together(request: SignedIn) -> HttpResponse:
    """Rule on the conflicts that are ticked, for one reason."""
    waiting = queries.with_all(queries.seen(visible_to=request.user).filter(is_open=True))
    form = RulingTogetherForm(request.POST, conflicts=waiting)
    if not form.is_valid():
        return _list(request, form)
    known = form.cleaned_data
    try:
        done = services.rule_together(
            known["conflict"], choice=known["choice"], publisher=known["publisher"].strip(), reason=known["reason"],
            by=request.user,
        )  # fmt: skip
    except DomainError as error:
        form.add_error(None, str(error))
        return _list(request, form)
    if done.ruled:
        said = ngettext("%(n)d conflict ruled upon.", "%(n)d conflicts ruled upon.", len(done.ruled))
        messages.success(request, said % {"n": len(done.ruled)})
    for conflict, why in done.refused:
        messages.warning(request, f"{conflict.record}: {why}")
    query = request.GET.urlencode()
    return redirect(f"{reverse('review:conflicts')}{'?' + query if query else ''}")


@require_POST
@needs("rule")
def undo_together(request: SignedIn, pk: int) -> HttpResponse:
    """Take back rulings that the person made together."""
    made = get_object_or_404(RulingTogether.objects.filter(by=request.user), pk=pk)
    try:
        count = services.undo_together(made, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(n)d ruling taken back.", "%(n)d rulings taken back.", count) % {"n": count}
        messages.success(request, said)
    return redirect("review:conflicts")


@login_required
def conflict(request: SignedIn, pk: int) -> HttpResponse:
    """One conflict with all its statements, their intervals on one line, and the rulings. A POST rules upon it."""
    found: Conflict = get_object_or_404(queries.seen(visible_to=request.user), pk=pk)
    error = ""
    if request.method == "POST" and can(request.user, "rule"):
        chosen = request.POST.get("statement", "")
        statement = found.statements.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
        if chosen and statement is None:
            error = _("That statement is not one of this disagreement. Choose one of those below.")
            return _page(request, found, error=error, reason=request.POST.get("reason", ""))
        try:
            services.rule(found, statement=statement, reason=request.POST.get("reason", ""), by=request.user)
        except DomainError as problem:
            error = str(problem)
        else:
            messages.success(request, _("The ruling is recorded."))
            return redirect("review:conflict", pk=pk)
    return _page(request, found, error=error, reason=request.POST.get("reason", ""))


@require_POST
@needs("rule")
def reopen(request: SignedIn, pk: int) -> HttpResponse:
    """Take the standing ruling back, with a reason."""
    found: Conflict = get_object_or_404(queries.seen(visible_to=request.user), pk=pk)
    try:
        services.reopen(found, reason=request.POST.get("reason", ""), by=request.user)
    except DomainError as problem:
        return _page(request, found, error=str(problem), reason=request.POST.get("reason", ""))
    messages.success(request, _("The conflict is open again; the ruling stays below it."))
    return redirect("review:conflict", pk=pk)


def _page(request: SignedIn, found: Conflict, *, error: str = "", reason: str = "") -> HttpResponse:
    """At most 16 SQL queries beside the frame's."""
    statements = list(found.statements.select_related("document", "reviewer").order_by("value", "pk"))
    points = beside(found, visible_to=request.user)
    sides = [(number, one, said_of(one, found.field)) for number, one in enumerate(statements, 1)]
    uses = uses_of_statements(request.user)
    papers = dict.fromkeys(use for one in statements for use in uses.get(one.pk, ()))
    rulings = list(found.rulings.select_related("by", "statement__document", "reopened_by__document"))
    context = {
        "conflict": found,
        "explanation": explanation(found),
        "compared": CHECKS.get(found.field, found.field.replace("_", " ")),
        "is_check": found.field in CHECKS and found.field != "value",
        "beside": points,
        "sides": sides,
        "picture": _picture(statements, points),
        "uses": list(papers),
        "rulings": rulings,
        "reopenings": _reopenings(found) if rulings else [],
        "may_rule": can(request.user, "rule") and found.is_open,
        "may_reopen": can(request.user, "rule")
        and not found.is_open
        and any(ruling.reopened_at is None for ruling in rulings),
        "error": error,
        "reason": reason,
    }
    return render(request, "review/conflict.html", context, status=422 if error else 200)


def _picture(statements: list[Statement], points: list[Observation]) -> Any:
    """Of figures that speak of one thing: the statements of a field. Parts and wholes are not drawn on one line."""
    if points:
        return None
    return picture([figure_of(one) for one in statements])


def _reopenings(found: Conflict) -> list[Entry]:
    """Who took a ruling back, and why."""
    kind = ContentType.objects.get_for_model(Conflict)
    entries = Entry.objects.filter(content_type=kind, object_id=found.pk, action="conflict.reopened")
    return list(entries.select_related("by").order_by("-pk"))
