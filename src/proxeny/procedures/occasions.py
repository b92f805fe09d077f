"""What cases put into the calendar: steps that are due, and answers that are awaited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from proxeny.procedures.models import Case, Consultation, Step
from proxeny.procedures.office import said
from proxeny.registers.agenda import Asked, Occasion


def occasions(asked: Asked) -> Iterator[Occasion]:
    """Open steps and awaited answers of open cases that are due in the days asked for.

    Three SQL queries, and one for each register that has a case among them.
    """
    to_do = ("", Step.Outcome.RETURNED)
    steps = list(_due(Step.objects.filter(outcome__in=to_do), asked))
    answers = list(_due(Consultation.objects.filter(answered_on=None), asked))
    cases = _cases({row.case_id for row in (*steps, *answers)}, asked.person)
    for step in steps:
        case = cases.get(step.case_id)
        if case is not None:
            step.case = case
            yield _occasion(case, f"step:{case.pk}:{step.key}", str(step), step.due)
    for answer in answers:
        case = cases.get(answer.case_id)
        if case is not None:
            answer.case = case
            what = _("Answer of %(body)s") % {"body": answer}
            yield _occasion(case, f"answer:{answer.pk}", what, answer.due)


def _due(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    return rows.filter(due__range=(asked.first, asked.last), case__closed_on=None).order_by("due", "pk")


def _cases(keys: set[int], person: Any) -> dict[int, Case]:
    """The cases of some keys that a person may see, with their records; those whose record is gone are left out."""
    if not keys:
        return {}
    seen = list(Case.objects.visible_to(person).filter(pk__in=keys).select_related("content_type"))
    prefetch_related_objects(seen, "record")
    return {case.pk: case for case in seen if case.record is not None}


def _occasion(case: Case, key: str, what: str, due: date) -> Occasion:
    responsible = frozenset([case.responsible_id] if case.responsible_id is not None else [])
    return Occasion(
        key=f"procedures:{key}",
        register=case.register,
        sort="deadline",
        title=f"{what}: {case.record}",
        first=due,
        last=due,
        url=case.get_absolute_url(),
        mark=case.mark,
        what=said(case.rulebook.title),
        responsible=responsible,
    )
