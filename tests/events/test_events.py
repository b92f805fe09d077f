"""Events: found again in the sources, made from them, listed by year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from proxeny.core.records import Mark
from proxeny.documents.models import Conflict
from proxeny.events import queries
from proxeny.events.models import Award, Count, Event
from proxeny.registers import services as registers
from proxeny.registers.acceptance import acceptor_for
from stating import accepted, proposed, source

pytestmark = pytest.mark.django_db

CONFERENCE = {
    "type": "conference",
    "title": "12th Vietnam - France Decentralized Cooperation Conference",
    "date": "2023-04-13/2023-04-16",
    "place": "Hanoi",
    "partners": ["FR"],
    "people": [],
}


def evidence(by, mark: int = Mark.PUBLIC):
    return [accepted(source(by, mark=mark), "record", by=by)]


def event(by, mark: int = Mark.PUBLIC, **fields) -> Event:
    content = {"title": "An event", "kind": "conference", "mark": mark, **fields}
    return registers.create(Event(**content), by=by, evidence=evidence(by, mark))


def accept(statement, by, record=None):
    return acceptor_for(statement).accept(statement, record, by=by)


def test_visits_and_events_go_to_their_own_registers(lan):
    document = source(lan)

    assert acceptor_for(proposed(document, "engagement", type="visit_out")).register == "delegations"
    for kind in ("conference", "summit", "fair", "festival", "campaign", "meeting", "talk", "other"):
        assert acceptor_for(proposed(document, "engagement", type=kind)).register == "events"


def test_a_conference_becomes_an_event_with_its_partner(lan):
    written = accept(accepted(source(lan), "engagement", by=lan, **CONFERENCE), lan)

    made = Event.objects.get()
    assert written.is_new
    assert (made.kind, made.status, made.dates) == ("conference", "held", "2023-04-13/2023-04-16")
    assert made.partners.get().country == "FR"


def test_the_same_conference_told_in_other_words_is_found_and_linked(lan):
    known = accept(accepted(source(lan), "engagement", by=lan, **CONFERENCE), lan).record
    told = accepted(
        source(lan),
        "engagement",
        by=lan,
        **CONFERENCE | {"title": "Vietnam-France decentralized cooperation conference", "date": "2023-04-14"},
    )

    (best,) = acceptor_for(told).candidates(told, visible_to=lan)
    accept(told, lan, record=best.record)

    assert best.record == known
    assert best.score >= 0.8
    assert len(best.reasons) >= 3
    assert Event.objects.count() == 1
    assert not Conflict.objects.exists()


def test_last_years_edition_is_another_event(lan):
    event(lan, title=CONFERENCE["title"].replace("12th", "11th"), dates="2019-04")
    told = proposed(source(lan), "engagement", **CONFERENCE)

    assert acceptor_for(told).candidates(told, visible_to=lan) == []


def test_an_event_that_is_announced_for_another_week_opens_a_conflict(lan):
    known = accept(accepted(source(lan), "engagement", by=lan, **CONFERENCE), lan).record
    told = accepted(source(lan), "engagement", by=lan, **CONFERENCE | {"date": "2023-04-20"})

    accept(told, lan, record=known)

    assert Conflict.objects.get().field == "dates"


def test_an_undated_nameless_meeting_still_gets_a_title(lan):
    accept(accepted(source(lan), "engagement", by=lan, type="meeting", title="", partners=["JP"], people=[]), lan)

    assert Event.objects.get().title == "JP"


def test_a_year_leaves_out_what_was_not_held(lan):
    held = event(lan, title="Held", dates="2023-05")
    for status in ("idea", "refused", "cancelled"):
        event(lan, title=status, dates="2023-05", status=status)
    event(lan, title="Other year", dates="2022")

    assert list(queries.in_year(2023, visible_to=lan)) == [held]
    assert list(queries.in_year(2023, kind="fair", visible_to=lan)) == []


def test_what_is_coming_is_sorted_by_its_day_and_obeys_clearance(lan, hoa, huong):
    later, sooner = event(lan, title="Later", dates="2030-06"), event(lan, title="Sooner", dates="2030-02")
    event(hoa, Mark.CONFIDENTIAL, title="Secret", dates="2030-01")

    assert list(queries.coming(date(2030, 1, 1), visible_to=huong)) == [sooner, later]


def test_awards_of_a_year(lan):
    award = registers.create(Award(title="Creative city", date="2019-10-30"), by=lan, evidence=evidence(lan))

    assert list(queries.awards_in_year(2019, visible_to=lan)) == [award]
    assert list(queries.awards_in_year(2020, visible_to=lan)) == []


def test_the_lists_cost_a_fixed_number_of_queries(lan, sign_in, django_assert_max_num_queries):
    for number in range(15):
        event(lan, title=f"Fair {number}", dates=f"20{10 + number}")
    client = sign_in(lan)
    client.get("/events/")

    with django_assert_max_num_queries(8):
        assert client.get("/events/").context["total"] == 15
    with django_assert_max_num_queries(8):
        assert client.get("/awards/").context["total"] == 0


def test_the_page_shows_who_took_part_and_what_came_of_it(lan, sign_in):
    outcome = event(lan, title="The follow-up talk")
    held = event(lan, title="The fair", outcomes=[outcome.reference])
    registers.add_part(
        held, "counts", Count(of="enterprises", value=Decimal(120), qualifier="over"), by=lan, evidence=evidence(lan)
    )

    page = sign_in(lan).get(held.get_absolute_url()).content.decode()

    assert "enterprises" in page
    assert outcome.get_absolute_url() in page
