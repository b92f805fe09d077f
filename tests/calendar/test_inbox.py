"""The inbox tells what is late and due this week, to whom it concerns."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from proxeny.core.records import Mark
from proxeny.registers.agenda import Occasion

pytestmark = pytest.mark.django_db


def deadline(title: str, days: int, person, **more) -> Occasion:
    day = timezone.localdate() + timedelta(days=days)
    return Occasion(
        key=f"commitments:{title}:due", register="commitments", sort="deadline", title=title, first=day, last=day,
        url="/commitments/", mark=more.pop("mark", Mark.PUBLIC), responsible=frozenset({person.pk}), **more,
    )  # fmt: skip


def test_ones_own_late_and_due_deadlines_stand_in_the_inbox_and_no_others(lan, minh, agenda_of, sign_in):
    agenda_of(
        deadline("Thank the mayor", -3, lan), deadline("Send the draft", 6, lan), deadline("Next month", 30, lan),
        deadline("Done long ago", -5, lan, is_done=True), deadline("For a colleague", 1, minh),
    )  # fmt: skip

    page = sign_in(lan).get("/review/").content.decode()

    assert page.index("Thank the mayor") < page.index("Send the draft")
    assert not any(title in page for title in ("Next month", "Done long ago", "For a colleague"))


def test_who_has_nothing_to_do_sees_no_empty_panel(lan, minh, agenda_of, sign_in):
    agenda_of(deadline("Thank the mayor", -3, lan))

    assert "to-do-title" not in sign_in(minh).get("/review/").content.decode()


def test_a_long_list_is_counted_and_leads_to_the_calendar(lan, agenda_of, sign_in):
    agenda_of(*(deadline(f"Letter {number:02}", -number, lan) for number in range(1, 21)))

    page = sign_in(lan).get("/review/").content.decode()

    assert page.count("Letter ") == 8
    assert "?whose=mine" in page


def test_nothing_above_the_clearance_is_told(lan, agenda_of, sign_in):
    agenda_of(deadline("A closed matter", -1, lan, mark=Mark.CONFIDENTIAL))

    assert "A closed matter" not in sign_in(lan).get("/review/").content.decode()
