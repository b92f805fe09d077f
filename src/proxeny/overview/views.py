"""The home page, the page of a partner and that of the home city."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.rights import can
from proxeny.charts import drawing
from proxeny.charts.measures import MEASURES, measure_of
from proxeny.charts.picture import PICTURES
from proxeny.core.home import home_name
from proxeny.overview import (
    attention,
    city,
    figures,
    milestones,
    partner_page,
    relation,
    tiles,
    year,
)
from proxeny.overview.sections import present
from proxeny.overview.sources import Marks
from proxeny.partners.models import Partner
from proxeny.partners.panel import panel_of
from proxeny.registers.register import REGISTERS
from proxeny.registers.views import frame, record_for
from proxeny.watching.panels import mentions_of


def language_of(request: HttpRequest) -> str:
    """The language of the page, without its region."""
    return (get_language() or "en").split("-")[0]


def number_asked(request: HttpRequest, name: str) -> int | None:
    """A whole number of at most four digits from the query string; ``None`` for anything else."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= 4 else None


def year_asked(request: HttpRequest, name: str) -> int | None:
    """A year from 1000 to 2999 from the query string; ``None`` for anything else."""
    asked = number_asked(request, name)
    return asked if asked is not None and 1000 <= asked <= 2999 else None


def compare_asked(request: HttpRequest, year: int) -> int | None:
    """The year that somebody chose to compare another with; ``None`` where it is the year before."""
    asked = year_asked(request, "compare")
    return None if asked in (year, year - 1) else asked


def years_to_choose(person: Any, seen: tiles.YearsObserved, *chosen: int) -> list[int]:
    """The years of a choice, the latest first: with a figure or a record, this one, and those chosen."""
    today = timezone.localdate()
    span = year.years_on_record(visible_to=person, until=today.year + 1)
    held = range(span[0], span[1] + 1) if span else ()
    return sorted({*seen.years, *held, today.year, *chosen}, reverse=True)


def _home_url(year: int, measure: str, compared: int | None) -> str:
    query = {"year": year, "measure": measure} | ({"compare": compared} if compared else {})
    return f"{reverse('overview:home')}?{urlencode(query)}"


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """A year at a glance: figures beside what is recorded, the world, the year's lanes, and what needs somebody."""
    person, language, today = request.user, language_of(request), timezone.localdate()
    seen = tiles.years_observed(visible_to=person)
    chosen = year_asked(request, "year") or seen.fullest_recent(default=today.year)
    other = compare_asked(request, chosen)
    compared = other or chosen - 1
    measure = measure_of(request.GET.get("measure", ""))
    asked = {"measure": measure.key, "year": str(chosen)}
    world = PICTURES["world"](asked, visible_to=person, language=language, on_page=True)
    marks, held = Marks(), year.Held(chosen, visible_to=person)
    years = years_to_choose(person, seen, chosen, compared)
    series = tiles.series_of_tiles(chosen, compared, visible_to=person)
    context = {
        "year": chosen,
        "years": years,
        "compared": compared,
        "chosen_to_compare": other,
        "year_before": chosen - 1 if chosen - 1 in years else None,
        "year_after": chosen + 1 if chosen + 1 in years else None,
        "before_url": _home_url(chosen - 1, measure.key, other),
        "after_url": _home_url(chosen + 1, measure.key, other),
        "home_name": home_name(language),
        "tiles": tiles.tiles(held, compared, series, visible_to=person, language=language, marks=marks),
        "measure": measure,
        "measures": [(one.key, one.label(language)) for one in MEASURES],
        "world": world,
        "world_drawn": drawing.vega(world.specification) if world.specification else None,
        "lanes": year.lanes(held, language=language),
        "months": year.months(chosen),
        "needs": attention.needs(visible_to=person, language=language),
        "is_empty": not seen.years and not {*years} - {today.year, chosen, compared} and not any(held.months.values()),
    }
    return render(request, "overview/home.html", context)


@login_required
def partner(request: HttpRequest, reference: str) -> HttpResponse:
    """A partner: who they are, what was done together, what the figures say, what is open."""
    register = REGISTERS["partners"]
    record = record_for(request, register, reference)
    assert isinstance(record, Partner)
    marks = Marks()
    with_partner = relation.Relation(
        record, visible_to=request.user, language=language_of(request), marks=marks, show=request.GET.get("show", "")
    )
    facts = partner_page.facts(record, visible_to=request.user, marks=marks)
    in_figures = figures.figures(with_partner)
    line = milestones.timeline(
        with_partner,
        kind=request.GET.get("kind", ""),
        first=number_asked(request, "from"),
        last=number_asked(request, "to"),
    )
    sections = partner_page.sections(with_partner)
    people, people_count = with_partner.people()
    held = present(sections.values())
    context = frame(request, register, record, "page") | {
        "partner": record,
        "facts": facts,
        "alias": partner_page.other_name(record),
        "lead": partner_page.lead(with_partner, line),
        "figures": in_figures,
        "timeline": line,
        "sections": held,
        "counted": partner_page.counted(held),
        "capital": figures.capital_chart(sections["projects"], _("Capital of the projects"), language_of(request)),
        "where": partner_page.where(with_partner),
        "people": people,
        "people_count": people_count,
        "others": with_partner.others,
        "hints": partner_page.hints(with_partner, sections, in_figures) if can(request.user, "change") else [],
        "starts": [section for section in sections.values() if section.new_url and not section.count],
        "documents": marks.documents,
        "is_empty": not held and not in_figures.lines and not people_count,
        "panel": panel_of(request, register, record),
        "mentions": mentions_of(request, register, record),
    }
    return render(request, "overview/partner.html", context)


@login_required
def home_city(request: HttpRequest) -> HttpResponse:
    """The home city in figures, by theme, with what its sources disagree on."""
    page = city.city(visible_to=request.user, language=language_of(request))
    context = {"home_name": home_name(language_of(request)), "stated": page, "may_rule": can(request.user, "rule")}
    return render(request, "overview/home_city.html", context)
