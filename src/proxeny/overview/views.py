"""The home page, the page of a partner and that of the home city."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from proxeny.core.home import home_name
from proxeny.overview import attention, observed, tiles, world_map, year
from proxeny.overview.sources import Marks


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def _year_asked(request: HttpRequest) -> int | None:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and 1000 <= int(asked) <= 2999 else None


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """A year at a glance: figures beside what is recorded, the world, the year's lanes, and what needs somebody."""
    person, language, today = request.user, _language(), timezone.localdate()
    series = tiles.series_of_tiles(visible_to=person)
    chosen = _year_asked(request) or tiles.fullest_recent_year(series, default=today.year)
    measure = world_map.measure_of(request.GET.get("measure", ""))
    marks = Marks()
    span = year.years_on_record(visible_to=person, until=today.year + 1)
    observed_years = {found for rows in series.values() for row in rows if (found := observed.year_of(row))}
    years = sorted({*observed_years, *(range(span[0], span[1] + 1) if span else ()), today.year, chosen}, reverse=True)
    context = {
        "year": chosen,
        "years": years,
        "year_before": chosen - 1 if chosen - 1 in years else None,
        "year_after": chosen + 1 if chosen + 1 in years else None,
        "home_name": home_name(language),
        "tiles": tiles.tiles(chosen, series, visible_to=person, language=language, marks=marks),
        "measure": measure,
        "measures": world_map.MEASURES,
        "world": world_map.world(measure, chosen, visible_to=person, language=language),
        "lanes": year.lanes(chosen, visible_to=person, language=language),
        "months": year.months(chosen),
        "needs": attention.needs(visible_to=person, language=language),
        "is_empty": span is None and not observed_years,
    }
    return render(request, "overview/home.html", context)


@login_required
def home_city(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


@login_required
def partner(request: HttpRequest, reference: str) -> HttpResponse:
    return HttpResponse("")
