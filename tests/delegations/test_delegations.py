"""Delegations: found again in the sources, made from them, listed, and owing a report."""

from __future__ import annotations

from datetime import date

import pytest

from proxeny.core.errors import NoEvidence, NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.delegations import queries, services
from proxeny.delegations.models import Delegation, Member
from proxeny.documents.models import Conflict
from proxeny.partners.models import Partner, Person
from proxeny.registers import services as registers
from proxeny.registers.acceptance import acceptor_for
from stating import accepted, proposed, source

pytestmark = pytest.mark.django_db

VISIT = {
    "type": "visit_in",
    "title": "Official visit by Utah Governor Gary Herbert",
    "date": "2017-03-05/2017-03-08",
    "place": "Hanoi",
    "partners": ["Utah", "US"],
    "people": ["Gary Herbert", "Nguyen Duc Chung"],
}


def evidence(by, mark: int = Mark.PUBLIC):
    return [accepted(source(by, mark=mark), "record", by=by)]


def delegation(by, mark: int = Mark.PUBLIC, partners=(), **fields) -> Delegation:
    content = {"title": "A delegation", "direction": "out", "mark": mark, **fields}
    return registers.create(Delegation(**content), many={"partners": partners}, by=by, evidence=evidence(by, mark))


@pytest.fixture
def utah(lan) -> Partner:
    return registers.create(
        Partner(kind=Partner.Kind.REGION, name="Utah", country="US"), by=lan, evidence=evidence(lan)
    )


@pytest.fixture
def herbert(lan) -> Person:
    return registers.create(Person(name="Gary Herbert", country="US"), by=lan, evidence=evidence(lan))


@pytest.fixture
def chung(lan) -> Person:
    return registers.create(Person(name="Nguyễn Đức Chung", country="VN"), by=lan, evidence=evidence(lan))


def accept(statement, by, record=None):
    return acceptor_for(statement).accept(statement, record, by=by)


class TestAcceptance:
    def test_a_visit_becomes_a_delegation_with_partners_guests_and_hosts(self, lan, utah, herbert, chung):
        written = accept(accepted(source(lan), "engagement", by=lan, **VISIT), lan)

        made = Delegation.objects.get()
        assert written.is_new
        assert (made.direction, made.dates, made.places) == ("in", "2017-03-05/2017-03-08", ["Hanoi"])
        assert set(made.partners.values_list("name", flat=True)) == {"Utah", "United States"}
        assert (made.led_by.get(), made.met.get()) == (herbert, chung)

    def test_on_a_trip_abroad_the_citys_own_people_lead(self, lan, herbert, chung):
        accept(accepted(source(lan), "engagement", by=lan, **VISIT | {"type": "visit_out"}), lan)

        made = Delegation.objects.get()
        assert (made.led_by.get(), made.met.get()) == (chung, herbert)

    def test_the_same_visit_in_other_words_is_found_with_its_reasons(self, lan, utah, herbert):
        known = delegation(
            lan, direction="in", title="Governor of Utah in Hanoi", dates="2017-03-05/2017-03-08", partners=[utah]
        )
        known.led_by.add(herbert)
        told = proposed(source(lan), "engagement", **VISIT)

        (best, *_others) = acceptor_for(told).candidates(told, visible_to=lan)

        assert best.record == known
        assert best.score >= 0.8
        assert any("Utah" in reason for reason in best.reasons)
        assert any("dated" in reason for reason in best.reasons)
        assert any("Gary Herbert" in reason for reason in best.reasons)

    @pytest.mark.parametrize("other", [{"direction": "out"}, {"dates": "2019-09"}])
    def test_another_direction_or_another_year_is_another_visit(self, lan, utah, other):
        fields = {"direction": "in", "title": "Governor of Utah in Hanoi", "dates": "2017-03-05", **other}
        delegation(lan, partners=[utah], **fields)
        told = proposed(source(lan), "engagement", **VISIT)

        assert acceptor_for(told).candidates(told, visible_to=lan) == []

    def test_two_equally_likely_visits_are_left_to_a_person(self, lan, utah):
        for _number in range(2):
            delegation(
                lan,
                direction="in",
                title="Utah governor Gary Herbert visits Hanoi officially",
                dates="2017-03-05/2017-03-08",
                partners=[utah],
            )
        told = proposed(source(lan), "engagement", **VISIT)

        assert [c.score < 0.8 for c in acceptor_for(told).candidates(told, visible_to=lan)] == [True, True]

    def test_a_linked_visit_fills_what_is_empty_and_overwrites_nothing(self, lan, utah):
        known = delegation(lan, direction="in", title="Governor of Utah", partners=[utah], dates="2017-03")

        written = accept(accepted(source(lan), "engagement", by=lan, **VISIT), lan, record=known)

        known.refresh_from_db()
        assert (known.title, known.dates, known.places) == ("Governor of Utah", "2017-03", ["Hanoi"])
        assert not written.is_new
        assert "places" in written.fields
        assert not Conflict.objects.exists()

    def test_a_date_that_does_not_meet_is_told_before_and_opens_a_conflict_after(self, lan, utah):
        first = accepted(source(lan), "engagement", by=lan, **VISIT | {"date": "2017-03-20"})
        known = accept(first, lan).record
        told = accepted(source(lan), "engagement", by=lan, **VISIT)

        (found,) = acceptor_for(told).disagreements(told, known)
        accept(told, lan, record=known)

        assert (found.field, found.recorded) == ("dates", "20 March 2017")
        conflict = Conflict.objects.get()
        assert (conflict.field, conflict.statements.count()) == ("dates", 2)
        known.refresh_from_db()
        assert known.dates == "2017-03-20"

    def test_a_closed_source_writes_nothing_into_an_open_record(self, lan, hoa, huong, utah):
        known = delegation(lan, direction="in", title="Governor of Utah", partners=[utah])

        accept(accepted(source(hoa, mark=Mark.CONFIDENTIAL), "engagement", by=hoa, **VISIT), hoa, record=known)

        known.refresh_from_db()
        assert (known.dates, known.places, known.mark) == ("", [], Mark.PUBLIC)

    def test_a_record_out_of_sight_is_not_offered(self, lan, hoa, utah):
        delegation(hoa, Mark.CONFIDENTIAL, [utah], direction="in", title=VISIT["title"], dates=VISIT["date"])
        told = proposed(source(lan), "engagement", **VISIT)

        assert acceptor_for(told).candidates(told, visible_to=lan) == []

    def test_a_visit_to_come_is_planned(self, lan):
        accept(accepted(source(lan), "engagement", by=lan, **VISIT | {"date": "2999-05"}), lan)

        assert Delegation.objects.get().status == Delegation.Status.PLANNED


