"""An event's state follows its procedure, and its dates move the procedure's clock."""

from __future__ import annotations

from datetime import date

import pytest

from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.events import services
from proxeny.procedures import services as procedures
from proxeny.procedures.models import Case

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def step(case, key, by, on=date(2026, 4, 20), **more):
    return procedures.record_step(case, key, on=on, by=by, **more)


def filed(case, by):
    step(case, "agree-in-principle", by)
    return step(case, "file", by, override_reason="the letter follows by post")


def test_each_step_brings_the_event_to_its_state(case, conference, nam, hoa):
    assert fresh(conference).status == "idea"
    step(case, "agree-in-principle", nam)
    assert fresh(conference).status == "agreed"
    step(case, "file", nam, override_reason="the letter follows by post")
    assert fresh(conference).status == "filed"
    asked = procedures.ask(case, "other-bodies", step="opinions", on=date(2026, 4, 20), by=nam)
    assert fresh(conference).status == "consulting"
    procedures.answer(asked, on=date(2026, 4, 20), answer="agrees", by=nam)
    step(case, "opinions", nam)
    step(case, "decide", hoa)
    assert fresh(conference).status == "permitted"


def test_a_step_taken_back_takes_the_state_back(case, conference, nam):
    filed(case, nam)

    procedures.reopen_step(case, "file", reason="wrong day", by=nam)

    assert fresh(conference).status == "agreed"
    procedures.reopen_step(case, "agree-in-principle", reason="wrong event", by=nam)
    assert fresh(conference).status == "idea"


def test_a_state_is_audited_as_following_and_not_as_an_edit(case, conference, nam):
    step(case, "agree-in-principle", nam)

    entry = Entry.objects.get(action="events.followed")
    assert entry.changes == {"status": ["idea", "agreed"]}
    assert entry.by == nam


def test_a_refused_event_is_an_idea_again_when_a_new_procedure_is_opened(case, conference, nam, hoa):
    filed(case, nam)
    step(case, "opinions", nam)
    step(case, "decide", hoa, outcome="refused", note="the week is taken")
    assert fresh(conference).status == "refused"
    procedures.close(case, outcome=Case.Outcome.REFUSED, reason="the week is taken", by=nam)

    procedures.open_case(conference, "conference", anchor=date(2026, 9, 15), by=nam)

    assert fresh(conference).status == "idea"


def test_what_was_called_held_before_its_day_is_an_idea_once_a_procedure_is_open(conference, nam, today):
    type(conference).objects.filter(pk=conference.pk).update(status="held")

    procedures.open_case(conference, "conference", anchor=date(2026, 6, 15), by=nam)

    assert fresh(conference).status == "idea"


def test_moving_the_dates_moves_the_clock_with_the_reason(case, conference, nam, evidence):
    services.move_dates(conference, "2026-07-01/2026-07-03", reason="the hall is taken", by=nam, evidence=evidence())

    assert fresh(conference).dates == "2026-07-01/2026-07-03"
    assert fresh(case).anchor == date(2026, 7, 1)
    assert fresh(case).steps.get(key="file").due == date(2026, 6, 1)
    assert Entry.objects.filter(action="events.case_moved", reason="the hall is taken").exists()


@pytest.mark.parametrize(
    ("dates", "reason", "says"),
    [("2026-07", "the hall is taken", "to the day"), ("2026-07-01", " ", "reason")],
)
def test_dates_are_not_moved_without_a_day_or_a_reason(case, conference, nam, evidence, dates, reason, says):
    with pytest.raises(DomainError, match=says):
        services.move_dates(conference, dates, reason=reason, by=nam, evidence=evidence())

    assert fresh(conference).dates == "2026-06-15/2026-06-17"
    assert fresh(case).anchor == date(2026, 6, 15)


def test_what_would_be_missed_is_said_before_the_dates_are_moved(case, conference):
    (missed,) = services.what_would_be_missed(conference, date(2026, 5, 5))

    assert (missed.what, missed.due) == ("File the request for permission", date(2026, 4, 5))
    assert services.what_would_be_missed(conference, date(2026, 8, 1)) == []


def test_an_event_that_was_held_is_moved_no_more(conference, nam, evidence):
    type(conference).objects.filter(pk=conference.pk).update(status="held")

    with pytest.raises(WrongState, match="over"):
        services.move_dates(conference, "2026-07-01", reason="why not", by=nam, evidence=evidence())


def test_a_postponed_event_waits_for_its_new_day_and_goes_on_where_it_was(case, conference, nam, evidence):
    filed(case, nam)
    services.postpone(conference, reason="a storm", by=nam, evidence=evidence())
    procedures.ask(case, "other-bodies", step="opinions", on=date(2026, 4, 20), by=nam)
    assert fresh(conference).status == "postponed"

    services.move_dates(conference, "2026-08-10", reason="after the storm", by=nam, evidence=evidence())

    assert fresh(conference).status == "consulting"
    assert fresh(case).anchor == date(2026, 8, 10)


def test_cancelling_closes_the_procedure(case, conference, nam, evidence):
    services.call_off(conference, reason="the partner withdrew", by=nam, evidence=evidence())

    assert fresh(conference).status == "cancelled"
    assert (fresh(case).outcome, fresh(case).reason) == ("withdrawn", "the partner withdrew")


def test_who_only_reads_moves_nothing(conference, minh, evidence):
    with pytest.raises(NotAllowed):
        services.move_dates(conference, "2026-07-01", reason="x", by=minh, evidence=evidence())


@pytest.mark.parametrize(("user", "status"), [("lan", 200), ("minh", 403), ("huong", 403)])
def test_only_those_who_write_see_the_form_that_moves(request, sign_in, conference, user, status):
    client = sign_in(request.getfixturevalue(user))

    assert client.get(f"/events/{conference.reference}/move/").status_code == status


class TestTheForms:
    def move(self, client, event, **data):
        return client.post(f"/events/{event.reference}/move/", {"source_note": "by telephone", **data}, follow=True)

    def test_moving_into_the_notice_time_is_said_first_and_done_when_confirmed(self, case, conference, lan, sign_in):
        client, data = sign_in(lan), {"dates": "2026-05-05", "reason": "earlier"}

        refused = self.move(client, conference, **data)
        assert refused.status_code == 422
        assert "2026-04-05" in refused.content.decode()
        assert fresh(conference).dates == "2026-06-15/2026-06-17"

        self.move(client, conference, **data, anyway="on")
        assert fresh(case).anchor == date(2026, 5, 5)

    def test_state_and_dates_are_not_edited_while_a_procedure_is_open(self, case, conference, lan, sign_in):
        form = sign_in(lan).get(f"/events/{conference.reference}/edit/").context["form"]

        assert form.fields["status"].disabled
        assert form.fields["dates"].disabled

    def test_a_future_event_cannot_be_called_held(self, today, lan, sign_in):
        answer = sign_in(lan).post(
            "/events/new/",
            {"title": "Talk", "kind": "talk", "status": "held", "dates": "2026-12-01", "mark": 0, "source_note": "x"},
        )

        assert answer.status_code == 422
        assert "still to come" in answer.content.decode()
