"""What a register writes, it reads: an export that comes back says nothing new, and loses nothing on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest

import records
from exchange.sheets import brought, examined, workbook
from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid, Transaction
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation, Member
from proxeny.exchange import services
from proxeny.exchange.services.exporting import flat
from proxeny.exchange.targets import register_named
from proxeny.exchange.values import in_places
from proxeny.investments.models import Lead
from proxeny.missions.models import Mission
from proxeny.partners import services as partners
from proxeny.partners.models import Person, Post
from proxeny.plans.models import Commitment
from proxeny.registers import services as registers
from proxeny.registers.naming import records_named
from stating import accepted, source

pytestmark = pytest.mark.django_db

CHANNEL = Lead._meta.get_field("channel").flatchoices[0][0]


@pytest.fixture
def evidence(lan):
    return lambda: [accepted(source(lan), "record", by=lan)]


def round_trip(register: str, by, tmp_path):
    """The report of a register's own export, looked at as a file to bring in."""
    path = tmp_path / f"{register}.csv"
    services.export(register_named(register), path, format="csv", person=by)
    report = examined(register, path.read_bytes(), by, f"{register}.csv", mark=Mark.INTERNAL)
    assert [fault.sentence for fault in report.faults] == []
    return report


def test_an_open_interval_stays_open(lan, evidence, tmp_path):
    registers.create(
        Agreement(title="Older than its paper", kind="twinning", signed="../2017-08-11"), by=lan, evidence=evidence()
    )
    registers.create(Delegation(title="Visits", direction="out", dates="2014/.."), by=lan, evidence=evidence())

    assert round_trip("agreements", lan, tmp_path).counts == {"same": 1}
    assert round_trip("delegations", lan, tmp_path).counts == {"same": 1}


def test_what_one_part_lacks_is_not_taken_from_another(lan, evidence, tmp_path):
    binh = registers.create(Person(name="Trần Văn Bình", country="VN"), by=lan, evidence=evidence())
    registers.add_part(binh, "posts", Post(role="Chairman", organisation="Council"), by=lan, evidence=evidence())
    later = Post(role="Secretary; Party", organisation="Committee", begins="2020-12-09", seen=["2020-12", "2021/2022"])
    registers.add_part(binh, "posts", later, by=lan, evidence=evidence())

    assert round_trip("people", lan, tmp_path).counts == {"same": 1}

    head = ["Name", "Country", "posts.role", "posts.organisation", "posts.begins"]
    brought("people", workbook([head, ["Lê Thị Cúc", "VN", "Mayor; Deputy", "City", "; 2021-05-04"]]), lan)
    posts = Person.objects.get(name="Lê Thị Cúc").posts.order_by("id")
    assert [(post.role, post.organisation, post.begins) for post in posts] == [
        ("Mayor", "City", ""), ("Deputy", "City", "2021-05-04"),
    ]  # fmt: skip


@pytest.mark.parametrize("said", [["a", "", "b"], ["", "x"], ["x", ""], ["one; two", "three"], ['"quoted"', "a\nb"]])
def test_every_piece_of_a_cell_keeps_its_place_and_its_signs(said):
    assert in_places(flat(said)) == said


def test_missions_are_called_by_name_and_colleagues_by_the_name_of_their_account(lan, hoa, evidence, tmp_path):
    embassy = records.partner(records.source(lan), lan, "Embassy in Vientiane", kind="mission", country="LA")
    mission = registers.create(Mission(partner=embassy, country="LA"), by=lan, evidence=evidence())
    registers.create(Commitment(what="Introduce five firms", mission=mission), by=lan, evidence=evidence())
    lens = Lead(title="A lens works", investor="Lens Ltd", channel=CHANNEL, received="2026-03-02", key_account=hoa)
    registers.create(lens, by=lan, evidence=evidence())

    assert round_trip("commitments", lan, tmp_path).counts == {"same": 1}
    assert round_trip("leads", lan, tmp_path).counts == {"same": 1}
    head = ["title", "investor", "channel", "received", "key_account"]
    brought("leads", workbook([head, ["A shoe works", "Shoe Ltd", CHANNEL, "2026-03-03", "Nguyễn Hoa"]]), lan)
    assert Lead.objects.get(title="A shoe works").key_account == hoa


def test_two_rows_of_one_file_do_not_share_a_licence_number(lan):
    head = ["reference", "title", "investor", "licence_number", "status"]
    rows = [["prj-a", "Lens", "Lens Ltd", "A-001", "licensed"], ["prj-b", "Paper", "Paper Ltd", "a 001", "licensed"]]

    report = examined("investments", workbook([head, *rows]), lan)

    assert [fault.code for fault in report.faults] == ["number.twice"]


def test_a_unit_that_receives_is_no_unit_of_measure(lan):
    brought("delegations", workbook([["Title", "Direction", "receiving_unit"], ["Visit", "in", "vpa"]]), lan)

    assert Delegation.objects.get().receiving_unit == "vpa"


def test_the_reference_of_a_merged_partner_leads_to_the_one_that_stands(lan, evidence, tmp_path):
    document = records.source(lan)
    stands, goes = records.partner(document, lan, "Paris"), records.partner(document, lan, "Ville de Paris")
    partners.merge(stands, [goes], by=lan, reason="One city.")

    (named,) = records_named([goes.reference], visible_to=lan)
    head = ["Title", "Direction", "Partners"]
    brought("delegations", workbook([head, ["Visit", "in", goes.reference]]), lan)
    report = examined("partners", workbook([["reference", "name", "kind"], [goes.reference, "Paris", "city"]]), lan)

    assert named.record == stands
    assert list(Delegation.objects.get().partners.all()) == [stands]
    assert report.counts == {"same": 1}


def test_a_disbursement_that_comes_in_a_file_moves_approved_aid_to_being_received(lan, evidence):
    aid = Aid(
        reference="aid-filters", title="Filters", direction="received", kind="project", status="approved",
        mark=Mark.PUBLIC,
    )  # fmt: skip
    registers.create(aid, by=lan, evidence=evidence())
    head = ["reference", "transactions.kind", "transactions.date", "transactions.value", "transactions.unit"]

    brought("aid", workbook([head, ["aid-filters", "disbursement", "2026-03-02", 4000, "USD"]]), lan)

    assert Transaction.objects.get().value == Decimal(4000)
    assert Aid.objects.get().status == Aid.Status.RECEIVING


def test_members_of_a_delegation_go_round(lan, evidence, tmp_path):
    trip = registers.create(Delegation(title="Paris", direction="out"), by=lan, evidence=evidence())
    for member in (Member(name="An", role="head; speaker"), Member(name="Bình"), Member(name="Chi", language="fr")):
        registers.add_part(trip, "members", member, by=lan, evidence=evidence())

    assert round_trip("delegations", lan, tmp_path).counts == {"same": 1}
