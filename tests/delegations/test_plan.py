"""The yearly plan of trips: planned against made, money by unit and payer, annexes A1 and A2."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from dossiers import delegation, evidence, part
from proxeny.delegations.models import CostLine, Leg
from proxeny.registers import services as registers
from proxeny.registers.services import BadContent

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(lan, tuan):
    """Five trips of 2030: three planned, of which one is made and one called off; one outside the plan; one of 2029."""
    made = delegation(
        lan, title="Made", dates="2030-03-01/2030-03-05", status="reported", plan_year=2030, proposing_unit="Transport"
    )
    part(
        made,
        "costs",
        CostLine(item="fare", estimate=Decimal(100), actual=Decimal(90), currency="USD", paid_by="province"),
        lan,
    )
    to_come = delegation(
        lan,
        title="To come",
        dates="2030-11",
        status="planned",
        plan_year=2030,
        proposing_unit="Transport",
        led_by=[tuan],
    )
    part(to_come, "costs", CostLine(item="stay", estimate=Decimal(50), currency="USD", paid_by="host"), lan)
    delegation(lan, title="Called off", dates="2030-04", status="cancelled", plan_year=2030, proposing_unit="Culture")
    delegation(lan, title="Besides", dates="2030-06", status="approved", in_plan=False, proposing_unit="Culture")
    delegation(lan, title="Of another plan", dates="2030-01", status="reported", plan_year=2029)
    delegation(lan, title="Received", direction="in", dates="2030-05")
    return made


def test_the_plan_sets_planned_beside_made_with_the_money_of_each_unit(lan, sign_in, year):
    page = sign_in(lan).get("/delegations/plan/2030/")

    units = {one.name: one for one in page.context["units"]}
    transport, culture = units["Transport"], units["Culture"]
    assert (transport.planned, transport.made, transport.unplanned) == (2, 1, 0)
    assert (culture.planned, culture.not_made, culture.unplanned) == (1, 1, 1)
    (money,) = transport.money
    assert (money.estimate, money.actual) == (150, 90)
    assert money.by_payer == {"province": 100, "host": 50}
    assert (page.context["total"].planned, page.context["total"].made) == (3, 1)
    shown = page.content.decode()
    assert "outside the plan" in shown
    assert "Of another plan" not in shown
    assert "Received" not in shown


def test_it_shows_what_one_may_see_and_costs_a_fixed_number_of_queries(
    lan, huong, sign_in, year, django_assert_max_num_queries
):
    for number in range(30):
        unit = f"U{number}"
        row = delegation(lan, 1, title="Internal", dates="2030-02", plan_year=2030, proposing_unit=unit)
        part(row, "costs", CostLine(item="fare", estimate=Decimal(1), currency="VND", paid_by="own"), lan)
    client = sign_in(lan)
    client.get("/delegations/plan/2030/")

    with django_assert_max_num_queries(16):
        assert client.get("/delegations/plan/2030/").context["total"].planned == 33
    assert sign_in(huong).get("/delegations/plan/2030/").context["total"].planned == 3


def test_a_year_without_a_plan_says_what_belongs_there(lan, minh, sign_in):
    assert "Plan a trip" in sign_in(lan).get("/delegations/plan/2031/").content.decode()
    assert "Plan a trip" not in sign_in(minh).get("/delegations/plan/2031/").content.decode()
    assert sign_in(lan).get("/delegations/plan/0/").status_code == 404


def test_in_a_plan_and_outside_it_is_refused(lan):
    assert delegation(lan, plan_year=2030).in_plan is True
    with pytest.raises(BadContent, match="keep one of the two"):
        delegation(lan, plan_year=2030, in_plan=False)


def test_annex_a1_goes_out_with_every_column_filled(lan, sign_in, year, tuan, ostra):
    trip = delegation(
        lan,
        title="Tramways",
        dates="2030-08-01/2030-08-04",
        status="reported",
        purpose="See the depot",
        size=4,
        report_number="12/BC",
        plan_year=2030,
        cost_source="budget of the city",
        note="two halves",
        partners=[ostra],
        led_by=[tuan],
    )
    registers.add_part(trip, "legs", Leg(country="KR"), by=lan, is_sourced=False)
    part(trip, "costs", CostLine(item="fare", estimate=Decimal(700), currency="USD", paid_by="province"), lan)
    client = sign_in(lan)
    address = client.get("/delegations/plan/2030/").context["annexes"][0][1]

    shown = client.get(address)
    assert shown.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(f"{address}&export=xlsx").streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))

    head = [str(cell).lower() for cell in rows[0]]
    (line,) = [row for row in rows if row[1] == "Tramways"]
    filled = dict(zip(head, line, strict=True))
    assert filled["countries"] == "South Korea"
    assert filled["led by"] == "Lê Anh Tuấn"
    assert filled["content of the work"] == "See the depot"
    assert "700" in str(filled["cost"])
    assert all(value not in (None, "") for value in line), filled
    assert [row[0] for row in rows[1:]] == list(range(1, len(rows)))


def test_annex_a2_has_origin_and_receiving_unit(lan, sign_in, ostra):
    delegation(
        lan,
        title="Guests",
        direction="in",
        dates="2030-05",
        sent_by="City of Ostra",
        receiving_unit="Protocol",
        partners=[ostra],
    )
    client = sign_in(lan)
    address = client.get("/delegations/plan/2030/").context["annexes"][1][1]

    page = client.get(address).content.decode()

    assert "City of Ostra" in page
    assert "Protocol" in page
    assert "Japan" in page


def test_numbers_go_on_from_page_to_page_and_the_list_costs_a_fixed_number_of_queries(
    lan, sign_in, django_assert_max_num_queries
):
    for number in range(55):
        trip = delegation(lan, title=f"Trip {number:02}", dates="2030-05")
        registers.add_part(trip, "legs", Leg(country="JP"), by=lan, is_sourced=False)
        part(trip, "costs", CostLine(item="fare", estimate=Decimal(1), currency="VND", paid_by="own"), lan)
    client = sign_in(lan)
    address = "/delegations/?columns=number,title,countries,cost,status&sort=title"
    client.get(address)

    with django_assert_max_num_queries(10):
        client.get(address)
    page = client.get(f"{address}&page=2").content.decode()

    assert ">51</td>" in page
    assert ">50</td>" not in page


def test_the_state_filter_goes_by_the_days(lan, sign_in):
    delegation(lan, title="Over", dates="2020-05-01/2020-05-03", status="approved")
    client = sign_in(lan)

    assert client.get("/delegations/?status=returned").context["total"] == 1
    assert client.get("/delegations/?status=approved").context["total"] == 0
    assert "returned" in client.get("/delegations/").content.decode()


def test_a_state_that_the_case_says_is_not_asked_for_in_the_form(lan, sign_in, trip):
    from proxeny.procedures import services as procedures

    client = sign_in(lan)
    assert 'name="status"' in client.get(f"{trip.get_absolute_url()}edit/").content.decode()

    procedures.open_case(trip, "trip-out", by=lan)

    assert 'name="status"' not in client.get(f"{trip.get_absolute_url()}edit/").content.decode()


def test_an_agreement_shows_the_visits_that_it_came_of(lan, sign_in, trip):
    import records

    mou = records.agreement(records.source(lan), lan, "Memorandum on trams")
    registers.change(trip, {}, many={"agreements": [mou]}, by=lan, evidence=evidence(lan))

    assert trip.get_absolute_url() in sign_in(lan).get(mou.get_absolute_url()).content.decode()
    assert mou.get_absolute_url() in sign_in(lan).get(trip.get_absolute_url()).content.decode()
