"""What a partner's page says besides the lists: who they are, where, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from proxeny.agreements.models import Agreement
from proxeny.agreements.states import BINDING
from proxeny.charts import drawing, specs
from proxeny.core import wording
from proxeny.core.home import home_name, home_place
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.delegations.models import Delegation
from proxeny.overview.figures import Figures
from proxeny.overview.milestones import Timeline
from proxeny.overview.relation import Relation
from proxeny.overview.sections import Section, Sections
from proxeny.overview.sources import Marks, Source
from proxeny.partners.models import Partner
from proxeny.registers.content import content_of

# Said in the head of the page, or on its map.
_ELSEWHERE = {"kind", "name", "name_vi", "latitude", "longitude"}


@dataclass(frozen=True)
class Fact:
    """A field of the partner with its source marks; ``shown`` is as the registers' own pages set it in type."""

    shown: Any
    sources: list[dict[str, Any]]


@dataclass(frozen=True)
class Hint:
    """Something that the record does not say, and where to enter it."""

    text: str
    url: str = ""
    action: str | Promise = ""


def facts(partner: Partner, *, visible_to: Any, marks: Marks) -> list[Fact]:
    """The fields that are set. One SQL query."""
    return [
        Fact(shown, marks.of(map(Source.of, shown.statements), limit=2))
        for shown in content_of(partner, visible_to)
        if shown.name not in _ELSEWHERE and not (shown.name == "country" and partner.kind == Partner.Kind.COUNTRY)
    ]


def other_name(partner: Partner) -> str:
    """Its name in the other language of the interface."""
    other = "en" if (get_language() or "en").startswith("vi") else "vi"
    if partner.kind == Partner.Kind.COUNTRY and partner.country:
        name = wording.country_name(partner.country, other)
    else:
        name = partner.name if other == "en" else partner.name_vi
    return "" if name == partner.local_name else name


def lead(relation: Relation, timeline: Timeline) -> str:
    """What sort of partner, in which country, since when, through whom."""
    partner, language = relation.partner, relation.language
    parts = [partner.get_kind_display().capitalize()]
    if partner.country and partner.kind != Partner.Kind.COUNTRY:
        parts.append(wording.country_name(partner.country, language))
    if partner.grade:
        parts.append(partner.get_grade_display())
    if partner.since:
        parts.append(_("since %(date)s") % {"date": edtf_in_words(partner.since, language)})
    elif timeline.years:
        parts.append(_("first on record %(year)s") % {"year": timeline.years[-1]})
    if partner.through:
        parts.append(_("through %(whom)s") % {"whom": partner.through})
    return " · ".join(parts)


def sections(relation: Relation) -> dict[str, Section]:
    """Every register's part, in the order of the page. Three SQL queries for each that holds something."""
    of = Sections(relation)
    found = [
        of.agreements(),
        of.delegations(Delegation.Direction.OUT),
        of.delegations(Delegation.Direction.IN),
        of.events(),
        of.projects(),
        of.aid(),
        of.commitments(),
        of.awards(),
    ]
    return {section.key: section for section in found}


def counted(held: Iterable[Section]) -> list[dict[str, Any]]:
    """How many of what, each leading to its part of the page."""
    return [{"label": section.title, "count": section.count, "url": f"#{section.key}"} for section in held]


def where(relation: Relation) -> dict[str, Any]:
    """The partner and the home city on a small map of the world."""
    spots = [
        specs.Spot(
            name=member.local_name,
            longitude=member.longitude,
            latitude=member.latitude,
            url=member.get_absolute_url(),
        )
        for member in relation.family
        if member.longitude is not None and member.latitude is not None
    ]
    home = home_place()
    city = home_name(relation.language)
    if home is not None:
        spots.append(specs.Spot(name=city, latitude=home[0], longitude=home[1], home=True))
    drawn = specs.locator(relation.partner.country, spots, outlines=drawing.outlines(on_page=True))
    return {
        "specification": drawing.vega(drawn),
        "description": _("%(partner)s and %(home)s on the map of the world")
        % {"partner": relation.partner.local_name, "home": city},
    }


def hints(relation: Relation, held: dict[str, Section], in_figures: Figures) -> list[Hint]:
    """What the record does not say of the relation, the weightiest first. One SQL query."""
    partner = relation.partner
    edit = reverse("partners:edit", args=[partner.reference])
    found: list[Hint] = []
    if not partner.since:
        found.append(Hint(_("Since when the relation exists is not on record."), edit, _("Enter it")))
    if not partner.name_vi and partner.kind != Partner.Kind.COUNTRY:
        found.append(Hint(_("The name in Vietnamese is missing."), edit, _("Enter it")))
    if partner.kind == Partner.Kind.CITY and partner.latitude is None:
        found.append(Hint(_("Its place is not on record, so it is not on the map."), edit, _("Enter it")))
    without_end = relation.records(Agreement).filter(status__in=BINDING, expires="", ended="", term="")
    if count := without_end.count():
        found.append(
            Hint(
                ngettext(
                    "%(n)d agreement in force has neither term nor end on record.",
                    "%(n)d agreements in force have neither term nor end on record.",
                    count,
                )
                % {"n": count},
                "#agreements",
                _("See them"),
            )
        )
    if not in_figures.lines and partner.kind == Partner.Kind.COUNTRY:
        found.append(
            Hint(_("No figures on trade, investment or visitors."), reverse("documents:add"), _("Add a document"))
        )
    if (received := held["delegations-in"].count) and not held["delegations-out"].count and received > 1:
        found.append(Hint(_("Visits were received, but none was sent in return as far as the record knows.")))
    return found
