"""Plans with their targets, and commitments: what is due, late, reported done."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError, NoEvidence, NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.documents.models import Document
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator
from proxeny.partners.models import Partner
from proxeny.plans import queries, services
from proxeny.plans.models import Commitment, Plan, Target
from proxeny.registers import services as registers
from stating import accepted, figure, source

pytestmark = pytest.mark.django_db


def evidence(by, mark: int = Mark.PUBLIC):
    return [accepted(source(by, mark=mark), "record", by=by)]


def commitment(by, what: str = "Send the draft", mark: int = Mark.PUBLIC, partners=(), **fields) -> Commitment:
    record = Commitment(what=what, mark=mark, **fields)
    return registers.create(record, many={"partners": partners}, by=by, evidence=evidence(by, mark))


@pytest.fixture
def plan(lan) -> Plan:
    return registers.create(Plan(title="Plan of 2023", period="2023", area="Hanoi"), by=lan, evidence=evidence(lan))


def target(plan: Plan, by, **fields) -> Target:
    content = {"title": "Exports", "period": "2023", "value": Decimal(18), "unit": "%", **fields}
    return registers.create(Target(plan=plan, **content), by=by, evidence=evidence(by))


class TestCommitments:
    def test_what_is_due_is_what_is_late_or_comes_soon_the_longest_late_first(self, lan):
        soon = commitment(lan, "Soon", due="2023-09")
        late = commitment(lan, "Late", due="2023-06-30")
        commitment(lan, "Far", due="2025")
        commitment(lan, "Undated")
        commitment(lan, "Done", due="2023-06", status="done")

        found = queries.due(date(2023, 8, 1), within=timedelta(days=90), visible_to=lan)

        assert list(found) == [late, soon]
        assert queries.is_late(late, date(2023, 8, 1))
        assert not queries.is_late(soon, date(2023, 9, 30))

    def test_open_commitments_of_a_partner_obey_clearance(self, lan, hoa, huong):
        japan = registers.create(Partner(kind="country", name="Japan", country="JP"), by=lan, evidence=evidence(lan))
        open_one = commitment(lan, partners=[japan])
        commitment(lan, "For somebody else")
        commitment(hoa, "Secret", Mark.CONFIDENTIAL, [japan])

        assert list(queries.open_commitments(japan, visible_to=huong)) == [open_one]
        assert queries.open_commitments(japan, visible_to=hoa).count() == 2
        assert queries.open_commitments(visible_to=huong).count() == 2

    def test_a_commitment_is_reported_done_with_its_source_and_once(self, lan):
        promised = commitment(lan, due="2023-06")

        services.fulfil(promised, on="2023-07-14", evidence=evidence(lan), by=lan)

        promised.refresh_from_db()
        assert (promised.status, promised.fulfilled) == ("done", "2023-07-14")
        assert Entry.objects.filter(action="commitments.fulfilled", object_id=promised.pk).exists()
        with pytest.raises(WrongState):
            services.fulfil(promised, on="2023-07-15", evidence=evidence(lan), by=lan)

    def test_nothing_is_done_without_a_source_a_date_or_the_right(self, lan, minh):
        promised = commitment(lan)
        with pytest.raises(NoEvidence):
            services.fulfil(promised, on="2023", evidence=[], by=lan)
        with pytest.raises(DomainError, match="day it was done"):
            services.fulfil(promised, on="", evidence=evidence(lan), by=lan)
        with pytest.raises(NotAllowed):
            services.fulfil(promised, on="2023", evidence=evidence(lan), by=minh)

        promised.refresh_from_db()
        assert promised.status == "open"

    def test_dropping_one_needs_a_reason(self, lan):
        promised = commitment(lan)
        with pytest.raises(DomainError, match="reason"):
            services.drop(promised, reason=" ", evidence=evidence(lan), by=lan)
        services.drop(promised, reason="The partner withdrew.", evidence=evidence(lan), by=lan)

        promised.refresh_from_db()
        assert promised.status == "dropped"
        assert Entry.objects.get(action="commitments.dropped").reason == "The partner withdrew."

    @pytest.mark.parametrize(("person", "status"), [("lan", 302), ("minh", 403)])
    def test_the_page_reports_it_done_for_those_who_may(self, request, sign_in, lan, person, status):
        promised = commitment(lan, due="2023-06")
        client = sign_in(request.getfixturevalue(person))

        answer = client.post(
            f"{promised.get_absolute_url()}done/",
            {"fulfilled": "14/07/2023", "source_note": "Seen in the letter of 14 July.", "version": promised.version},
        )

        promised.refresh_from_db()
        assert answer.status_code == status
        assert (promised.fulfilled == "2023-07-14") == (status == 302)

    def test_a_wrong_date_keeps_what_was_written(self, lan, sign_in):
        promised = commitment(lan)

        answer = sign_in(lan).post(
            f"{promised.get_absolute_url()}done/", {"fulfilled": "31/02/2023", "source_note": "The letter."}
        )

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "31/02/2023" in page
        assert "The letter." in page
        assert not Document.objects.filter(kind="note").exists()

    def test_the_page_says_that_it_is_late_and_where_it_was_promised(self, lan, sign_in):
        origin = commitment(lan, "The first promise")
        promised = commitment(lan, due="2020-06", origin=origin)

        page = sign_in(lan).get(promised.get_absolute_url()).content.decode()

        assert "Overdue" in page
        assert origin.get_absolute_url() in page

    def test_what_was_promised_is_found_by_its_words(self, lan, sign_in):
        commitment(lan, "Mở đường bay thẳng")
        commitment(lan, "Something else")

        assert sign_in(lan).get("/commitments/?q=duong bay").context["total"] == 1
        assert sign_in(lan).get("/commitments/?overdue=true").context["total"] == 0


class TestTargets:
    def test_the_page_of_a_plan_lists_its_targets_with_what_was_reached(self, lan, sign_in, plan):
        exports = target(plan, lan)
        services.record_result(exports, value=Decimal("17.9"), unit="%", achieved=False, evidence=evidence(lan), by=lan)

        page = sign_in(lan).get(plan.get_absolute_url()).content.decode()

        assert exports.get_absolute_url() in page
        assert "17.9" in page
        assert "not achieved" in page

    def test_targets_of_a_year_leave_out_those_of_five_years(self, lan, plan):
        exports = target(plan, lan)
        target(plan, lan, title="FDI", period="2021/2025")

        assert list(queries.targets_in(2023, visible_to=lan)) == [exports]

    def test_a_target_shows_what_the_record_observes_of_its_indicator(self, lan, sign_in, plan):
        revenue = Indicator.objects.get(code="budget_revenue")
        aimed = target(plan, lan, title="Revenue", indicator=revenue, value=Decimal("353000000000000"), unit="VND")
        indicators.record_observation(
            revenue,
            area="Hanoi",
            period="2023-01/2023-12",
            evidence=figure(source(lan), "410500000000000", "VND", by=lan),
            by=lan,
        )

        (seen,) = queries.observed(aimed, visible_to=lan)
        page = sign_in(lan).get(aimed.get_absolute_url()).content.decode()

        assert seen.value == Decimal("410500000000000")
        assert seen.get_absolute_url() in page

    def test_plans_in_force_on_a_day(self, lan, plan):
        five_years = registers.create(
            Plan(title="Five years", period="2021/2025", area="Hanoi"), by=lan, evidence=evidence(lan)
        )

        assert list(queries.plans_in_force(date(2023, 5, 1), visible_to=lan)) == [five_years, plan]
        assert list(queries.plans_in_force(date(2024, 5, 1), visible_to=lan)) == [five_years]


def test_the_lists_cost_a_fixed_number_of_queries(lan, sign_in, plan, django_assert_max_num_queries):
    for number in range(12):
        target(plan, lan, title=f"Target {number}")
        commitment(lan, f"Promise {number}")
    client = sign_in(lan)
    client.get("/plans/")

    for register, total in (("plans", 1), ("targets", 12), ("commitments", 12)):
        with django_assert_max_num_queries(8):
            assert client.get(f"/{register}/").context["total"] == total
