"""The limits of a trip: counted, shown with their citation as soon as they are not kept, overridden with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dossiers import delegation, evidence, part
from proxeny.delegations import limits, services
from proxeny.delegations.models import Leg, Member
from proxeny.partners.models import Person
from proxeny.procedures import services as procedures
from proxeny.procedures.models import Override
from proxeny.registers import services as registers

pytestmark = pytest.mark.django_db

SOON = timezone.localdate() + timedelta(days=40)


def keys(trip, by) -> set[str]:
    return {one.finding.limit.key for one in limits.limits_exceeded(trip, None, visible_to=by)}


def test_size_days_and_countries_are_counted_from_what_is_entered(lan, trip):
    assert keys(trip, lan) == set()

    long = delegation(lan, title="Long", dates="2030-08-01/2030-08-12", size=11)
    for country in ("JP", "KR", "SG", "TH"):
        registers.add_part(long, "legs", Leg(country=country), by=lan, is_sourced=False)

    assert keys(long, lan) == {"days", "people", "countries"}


def test_a_year_without_days_is_no_trip_of_365_days(lan):
    assert keys(delegation(lan, dates="2030"), lan) == set()


def test_trips_of_a_leader_are_counted_as_head_and_as_member_in_one_year(lan, tuan, trip):
    trip.led_by.add(tuan)
    delegation(lan, title="Second", dates="2030-02", led_by=[tuan])
    delegation(lan, title="Called off", dates="2030-03", status="cancelled", led_by=[tuan])
    delegation(lan, title="Another year", dates="2031-03", led_by=[tuan])
    assert keys(trip, lan) == set()

    third = delegation(lan, title="Third", dates="2030-09")
    part(third, "members", Member(name=tuan.name, person=tuan), lan)

    (found,) = limits.limits_exceeded(trip, None, visible_to=lan)
    assert (found.finding.limit.key, found.finding.found) == ("trips-a-year", 3)
    assert "Lê Anh Tuấn" in found.found
    assert "38-CT/TW" in found.citation


def test_two_key_leaders_on_one_trip_are_told(lan, tuan):
    trip = delegation(lan, title="High", dates="2030-05-06", level="city_leader", led_by=[tuan])
    assert keys(trip, lan) == set()

    part(trip, "members", Member(name="Đỗ Minh", is_key_leader=True), lan)

    assert keys(trip, lan) == {"key-leaders"}


def test_a_visit_received_and_a_trip_not_made_have_no_limits(lan):
    long = {"dates": "2030-08-01/2030-08-30", "size": 50}

    assert keys(delegation(lan, direction="in", **long), lan) == set()
    assert keys(delegation(lan, status="refused", **long), lan) == set()


@pytest.fixture
def over(lan):
    """A trip with a case, too large by one."""
    return delegation(lan, title="Too many", dates=SOON.isoformat(), size=11)


def test_the_page_shows_the_limit_with_its_citation_and_the_reason_once_it_is_given(lan, sign_in, over):
    client = sign_in(lan)
    shown = client.get(over.get_absolute_url()).content.decode()
    assert "Limits that are not kept" in shown
    assert "Open a procedure for this trip" in shown
    case = procedures.open_case(over, "trip-out", by=lan, anchor=SOON)
    url = f"/delegations/{over.reference}/limits/people/"
    assert url in client.get(over.get_absolute_url()).content.decode()
    assert "at most 10" in client.get(url).content.decode()

    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "The hosts asked for an interpreter."}).status_code == 302

    found = Override.objects.get(case=case)
    assert (found.rule, found.by) == ("limit:people", lan)
    shown = client.get(over.get_absolute_url()).content.decode()
    assert "The hosts asked for an interpreter." in shown
    assert url not in shown
    assert client.get(url).status_code == 404


def test_another_number_needs_another_reason(lan, over):
    case = procedures.open_case(over, "trip-out", by=lan, anchor=SOON)
    (found,) = limits.limits_exceeded(over, case, visible_to=lan)
    procedures.override_limit(case, found, reason="Agreed.", by=lan)
    (found,) = limits.limits_exceeded(over, case, visible_to=lan)
    assert found.overridden is not None

    larger = registers.change(over, {"size": 15}, by=lan, evidence=evidence(lan))

    (found,) = limits.limits_exceeded(larger, case, visible_to=lan)
    assert found.overridden is None


@pytest.mark.parametrize(("user", "status"), [("minh", 403), ("lan", 200), ("huong", 403)])
def test_only_officers_give_a_reason(request, sign_in, lan, over, user, status):
    procedures.open_case(over, "trip-out", by=lan, anchor=SOON)
    client = sign_in(request.getfixturevalue(user))

    assert client.get(f"/delegations/{over.reference}/limits/people/").status_code == status


def test_the_name_of_a_leader_above_clearance_is_not_told(lan, hoa, huong):
    hidden = registers.create(Person(name="Trần Kín", country="VN", mark=2), by=hoa, evidence=evidence(hoa, 2))
    trips = [delegation(hoa, title=f"Trip {n}", dates=f"2030-0{n}", led_by=[hidden]) for n in (1, 2, 3)]

    assert limits.limits_exceeded(trips[0], None, visible_to=hoa)
    assert limits.limits_exceeded(trips[0], None, visible_to=huong) == []


def test_five_hundred_members_are_taken_in_with_the_limit_shown_and_the_page_pages_them(
    lan, sign_in, trip, django_assert_max_num_queries
):
    services.add_members(
        trip, [Member(name=f"Người số {number}") for number in range(1, 501)], by=lan, evidence=evidence(lan)
    )
    client = sign_in(lan)
    client.get(trip.get_absolute_url())

    with django_assert_max_num_queries(55):
        page = client.get(trip.get_absolute_url()).content.decode()

    assert "People in a delegation: 500" in page
    assert "Người số 20<" in page
    assert "Người số 21<" not in page
    assert "Show all 500" in page
    whole = client.get(f"/delegations/{trip.reference}/all-members/?page=5").content.decode()
    assert "Người số 500<" in whole
    assert "Người số 400<" not in whole
