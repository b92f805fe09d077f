"""Calls for investment as investors see them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from proxeny.investments.models import Call
from proxeny.investments.queries import open_calls
from proxeny.public.keeping import answer_with
from proxeny.public.refusals import not_there
from proxeny.public.views import frame


def calls(request: HttpRequest, language: str) -> HttpResponse:
    """Every call that can still be answered. Two SQL queries."""
    return answer_with(request, lambda: _calls(request, language))


def _calls(request: HttpRequest, language: str) -> HttpResponse:
    found = list(open_calls(timezone.localdate(), visible_to=None)[:300])
    return render(request, "public/calls.html", frame(request, "calls", language) | {"calls": found})


def call(request: HttpRequest, language: str, reference: str) -> HttpResponse:
    """One call; one that is taken up or closed says so. Two SQL queries."""
    return answer_with(request, lambda: _call(request, language, reference))


def _call(request: HttpRequest, language: str, reference: str) -> HttpResponse:
    found = Call.objects.visible_to(None).exclude(status=Call.Status.DRAFT).filter(reference=reference).first()
    if found is None:
        raise not_there()
    closes = found.closes_on_latest
    is_open = found.status == Call.Status.PUBLISHED and (closes is None or closes >= timezone.localdate())
    context = frame(request, "call", language, reference=reference)
    return render(request, "public/call.html", context | {"call": found, "is_open": is_open})
