"""The days of investment promotion, for the calendar: answers due, next steps, grievances, calls that close."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from proxeny.core.records import Mark
from proxeny.investments import clocks, pipeline
from proxeny.investments.models import Call, Contact, Grievance, Lead
from proxeny.investments.models.leads import Stage
from proxeny.registers.agenda import Asked, Occasion

_OF_LEAD = ("reference", "title", "investor", "mark", "received", "stage", "key_account")


def occasions(asked: Asked) -> Iterator[Occasion]:
    """Everything that has a day, between two days. Four SQL queries."""
    yield from _answers(asked)
    yield from _steps(asked)
    yield from _grievances(asked)
    if not asked.is_for_late:
        yield from _calls(asked)


def _people(*keys: int | None) -> frozenset[int]:
    return frozenset(key for key in keys if key is not None)


def _answers(asked: Asked) -> Iterator[Occasion]:
    received = clocks.received_for_due("enquiry", asked.first, asked.last)
    if received is None:
        return
    leads: Any = Lead.objects.visible_to(asked.person)
    found = leads.exclude(stage=Stage.LOST).filter(
        received_earliest=F("received_latest"), received_latest__range=received
    )
    if asked.is_for_late:
        found = found.exclude(pk__in=pipeline.answers().values("lead"))
    for lead in pipeline.with_answer(found.only(*_OF_LEAD)).order_by():
        due = clocks.due_of_enquiry(lead)
        if due is None or not asked.first <= due <= asked.last:
            continue
        yield Occasion(
            key=f"leads:{lead.reference}:answer",
            register="leads",
            sort="deadline",
            title=_("First answer: %(lead)s") % {"lead": lead},
            first=due,
            last=due,
            url=lead.get_absolute_url(),
            mark=lead.mark,
            what=_("answer to an enquiry"),
            is_done=lead.answered_on is not None,  # type: ignore[attr-defined]
            responsible=_people(lead.key_account_id),
        )


def _steps(asked: Asked) -> Iterator[Occasion]:
    clearance = getattr(asked.person, "clearance", Mark.PUBLIC)  # by a join: the days find few, the marks nearly all
    steps = Contact.objects.filter(
        lead__mark__lte=clearance,
        due_earliest=F("due_latest"),
        due_latest__gte=asked.first,
        due_latest__lte=asked.last,
    ).select_related("lead")
    if asked.is_for_late:
        steps = steps.filter(done="").exclude(lead__stage=Stage.LOST)
    of_step = ("lead", "due_latest", "next_step", "done", "responsible", *(f"lead__{name}" for name in _OF_LEAD))
    for step in steps.exclude(next_step="").only(*of_step).order_by():
        day = step.due_latest  # type: ignore[attr-defined]
        yield Occasion(
            key=f"leads:{step.lead.reference}:step-{step.pk}",
            register="leads",
            sort="deadline",
            title=f"{step.next_step}: {step.lead}",
            first=day,
            last=day,
            url=f"{step.lead.get_absolute_url()}#contacts",
            mark=step.lead.mark,
            what=_("next step with an investor"),
            is_done=bool(step.done) or step.lead.stage == Stage.LOST,
            responsible=_people(step.responsible_id or step.lead.key_account_id),
        )


def _grievances(asked: Asked) -> Iterator[Occasion]:
    within = Q(due_latest__gte=asked.first, due_latest__lte=asked.last)
    received = clocks.received_for_due("grievance", asked.first, asked.last)
    if received is not None:
        within |= Q(due="", received_latest__range=received)
    found: Any = Grievance.objects.visible_to(asked.person).filter(within)
    if asked.is_for_late:
        found = found.filter(answered="", outcome="")
    for grievance in found.select_related("project").defer("folded", "note", "project__folded", "project__note"):
        due = grievance.due_on()
        if due is None or not asked.first <= due <= asked.last:
            continue
        yield Occasion(
            key=f"grievances:{grievance.reference}:answer",
            register="grievances",
            sort="deadline",
            title=_("Answer: %(grievance)s") % {"grievance": grievance},
            first=due,
            last=due,
            url=grievance.get_absolute_url(),
            mark=max(grievance.mark, grievance.project.mark),
            what=_("answer to a grievance"),
            is_done=bool(grievance.answered) or not grievance.is_open,
            responsible=_people(grievance.responsible_id),
        )


def _calls(asked: Asked) -> Iterator[Occasion]:
    calls: Any = Call.objects.visible_to(asked.person).filter(
        status__in=[Call.Status.PUBLISHED, Call.Status.TAKEN],
        closes_on_earliest=F("closes_on_latest"),
        closes_on_latest__gte=asked.first,
        closes_on_latest__lte=asked.last,
    )
    for call in calls:
        yield Occasion(
            key=f"calls:{call.reference}:closes",
            register="calls",
            sort="notice",
            title=_("Call closes: %(call)s") % {"call": call},
            first=call.closes_on_latest,
            last=call.closes_on_latest,
            url=call.get_absolute_url(),
            mark=call.mark,
            what=_("call for investment"),
            is_done=call.status == Call.Status.TAKEN,
        )
