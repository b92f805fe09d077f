"""Commitments and disbursements: signs, currencies, sums, warnings, annexes."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

import records
from proxeny.aid import queries, services
from proxeny.aid.models import Aid, Transaction
from proxeny.aid.sums import sums_of
from proxeny.core.records import Mark
from proxeny.procedures import services as procedures
from proxeny.registers import services as registers

pytestmark = pytest.mark.django_db


def moved(aid, by, evidence, kind, value, unit="USD", day="2026-01-10", **more):
    return services.record_transaction(
        aid, kind=kind, value=Decimal(value), unit=unit, date=day, evidence=evidence(), by=by, **more
    )


def test_cancellations_and_refunds_take_away_by_name(offer, lan, evidence):
    for kind, value in (
        ("commitment", 150_000), ("cancellation", 20_000), ("disbursement", 80_000), ("refund", 5_000)
    ):  # fmt: skip
        moved(offer, lan, evidence, kind, value)

    (found,) = sums_of(offer.transactions.all())

    assert (found.standing, found.paid, found.left) == (130_000, 75_000, 55_000)


@pytest.mark.parametrize("value", ["-500", "0"])
@pytest.mark.parametrize("kind", Transaction.Kind.values)
def test_a_value_not_above_nought_is_refused_with_the_kinds_that_take_away(offer, lan, evidence, kind, value):
    with pytest.raises(registers.BadContent, match="refund"):
        moved(offer, lan, evidence, kind, value)

    assert not offer.transactions.exists()


@pytest.mark.parametrize("unit", ["", "count", "%", "usd"])
def test_a_transaction_has_a_currency(offer, lan, evidence, unit):
    with pytest.raises(registers.BadContent, match="no currency"):
        moved(offer, lan, evidence, "commitment", 5, unit=unit)


def test_currencies_are_never_added_up(offer, lan, evidence, sign_in):
    moved(offer, lan, evidence, "commitment", 100, unit="USD")
    moved(offer, lan, evidence, "commitment", 90, unit="EUR")

    assert [(one.unit, one.standing) for one in sums_of(offer.transactions.all())] == [("USD", 100), ("EUR", 90)]
    assert "Currencies are not added up" in sign_in(lan).get(offer.get_absolute_url()).content.decode()


def test_sums_of_rough_amounts_are_rough(offer, lan, evidence):
    moved(offer, lan, evidence, "commitment", 100, qualifier="about")

    (found,) = sums_of(offer.transactions.all())
    assert found.qualifier == "about"


class TestWarnings:
    def page(self, client, aid) -> str:
        return client.get(aid.get_absolute_url()).content.decode()

    def test_more_disbursed_than_committed(self, offer, lan, evidence, sign_in):
        moved(offer, lan, evidence, "commitment", 100)
        moved(offer, lan, evidence, "disbursement", 120)

        page = self.page(sign_in(lan), offer)

        assert "More is disbursed than committed: USD\u00a0120 of USD\u00a0100." in page
        assert "above the commitment" in page

    def test_disbursed_without_a_commitment_and_before_approval(self, offer, lan, evidence, sign_in):
        moved(offer, lan, evidence, "disbursement", 120)

        page = self.page(sign_in(lan), offer)

        assert "no commitment in USD is on record" in page
        assert "came before the aid was approved" in page

    def test_money_without_an_account_of_its_own_once_rules_hold(self, offer, lan, nam, evidence, sign_in):
        procedures.open_case(offer, "aid-appraisal", by=nam)
        moved(offer, lan, evidence, "disbursement", 120)
        assert "no dedicated account" in self.page(sign_in(lan), offer)

        registers.change(offer, {"account": "State treasury 123"}, by=lan, evidence=evidence())
        assert "no dedicated account" not in self.page(sign_in(lan), offer)

    def test_the_limit_on_what_an_owner_manages_is_checked_and_overridden(
        self, offer, lan, nam, evidence, sign_in, set_today
    ):
        from datetime import date

        set_today(date(2025, 11, 10))
        case = procedures.open_case(offer, "aid-appraisal", by=nam)
        registers.change(offer, {"is_managed_by_owner": True}, by=lan, evidence=evidence())
        assert "Aid that a unit manages itself" not in self.page(sign_in(lan), offer)

        moved(offer, lan, evidence, "commitment", 250_000)
        page = self.page(sign_in(lan), offer)
        assert "Aid that a unit manages itself: 250000" in page
        assert "at most 199999" in page

        (found,) = procedures.check_limits(case, {"amount_usd": 250_000})
        procedures.override_limit(case, found, reason="the ministry agreed", by=nam)
        assert "at most 199999. From" not in self.page(sign_in(lan), offer).split("Rules not kept")[0]

    def test_no_rate_of_exchange_is_guessed(self, offer, lan, nam, evidence, sign_in, set_today):
        from datetime import date

        set_today(date(2025, 11, 10))
        procedures.open_case(offer, "aid-appraisal", by=nam)
        registers.change(offer, {"is_managed_by_owner": True}, by=lan, evidence=evidence())
        moved(offer, lan, evidence, "commitment", 250_000, unit="EUR")

        assert "the amount here is not" in self.page(sign_in(lan), offer)


class TestInKind:
    def test_a_value_in_kind_needs_currency_and_basis(self, offer, lan, evidence):
        with pytest.raises(registers.BadContent) as refused:
            registers.change(offer, {"in_kind_value": Decimal(500)}, by=lan, evidence=evidence())

        assert set(refused.value.fields) == {"in_kind_unit", "in_kind_basis"}

    def test_it_is_shown_with_its_basis(self, offer, lan, evidence, sign_in):
        goods = {"items": "beds", "in_kind_value": Decimal(500), "in_kind_unit": "EUR", "in_kind_basis": "market"}
        registers.change(offer, goods, by=lan, evidence=evidence())

        assert "at market price" in sign_in(lan).get(offer.get_absolute_url()).content.decode()


class TestAnnexes:
    def given(self, lan, evidence, donor, title, **more):
        fields = {"direction": "received", "kind": "project", "status": "implementing", "date": "2026-03", **more}
        return registers.create(
            Aid(title=title, **fields), by=lan, evidence=evidence(more.get("mark", 0)), many={"partners": [donor]}
        )

    def test_a7_is_by_donor_and_type_and_counts_money_in_its_year(
        self, lan, huong, evidence, sign_in, django_assert_max_num_queries
    ):
        document = records.source(lan)
        berlin = records.partner(document, lan, "Berlin", country="DE")
        school = self.given(lan, evidence, berlin, "School")
        moved(school, lan, evidence, "commitment", 1000, unit="EUR", day="2026-02-01")
        moved(school, lan, evidence, "disbursement", 400, unit="EUR", day="2026-05-01")
        moved(school, lan, evidence, "disbursement", 300, unit="EUR", day="2027-01-05")
        goods = {"items": "beds", "in_kind_value": Decimal(70), "in_kind_unit": "EUR", "in_kind_basis": "donor"}
        self.given(lan, evidence, berlin, "Beds", kind="goods", **goods)
        self.given(lan, evidence, berlin, "Only offered", status="offer")
        self.given(lan, evidence, berlin, "Secret", kind="programme", mark=Mark.INTERNAL)

        with django_assert_max_num_queries(3):
            rows = {(row.donor, row.type): row for row in queries.by_donor(2026, "received", visible_to=huong)}

        assert set(rows) == {("Berlin", "project"), ("Berlin", "non-project aid")}
        (sum_of_2026,) = rows["Berlin", "project"].sums
        assert (sum_of_2026.standing, sum_of_2026.paid) == (1000, 400)
        assert rows["Berlin", "non-project aid"].in_kind == {"EUR": 70}
        (later,) = queries.by_donor(2027, "received", visible_to=huong)
        assert next(iter(later.sums)).paid == 300

        client = sign_in(lan)
        assert "Berlin" in client.get("/aid/by-donor/?year=2026&direction=received").content.decode()
        lines = client.get("/aid/by-donor/?year=2026&direction=received&export=csv").content.decode("utf-8-sig")
        assert ["Berlin", "project", "1", "EUR", "1000", "400"] in [row[:6] for row in csv.reader(io.StringIO(lines))]

    def test_a_year_that_is_none_shows_the_present_one(self, lan, sign_in):
        assert sign_in(lan).get("/aid/by-donor/?year=abc").status_code == 200

    def test_the_columns_of_a5_come_out_of_the_list(self, lan, evidence, sign_in, django_assert_max_num_queries):
        berlin = records.partner(records.source(lan), lan, "Berlin", country="DE")
        facts = {"content": "teaching", "owner": "Department of education", "place": "Gia Lâm", "result": "opened"}
        school = self.given(lan, evidence, berlin, "School", **facts)
        moved(school, lan, evidence, "commitment", 900, unit="EUR")
        moved(school, lan, evidence, "disbursement", 400, unit="EUR")
        client, columns = sign_in(lan), "title,content,owner,disbursed,place,result,committed,left"
        client.get("/aid/")

        with django_assert_max_num_queries(8):
            assert client.get(f"/aid/?columns={columns}").status_code == 200
        answer = client.get(f"/aid/?columns={columns}&export=csv")
        (row,) = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))

        assert list(row.values()) == [
            "School", "teaching", "Department of education", "400 EUR", "Gia Lâm", "opened", "900 EUR", "500 EUR"
        ]  # fmt: skip


def test_the_page_costs_the_same_however_many_transactions(
    offer, lan, nam, evidence, sign_in, django_assert_max_num_queries
):
    procedures.open_case(offer, "aid-appraisal", by=nam)
    for number in range(20):
        moved(offer, lan, evidence, "disbursement", 10 + number)
    client = sign_in(lan)
    client.get(offer.get_absolute_url())

    with django_assert_max_num_queries(34):
        client.get(offer.get_absolute_url())


def test_the_form_enters_a_transaction_and_names_the_fields_that_are_wrong(offer, lan, sign_in):
    client, at = sign_in(lan), f"/aid/{offer.reference}/transactions/new/"
    given = {"kind": "disbursement", "date": "10/01/2026", "value": "500", "unit": "usd", "qualifier": "exact",
             "provider": "Berlin", "recipient": "Clinic", "source_note": "bank statement"}  # fmt: skip

    assert client.post(at, given | {"value": "-500"}).status_code == 422
    assert client.post(at, given | {"unit": "dollars"}).status_code == 422
    assert client.post(at, given).status_code == 302
    made = offer.transactions.get()
    assert (made.unit, made.date, made.provider) == ("USD", "2026-01-10", "Berlin")


@pytest.mark.parametrize(("user", "status"), [("lan", 200), ("minh", 403), ("huong", 403)])
def test_only_those_who_write_see_the_form_of_acts(request, sign_in, offer, user, status):
    assert sign_in(request.getfixturevalue(user)).get(f"/aid/{offer.reference}/act/").status_code == status


def test_what_happened_is_recorded_through_the_page(offer, lan, sign_in):
    Aid.objects.filter(pk=offer.pk).update(status="approved")
    client, at = sign_in(lan), f"/aid/{offer.reference}/act/"

    assert client.post(at, {"act": "begin", "source_note": "letter"}).status_code == 422
    assert client.post(at, {"act": "begin", "on": "02/2026", "source_note": "letter"}).status_code == 302

    assert Aid.objects.get().began == "2026-02"
