"""Questions about missions: who was head on a day, which reports are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from proxeny.core import period
from proxeny.missions.models import Briefing, Every, HeadOfMission, Mission, MissionReport
from proxeny.partners.models import Partner

MONTHS = {Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
# How far back a missing report is told of; older ones nobody will write any more.
LOOKED_BACK = timedelta(days=3 * 366)


def with_heads(rows: QuerySet[Mission], person: Any) -> QuerySet[Mission]:
    """Missions with their heads whom a person may see, and the contact in the office. One SQL query more."""
    clearance = getattr(person, "clearance", 0)
    heads = HeadOfMission.objects.filter(person__mark__lte=clearance).select_related("person")
    return rows.select_related("owner").prefetch_related(Prefetch("heads", heads))


@dataclass(frozen=True)
class AtTheHead:
    """Somebody who was, or may have been, at the head of a mission on a day.

    ``is_certain`` is false where the sources leave it open: a term known to the year only, or no last day.
    """

    head: HeadOfMission
    is_certain: bool


def heads_on(day: date, heads: Iterable[HeadOfMission]) -> list[AtTheHead]:
    """Who of the heads of one mission was at its head on a day, the certain before the possible.

    Certain is a day on which a source shows them, or one between the last day on which the term may have begun and the
    first on which it may have ended. Without begin or end the term of office stands in, never as certain. A successor's
    certain beginning ends an open term.
    """
    heads = list(heads)
    found = [AtTheHead(head, certain) for head in heads if (certain := _was_head(day, head)) is not None]
    for one in found:
        if one.is_certain and len(found) > 1:
            return [other for other in found if other.is_certain]
    begun = {at.head.pk: _begun(at.head) for at in found}
    latest = max((first for first in begun.values() if first), default=None)
    return [at for at in found if latest is None or at.head.ends or begun[at.head.pk] in (None, latest)]


def _begun(head: HeadOfMission) -> date | None:
    stated = head.begins or head.term
    return period.days(stated)[0] if stated else None


def _was_head(day: date, head: HeadOfMission) -> bool | None:
    """Whether somebody was head on a day: for certain, perhaps (``False``), or not at all (``None``)."""
    if any(_covers(seen, day) for seen in head.seen):
        return True
    begins = period.days(head.begins) if head.begins else (None, None)
    ends = period.days(head.ends) if head.ends else (None, None)
    if head.term and not (head.begins and head.ends):
        term = period.days(head.term)
        begins = begins if head.begins else (term[0], term[1])
        ends = ends if head.ends else (term[0], term[1])
    elif not head.begins and not head.ends:
        return None
    if (begins[0] and day < begins[0]) or (ends[1] and day > ends[1]):
        return None
    return bool(head.begins and head.ends and begins[1] and ends[0] and begins[1] <= day <= ends[0])


def _covers(seen: str, day: date) -> bool:
    if not period.is_edtf(seen):
        return False
    first, last = period.days(seen)
    return first is not None and last is not None and first <= day <= last


def head_now(mission: Mission, on: date) -> AtTheHead | None:
    """The head of a mission on a day, if there is one that the record knows. Needs ``with_heads``, or one query.

    Where no term tells, the last one whom a source showed in the post before that day and whose end nobody stated.
    """
    heads = list(mission.heads.all())
    found = heads_on(on, heads)
    if found:
        return found[0]
    seen = [(last, head) for head in heads if not head.ends and (last := _last_seen(head)) and last <= on]
    return AtTheHead(max(seen, key=lambda pair: pair[0])[1], False) if seen else None


def _last_seen(head: HeadOfMission) -> date | None:
    days = [period.days(seen)[1] for seen in head.seen if period.is_edtf(seen)]
    return max((day for day in days if day is not None), default=None)


@dataclass(frozen=True)
class Missing:
    """A report that a mission owes: on a period, or on what it was asked at a briefing (``period`` is empty then)."""

    mission: Mission
    period: str
    due: date
    briefing: Briefing | None = None

    @property
    def briefing_reference(self) -> str:
        """The reference of the briefing, empty without one."""
        return str(self.briefing.reference) if self.briefing is not None else ""

    @property
    def mark(self) -> int:
        """The highest mark among what names it."""
        marks = [self.mission.mark, self.mission.partner.mark]
        return int(max([*marks, self.briefing.mark] if self.briefing is not None else marks))

    @property
    def url(self) -> str:
        """The form in which it is filed."""
        asked = {"mission": self.mission.reference, "period": self.period, "briefing": self.briefing_reference}
        return reverse("mission_reports:new", query={name: value for name, value in asked.items() if value})

    def is_late(self, on: date) -> bool:
        """Whether its day has passed."""
        return self.due < on


def periods_of(mission: Mission, until: date) -> Iterator[tuple[str, date]]:
    """The periods on which a mission reports and that are over by a day, with the day each report is due."""
    if not mission.reports_every or not mission.reports_since:
        return
    since = period.days(mission.reports_since)[0]
    if since is None:
        return
    months = MONTHS[Every(mission.reports_every)]
    begin = _next_start(since, months)
    while True:
        following = _after(begin, months)
        last = following - timedelta(days=1)
        if last >= until:
            return
        first_month, last_month = f"{begin:%Y-%m}", f"{last:%Y-%m}"
        stated = f"{begin:%Y}" if months == 12 else f"{first_month}/{last_month}"
        yield stated, last + timedelta(days=mission.reports_within)
        begin = following


def _next_start(day: date, months: int) -> date:
    """The first beginning of a calendar period on or after a day."""
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return start if start == day else _after(start, months)


def _after(start: date, months: int) -> date:
    total = start.year * 12 + start.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)


def missing_reports(
    on: date, *, visible_to: Any, within: timedelta = timedelta(0), mission: Mission | None = None
) -> list[Missing]:
    """Reports that are late on a day, or due within some time after it, the longest late first.

    A report covers a period if it has all its days. A mission owes one on each briefing that it attended and that asks
    for reports. Four SQL queries, however many missions.
    """
    missions = Mission.objects.visible_to(visible_to).select_related("owner")
    briefings = Briefing.objects.visible_to(visible_to).filter(
        status=Briefing.Status.HELD, answers_due_latest__gte=on - LOOKED_BACK, answers_due_latest__lte=on + within
    )
    if mission is not None:
        missions, briefings = missions.filter(pk=mission.pk), briefings.filter(missions=mission)
    held: list[Any] = list(briefings.prefetch_related("missions"))
    asked = {row.pk for briefing in held for row in briefing.missions.all()}
    known = {row.pk: row for row in missions.filter(~Q(reports_every="") | Q(pk__in=asked))}  # the others owe nothing
    # a report that the person may not see is there all the same
    there = MissionReport.objects.filter(mission__in=list(known)).order_by()
    reports: dict[int, list[_There]] = defaultdict(list)
    for pk, *rest in there.values_list("mission", "briefing", "period_earliest", "period_latest"):
        reports[pk].append(_There(*rest))
    owed = [
        Missing(row, stated, due)
        for row in known.values()
        for stated, due in periods_of(row, on + within)
        if on - LOOKED_BACK <= due <= on + within and not _is_covered(stated, reports[row.pk])
    ]
    for briefing in held:
        for row in briefing.missions.all():
            if row.pk in known and not any(report.briefing == briefing.pk for report in reports[row.pk]):
                owed.append(Missing(known[row.pk], "", briefing.answers_due_latest, briefing))
    return sorted(owed, key=lambda one: (one.due, one.mission.reference, one.period))


@dataclass(frozen=True)
class _There:
    """What of a report says which it is."""

    briefing: int | None
    first: date | None
    last: date | None


def _is_covered(stated: str, reports: Iterable[_There]) -> bool:
    first, last = period.days(stated)
    return any(
        report.first is not None
        and report.last is not None
        and first is not None
        and last is not None
        and report.first <= first
        and last <= report.last
        for report in reports
    )


def countries_covered(mission: Mission, *, visible_to: Any) -> list[tuple[str, Partner | None]]:
    """The countries of a mission by code, each with its page where the record keeps it. One SQL query."""
    kept = {
        partner.country: partner
        for partner in Partner.objects.visible_to(visible_to).filter(
            kind=Partner.Kind.COUNTRY, country__in=mission.countries
        )
    }
    return [(code, kept.get(code)) for code in mission.countries]


def missions_for(country: str, *, visible_to: Any) -> QuerySet[Mission]:
    """The missions that sit in a country or are accredited to it (ISO 3166-1 alpha-2). One SQL query."""
    here = Q(country=country) | Q(accredited__icontains=f'"{country}"')
    return Mission.objects.visible_to(visible_to).filter(here)  # type: ignore[no-any-return]
