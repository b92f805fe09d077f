"""The search box and the page of results."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from proxeny.search import queries
from proxeny.search.jumps import doors, jumps


@login_required
def results(request: HttpRequest) -> HttpResponse:
    """Everything found, a few of each register; with ``register`` all of one, page by page."""
    text, register = request.GET.get("q", ""), request.GET.get("register", "")
    found = queries.find(text, visible_to=request.user)
    tabs = [{"label": _("All"), "url": _address(text), "current": not register, "count": found.total}]
    tabs += [
        {
            "label": group.title,
            "url": _address(text, group.register),
            "current": group.register == register,
            "count": group.count,
        }
        for group in found.groups
    ]
    context = {
        "text": text,
        "found": found,
        "tabs": tabs if found.groups else [],
        "jumps": jumps(found.query, request.user) if not register else [],
        "doors": doors(request.user) if not found.groups else [],
    }
    if register in {group.register for group in found.groups}:
        page = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdecimal() else 1
        group, is_more = queries.find_in(text, register, visible_to=request.user, page=page)
        context |= {"only": group, "page": page, "previous": page - 1, "next": page + 1 if is_more else 0}
    return render(request, "search/results.html", context)


@login_required
@vary_on_headers("HX-Request")
def suggest(request: HttpRequest) -> HttpResponse:
    """The best hits and the pages that the words name, for the box in the frame."""
    text = request.GET.get("q", "")
    found = queries.find(text, visible_to=request.user, a_group=queries.IN_BOX, with_snippets=False)
    return render(
        request,
        "search/_suggestions.html",
        {"text": text, "found": found, "jumps": jumps(found.query, request.user)},
    )


def _address(text: str, register: str = "") -> str:
    asked = QueryDict(mutable=True)
    asked["q"] = text
    if register:
        asked["register"] = register
    return f"?{asked.urlencode()}"
