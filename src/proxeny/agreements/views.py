"""The page on which a signature is recorded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from proxeny.accounts.rights import needs
from proxeny.agreements import queries
from proxeny.agreements.forms import SignatureForm
from proxeny.agreements.register import AGREEMENTS
from proxeny.registers.views import frame, save


@needs("change")
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that an agreement was signed."""
    agreement = queries.agreement_for(request.user, reference)
    form = SignatureForm(request.POST or None, instance=agreement, person=request.user)
    done = save(request, form, _("The signature of “%(record)s” is recorded.")) if form.is_bound else None
    context = frame(request, AGREEMENTS, agreement, "sign") | {"form": form}
    return done or render(request, "registers/form.html", context, status=422 if form.is_bound else 200)
