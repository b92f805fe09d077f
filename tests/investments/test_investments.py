"""Investment projects: found again in the sources, their capital compared, kept in a ledger and summed up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.documents.models import Conflict
from proxeny.investments import queries, services
from proxeny.investments.models import Call, Project
from proxeny.partners.models import Partner
from proxeny.registers import services as registers
from proxeny.registers.acceptance import acceptor_for
from proxeny.registers.stated_values import rule_on_value
from stating import accepted, proposed, source

pytestmark = pytest.mark.django_db

SMART_CITY = {
    "title": "smart city in Dong Anh district",
    "investor": "Sumitomo Group",
    "value": "4000000000",
    "unit": "USD",
    "place": "Dong Anh",
    "status": "agreed",
}


def evidence(by, mark: int = Mark.PUBLIC):
    return [accepted(source(by, mark=mark), "record", by=by)]


def project(by, mark: int = Mark.PUBLIC, partners=(), **fields) -> Project:
    content = {"title": "A project", "status": "licensed", "mark": mark, **fields}
    return registers.create(Project(**content), many={"partners": partners}, by=by, evidence=evidence(by, mark))


def partner(by, name: str, kind: str = "country", country: str = "") -> Partner:
    return registers.create(Partner(kind=kind, name=name, country=country), by=by, evidence=evidence(by))


def accept(statement, by, record=None):
    return acceptor_for(statement).accept(statement, record, by=by)


class TestAcceptance:
    def test_an_investment_becomes_a_project_with_its_capital_cited(self, lan):
        written = accept(accepted(source(lan), "investment", by=lan, **SMART_CITY), lan)

        made = Project.objects.get()
        assert written.is_new
        assert (made.investor, made.value, made.unit, made.status) == (
            "Sumitomo Group",
            Decimal(4000000000),
            "USD",
            "agreed",
        )

    def test_the_investor_is_linked_where_the_record_knows_it_and_not_invented(self, lan):
        company = partner(lan, "Sumitomo Group", "company", "JP")
        accept(accepted(source(lan), "investment", by=lan, **SMART_CITY), lan)
        accept(accepted(source(lan), "investment", by=lan, **SMART_CITY | {"investor": "A Thai venture"}), lan)

        first, second = Project.objects.order_by("pk")
        assert first.partners.get() == company
        assert not second.partners.exists()
        assert Partner.objects.count() == 1

    def test_the_same_project_in_other_words_is_found_with_its_reasons(self, lan):
        known = accept(accepted(source(lan), "investment", by=lan, **SMART_CITY), lan).record
        told = proposed(
            source(lan), "investment", **SMART_CITY | {"title": "Dong Anh smart city", "value": "4200000000"}
        )

        (best,) = acceptor_for(told).candidates(told, visible_to=lan)

        assert best.record == known
        assert best.score >= 0.8
        assert any("investor" in reason for reason in best.reasons)

    def test_another_project_of_the_same_investor_is_not_linked_by_itself(self, lan):
        accept(accepted(source(lan), "investment", by=lan, **SMART_CITY), lan)
        told = proposed(
            source(lan),
            "investment",
            **SMART_CITY | {"title": "industrial park", "value": "180000000", "place": "Thang Long"},
        )

        assert all(one.score < 0.8 for one in acceptor_for(told).candidates(told, visible_to=lan))

    def test_another_capital_is_told_before_and_opens_a_conflict_after_and_overwrites_nothing(self, lan):
        known = accept(accepted(source(lan), "investment", by=lan, **SMART_CITY), lan).record
        told = accepted(source(lan), "investment", by=lan, **SMART_CITY | {"value": "4000000"})

        (found,) = acceptor_for(told).disagreements(told, known)
        accept(told, lan, record=known)

        assert found.kind == "scale"
        known.refresh_from_db()
        assert known.value == Decimal(4000000000)
        assert Conflict.objects.get().kind == "scale"

    def test_a_ruling_sets_the_capital_shown(self, lan):
        known = accept(accepted(source(lan), "investment", by=lan, **SMART_CITY), lan).record
        told = accepted(source(lan), "investment", by=lan, **SMART_CITY | {"value": "4200000000"})
        told_again = accepted(source(lan), "investment", by=lan, **SMART_CITY | {"value": "4900000000"})
        accept(told, lan, record=known)
        accept(told_again, lan, record=known)

        rule_on_value(Conflict.objects.get(), known, statement=told_again, reason="The licence says so.", by=lan)

        known.refresh_from_db()
        assert known.value == Decimal(4900000000)
        assert not Conflict.objects.get().is_open

    def test_a_ruling_for_a_closed_source_does_not_write_its_figure_into_an_open_record(self, lan, hoa):
        known = accept(accepted(source(lan), "investment", by=lan, **SMART_CITY), lan).record
        page = source(hoa, mark=Mark.CONFIDENTIAL)
        closed = accepted(page, "investment", by=hoa, **SMART_CITY | {"value": "4900000000"})
        accept(closed, hoa, record=known)

        rule_on_value(Conflict.objects.get(), known, statement=closed, reason="The licence.", by=hoa)

        known.refresh_from_db()
        assert known.value == Decimal(4000000000)

    def test_a_project_without_capital_gets_it_from_the_first_source_that_gives_it(self, lan):
        known = accept(
            accepted(source(lan), "investment", by=lan, **SMART_CITY | {"value": None, "unit": None}), lan
        ).record

        written = accept(accepted(source(lan), "investment", by=lan, **SMART_CITY), lan, record=known)

        known.refresh_from_db()
        assert (known.value, known.unit) == (Decimal(4000000000), "USD")
        assert "value" in written.fields


class TestLedger:
    def move(self, project, by, kind: str, value: str, day: str, unit: str = "USD"):
        return services.record_movement(
            project, kind=kind, value=Decimal(value), unit=unit, date=day, evidence=evidence(by), by=by
        )

    def test_a_share_purchase_changes_the_owner_and_not_what_is_registered(self, lan):
        plant = project(lan)
        for kind, value, day in [
            ("new", "100", "2019"),
            ("added", "50", "2020-05"),
            ("reduced", "40", "2021"),
            ("share_purchase", "10", "2021-07"),
            ("disbursed", "60", "2022"),
        ]:
            self.move(plant, lan, kind, value, day)

        (ledger,) = queries.ledgers(plant)

        assert [entry.registered for entry in ledger.entries] == [100, 150, 110, 110, 110]
        assert (ledger.registered, ledger.purchased, ledger.disbursed) == (110, 10, 60)

    def test_each_currency_has_its_own_ledger(self, lan):
        plant = project(lan)
        self.move(plant, lan, "new", "100", "2019")
        self.move(plant, lan, "added", "2000000", "2020", "VND")

        assert {ledger.unit: ledger.registered for ledger in queries.ledgers(plant)} == {"USD": 100, "VND": 2000000}

    def test_a_movement_is_never_negative_and_never_by_a_reader(self, lan, minh):
        with pytest.raises(DomainError, match="reduced"):
            self.move(project(lan), lan, "added", "-5", "2020")
        with pytest.raises(NotAllowed):
            self.move(project(lan), minh, "added", "5", "2020")

    def test_the_screen_refuses_a_negative_movement_too_and_keeps_what_was_entered(self, lan, sign_in):
        plant = project(lan)
        entered = {"kind": "reduced", "date": "2020", "value": "-5", "unit": "USD", "qualifier": "exact"}
        entered |= {"source_note": "Read in the licence.", "publisher": "Portal"}
        address = f"{plant.get_absolute_url()}movements/new/"

        refused = sign_in(lan).post(address, entered)

        assert refused.status_code == 422
        assert "negative" in refused.content.decode()
        assert 'value="-5"' in refused.content.decode()
        assert not plant.movements.exists()

        sign_in(lan).post(address, entered | {"kind": "added", "value": "5"})

        assert [movement.value for movement in plant.movements.all()] == [5]

    def test_the_page_shows_the_ledger_with_its_running_total(self, lan, sign_in):
        plant = project(lan)
        self.move(plant, lan, "new", "100000000", "2019")
        self.move(plant, lan, "reduced", "40000000", "2023-07")

        page = sign_in(lan).get(plant.get_absolute_url()).content.decode()

        assert "60" in page.split("Ledger of capital")[1]

    def test_the_stock_by_partner_takes_ledgers_before_values_and_licences_in_force_only(
        self, lan, django_assert_max_num_queries
    ):
        japan, korea = partner(lan, "Japan", country="JP"), partner(lan, "Korea", country="KR")
        company = partner(lan, "Panasonic", "company", "JP")
        with_ledger = project(lan, partners=[japan, company], value=Decimal(999), unit="USD")
        self.move(with_ledger, lan, "new", "100", "2019")
        self.move(with_ledger, lan, "added", "30", "2020")
        project(lan, title="By value", partners=[japan, korea], value=Decimal(70), unit="USD")
        project(lan, title="Only agreed", partners=[japan], value=Decimal(5000), unit="USD", status="agreed")

        with django_assert_max_num_queries(3):
            stock = queries.stock_by_partner(visible_to=lan)

        assert [(s.partner.name, s.projects, s.capital) for s in stock] == [("Japan", 2, 200), ("Korea", 1, 70)]

    def test_a_confidential_project_does_not_show_in_the_stock(self, lan, hoa, huong):
        project(hoa, Mark.CONFIDENTIAL, partners=[partner(lan, "Japan", country="JP")], value=Decimal(70), unit="USD")

        assert queries.stock_by_partner(visible_to=huong) == []
        assert len(queries.stock_by_partner(visible_to=hoa)) == 1


class TestCalls:
    def call(self, by, **fields) -> Call:
        content = {"title": "A bridge", "status": "published", **fields}
        return registers.create(Call(**content), by=by, evidence=evidence(by))

    def test_open_calls_are_those_an_investor_can_still_answer(self, lan):
        soon = self.call(lan, title="Soon", closes_on="2023-09")
        always = self.call(lan, title="Always")
        self.call(lan, title="Over", closes_on="2023-06")
        self.call(lan, title="Withdrawn", status="closed")

        assert list(queries.open_calls(date(2023, 8, 1), visible_to=lan)) == [soon, always]

    def test_a_call_is_taken_up_once(self, lan):
        call, bridge = self.call(lan), project(lan)
        services.take_up(call, project=bridge, evidence=evidence(lan), by=lan)

        call.refresh_from_db()
        assert (call.status, call.taken_by) == ("taken", bridge)
        with pytest.raises(WrongState):
            services.take_up(call, project=bridge, evidence=evidence(lan), by=lan)


FORM = {"title": "A tower", "status": "licensed", "value": "5000000", "unit": "USD", "qualifier": "exact", "mark": "0"}


def test_a_capital_written_by_hand_is_compared_with_what_sources_say(lan, sign_in):
    client, page = sign_in(lan), source(lan)
    assert client.post("/investments/new/", FORM | {"source_document": page.pk}).status_code == 302
    tower = Project.objects.get()

    accept(accepted(source(lan), "investment", by=lan, **SMART_CITY | {"value": "5000000000"}), lan, record=tower)

    assert Conflict.objects.get().kind == "scale"


def test_a_value_without_a_unit_is_refused_beside_its_field(lan, sign_in):
    answer = sign_in(lan).post("/investments/new/", FORM | {"unit": "", "source_document": source(lan).pk})

    assert answer.status_code == 422
    assert "unit" in answer.context["form"].errors


def test_the_lists_cost_a_fixed_number_of_queries(lan, sign_in, django_assert_max_num_queries):
    japan = partner(lan, "Japan", country="JP")
    for number in range(15):
        project(lan, title=f"Plant {number}", partners=[japan])
    client = sign_in(lan)
    client.get("/investments/")

    with django_assert_max_num_queries(8):
        assert client.get("/investments/").context["total"] == 15
    with django_assert_max_num_queries(9):  # one more, for the name of the partner that is chosen
        assert client.get(f"/investments/?partner={japan.reference}").context["total"] == 15
    with django_assert_max_num_queries(8):
        assert client.get("/calls/").context["total"] == 0
