"""Pages on one event: the list, one event, and a person's word that two pages are not about the same."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can, needs
from proxeny.core.errors import DomainError
from proxeny.documents.models import Document
from proxeny.watching import queries, services
from proxeny.watching.models import Apart
from proxeny.watching.tabs import tabs

_A_PAGE = 30


@login_required
def stories(request: SignedIn) -> HttpResponse:
    """The events that several pages tell of; with ?waiting=1 those that wait for review. Three SQL queries."""
    waiting = request.GET.get("waiting") == "1"
    rows = queries.stories(visible_to=request.user, waiting=waiting)
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    numbers = [row["story"] for row in page.object_list]
    told = queries.told(numbers, visible_to=request.user)
    context = {"page": page, "stories": [told[pk] for pk in numbers if pk in told], "waiting": waiting}
    context["tabs"] = tabs("stories")
    return render(request, "watching/stories.html", context)


@login_required
def story(request: SignedIn, pk: int) -> HttpResponse:
    """One event with its pages, and what was held apart from them. Two SQL queries beside the frame."""
    found = queries.told([pk], visible_to=request.user).get(pk)
    if found is None:
        raise Http404
    context = {
        "told": found,
        "apart": queries.held_apart(found.documents, visible_to=request.user),
        "may_decide": can(request.user, "accept"),
    }
    return render(request, "watching/story.html", context)


def _document(request: SignedIn, name: str) -> Document:
    rows = Document.objects.visible_to(request.user)
    document: Document = get_object_or_404(rows, reference=request.POST.get(name, ""))
    return document


@require_POST
@needs("accept")
def keep_apart(request: SignedIn) -> HttpResponse:
    """A page is not about the same event as another one; both are named in the form."""
    one, other = _document(request, "one"), _document(request, "other")
    try:
        services.keep_apart(one, other, by=request.user, reason=request.POST.get("reason", ""))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Kept: “%(title)s” is about another event.") % {"title": one.title})
    return redirect(other)


@require_POST
@needs("accept")
def take_back(request: SignedIn, pk: int) -> HttpResponse:
    """Take back that two pages are apart."""
    rows = Apart.objects.filter(low__mark__lte=request.user.clearance, high__mark__lte=request.user.clearance)
    apart: Apart = get_object_or_404(rows.select_related("low"), pk=pk)
    try:
        services.take_back(apart, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back: the two are compared by what they say again."))
    return redirect(apart.low)
