"""The watched places: list, page with log and items, adding, changing, pausing, fetching now."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.accounts.requests import SignedIn
from proxeny.accounts.rights import can, needs
from proxeny.core.errors import DomainError
from proxeny.watching import locking, queries, running, services
from proxeny.watching.forms import WatchForm
from proxeny.watching.models import Item, Watch
from proxeny.watching.tabs import tabs

_A_PAGE = 50
_LOG = 30


@login_required
def listing(request: SignedIn) -> HttpResponse:
    """The watched places with their state. Two SQL queries beside the frame."""
    page = Paginator(queries.places(visible_to=request.user), _A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_watch": can(request.user, "watch"), "tabs": tabs("list")}
    return render(request, "watching/list.html", context)


def watch_for(person: Any, name: str) -> Watch:
    """The only door to a place: 404 for what a person may not see."""
    watch: Watch = get_object_or_404(queries.places(visible_to=person), name=name)
    return watch


@login_required
def page(request: SignedIn, name: str) -> HttpResponse:
    """One place: its state, what to do, its items and its log. Four SQL queries beside the frame."""
    watch = watch_for(request.user, name)
    state = request.GET.get("state", "")
    items = queries.items_of(watch, visible_to=request.user)
    if state in Item.State.values:
        items = items.filter(state=state)
    shown = Paginator(items, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "watch": watch,
        "items": shown,
        "states": Item.State.choices,
        "state": state,
        "looks": queries.looks_of(watch)[:_LOG],
        "may_watch": can(request.user, "watch"),
    }
    return render(request, "watching/page.html", context)


@needs("watch")
def add(request: SignedIn) -> HttpResponse:
    """Watch another place."""
    form = WatchForm(request.POST or None, person=request.user)
    if form.is_bound and form.is_valid():
        try:
            watch = services.add_watch(**form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("“%(title)s” is watched from now on.") % {"title": watch.title})
            return redirect(watch)
    return render(request, "watching/edit.html", {"form": form}, status=422 if form.errors else 200)


@needs("watch")
def change(request: SignedIn, name: str) -> HttpResponse:
    """Change what is kept about a place."""
    watch = watch_for(request.user, name)
    fields = ("title", "kind", "address", "publisher", "language", "mark", "every")
    initial = {field: getattr(watch, field) for field in fields}
    form = WatchForm(request.POST or None, person=request.user, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.change_watch(watch, form.cleaned_data, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("“%(title)s” is changed.") % {"title": form.cleaned_data["title"]})
            return redirect(watch)
    context = {"form": form, "watch": watch}
    return render(request, "watching/edit.html", context, status=422 if form.errors else 200)


@require_POST
@needs("watch")
def pause(request: SignedIn, name: str) -> HttpResponse:
    """Pause a place, or resume it: ``resume`` in the form."""
    watch = watch_for(request.user, name)
    try:
        if "resume" in request.POST:
            services.resume(watch, by=request.user)
        else:
            services.pause(watch, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(watch)


@require_POST
@needs("watch")
def fetch(request: SignedIn, name: str) -> HttpResponse:
    """Look at a place now, beside this request."""
    watch = watch_for(request.user, name)
    if watch.is_paused:
        messages.error(request, _("The place is paused. Resume it first."))
        return redirect(watch)
    try:
        with locking.alone():
            pass
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(watch)
    running.start(watch)
    messages.success(request, _("It is being looked at. Open this page again in a moment."))
    return redirect(watch)
