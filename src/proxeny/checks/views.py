"""Stated against recorded: a year, and one indicator over one period."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from proxeny.accounts.requests import SignedIn
from proxeny.checks import recorded as totals
from proxeny.checks.recorded import Line
from proxeny.checks.recorded.months import Month, months_of
from proxeny.core.errors import BadPeriod
from proxeny.core.period import days
from proxeny.partners.models import Partner

RECORDS_A_PAGE = 50


def _partner(request: SignedIn) -> Partner | None:
    reference = request.GET.get("partner", "")
    if not reference:
        return None
    found: Partner | None = Partner.objects.visible_to(request.user).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def _year(request: SignedIn, years: list[int]) -> int:
    asked = request.GET.get("year", "")
    if asked.isdecimal() and 1900 <= int(asked) <= 2100:
        return int(asked)
    today = timezone.localdate()
    return next((year for year in years if year < today.year), today.year)


def address_of(line: Line, partner: Partner | None = None) -> str:
    """The page of one line."""
    query = {"period": line.period} | ({"partner": partner.reference} if partner is not None else {})
    if line.observation is not None:
        query["figure"] = line.observation.reference
    return f"{reverse('checks-recorded-line', args=[line.measure.indicator])}?{urlencode(query)}"


@login_required
def recorded(request: SignedIn) -> HttpResponse:
    """What sources state of a year beside what the registers hold. At most 20 SQL queries beside the frame's."""
    partner = _partner(request)
    years = totals.years_stated(visible_to=request.user, partner=partner)
    year = _year(request, years)
    only_gaps = request.GET.get("only") == "gaps"
    lines = totals.of_year(year, visible_to=request.user, partner=partner)
    gaps = sum(line.is_gap for line in lines)
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if line.is_gap or not only_gaps:
            groups.setdefault(line.measure.indicator, []).append(line)
    kept = {"year": year} | ({"partner": partner.reference} if partner is not None else {})
    context = {
        "year": year,
        "years": sorted({*years, year}, reverse=True),
        "partner": partner,
        "only_gaps": only_gaps,
        "shown": [_group(group, partner) for group in groups.values()],
        "gaps": gaps,
        "events": totals.counts_without_event(year, visible_to=request.user) if partner is None else [],
        "tabs": [
            {"label": _("Everything"), "url": f"?{urlencode(kept)}", "current": not only_gaps, "count": len(lines)},
            {
                "label": _("Gaps only"), "url": f"?{urlencode(kept | {'only': 'gaps'})}", "current": only_gaps,
                "count": gaps,
            },
        ],
    }  # fmt: skip
    return render(request, "checks/recorded.html", context)


def _group(lines: list[Line], partner: Partner | None) -> dict[str, Any]:
    """An indicator's lines: the longest stated period, or the gravest of the same length, speaks for all."""
    ranked = sorted(
        lines,
        key=lambda line: (line.observation is None, (line.first - line.last).days, not line.is_gap, -line.part),
    )
    shown = [(line, address_of(line, partner)) for line in ranked]
    return {"line": shown[0][0], "url": shown[0][1], "others": shown[1:]}


@login_required
def recorded_line(request: SignedIn, code: str) -> HttpResponse:
    """One indicator over one period: what is stated word for word, the records by month, what is probably missing."""
    measure = totals.measures().get(code)
    if measure is None:
        raise Http404
    partner = _partner(request)
    period = request.GET.get("period", "") or str(timezone.localdate().year)
    try:
        first, last = days(period)
    except BadPeriod as error:
        raise Http404 from error
    if first is None or last is None:
        raise Http404
    found = totals.of_year(last.year, visible_to=request.user, partner=partner, codes=(code,), with_hints=False)
    mine = [line for line in found if (line.first, line.last) == (first, last)]
    figure = request.GET.get("figure", "")
    line = next((one for one in mine if one.observation and one.observation.reference == figure), None)
    line = line or (mine[0] if mine else None)
    if line is None:
        raise Http404
    if line.is_gap:
        totals.add_hints([line], last.year, visible_to=request.user, partner=partner, is_deep=True)
    records = totals.records_of(line, visible_to=request.user, partner=partner)
    page = Paginator(records, RECORDS_A_PAGE).get_page(request.GET.get("page")) if records is not None else None
    context = {
        "line": line,
        "partner": partner,
        "records": page,
        "months": _months(line, request, partner),
        "others": [(one, address_of(one, partner)) for one in found if one is not line],
        "back": f"{reverse('checks-recorded')}?year={last.year}",
    }
    return render(request, "checks/recorded_line.html", context)


def _months(line: Line, request: SignedIn, partner: Partner | None) -> dict[str, Any] | None:
    """Months of the year against the years before, for registers that go by days."""
    found: list[Month] = months_of(line, visible_to=request.user, partner=partner)
    if not found:
        return None
    years = sorted({year for month in found for year in month.counts}, reverse=True)
    rows = [
        (year, [(month.counts.get(year, 0), month.is_empty and year == line.last.year) for month in found])
        for year in years
    ]
    return {"names": [date_format(date(line.last.year, one.month, 1), "M") for one in found], "rows": rows}
