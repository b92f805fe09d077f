"""Questions about cases: what is due, what is late, what a record is going through."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects

from proxeny.core.records import Record
from proxeny.procedures.models import Case, ChecklistItem, Consultation, Override, Step

_TO_DO = ("", Step.Outcome.RETURNED)


def cases_of(record: Record) -> QuerySet[Case]:
    """The cases of a record, the open ones first, with all that belongs to them. Five SQL queries."""
    return (  # type: ignore[no-any-return]
        Case.objects.about(record)
        .select_related("content_type", "opened_by", "responsible")
        .order_by("-closed_on", "-opened_on", "-pk")
        .prefetch_related(
            Prefetch("steps", Step.objects.select_related("document", "by")),
            Prefetch("consultations", Consultation.objects.select_related("document")),
            Prefetch("papers", ChecklistItem.objects.select_related("document")),
            Prefetch("overrides", Override.objects.select_related("by")),
        )
    )


def open_case_of(record: Record, kind: str) -> Case | None:
    """The open case of a kind that a record has, if any. One SQL query."""
    return Case.objects.about(record).filter(kind=kind, closed_on=None).first()


@dataclass(frozen=True)
class Due:
    """Something due: a step of a case, or the answer of a body."""

    case: Case
    what: Step | Consultation
    due: date
    is_answer: bool

    def is_late(self, on: date) -> bool:
        """Whether its day was before another."""
        return self.due < on


def _open(visible_to: Any, among: Collection[str] | None = None) -> QuerySet[Case]:
    return Case.objects.visible_to(visible_to, among=among).filter(closed_on=None)  # type: ignore[no-any-return]


def _steps(cases: QuerySet[Case], until: date) -> QuerySet[Step]:
    return Step.objects.filter(case__in=cases, outcome__in=_TO_DO, due__lte=until)


def _answers(cases: QuerySet[Case], until: date) -> QuerySet[Consultation]:
    return Consultation.objects.filter(case__in=cases, answered_on=None, due__lte=until)


def due_until(until: date, *, visible_to: Any, register: str = "", person: int | None = None) -> list[Due]:
    """Open steps and answers due by a day, the longest late first; of one register or one person if asked.

    Two SQL queries, and one for each register for the records' names.
    """
    wanted = Q()
    if register:
        wanted &= Q(case__register=register)
    if person is not None:
        wanted &= Q(case__responsible=person)
    beside = ("case__responsible", "case__content_type")
    steps = _steps(_open(visible_to), until).filter(wanted).select_related(*beside)
    answers = _answers(_open(visible_to), until).filter(wanted).select_related(*beside)
    found = [Due(row.case, row, row.due, is_answer=False) for row in steps if row.due is not None]
    found += [Due(row.case, row, row.due, is_answer=True) for row in answers if row.due is not None]
    prefetch_related_objects([one.case for one in found], "record")
    return sorted(found, key=lambda one: (one.due, one.case.pk, one.is_answer))


def overdue(on: date, *, visible_to: Any) -> list[Due]:
    """Steps and answers whose day was before a day, the longest late first."""
    return due_until(on - timedelta(days=1), visible_to=visible_to)


@dataclass(frozen=True)
class Pressing:
    """How many steps and answers are due by a day, how many of them are late, and the first of them."""

    number: int
    late: int
    first: list[Due]


def pressing(until: date, *, on: date, visible_to: Any, named: int) -> Pressing:
    """What is due by a day and late on another, counted, with the ``named`` that are late for the longest.

    Five SQL queries, and one for each register of those named; one where no case is open.
    """
    among = list(Case.objects.filter(closed_on=None).order_by().values_list("register", flat=True).distinct())
    if not among:
        return Pressing(0, 0, [])
    number = late = 0
    found: list[Due] = []
    cases = _open(visible_to, among)
    for rows, is_answer in ((_steps(cases, until), False), (_answers(cases, until), True)):
        counted = rows.order_by().aggregate(number=Count("pk"), late=Count("pk", filter=Q(due__lt=on)))  # type: ignore[attr-defined]
        number, late = number + counted["number"], late + counted["late"]
        if counted["number"]:
            first = rows.select_related("case__content_type").defer("case__rules").order_by("due", "pk")[:named]  # type: ignore[attr-defined]
            found += [Due(row.case, row, row.due, is_answer) for row in first if row.due is not None]
    found = sorted(found, key=lambda one: (one.due, one.case.pk, one.is_answer))[:named]
    prefetch_related_objects([one.case for one in found], "record")
    return Pressing(number, late, found)
