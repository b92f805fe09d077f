"""Annexes A1 to A5 of a periodic report: each of their columns is filled from a field of a register's own list."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

import records
from proxeny.agreements.models import Agreement
from proxeny.aid.models import Aid, Transaction
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.events.models import Count, Event
from proxeny.indicators.models import Indicator, Observation
from proxeny.investments.models import CapitalMovement, Project
from proxeny.partners.models import Partner
from proxeny.registers import services as registers
from stating import accepted, source

pytestmark = pytest.mark.django_db

TRIP = {
    "no.": ("number", "1"),
    "delegation": ("title", "Study visit on river parks"),
    "head": ("led_by", "Anne Dupont"),
    "country": ("countries", "France"),
    "partner": ("partners", "Paris"),
    "content": ("substance", "Two working sessions"),
    "people": ("size", "7"),
    "time": ("dates", "2026-03-02/2026-03-06"),
    "cost": ("cost", "90000000"),
    "who pays": ("cost_source", "city budget"),
    "report": ("report_number", "12/BC"),
    "in plan": ("in_plan", True),
    "note": ("note", "with an interpreter"),
}
AGREEMENT = {
    "no.": ("reference", "annex-memorandum"),
    "proposer": ("proposer", "Department of Culture"),
    "capacity": ("capacity", "city"),
    "type": ("kind", "memorandum of understanding"),
    "title": ("title", "Memorandum on heritage"),
    "country": ("country", "France"),
    "partner": ("partners", "Paris"),
    "signed": ("signed", "2023-04-14"),
    "validity": ("status", "in force"),
    "effect": ("entry_into_force", "2023-05-01"),
    "term": ("term", "five years"),
    "signatory": ("signed_by", "Anne Dupont"),
    "approver": ("approved_by", "People's Committee"),
    "delegated": ("delegated", True),
    "note": ("note", "in two languages"),
}
CONFERENCE = {
    "no.": ("reference", "annex-conference"),
    "title": ("title", "Cities on rivers"),
    "foreign co-organiser": ("foreign_organiser", "River Foundation"),
    "content": ("content", "Floods and parks"),
    "delegates: Vietnamese": ("delegates_home", "120"),
    "delegates: foreign, resident": ("delegates_resident", "14"),
    "delegates: foreign, from abroad": ("delegates_abroad", "36"),
    "delegates: countries": ("delegates_countries", "9"),
    "time": ("dates", "2026-06-15/2026-06-16"),
    "place": ("place", "City hall"),
    "cost": ("cost", "450000000"),
    "report": ("report_number", "30/BC"),
    "in plan": ("in_plan", True),
    "note": ("note", "recorded on video"),
    "permitting level": ("permitted_by", "People's Committee"),
}
AID = {
    "project": ("title", "Water for a school"),
    "content": ("content", "Filters and pipes"),
    "owner": ("owner", "Department of Education"),
    "disbursement": ("disbursed", "40000"),
    "place": ("place", "Ba Vì"),
    "result": ("result", "Two wells run"),
}
INVESTMENT = {
    "project": ("title", "Lens works"),
    "content": ("sector", "optics"),
    "owner": ("investor", "Lens Ltd"),
    "disbursement": ("disbursed", "250000"),
    "place": ("place", "Thăng Long park"),
    "result": ("status", "under way"),
}
TWINNING = {
    "pair": ("name", "Lyon"),
    "date": ("since", "2019-05"),
    "state": ("grade", "friendship"),
    "result": ("note", "A school exchange every year"),
}
TRADE = {
    "goods": ("label", "textiles"),
    "turnover": ("value", "16800000"),
    "type": ("indicator", "xports"),
}


@pytest.fixture
def evidence(lan):
    return lambda: [accepted(source(lan), "record", by=lan)]


@pytest.fixture
def paris(lan):
    return records.partner(records.source(lan), lan)


@pytest.fixture
def anne(lan):
    return records.person(records.source(lan, name="people.txt", text="Anne Dupont came."), lan)


def exported(client, register: str, columns: dict, reference: str) -> dict[str, str]:
    """One record's row of the list's CSV, by the annex's columns."""
    names = [name for name, _expected in columns.values()]
    answer = client.get(f"/{register}/", {"export": "csv", "columns": ",".join(["reference", *names])})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    _head, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    (row,) = [row for row in rows if row[0] == reference]
    assert len(row) == len(names) + 1, "a column of the annex is no column of the list"
    return dict(zip(columns, row[1:], strict=True))


def check(client, register: str, columns: dict, reference: str) -> None:
    """Every column of the annex is filled, with what was entered."""
    found = exported(client, register, columns, reference)
    for heading, (_name, expected) in columns.items():
        if expected is True:
            assert found[heading] not in ("", "False", "no", "✘"), heading
        else:
            assert expected in found[heading], (heading, found[heading])


