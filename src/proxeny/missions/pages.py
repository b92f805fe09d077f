"""What the pages of missions, briefings and reports add to the kit's, and the list of reports that are missing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.core import period
from proxeny.missions import queries
from proxeny.missions.forms import DayForm
from proxeny.missions.models import Briefing, HeadOfMission, Mission, MissionReport
from proxeny.partners.models import Partner
from proxeny.registers.naming import records_named

REPORTS_SHOWN = 12
AHEAD = timedelta(days=45)


def tabs(current: str) -> dict[str, Any]:
    """The four lists that belong together."""
    lists = [
        ("missions:list", _("Missions")),
        ("briefings:list", _("Briefings")),
        ("mission_reports:list", _("Reports")),
        ("missions:missing", _("Reports missing")),
    ]
    return {"tabs": [{"label": label, "url": reverse(name), "current": name == current} for name, label in lists]}


def of_mission(request: HttpRequest, mission: Mission) -> dict[str, Any]:
    """Its head today and on a day asked for, countries, briefings, reports and those missing. Nine SQL queries."""
    person, today = request.user, timezone.localdate()
    clearance = getattr(person, "clearance", 0)
    heads = list(HeadOfMission.objects.filter(mission=mission, person__mark__lte=clearance).select_related("person"))
    mission._prefetched_objects_cache = {"heads": heads}  # type: ignore[attr-defined]
    asked = DayForm(request.GET if "on" in request.GET else None)
    on = asked.cleaned_data["on"] if asked.is_bound and asked.is_valid() else ""
    first, last = period.days(on) if on else (None, None)
    reports = MissionReport.objects.visible_to(person).filter(mission=mission).select_related("briefing")
    seen = mission.partner.mark <= clearance
    return {
        "head": queries.head_now(mission, today),
        "day_form": asked,
        "on": on,
        "heads_then": _heads_between(first or last, last or first, heads) if on else [],
        "countries": queries.countries_covered(mission, visible_to=person),
        "briefings": list(Briefing.objects.visible_to(person).filter(missions=mission)[:REPORTS_SHOWN]),
        "reports": list(reports[:REPORTS_SHOWN]),
        "reports_count": reports.count(),
        "missing": queries.missing_reports(today, visible_to=person, within=AHEAD, mission=mission),
        "today": today,
        "partner_url": mission.partner.get_absolute_url() if seen else "",
    }


def _heads_between(first: Any, last: Any, heads: list[HeadOfMission]) -> list[queries.AtTheHead]:
    """Whoever was head on the first or the last of some days."""
    if first is None or last is None:
        return []
    found = queries.heads_on(first, heads)
    known = {at.head.pk for at in found}
    return found + [at for at in queries.heads_on(last, heads) if at.head.pk not in known]


def of_briefing(request: HttpRequest, briefing: Briefing) -> dict[str, Any]:
    """Who attended, with the report of each on what was asked, and what it belongs with."""
    person, today = request.user, timezone.localdate()
    reports = MissionReport.objects.visible_to(person).filter(briefing=briefing)
    missions = list(
        queries.with_heads(Mission.objects.visible_to(person).filter(briefings=briefing), person).prefetch_related(
            Prefetch("reports", reports, to_attr="reports_on_it")
        )
    )
    day = briefing.held_latest or today  # type: ignore[attr-defined]
    return {
        "attending": [(mission, queries.head_now(mission, day), mission.reports_on_it) for mission in missions],
        "related": records_named(briefing.related, visible_to=person),
        "is_past": bool(briefing.answers_due_latest and briefing.answers_due_latest < today),  # type: ignore[attr-defined]
    }


def of_report(request: HttpRequest, report: MissionReport) -> dict[str, Any]:
    """What came through the mission, as records."""
    return {"introduced": records_named(report.introduced, visible_to=request.user)}


def of_people(request: HttpRequest, person: Any) -> list[HeadOfMission]:
    """The missions that somebody heads or headed, as far as the one who asks may see."""
    clearance = getattr(request.user, "clearance", 0)
    return list(
        HeadOfMission.objects.filter(
            person=person, mission__mark__lte=clearance, mission__partner__mark__lte=clearance
        ).select_related("mission__partner")
    )


def for_partner(request: HttpRequest, partner: Partner) -> list[Mission]:
    """The missions that a partner's page leads to: those in its country, or the one that it is itself."""
    missions = Mission.objects.visible_to(request.user)
    if partner.kind == Partner.Kind.MISSION:
        return list(missions.filter(partner=partner))
    if partner.kind == Partner.Kind.COUNTRY and partner.country:
        return list(queries.missions_for(partner.country, visible_to=request.user))
    return []
