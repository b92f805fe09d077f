"""The dashboards: a year of the city, and a partner, in pictures."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.requests import SignedIn
from proxeny.core.home import home_name
from proxeny.overview import dashboards, tiles
from proxeny.overview.relation import Relation
from proxeny.overview.sources import Marks
from proxeny.overview.views import compare_asked, language_of, year_asked, years_to_choose
from proxeny.overview.year import Held
from proxeny.partners.models import Partner
from proxeny.registers.register import REGISTERS
from proxeny.registers.views import frame, record_for

FIRST_YEAR, LAST_YEAR = 1000, 2999


@login_required
def latest(request: SignedIn) -> HttpResponse:
    """The dashboard of the newest year that is well filled, or of the year that the form asks for."""
    asked = year_asked(request, "year")
    if asked is None:
        today = timezone.localdate()
        asked = tiles.years_observed(visible_to=request.user).fullest_recent(default=today.year)
    compared = compare_asked(request, asked)
    answer = redirect("overview:dashboard", asked)
    if compared is not None:
        answer["Location"] += f"?compare={compared}"
    return answer


@login_required
def year(request: SignedIn, year: int) -> HttpResponse:
    """A year in pictures: figures, places, investment, targets, series, what is disputed and what is missing."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(_("No year %(year)s is kept: ask for one from 1000 to 2999.") % {"year": year})
    person, language = request.user, language_of(request)
    other = compare_asked(request, year)
    compared = other or year - 1
    seen = tiles.years_observed(visible_to=person)
    series = tiles.series_of_tiles(year, compared, visible_to=person)
    held = Held(year, visible_to=person)
    disputed, disputed_count = dashboards.disputed_in(year, visible_to=person, language=language)
    missing, missing_count = dashboards.missing_in(year, visible_to=person)
    context = {
        "year": year,
        "compared": compared,
        "chosen_to_compare": other,
        "years": years_to_choose(person, seen, year, compared),
        "home_name": home_name(language),
        "tiles": tiles.tiles(held, compared, series, visible_to=person, language=language, marks=Marks()),
        "pictures": dashboards.of_year(year, visible_to=person, language=language),
        "capital": dashboards.capital_by_month(year, compared, visible_to=person, language=language),
        "disputed": disputed,
        "disputed_count": disputed_count,
        "missing": missing,
        "missing_count": missing_count,
    }
    return render(request, "overview/dashboard.html", context)


@login_required
def partner(request: SignedIn, reference: str) -> HttpResponse:
    """A partner in pictures: the line of time, visits, agreements, series of figures, who else takes part."""
    register = REGISTERS["partners"]
    record = record_for(request, register, reference)
    assert isinstance(record, Partner)
    marks = Marks()
    relation = Relation(record, visible_to=request.user, language=language_of(request), marks=marks)
    pictures = dashboards.of_partner(relation)
    context = frame(request, register, record, "pictures") | {
        "partner": record,
        "pictures": pictures,
        "is_empty": not any(pictures.values()),
    }
    return render(request, "overview/partner_dashboard.html", context)
