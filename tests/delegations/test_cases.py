"""The state of a delegation follows its case and the days of the trip; the report on return is owed and filed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from dossiers import delegation, evidence
from proxeny.audit.models import Entry
from proxeny.core.errors import WrongState
from proxeny.delegations import queries, services
from proxeny.delegations.models import Delegation
from proxeny.procedures import services as procedures
from proxeny.registers import services as registers
from proxeny.registers.agenda import Asked, occasions

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def back(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def gone(lan) -> Delegation:
    """A trip of which everything lies in the past, opened as a case before it."""
    return delegation(
        lan, title="Trip that was", dates=f"{back(40).isoformat()}/{back(35).isoformat()}", status="planned"
    )


@pytest.fixture
def case(gone, lan):
    return procedures.open_case(gone, "trip-out", by=lan, opened_on=back(80), anchor=back(40))


def state(record: Delegation) -> str:
    return Delegation.objects.get(pk=record.pk).status


def step(case, key: str, days_ago: int, by, **more):
    return procedures.record_step(case, key, on=back(days_ago), by=by, **{"override_reason": "for the test", **more})


def test_each_step_of_the_case_moves_the_delegation_on(gone, case, lan, hoa):
    assert state(gone) == "planned"
    for key, days_ago, by, expected in (
        ("plan", 79, lan, "planned"),
        ("file", 70, lan, "proposed"),
        ("examine", 65, lan, "opinions"),
        ("decide", 60, hoa, "approved"),
        ("depart", 40, lan, "under_way"),
        ("return", 35, lan, "returned"),
        ("report", 30, lan, "reported"),
    ):
        step(case, key, days_ago, by)
        assert state(gone) == expected, key
    procedures.close(case, outcome="completed", by=lan)

    assert state(gone) == "closed"
    followed = Entry.objects.filter(action="delegations.state_followed", object_id=gone.pk)
    assert followed.count() >= 6
    assert Delegation.objects.get(pk=gone.pk).reported == back(30).isoformat()


def test_asking_a_body_puts_the_delegation_before_opinions(gone, case, lan):
    step(case, "plan", 79, lan)
    step(case, "file", 70, lan)

    procedures.ask(case, "party-organisation-board", step="examine", on=back(68), by=lan)

    assert state(gone) == "opinions"


def test_a_refusal_stands_until_the_trip_is_proposed_again(gone, case, lan, hoa):
    step(case, "plan", 79, lan)
    step(case, "file", 70, lan)
    step(case, "examine", 65, lan)
    step(case, "decide", 64, hoa, outcome="refused", note="The purpose is not plain.")
    assert state(gone) == "refused"

    procedures.close(case, outcome="refused", reason="Refused.", by=lan)
    second = procedures.open_case(gone, "trip-out", by=lan, opened_on=back(60), anchor=back(40))
    assert state(gone) == "planned"

    step(second, "file", 55, lan)
    assert state(gone) == "proposed"


def test_a_case_withdrawn_is_a_trip_cancelled(gone, case, lan):
    procedures.close(case, outcome="withdrawn", reason="Not needed any longer.", by=lan)

    assert state(gone) == "cancelled"


def test_what_is_taken_back_is_taken_back_in_the_record_too(gone, case, lan, hoa):
    for key, days_ago, by in (("decide", 60, hoa), ("depart", 40, lan), ("return", 35, lan), ("report", 30, lan)):
        step(case, key, days_ago, by)
    procedures.reopen_step(case, "report", reason="It was another trip's.", by=lan)

    found = Delegation.objects.get(pk=gone.pk)
    assert (found.status, found.reported) == ("returned", "")


def test_a_case_opened_late_does_not_make_a_plan_of_a_trip_that_was_made(lan):
    made = delegation(lan, dates=f"{back(9).isoformat()}", status="returned")

    procedures.open_case(made, "trip-out", by=lan)

    assert state(made) == "returned"


def test_the_other_pack_moves_it_too(lan, hoa, settings, gone):
    settings.PROXENY_RULES = "fr-morlaix"
    case = procedures.open_case(gone, "trip-out", by=lan, opened_on=back(80), anchor=back(40))

    step(case, "convene", 75, lan)
    assert state(gone) == "opinions"
    step(case, "vote", 60, hoa)
    found = Delegation.objects.get(pk=gone.pk)
    assert (found.status, found.state) == ("approved", "returned")


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2030, 5, 5), "approved"), (date(2030, 5, 6), "under_way"), (date(2030, 5, 11), "returned")],
)
def test_what_is_approved_is_under_way_and_back_by_its_days(lan, on, expected):
    trip = delegation(lan, dates="2030-05-06/2030-05-10", status="approved")
    delegation(lan, dates="2030", status="approved", title="Some time that year")

    assert trip.state_on(on) == expected
    for state_of in ("approved", "under_way", "returned"):
        found = queries.in_state(Delegation.objects.all(), state_of, on).filter(pk=trip.pk).exists()
        assert found == (state_of == expected)
    assert queries.in_state(Delegation.objects.all(), "approved", on).filter(title="Some time that year").exists()


class TestReport:
    def test_without_a_case_the_rules_of_the_office_say_when_it_is_due(self, lan):
        trip = delegation(lan, dates="2026-04-01/2026-04-10", status="approved")

        assert trip.report_due == "2026-04-20"
        moved = registers.change(trip, {"dates": "2026-04-02/2026-04-12"}, by=lan, evidence=evidence(lan))
        assert moved.report_due == "2026-04-22"

    def test_a_day_set_by_hand_stays(self, lan):
        trip = delegation(lan, dates="2026-04-01/2026-04-10", status="approved")
        trip = registers.change(trip, {"report_due": "2026-05-02"}, by=lan, evidence=evidence(lan))
        trip = registers.change(
            Delegation.objects.get(pk=trip.pk), {"dates": "2026-04-03/2026-04-12"}, by=lan, evidence=evidence(lan)
        )

        assert trip.report_due == "2026-05-02"

    def test_what_is_on_record_as_closed_owes_none(self, lan):
        assert delegation(lan, dates="2016-04-01/2016-04-10").report_due == ""

    def test_filing_it_records_the_step_of_the_case(self, gone, case, lan, hoa):
        for key, days_ago, by in (("decide", 60, hoa), ("depart", 40, lan), ("return", 35, lan)):
            step(case, key, days_ago, by)

        filed = services.file_report(
            gone, on=back(2).isoformat(), number="7/BC", results="Two ideas.", evidence=evidence(lan), by=lan
        )

        done = case.steps.get(key="report")
        assert (filed.status, filed.report_number, filed.results) == ("reported", "7/BC", "Two ideas.")
        assert (done.outcome, done.is_late) == ("done", True)

    def test_it_is_not_filed_before_the_return_without_a_reason(self, gone, case, lan):
        with pytest.raises(procedures.OutOfOrder):
            services.file_report(gone, on=back(2).isoformat(), evidence=evidence(lan), by=lan)
        assert Delegation.objects.get(pk=gone.pk).reported == ""

        services.file_report(
            gone, on=back(2).isoformat(), evidence=evidence(lan), by=lan, override_reason="The steps were not kept."
        )
        assert case.overrides.exists()

    def test_it_is_not_filed_before_the_first_day(self, lan, trip):
        with pytest.raises(registers.BadContent, match="before the first day"):
            services.file_report(trip, on="2030-05-01", evidence=evidence(lan), by=lan)

    def test_a_trip_refused_owes_none(self, lan):
        with pytest.raises(WrongState):
            services.file_report(delegation(lan, status="refused"), on="2030", evidence=evidence(lan), by=lan)

    def test_the_screen_files_it_and_asks_the_reason_where_the_order_is_not_kept(self, gone, case, lan, sign_in):
        client, url = sign_in(lan), f"/delegations/{gone.reference}/report/"
        assert client.get(url).status_code == 200
        data = {"reported": back(1).isoformat(), "report_number": "9/BC", "source_note": "Seen by me."}

        refused = client.post(url, data)
        assert refused.status_code == 422
        assert "override_reason" in refused.content.decode()

        assert client.post(url, data | {"override_reason": "Steps not kept."}).status_code == 302
        assert state(gone) == "reported"

    @pytest.mark.parametrize(("user", "status"), [("minh", 403), ("huong", 403), ("lan", 200)])
    def test_only_officers_file_it(self, request, sign_in, trip, user, status):
        client = sign_in(request.getfixturevalue(user))

        assert client.get(f"/delegations/{trip.reference}/report/").status_code == status

    def test_nobody_files_a_report_on_a_visit_received(self, sign_in, lan, visit):
        assert sign_in(lan).get(f"/delegations/{visit.reference}/report/").status_code == 404


class TestCalendar:
    def found(self, person, first=date(2030, 1, 1), last=date(2030, 12, 31)):
        return {one.key: one for one in occasions(Asked(first, last, person), of=["delegations"])}

    def test_visits_known_to_the_day_stand_in_it_with_their_leaders(self, lan, huong, tuan, trip):
        trip.led_by.add(tuan)
        delegation(lan, dates="2030-07", title="Some day in July")
        delegation(lan, dates="2030-07-01", title="Called off", status="cancelled")
        delegation(lan, 1, dates="2030-07-01", title="Internal")

        assert set(self.found(huong)) == {f"delegations:{trip.reference}:dates"}
        (one,) = self.found(huong).values()
        assert (one.first, one.last, one.is_tentative) == (date(2030, 5, 6), date(2030, 5, 10), True)
        assert one.leaders == {tuan.pk}

    def test_the_report_is_a_deadline_until_it_is_filed(self, lan):
        trip = delegation(lan, dates="2030-04-01/2030-04-10", status="approved")
        key = f"delegations:{trip.reference}:report"

        one = self.found(lan)[key]
        assert (one.sort, one.last, one.is_done) == ("deadline", date(2030, 4, 22), False)

        services.file_report(trip, on="2030-04-15", evidence=evidence(lan), by=lan)
        assert self.found(lan)[key].is_done

    def test_a_report_that_a_case_waits_for_is_not_told_twice(self, gone, case, lan, hoa):
        for key, days_ago, by in (("decide", 60, hoa), ("depart", 40, lan), ("return", 35, lan)):
            step(case, key, days_ago, by)

        assert f"delegations:{gone.reference}:report" not in self.found(lan, back(60), TODAY)

    def test_it_costs_a_fixed_number_of_queries(self, lan, tuan, django_assert_max_num_queries):
        for number in range(12):
            delegation(lan, dates=f"2030-04-{number + 1:02}", status="approved", title=f"Trip {number}", led_by=[tuan])

        with django_assert_max_num_queries(6):
            assert len(self.found(lan)) == 24


class TestMovingTheDates:
    @pytest.fixture
    def ahead(self, lan):
        """A trip in a hundred days with its open case."""
        first = TODAY + timedelta(days=100)
        made = delegation(lan, title="Trip to come", dates=f"{first}/{first + timedelta(days=4)}", status="planned")
        return made, procedures.open_case(made, "trip-out", by=lan, anchor=first)

    @staticmethod
    def edited(client, record: Delegation, first: date):
        page = client.get(f"{record.get_absolute_url()}edit/")
        form = page.context["form"]
        given = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
        dates = f"{first.isoformat()}/{(first + timedelta(days=4)).isoformat()}"
        return client.post(
            f"{record.get_absolute_url()}edit/", given | {"dates": dates, "source_note": "The letter of the hosts."}
        )

    def test_editing_the_dates_of_a_trip_moves_the_day_of_its_open_case_and_its_deadlines(self, ahead, lan, sign_in):
        made, case = ahead
        due = {one.key: one.due for one in case.steps.all()}
        later = TODAY + timedelta(days=130)

        answer = self.edited(sign_in(lan), made, later)

        assert answer.status_code == 302, answer.context["form"].errors
        case.refresh_from_db()
        assert case.anchor == later
        moved = {one.key: one.due for one in case.steps.all() if one.due != due[one.key]}
        assert moved
        assert all(day > due[key] for key, day in moved.items())
        assert not sign_in(lan).get(made.get_absolute_url()).context["moved"]
        assert Entry.objects.filter(action__endswith="case_moved", reason__contains=later.isoformat()).exists()

    def test_a_trip_that_has_left_keeps_the_day_of_its_case_and_the_page_says_that_they_differ(
        self, gone, case, lan, hoa, sign_in
    ):
        for key, days_ago, by in (("plan", 79, lan), ("file", 70, lan), ("examine", 65, lan), ("decide", 60, hoa)):
            step(case, key, days_ago, by)
        step(case, "depart", 40, lan)

        answer = self.edited(sign_in(lan), Delegation.objects.get(pk=gone.pk), back(38))

        assert answer.status_code == 302, answer.context["form"].errors
        case.refresh_from_db()
        assert case.anchor == back(40)
        assert sign_in(lan).get(gone.get_absolute_url()).context["moved"]