def trip(by, direction: str, paris, anne, evidence) -> Delegation:
    made = Delegation(
        reference=f"annex-{direction}", title=TRIP["delegation"][1], direction=direction, mark=Mark.PUBLIC,
        content="Two working sessions", size=7, dates="2026-03-02/2026-03-06", cost=Decimal(90_000_000),
        cost_currency="VND", cost_source="city budget", report_number="12/BC", in_plan=True,
        note="with an interpreter", receiving_unit="Department of Parks",
    )  # fmt: skip
    return registers.create(made, many={"partners": [paris], "led_by": [anne]}, by=by, evidence=evidence())


def test_a1_delegations_sent_abroad(lan, sign_in, paris, anne, evidence):
    check(sign_in(lan), "delegations", TRIP, trip(lan, "out", paris, anne, evidence).reference)


def test_a2_delegations_received_with_origin_and_receiving_unit(lan, sign_in, paris, anne, evidence):
    columns = {
        **TRIP, "origin": ("countries", "France"), "receiving unit": ("receiving_unit", "Department of Parks"),
    }  # fmt: skip

    assert set(columns) - set(TRIP) == {"origin", "receiving unit"}
    visit = trip(lan, "in", paris, anne, evidence)
    origin = {"origin": columns.pop("origin")}
    check(sign_in(lan), "delegations", columns, visit.reference)
    check(sign_in(lan), "delegations", origin, visit.reference)


def test_a3_agreements(lan, sign_in, paris, anne, evidence):
    made = Agreement(
        reference="annex-memorandum", title="Memorandum on heritage", kind="mou", status="signed", signed="2023-04-14",
        entry_into_force="2023-05-01", term="five years", proposer="Department of Culture", capacity="city",
        approved_by="People's Committee", delegated=True, note="in two languages", mark=Mark.PUBLIC,
    )  # fmt: skip
    registers.create(made, many={"partners": [paris], "signed_by": [anne]}, by=lan, evidence=evidence())

    check(sign_in(lan), "agreements", AGREEMENT, "annex-memorandum")


def test_a4_conferences_with_their_delegates_in_four_columns(lan, sign_in, evidence):
    made = Event(
        reference="annex-conference", title="Cities on rivers", kind="conference", dates="2026-06-15/2026-06-16",
        place="City hall", foreign_organiser="River Foundation", content="Floods and parks", in_plan=True,
        permitted_by="People's Committee", cost=Decimal(450_000_000), cost_currency="VND", report_number="30/BC",
        note="recorded on video", mark=Mark.PUBLIC,
    )  # fmt: skip
    registers.create(made, by=lan, evidence=evidence())
    for of, number in zip(Count.Delegates, (120, 14, 36, 9), strict=True):
        row = Count(of=of.value, value=Decimal(number), unit="count")
        registers.add_part(made, "counts", row, by=lan, evidence=evidence())

    check(sign_in(lan), "events", CONFERENCE, "annex-conference")


def test_a5_aid_and_investment(lan, sign_in, evidence):
    aid = Aid(
        reference="annex-aid", title="Water for a school", direction="received", kind="project",
        content="Filters and pipes", owner="Department of Education", place="Ba Vì", result="Two wells run",
        date="2026", mark=Mark.PUBLIC,
    )  # fmt: skip
    registers.create(aid, by=lan, evidence=evidence())
    paid = Transaction(kind="disbursement", value=Decimal(40_000), unit="USD", date="2026-02-03")
    registers.add_part(aid, "transactions", paid, by=lan, evidence=evidence())
    check(sign_in(lan), "aid", AID, "annex-aid")

    project = Project(
        reference="annex-project", title="Lens works", investor="Lens Ltd", place="Thăng Long park", sector="optics",
        status=Project.Status.values[0], date="2026", value=Decimal(900_000), unit="USD", mark=Mark.PUBLIC,
    )  # fmt: skip
    registers.create(project, by=lan, evidence=evidence())
    came = CapitalMovement(kind="disbursed", value=Decimal(250_000), unit="USD", date="2026-03")
    registers.add_part(project, "movements", came, by=lan, evidence=evidence())
    state = {**INVESTMENT, "result": ("status", str(project.get_status_display()))}
    check(sign_in(lan), "investments", state, "annex-project")


def test_a5_twinnings_and_trade(lan, sign_in, evidence):
    lyon = Partner(
        reference="annex-lyon", kind="city", name="Lyon", country="FR", grade="friendship", since="2019-05",
        note="A school exchange every year", mark=Mark.PUBLIC,
    )  # fmt: skip
    registers.create(lyon, by=lan, evidence=evidence())
    check(sign_in(lan), "partners", TWINNING, "annex-lyon")

    exports = Observation(
        reference="annex-exports", indicator=Indicator.objects.get(code="exports"), area="Hanoi",
        period="2026-01/2026-06", value=Decimal(16_800_000), unit="USD", label="textiles", mark=Mark.PUBLIC,
    )  # fmt: skip
    registers.create(exports, by=lan, evidence=evidence())
    check(sign_in(lan), "indicators", TRADE, "annex-exports")