class TestReports:
    def trip(self, by, **fields) -> Delegation:
        return delegation(by, status="returned", dates="2023-05-02/2023-05-06", report_due="2023-05-21", **fields)

    def test_a_trip_owes_its_report_until_it_is_filed(self, lan):
        trip = self.trip(lan)
        assert list(queries.reports_due(date(2023, 5, 22), visible_to=lan)) == [trip]
        assert list(queries.reports_due(date(2023, 5, 10), visible_to=lan)) == []
        assert list(queries.reports_due(date(2023, 5, 10), within_days=14, visible_to=lan)) == [trip]

        services.file_report(trip, on="2023-05-25", number="12/BC", evidence=evidence(lan), by=lan)

        trip.refresh_from_db()
        assert list(queries.reports_due(date(2023, 5, 30), visible_to=lan)) == []
        assert (trip.status, trip.report_number) == ("reported", "12/BC")

    def test_a_report_needs_a_source_and_is_filed_once(self, lan):
        trip = self.trip(lan)
        with pytest.raises(NoEvidence):
            services.file_report(trip, on="2023-05-25", evidence=[], by=lan)
        services.file_report(trip, on="2023-05-25", evidence=evidence(lan), by=lan)

        with pytest.raises(WrongState, match="2023-05-25"):
            services.file_report(trip, on="2023-05-26", evidence=evidence(lan), by=lan)

    def test_a_visit_received_owes_none_and_a_reader_files_none(self, lan, minh):
        with pytest.raises(WrongState):
            services.file_report(self.trip(lan, direction="in"), on="2023", evidence=evidence(lan), by=lan)
        with pytest.raises(NotAllowed):
            services.file_report(self.trip(lan), on="2023", evidence=evidence(lan), by=minh)

    def test_a_late_report_is_said_on_the_page_and_found_in_the_list(self, lan, sign_in):
        trip = self.trip(lan)
        delegation(lan, title="On time")

        assert "It was due" in sign_in(lan).get(trip.get_absolute_url()).content.decode()
        assert sign_in(lan).get("/delegations/?report=true").context["total"] == 1


def test_a_year_holds_what_has_a_day_in_it_and_open_ends_do_not_spread(lan):
    over_the_turn = delegation(lan, dates="2022-12-30/2023-01-03", title="Over the turn of the year")
    delegation(lan, dates="2014/..", title="Since 2014")
    delegation(lan, dates="2023-06", status="cancelled", title="Cancelled")

    assert list(queries.in_year(2023, visible_to=lan)) == [over_the_turn]
    assert list(queries.in_year(2023, "in", visible_to=lan)) == []


def test_the_list_costs_a_fixed_number_of_queries(lan, sign_in, utah, herbert, django_assert_max_num_queries):
    for number in range(20):
        delegation(lan, title=f"Trip {number}", dates=f"20{number:02}", partners=[utah]).led_by.add(herbert)
    client = sign_in(lan)

    with django_assert_max_num_queries(8):
        page = client.get("/delegations/")

    assert page.context["total"] == 20


def test_the_page_links_outcomes_and_lists_members(lan, sign_in):
    outcome = delegation(lan, title="The visit in return")
    trip = delegation(lan, title="The first visit", outcomes=[outcome.reference, "a letter of thanks"])
    registers.add_part(trip, "members", Member(name="Trần Văn A", role="interpreter"), by=lan, evidence=evidence(lan))

    page = sign_in(lan).get(trip.get_absolute_url()).content.decode()

    assert outcome.get_absolute_url() in page
    assert "a letter of thanks" in page
    assert "Trần Văn A" in page


def test_purpose_and_places_are_found_by_the_words_filter(lan, sign_in):
    delegation(lan, title="Trip", purpose="Bàn về cấp nước", places=["Đà Nẵng, VN"])

    assert sign_in(lan).get("/delegations/?q=cap nuoc da nang").context["total"] == 1
