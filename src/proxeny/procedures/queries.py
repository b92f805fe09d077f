"""Questions about cases: what is due, what is late, what a record is going through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

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


def _steps(visible_to: Any, until: date) -> QuerySet[Step]:
    return Step.objects.filter(
        case__in=Case.objects.visible_to(visible_to).filter(closed_on=None), outcome__in=_TO_DO, due__lte=until
    )


def _answers(visible_to: Any, until: date) -> QuerySet[Consultation]:
    return Consultation.objects.filter(
        case__in=Case.objects.visible_to(visible_to).filter(closed_on=None), answered_on=None, due__lte=until
    )


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
    steps = _steps(visible_to, until).filter(wanted).select_related(*beside)
    answers = _answers(visible_to, until).filter(wanted).select_related(*beside)
    found = [Due(row.case, row, row.due, is_answer=False) for row in steps if row.due is not None]
    found += [Due(row.case, row, row.due, is_answer=True) for row in answers if row.due is not None]
    prefetch_related_objects([one.case for one in found], "record")
    return sorted(found, key=lambda one: (one.due, one.case.pk, one.is_answer))


def overdue(on: date, *, visible_to: Any) -> list[Due]:
    """Steps and answers whose day was before a day, the longest late first."""
    return due_until(on - timedelta(days=1), visible_to=visible_to)
