"""The ledger of a project: what cannot be is refused, and what a source says all the same needs a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proxeny.core.errors import DomainError
from proxeny.investments import queries
from proxeny.investments.models import CapitalMovement, Project
from proxeny.registers import services as registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant(desk):
    made = desk.project()
    desk.move(made, "new", "30000000", "2023-01-10")
    return made


class TestCuts:
    def test_a_cut_of_more_than_is_registered_is_refused_with_both_amounts(self, desk, plant):
        with pytest.raises(DomainError, match=r"USD.40.m is more than the USD.30.m registered"):
            desk.move(plant, "reduced", "40000000", "2023-07")
        with pytest.raises(DomainError, match="more than"):
            desk.move(plant, "revoked", "40000000", "2023-07", reason="The paper says so.")
        assert plant.movements.count() == 1

    def test_a_cut_takes_no_more_than_was_there_on_its_day_and_later_increases_do_not_help(self, desk, plant):
        desk.move(plant, "added", "20000000", "2023-09")

        with pytest.raises(DomainError, match="more than"):
            desk.move(plant, "reduced", "40000000", "2023-07")
        desk.move(plant, "reduced", "40000000", "2023-10")

    def test_an_earlier_entry_is_not_corrected_so_that_a_later_cut_takes_too_much(self, desk, plant, lan):
        desk.move(plant, "reduced", "25000000", "2023-07")
        first = plant.movements.get(kind="new")

        with pytest.raises(DomainError, match="later cut"):
            registers.change_part(
                plant, "movements", first, {"value": Decimal(20000000)}, by=lan, evidence=desk.evidence()
            )

    def test_where_the_first_registration_is_not_on_record_a_cut_needs_a_reason(self, desk):
        old = desk.project("Old plant")
        with pytest.raises(DomainError, match="not on record"):
            desk.move(old, "reduced", "40000000", "2023-07")

        desk.move(old, "reduced", "40000000", "2023-07", reason="Licensed before this record began.")

        (ledger,) = queries.ledgers(old)
        assert not ledger.has_beginning
        assert not list(ledger.doubts)

    def test_a_cut_is_held_against_the_capital_that_the_sources_state_where_the_ledger_has_not_begun(self, desk):
        old = desk.project("Old plant", value=Decimal(50), unit="USD")
        desk.move(old, "reduced", "40", "2023-07")
        with pytest.raises(DomainError, match="more than"):
            desk.move(old, "reduced", "20", "2023-08")


class TestPaidIn:
    def test_more_disbursed_than_registered_is_warned_of_and_recorded_with_a_reason(self, desk, plant, lan, sign_in):
        desk.move(plant, "disbursed", "25000000", "2023-06")
        with pytest.raises(DomainError, match="would be disbursed"):
            desk.move(plant, "disbursed", "10000000", "2023-08")

        desk.move(plant, "disbursed", "10000000", "2023-08", reason="The yearly report says so.")

        (ledger,) = queries.ledgers(plant)
        assert ledger.disbursed == 35_000_000
        page = sign_in(lan).get(plant.get_absolute_url()).content.decode()
        assert "More is disbursed than is registered" in page
        assert "The yearly report says so." in page

    def test_the_form_keeps_the_entry_and_asks_for_the_reason(self, desk, plant, lan, sign_in):
        entered = {"kind": "disbursed", "date": "2023-06", "value": "31000000", "unit": "USD", "qualifier": "exact"}
        entered |= {"source_note": "Read in the report."}
        address = f"{plant.get_absolute_url()}movements/new/"

        refused = sign_in(lan).post(address, entered)
        assert (refused.status_code, "reason" in refused.context["form"].errors) == (422, True)

        assert sign_in(lan).post(address, entered | {"reason": "So it says."}).status_code == 302


def test_a_movement_has_a_currency_and_has_happened(desk, plant):
    with pytest.raises(DomainError, match="currency"):
        desk.move(plant, "added", "5", "2023", unit="")
    with pytest.raises(DomainError, match="still to come"):
        desk.move(plant, "added", "5", "2100")


def test_entries_from_a_file_past_the_checks_are_told_of(desk, plant):
    CapitalMovement.objects.create(project=plant, kind="reduced", value=99_000_000, unit="USD", date="2023-05")

    (ledger,) = queries.ledgers(plant)

    assert any("movement is missing" in doubt for doubt in ledger.doubts)


class TestLicenceNumbers:
    def test_one_number_is_one_project_however_it_is_written(self, desk):
        desk.project(licence_number="0123 456-789")

        with pytest.raises(DomainError, match="Another project has the licence no"):
            desk.project("Another", licence_number="0123.456.789")
        assert Project.objects.count() == 1

    def test_projects_without_a_number_are_many_and_a_number_can_be_corrected(self, desk, lan):
        desk.project("One")
        two = desk.project("Two", licence_number="77-1")

        registers.change(two, {"licence_number": "77-2"}, by=lan, evidence=desk.evidence())

        assert Project.objects.get(licence_key="772") == two


def test_the_ledger_of_all_projects_is_filtered_by_kind_period_partner_and_shows_only_what_may_be_seen(
    desk, hoa, lan, huong, sign_in, django_assert_max_num_queries
):
    japan = desk.partner("Japan", country="JP")
    for number in range(10):
        plant = desk.project(f"Plant {number}", japan)
        desk.move(plant, "new", "100", "2023-07-10")
        desk.move(plant, "added", "50", "2023-08", publisher="City statistics", as_of="2023-08-20", count=2)
    desk.move(desk.project("Secret plant", mark=1), "new", "100", "2023-07")
    client = sign_in(lan)
    client.get("/investments/ledger/")

    with django_assert_max_num_queries(8):
        assert client.get("/investments/ledger/").context["total"] == 21
    july = "/investments/ledger/?kind=new&from=2023-07-01&to=2023-07-31&unit=USD"
    assert client.get(july).context["total"] == 11
    assert client.get(july + f"&partner={japan.reference}").context["total"] == 10
    assert client.get("/investments/ledger/?kind=new&kind=added&q=plant+3").context["total"] == 2
    assert client.get("/investments/ledger/?from=nonsense").context["total"] == 0
    assert sign_in(huong).get("/investments/ledger/").context["total"] == 20
    file = b"".join(client.get(july + "&export=csv").streaming_content).decode()
    assert file.count("\n") == 12


def test_the_list_of_projects_shows_what_is_registered_by_the_ledger_where_asked(
    desk, lan, sign_in, django_assert_max_num_queries
):
    for number in range(6):
        plant = desk.project(f"Plant {number}", value=Decimal(90_000_000), unit="USD")
        desk.move(plant, "new", "90000000", "2019")
        desk.move(plant, "added", "7000000", "2020")
    client = sign_in(lan)
    address = "/investments/?columns=title,registered,disbursed"
    client.get(address)

    with django_assert_max_num_queries(9):
        page = client.get(address).content.decode()

    assert "97" in page
    file = b"".join(client.get(address + "&export=csv").streaming_content).decode()
    assert "97000000" in file
