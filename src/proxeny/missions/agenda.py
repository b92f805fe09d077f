"""The days of missions in the calendar: briefings, reports that are due, terms of heads that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.missions import queries
from proxeny.missions.models import Briefing, HeadOfMission
from proxeny.registers.agenda import Asked, Occasion


def occasions(asked: Asked) -> Iterator[Occasion]:
    """Six SQL queries, however many rows."""
    yield from _reports_due(asked)
    if not asked.is_for_late:
        yield from _briefings(asked)
        yield from _ends_of_terms(asked)


def _briefings(asked: Asked) -> Iterator[Occasion]:
    rows: Any = (
        Briefing.objects.visible_to(asked.person)
        .filter(held_earliest__lte=asked.last, held_latest__gte=asked.first)
        .exclude(status=Briefing.Status.CANCELLED)
    )
    for row in rows:
        if row.held_latest - row.held_earliest > timedelta(days=14):  # known to the month at best
            continue
        yield Occasion(
            key=f"briefings:{row.reference}:held",
            register="briefings",
            sort="happening",
            title=row.title,
            first=row.held_earliest,
            last=row.held_latest,
            url=row.get_absolute_url(),
            mark=row.mark,
            place=row.place,
            what=_("Briefing of missions abroad"),
            is_tentative=row.status == Briefing.Status.PLANNED,
        )


def _reports_due(asked: Asked) -> Iterator[Occasion]:
    """Reports missing, from those late since before the first day on; what came in needs no reminder."""
    today = timezone.localdate()
    within = max(timedelta(0), asked.last - today)
    for missing in queries.missing_reports(today, visible_to=asked.person, within=within):
        if not asked.first <= missing.due <= asked.last:
            continue
        about = missing.briefing.title if missing.briefing else missing.period
        yield Occasion(
            key=f"mission_reports:{missing.mission.reference}:{missing.period or missing.briefing_reference}",
            register="mission_reports",
            sort="deadline",
            title=_("Report of %(mission)s") % {"mission": missing.mission},
            first=missing.due,
            last=missing.due,
            url=missing.url,
            mark=missing.mark,
            what=about,
            responsible=frozenset({missing.mission.owner_id} if missing.mission.owner_id else ()),
        )


def _ends_of_terms(asked: Asked) -> Iterator[Occasion]:
    """Terms of heads whose last day is known to the day."""
    clearance = getattr(asked.person, "clearance", 0)
    rows: Any = HeadOfMission.objects.filter(
        ends_earliest__gte=asked.first,
        ends_latest__lte=asked.last,
        person__mark__lte=clearance,
        mission__mark__lte=clearance,
        mission__partner__mark__lte=clearance,
    ).select_related("person", "mission__partner")
    for head in rows:
        if head.ends_earliest != head.ends_latest:
            continue
        yield Occasion(
            key=f"missions:{head.mission.reference}:head-{head.pk}",
            register="missions",
            sort="notice",
            title=_("Term of %(head)s ends (%(mission)s)") % {"head": head.person, "mission": head.mission},
            first=head.ends_latest,
            last=head.ends_latest,
            url=head.mission.get_absolute_url(),
            mark=max(head.mission.mark, head.mission.partner.mark, head.person.mark),
            responsible=frozenset({head.mission.owner_id} if head.mission.owner_id else ()),
        )
