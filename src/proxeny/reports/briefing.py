"""A brief as it was asked for: what it is about, for whom, and the meeting that it is for.

``drafting.draft`` knows what a brief on a partner says; what somebody plans is put to it here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.indicators.models import Observation
from proxeny.partners.models import Partner, Person
from proxeny.partners.queries import family
from proxeny.reports import drafting, parts
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.chapters.meeting import meeting, met, raised
from proxeny.reports.models import Report
from proxeny.reports.periods import period_of

# Chapters that are left out of a brief where the record has nothing for them.
_ONLY_WITH_CONTENT = frozenset(
    {"summary", "series", "milestones", "held-agreements", "visits", "events", "projects", "aid-given", "people"}
)
PEOPLE = 60  # whom one may choose to meet
MEETINGS = (Report.Kinds.MEETING_BRIEF, Report.Kinds.VISIT_FILE)


@dataclass(frozen=True)
class Meeting:
    """What is planned: ``day`` is EDTF, ``people`` are whom we meet, ``to_raise`` the officer's points, one a line."""

    day: str = ""
    place: str = ""
    people: tuple[Person, ...] = ()
    to_raise: str = ""


@dataclass(frozen=True)
class Asked(Meeting):
    """A brief that is asked for. ``period`` is EDTF, that of the city's figures in it."""

    kind: str = ""
    period: str = ""
    partner: Partner | None = None
    delegation: Delegation | None = None


def drafted(asked: Asked, language: str, *, visible_to: Any, on: date | None = None) -> parts.Report:
    """The brief in a language, with what ``visible_to`` may see.

    Raises as ``drafting.draft`` does, and ``NotToBeDrafted`` about what those readers may not see.
    """
    clearance = getattr(visible_to, "clearance", Mark.PUBLIC)
    for subject in (asked.partner, asked.delegation):
        if subject is not None and subject.mark > clearance:
            raise drafting.NotToBeDrafted(
                _("%(subject)s is marked %(mark)s: the brief is for nobody below that. Choose that mark for it.")
                % {"subject": subject, "mark": subject.get_mark_display()}
            )
    asked = replace(asked, people=tuple(one for one in asked.people if one.mark <= clearance))
    report = drafting.draft(
        asked.kind, asked.period, language, visible_to=visible_to, partner=asked.partner, delegation=asked.delegation,
        on=on,
    )  # fmt: skip
    kept = tuple(one for one in report.chapters if not _is_idle(one))
    if asked.kind not in MEETINGS:
        return replace(report, chapters=kept)
    partner = asked.partner or (asked.delegation and partner_of(asked.delegation, visible_to=visible_to))
    desk = Desk(
        period_of("period", report.period), language, visible_to, on=on, partner=partner or None,
        delegation=asked.delegation,
    )  # fmt: skip
    return replace(report, chapters=_with_meeting(asked, desk, kept))


def _is_idle(chapter: parts.Chapter) -> bool:
    return chapter.key in _ONLY_WITH_CONTENT and [block.key for block in chapter.blocks] == [f"{chapter.key}.nothing"]


def _with_meeting(asked: Asked, desk: Desk, chapters: tuple[parts.Chapter, ...]) -> tuple[parts.Chapter, ...]:
    """The meeting first, then whom we meet and what we raise; the rest as it was."""
    own = met(desk, people=asked.people, day=asked.day)
    first = [
        meeting(desk, day=asked.day, place=asked.place),
        own or next((one for one in chapters if one.key == "people"), None),
        raised(desk, to_raise=asked.to_raise),
    ]
    rest = [one for one in chapters if one.key != "people"]
    if asked.kind == Report.Kinds.VISIT_FILE:
        opening, rest = rest[:2], rest[2:]
        return tuple(one for one in (*opening, *first, *rest) if one is not None)
    return tuple(one for one in (*first, *rest) if one is not None)


def partner_of(delegation: Delegation, *, visible_to: Any) -> Partner | None:
    """The first partner of a delegation that a person may see. One SQL query."""
    rows: Any = delegation.partners
    found: Partner | None = rows.visible_to(visible_to).order_by("kind", "name").first()
    return found


def latest_year(*, visible_to: Any) -> str:
    """The newest whole year of which the city's own figures are on record; last year where there are none.

    One SQL query.
    """
    year = (
        Observation.objects.visible_to(visible_to)
        .filter(partner=None, area=settings.PROXENY_HOME, status=Observation.Status.ACTUAL)
        .alias(length=Length("period"))
        .filter(length=4)
        .order_by("-period_latest")
        .values_list("period", flat=True)
        .first()
    )
    return str(year) if year else str(date.today().year - 1)  # noqa: DTZ011 - a year is all that is asked


def asked_by(report: Report) -> Asked:
    """What a kept brief asks for. One SQL query."""
    return Asked(
        kind=report.kind,
        period=report.asked,
        partner=report.partner,
        delegation=report.delegation,
        day=str(report.day or ""),
        place=report.place,
        people=tuple(report.people.order_by("name")),
        to_raise=report.to_raise,
    )


def people_to_meet(partner: Partner | None, delegation: Delegation | None, *, visible_to: Any) -> list[Person]:
    """Whom one may choose to meet: those of the delegation first, then those with a post there. Three SQL queries."""
    everyone = Person.objects.visible_to(visible_to)
    found: dict[int, Person] = {}
    if delegation is not None:
        of_it = everyone.filter(Q(delegations_met=delegation) | Q(delegations_led=delegation)).distinct()
        found.update({one.pk: one for one in of_it.order_by("name")[:PEOPLE]})
    if partner is not None:
        there = everyone.filter(posts__partner__in=family(partner, visible_to=visible_to)).distinct()
        found.update({one.pk: one for one in there.order_by("name")[:PEOPLE]})
    return list(found.values())[:PEOPLE]
