"""The days of delegations for the calendar, and leaders who are wanted in two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.delegations.days import overlap, span_of
from proxeny.delegations.models import Delegation, Member
from proxeny.delegations.services.cases import REPORT
from proxeny.partners.models import Person
from proxeny.procedures.models import Case, Step
from proxeny.registers import agenda
from proxeny.registers.agenda import Asked, Occasion

NAME = "delegations"
_REPORTED = (Delegation.Status.REPORTED, Delegation.Status.CLOSED)


def occasions(asked: Asked) -> Iterator[Occasion]:
    """Visits and trips that are known to the day, and reports on return that are due. Five SQL queries."""
    seen = Delegation.objects.visible_to(asked.person).exclude(status__in=Delegation.NOT_MADE)
    if not asked.is_for_late:
        yield from _happenings(asked, seen)
    yield from _reports(asked, seen)


def _happenings(asked: Asked, seen: Any) -> Iterator[Occasion]:
    within = Delegation.objects.filter(dates_earliest__lte=asked.last, dates_latest__gte=asked.first)
    rows = list(
        seen.filter(pk__in=within.order_by().values("pk"))  # by an index alone: half of them begin before a day
        .order_by()
        .only("reference", "title", "mark", "status", "direction", "places", "dates", "dates_earliest")
    )
    leaders: dict[int, list[int]] = defaultdict(list)  # their keys alone: no row of a person is read
    led: Any = Delegation.led_by.through.objects.filter(delegation__in=rows)
    joined = Member.objects.filter(delegation__in=rows, person__isnull=False).order_by()
    for links in (led, joined):
        for delegation, person in links.values_list("delegation", "person"):
            leaders[delegation].append(person)
    for row in sorted(rows, key=lambda row: (row.dates_earliest, row.pk)):
        span = row.span
        if span is None:
            continue
        yield Occasion(
            key=f"{NAME}:{row.reference}:dates",
            register=NAME,
            sort="happening",
            title=row.title,
            first=span[0],
            last=span[1],
            url=row.get_absolute_url(),
            mark=row.mark,
            place=", ".join(map(str, row.places)),
            what=str(row.get_direction_display()),
            is_tentative=row.status in Delegation.NOT_DECIDED,
            leaders=frozenset(leaders[row.pk]),
        )


def _reports(asked: Asked, seen: Any) -> Iterator[Occasion]:
    """Reports due; those that an open case waits for are among the steps of the procedures already."""
    due = seen.filter(
        direction=Delegation.Direction.OUT, report_due_earliest__lte=asked.last, report_due_latest__gte=asked.first
    ).exclude(status__in=Delegation.NOT_DECIDED)
    if asked.is_for_late:
        due = due.filter(reported="").exclude(status__in=_REPORTED)
    needed = ("reference", "title", "mark", "status", "report_due", "reported")
    rows = list(due.only(*needed).order_by("report_due_latest"))
    if not rows:
        return
    kind = ContentType.objects.get_for_model(Delegation)
    cases = list(Case.objects.filter(content_type=kind, object_id__in=[row.pk for row in rows]).order_by("pk"))
    responsible = {case.object_id: case.responsible_id for case in cases if case.responsible_id}
    waiting = Step.objects.filter(case__in=[case for case in cases if case.is_open], key=REPORT, outcome="")
    told = set(waiting.exclude(due=None).values_list("case__object_id", flat=True))
    for row in rows:
        span = span_of(row.report_due)
        if span is None or row.pk in told:
            continue
        person = responsible.get(row.pk)
        yield Occasion(
            key=f"{NAME}:{row.reference}:{REPORT}",
            register=NAME,
            sort="deadline",
            title=_("Report on return: %(trip)s") % {"trip": row.title},
            first=span[0],
            last=span[1],
            url=row.get_absolute_url(),
            mark=row.mark,
            what=_("Report on return"),
            is_done=bool(row.reported) or row.status in _REPORTED,
            responsible=frozenset([person] if person else ()),
        )


def _wanting(people: set[int], asked: Asked) -> Iterator[Occasion]:
    """What may want some people on some days: of delegations only those that they go with, and what other apps know."""
    seen = Delegation.objects.visible_to(asked.person).exclude(status__in=Delegation.NOT_MADE)
    led = Delegation.led_by.through.objects.filter(person__in=people).values("delegation")
    joined = Member.objects.filter(person__in=people).order_by().values("delegation")
    yield from _happenings(asked, seen.filter(Q(pk__in=led) | Q(pk__in=joined)))
    others = [name for name in agenda.names() if name not in (NAME, "procedures")]  # procedures have deadlines only
    if others:
        yield from agenda.occasions(asked, of=others)


@dataclass(frozen=True)
class Clash:
    """A person of this delegation who is wanted elsewhere on the same days."""

    person: Person
    other: Occasion
    first: date
    last: date


def clashes_of(delegation: Delegation, *, visible_to: Any) -> list[Clash]:
    """Heads and members who are in another delegation or at an event on a day of this one, as the calendar knows.

    Asked only of what is not over yet: a clash in the past can no longer be mended.
    """
    span = delegation.span
    if span is None or span[1] < timezone.localdate() or delegation.status in Delegation.NOT_MADE:
        return []
    members = delegation.members.exclude(person=None).values_list("person", flat=True)
    own = {*delegation.led_by.values_list("pk", flat=True), *members}
    if not own:
        return []
    mine = f"{NAME}:{delegation.reference}:"
    found = []
    for other in _wanting(own, Asked(span[0], span[1], visible_to)):
        common = overlap(span, (other.first, other.last))
        wanted = own & other.leaders
        if other.sort == "happening" and not other.is_done and common and wanted and not other.key.startswith(mine):
            found.append((wanted, other, common))
    people = Person.objects.visible_to(visible_to).in_bulk({key for wanted, _o, _c in found for key in wanted})
    return [
        Clash(people[key], other, *common) for wanted, other, common in found for key in sorted(wanted) if key in people
    ]
