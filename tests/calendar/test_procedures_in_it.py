"""Steps and answers that the rules give a day stand in the calendar, for those who may see the record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

import records
from proxeny.calendar import services as calendar
from proxeny.calendar.asking import occasions
from proxeny.calendar.reminders import reminders_for
from proxeny.core.records import Mark
from proxeny.events.models import Event
from proxeny.procedures import services
from proxeny.registers import services as registers


@pytest.fixture
def case(lan):
    """A conference in sixty days, its procedure open and given to lan."""
    today = timezone.localdate()
    document = records.source(lan)
    event = registers.create(
        Event(title="Conference on lakes", kind="conference"), by=lan, evidence=[records.said(document, lan)]
    )
    opened = services.open_case(
        event, "conference", anchor=today + timedelta(days=60), opened_on=today - timedelta(days=5), by=lan
    )
    return services.assign(opened, lan, by=lan)


def of_cases(person, first: date, last: date):
    return [one for one in occasions(first, last, visible_to=person) if one.key.startswith("procedures:")]


def test_a_step_that_is_due_is_a_deadline_of_who_is_responsible(case, lan, minh):
    today = timezone.localdate()
    found = of_cases(minh, today - timedelta(days=90), today + timedelta(days=90))
    due = {step.key: step.due for step in case.steps.all() if step.due is not None}

    assert {one.key: one.first for one in found} == {
        f"procedures:step:{case.pk}:{key}": day for key, day in due.items()
    }
    assert all(one.responsible == frozenset([lan.pk]) and one.sort == "deadline" for one in found)
    assert all("Conference on lakes" in one.title for one in found)


def test_a_step_that_is_done_is_no_deadline_any_more(case, lan):
    today = timezone.localdate()
    step = case.steps.exclude(due=None).first()
    services.record_step(case, step.key, on=today, by=lan, override_reason="For the test.")

    assert step.key not in {one.key.split(":")[-1] for one in of_cases(lan, date(2000, 1, 1), date(2090, 1, 1))}


def test_an_answer_that_is_awaited_is_told_of(case, lan):
    today = timezone.localdate()
    body = next(key for key in case.rulebook.bodies)
    asked = services.ask(case, body, on=today, by=lan)
    titles = [one.title for one in of_cases(lan, today, today + timedelta(days=400))]

    if asked.due is not None:
        assert any(str(asked) in title and title.startswith("Answer of") for title in titles)
        services.answer(asked, on=today, answer="agrees", by=lan)
        titles = [one.title for one in of_cases(lan, today, today + timedelta(days=400))]
    assert not any(title.startswith("Answer of") for title in titles)


def test_the_steps_of_a_closed_record_are_seen_by_nobody_below_it(case, minh, hoa):
    case.record.mark = Mark.CONFIDENTIAL
    case.record.save()

    assert of_cases(minh, date(2000, 1, 1), date(2090, 1, 1)) == []
    assert of_cases(hoa, date(2000, 1, 1), date(2090, 1, 1))


def test_what_is_late_is_in_the_reminders_of_who_is_responsible(case, lan, minh):
    case.steps.exclude(due=None).update(due=timezone.localdate() - timedelta(days=2))

    assert reminders_for(lan, calendar.choice_of(lan), timezone.localdate()).late
    assert not reminders_for(minh, calendar.choice_of(minh), timezone.localdate())


def test_the_cases_of_the_calendar_cost_the_same_however_many(case, lan, django_assert_max_num_queries):
    from proxeny.procedures.occasions import occasions as of_procedures
    from proxeny.registers.agenda import Asked

    document = records.source(lan, name="more.txt", text="More conferences are planned.")
    for number in range(8):
        event = registers.create(
            Event(title=f"Conference {number}", kind="conference"), by=lan, evidence=[records.said(document, lan)]
        )
        services.open_case(event, "conference", anchor=timezone.localdate() + timedelta(days=60), by=lan)
    with django_assert_max_num_queries(6):
        assert len(list(of_procedures(Asked(date(2000, 1, 1), date(2090, 1, 1), lan)))) > 8
