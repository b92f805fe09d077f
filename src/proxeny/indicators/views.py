"""The page of an indicator, and the history of an observation."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from proxeny.core.navigation import address
from proxeny.indicators import queries
from proxeny.indicators.models import Indicator, Observation
from proxeny.indicators.series_tables import series_of
from proxeny.partners.models import Partner
from proxeny.registers import panels, services
from proxeny.registers.register import Register
from proxeny.registers.views import frame


@login_required
def indicator(request: HttpRequest, register: Register, code: str) -> HttpResponse:
    """An indicator's series, of the city as a whole or of ``?partner=``, with the statements behind each value.

    ``?until=2013`` goes back, ``?currency=VND`` converts at the rates of each period, ``?beside=exports`` sets another
    indicator beside it. At most fifteen SQL queries beside the frame's.
    """
    found = get_object_or_404(Indicator, code=code)
    reference = request.GET.get("partner", "")
    partner = None
    if reference:
        partner = Partner.objects.visible_to(request.user).filter(reference=reference).first()
        if partner is None:
            raise Http404
    until = request.GET.get("until", "")
    asked = request.GET.get("currency", "").upper()
    currency = asked if found.unit == "money" and len(asked) == 3 and asked.isascii() and asked.isalpha() else ""
    other = Indicator.objects.filter(code=request.GET.get("beside", "")).exclude(pk=found.pk).first()
    shown = series_of(
        found,
        partner,
        visible_to=request.user,
        until=int(until) if until.isdecimal() and 1000 <= int(until) <= 9999 else None,
        currency=currency,
        beside=other,
    )
    context = {
        "register": register,
        "indicator": found,
        "partner": partner,
        "shown": shown,
        "series": shown.behind,
        "partners": queries.partners_observed(found, visible_to=request.user),
        "currency": currency,
        "currencies": sorted({"USD", "VND", *shown.currencies}) if found.unit == "money" else [],
        "beside": other,
        "indicators": Indicator.objects.exclude(pk=found.pk).exclude(code="other"),
        "home": settings.PROXENY_HOME,
        "recorded_url": address("checks-recorded"),
        "panels": panels.indicator_panels(request, found) if partner is None else [],
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
