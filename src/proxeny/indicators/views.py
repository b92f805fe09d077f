"""The page of an indicator, and the history of an observation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from proxeny.indicators import queries
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.models import Partner
from proxeny.registers import services
from proxeny.registers.register import Register
from proxeny.registers.views import frame


@login_required
def indicator(request: HttpRequest, register: Register, code: str) -> HttpResponse:
    """An indicator's series, of the city as a whole or of ``?partner=``, with the statements behind each value."""
    found = get_object_or_404(Indicator, code=code)
    reference = request.GET.get("partner", "")
    partner = None
    if reference:
        partner = Partner.objects.visible_to(request.user).filter(reference=reference).first()
        if partner is None:
            raise Http404
    context = {
        "register": register,
        "indicator": found,
        "partner": partner,
        "series": queries.series(found, partner, visible_to=request.user),
        "partners": queries.partners_observed(found, visible_to=request.user),
    }
    return render(request, "indicators/indicator.html", context)


@login_required
def history(request: HttpRequest, register: Register, reference: str) -> HttpResponse:
    """Who did what to an observation, as far as the person may know what its closed sources said."""
    record = get_object_or_404(register.visible_to(request.user), reference=reference)
    assert isinstance(record, Observation)
    entries = [
        {"entry": entry, "changes": services.changes_in_words(record, entry, visible_to=request.user)}
        for entry in queries.history_seen(record, visible_to=request.user)
    ]
    return render(request, "registers/history.html", frame(request, register, record, "history") | {"entries": entries})
