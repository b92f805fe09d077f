"""Aid given and received: found again in the sources, its value compared, summed up by currency."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proxeny.aid import queries, services
from proxeny.aid.models import Aid
from proxeny.aid.sums import sums_of
from proxeny.core.records import Mark
from proxeny.documents.models import Conflict
from proxeny.registers import services as registers
from proxeny.registers.acceptance import acceptor_for
from stating import accepted, proposed, source

pytestmark = pytest.mark.django_db

MASKS = {
    "direction": "given",
    "partner": "New York",
    "value": None,
    "unit": None,
    "items": "100,000 antibacterial face masks and 50,000 medical masks",
    "date": "2020-05",
}
HOSPITALS = {
    "direction": "received",
    "partner": "East Meets West",
    "value": "1250000",
    "unit": "USD",
    "items": "equipment for two district hospitals",
    "date": "2024",
}


def evidence(by, mark: int = Mark.PUBLIC):
    return [accepted(source(by, mark=mark), "record", by=by)]


def accept(statement, by, record=None):
    return acceptor_for(statement).accept(statement, record, by=by)


def test_a_gift_becomes_aid_with_its_partner_and_goods(lan):
    written = accept(accepted(source(lan), "aid", by=lan, **MASKS), lan)

    made = Aid.objects.get()
    assert written.is_new
    assert (made.direction, made.items, made.value) == ("given", MASKS["items"], None)
    assert made.partners.get().name == "New York"
    assert "New York" in made.title


def test_the_same_gift_told_in_another_paper_is_found_and_linked(lan):
    known = accept(accepted(source(lan), "aid", by=lan, **MASKS), lan).record
    told = accepted(source(lan), "aid", by=lan, **MASKS | {"items": "150,000 face masks, medical ones among them"})

    (best,) = acceptor_for(told).candidates(told, visible_to=lan)
    accept(told, lan, record=best.record)

    assert best.record == known
    assert best.score >= 0.8
    known.refresh_from_db()
    assert known.items == MASKS["items"]


def test_aid_in_the_other_direction_is_other_aid(lan):
    accept(accepted(source(lan), "aid", by=lan, **MASKS), lan)
    told = proposed(source(lan), "aid", **MASKS | {"direction": "received"})

    assert acceptor_for(told).candidates(told, visible_to=lan) == []


def test_another_value_is_told_before_and_opens_a_conflict_after(lan):
    known = accept(accepted(source(lan), "aid", by=lan, **HOSPITALS), lan).record
    told = accepted(source(lan), "aid", by=lan, **HOSPITALS | {"value": "1520000"})

    (found,) = acceptor_for(told).disagreements(told, known)
    accept(told, lan, record=known)

    assert found.kind == "plain"
    assert Conflict.objects.get().field == "value"
    known.refresh_from_db()
    assert known.value == Decimal(1250000)


def test_totals_keep_currencies_apart_and_count_gifts_in_kind(lan):
    accept(accepted(source(lan), "aid", by=lan, **MASKS), lan)
    accept(accepted(source(lan), "aid", by=lan, **HOSPITALS), lan)
    accept(
        accepted(source(lan), "aid", by=lan, **HOSPITALS | {"partner": "Berlin", "value": "450000", "unit": "EUR"}), lan
    )
    accept(accepted(source(lan), "aid", by=lan, **HOSPITALS | {"partner": "Seoul", "value": "50000"}), lan)

    totals = {(one.direction, one.unit): (one.records, one.value) for one in queries.totals(Aid.objects.all())}

    assert totals == {
        ("given", ""): (1, 0),
        ("received", "EUR"): (1, 450000),
        ("received", "USD"): (2, 1300000),
    }


def test_a_year_leaves_out_what_was_only_offered(lan):
    for status in ("closed", "offer"):
        registers.create(
            Aid(title=status, direction="received", kind="goods", status=status, date="2024-05"),
            by=lan,
            evidence=evidence(lan),
        )

    assert [aid.title for aid in queries.in_year(2024, "received", visible_to=lan)] == ["closed"]


def test_commitments_and_disbursements_are_summed_up_on_the_page(lan, sign_in):
    aid = accept(accepted(source(lan), "aid", by=lan, **HOSPITALS), lan).record
    for kind, value in (("commitment", "1250000"), ("disbursement", "400000"), ("disbursement", "350000")):
        services.record_transaction(
            aid, kind=kind, value=Decimal(value), unit="USD", date="2024", evidence=evidence(lan), by=lan
        )

    assert [(one.standing, one.paid, one.left, one.unit) for one in sums_of(aid.transactions.all())] == [
        (1250000, 750000, 500000, "USD")
    ]
    assert "750" in sign_in(lan).get(aid.get_absolute_url()).content.decode().split("In all")[1]


def test_the_list_costs_a_fixed_number_of_queries(lan, sign_in, django_assert_max_num_queries):
    for number in range(12):
        accept(accepted(source(lan), "aid", by=lan, **MASKS | {"partner": f"City {number}"}), lan)
    client = sign_in(lan)
    client.get("/aid/")

    with django_assert_max_num_queries(8):
        assert client.get("/aid/").context["total"] == 12
