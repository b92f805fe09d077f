"""The home page, the page of a partner and that of the home city."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.rights import can
from proxeny.core.home import home_name
from proxeny.overview import (
    attention,
    city,
    figures,
    milestones,
    observed,
    partner_page,
    relation,
    tiles,
    world_map,
    year,
)
from proxeny.overview.sources import Marks
from proxeny.partners.models import Partner
from proxeny.partners.panel import panel_of
from proxeny.registers.register import REGISTERS
from proxeny.registers.views import frame, record_for


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
def partner(request: HttpRequest, reference: str) -> HttpResponse:
    """A partner: who they are, what was done together, what the figures say, what is open."""
    register = REGISTERS["partners"]
    record = record_for(request, register, reference)
    assert isinstance(record, Partner)
    marks = Marks()
    with_partner = relation.Relation(
        record, visible_to=request.user, language=_language(), marks=marks, show=request.GET.get("show", "")
    )
    facts = partner_page.facts(record, visible_to=request.user, marks=marks)
    in_figures = figures.figures(with_partner)
    line = milestones.timeline(
        with_partner,
        kind=request.GET.get("kind", ""),
        first=_number(request, "from"),
        last=_number(request, "to"),
    )
    sections = partner_page.sections(with_partner)
    people, people_count = with_partner.people()
    held = relation.present(sections.values())
    context = frame(request, register, record, "page") | {
        "partner": record,
        "facts": facts,
        "alias": partner_page.other_name(record),
        "lead": partner_page.lead(with_partner, line),
        "figures": in_figures,
        "timeline": line,
        "sections": held,
        "counted": partner_page.counted(held),
        "capital": figures.capital_chart(sections["projects"], _("Capital of the projects"), _language()),
        "where": partner_page.where(with_partner),
        "people": people,
        "people_count": people_count,
        "others": with_partner.others,
        "hints": partner_page.hints(with_partner, sections, in_figures) if can(request.user, "change") else [],
        "starts": [section for section in sections.values() if section.new_url and not section.count],
        "documents": marks.documents,
        "is_empty": not held and not in_figures.lines and not people_count,
        "panel": panel_of(request, register, record),
    }
    return render(request, "overview/partner.html", context)


def _number(request: HttpRequest, name: str) -> int | None:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) <= 4 else None


@login_required
def home_city(request: HttpRequest) -> HttpResponse:
    """The home city in figures, by theme, with what its sources disagree on."""
    page = city.city(visible_to=request.user, language=_language())
    context = {"home_name": home_name(_language()), "stated": page, "may_rule": can(request.user, "rule")}
    return render(request, "overview/home_city.html", context)
