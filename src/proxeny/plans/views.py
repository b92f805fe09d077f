"""The page that reports a commitment done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from proxeny.accounts.rights import needs
from proxeny.plans.forms import FulfilForm
from proxeny.registers.register import Register
from proxeny.registers.views import frame, record_for, save


@needs("change")
def fulfil(request: HttpRequest, register: Register, reference: str) -> HttpResponse:
    """Report a commitment done, with its source."""
    commitment = record_for(request, register, reference)
    form = FulfilForm(request.POST or None, instance=commitment, person=request.user)
    done = save(request, form, _("“%(record)s” is reported done.")) if form.is_bound else None
    context = frame(request, register, commitment, "page") | {"form": form}
    return done or render(request, "registers/form.html", context, status=422 if form.is_bound else 200)
