"""Aid follows its appraisal, then what happens to it; approvals lapse by the pack's rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from proxeny.aid import queries, services
from proxeny.aid.models import Aid, Transaction
from proxeny.aid.states import IATI, IATI_TRANSACTION
from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError, NoEvidence, NotAllowed, WrongState
from proxeny.procedures import services as procedures
from proxeny.procedures.models import Case
from proxeny.registers.agenda import Asked, occasions

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def step(case, key, by, on, **more):
    return procedures.record_step(case, key, on=on, by=by, **more)


@pytest.fixture
def case(offer, nam, set_today):
    """An appraisal by Decree 80, opened on 3 November 2025."""
    set_today(date(2026, 3, 1))
    return procedures.open_case(
        offer, "aid-appraisal", anchor=date(2025, 11, 10), opened_on=date(2025, 11, 3), by=nam
    )


def approved(case, nam, lan, hoa):
    step(case, "receive", nam, date(2025, 11, 10), override_reason="the consent follows")
    step(case, "opinions", nam, date(2025, 11, 20))
    step(case, "appraise", lan, date(2025, 11, 28))
    step(case, "decide", hoa, date(2025, 12, 15))


def test_each_step_of_the_appraisal_brings_the_aid_to_its_state(case, offer, nam, lan, hoa):
    assert fresh(offer).status == "dossier"
    step(case, "receive", nam, date(2025, 11, 10), override_reason="the consent follows")
    assert fresh(offer).status == "appraisal"
    step(case, "opinions", nam, date(2025, 11, 20))
    step(case, "appraise", lan, date(2025, 11, 28))
    assert fresh(offer).status == "appraisal"
    step(case, "decide", hoa, date(2025, 12, 15))
    assert fresh(offer).status == "approved"
    step(case, "start", nam, date(2026, 2, 2))
    assert fresh(offer).status == "implementing"
    assert Entry.objects.filter(action="aid.followed").count() == 4


def test_a_dossier_that_is_returned_is_still_being_made(case, offer, nam):
    step(case, "receive", nam, date(2025, 11, 10), outcome="returned", note="the donor's consent is missing")

    assert fresh(offer).status == "dossier"


def test_a_refusal_and_its_taking_back(case, offer, nam, lan, hoa):
    step(case, "receive", nam, date(2025, 11, 10), override_reason="later")
    step(case, "opinions", nam, date(2025, 11, 20))
    step(case, "appraise", lan, date(2025, 11, 28))
    step(case, "decide", hoa, date(2025, 12, 15), outcome="refused", note="no need")
    assert fresh(offer).status == "refused"

    procedures.reopen_step(case, "decide", reason="appeal upheld", by=hoa)

    assert fresh(offer).status == "appraisal"


def test_the_first_disbursement_brings_approved_aid_to_being_received(case, offer, nam, lan, hoa, evidence):
    approved(case, nam, lan, hoa)

    services.record_transaction(
        offer, kind="disbursement", value=Decimal(50_000), unit="USD", date="2026-01-10", evidence=evidence(), by=nam
    )

    assert fresh(offer).status == "receiving"


class TestLapsing:
    def test_approval_may_lapse_six_months_after_it_as_the_pack_says(self, case, offer, nam, lan, hoa, sign_in):
        approved(case, nam, lan, hoa)

        lapsing = queries.lapsing(offer)

        assert lapsing.day == date(2026, 6, 15)
        assert "6 months" in lapsing.rule
        assert "80/2020" in lapsing.cited.words
        page = sign_in(lan).get(offer.get_absolute_url()).content.decode()
        assert "The work is to begin by 15 June 2026" in page

    def test_it_stands_in_the_calendar_until_work_begins(
        self, case, offer, nam, lan, hoa, django_assert_max_num_queries
    ):
        approved(case, nam, lan, hoa)
        asked = Asked(date(2026, 6, 1), date(2026, 6, 30), lan)

        with django_assert_max_num_queries(2):
            (notice,) = occasions(asked, of=["aid"])
        assert (notice.sort, notice.first, notice.responsible) == ("notice", date(2026, 6, 15), frozenset({nam.pk}))

        step(case, "start", nam, date(2026, 2, 2))
        assert list(occasions(asked, of=["aid"])) == []

    def test_a_pack_without_the_rule_gives_no_day(self, offer, nam, lan, hoa, set_today):
        set_today(date(2026, 3, 1))
        case = procedures.open_case(
            offer, "aid-appraisal", anchor=date(2026, 1, 12), opened_on=date(2025, 12, 8), by=nam
        )
        step(case, "receive", nam, date(2026, 1, 12), override_reason="later")
        step(case, "opinions", nam, date(2026, 1, 13))
        step(case, "appraise", lan, date(2026, 1, 14))
        step(case, "decide", hoa, date(2026, 1, 15))

        assert queries.lapsing(offer) is None

    def test_an_approval_that_lapsed_is_recorded_and_closes_the_case(self, case, offer, nam, lan, hoa, evidence):
        approved(case, nam, lan, hoa)

        services.record_act(offer, "lapse", reason="nothing began", by=nam, evidence=evidence())

        assert fresh(offer).status == "lapsed"
        assert fresh(case).outcome == Case.Outcome.WITHDRAWN


@pytest.mark.parametrize(("opened", "due"), [(date(2025, 12, 7), date(2025, 12, 29)), (date(2025, 12, 8), None)])
def test_the_page_shows_the_appraisal_clock_of_the_decree_in_force(offer, nam, lan, sign_in, set_today, opened, due):
    set_today(date(2025, 12, 10))
    case = procedures.open_case(offer, "aid-appraisal", anchor=opened, opened_on=opened, by=nam)

    page = sign_in(lan).get(offer.get_absolute_url()).content.decode()

    assert case.steps.get(key="appraise").due == due
    assert ("29 Dec 2025" in page) == (due is not None)
    assert ("Decree 313/2025" in page) == (due is None)
    assert ("Decree 80/2020" in page) == (due is not None)


class TestActs:
    def carried(self, offer):
        Aid.objects.filter(pk=offer.pk).update(status="approved")
        return fresh(offer)

    def test_from_approval_to_the_closing(self, offer, nam, evidence):
        aid = self.carried(offer)
        services.record_act(aid, "begin", on="2026-02", by=nam, evidence=evidence())
        services.record_act(aid, "suspend", reason="floods", by=nam, evidence=evidence())
        services.record_act(aid, "resume", by=nam, evidence=evidence())
        services.record_act(aid, "wind_up", on="2026-11", by=nam, evidence=evidence())
        done = services.record_act(aid, "close", result="two clinics work", by=nam, evidence=evidence())

        assert (done.status, done.began, done.ended) == ("closed", "2026-02", "2026-11")
        assert done.result == "two clinics work"

    @pytest.mark.parametrize(
        ("act", "more", "error"),
        [
            ("resume", {}, WrongState),
            ("suspend", {}, DomainError),
            ("close", {}, WrongState),
            ("fly", {}, DomainError),
        ],
    )
    def test_what_the_state_does_not_allow_is_refused(self, offer, nam, evidence, act, more, error):
        with pytest.raises(error):
            services.record_act(self.carried(offer), act, by=nam, evidence=evidence(), **more)

        assert fresh(offer).status == "approved"

    def test_closing_needs_a_result(self, offer, nam, evidence):
        aid = self.carried(offer)
        services.record_act(aid, "begin", on="2026", by=nam, evidence=evidence())

        with pytest.raises(DomainError, match="what came of it"):
            services.record_act(aid, "close", by=nam, evidence=evidence())

    def test_an_act_needs_its_paper_and_a_person_who_writes(self, offer, nam, minh, evidence):
        aid = self.carried(offer)
        with pytest.raises(NoEvidence):
            services.record_act(aid, "begin", on="2026", by=nam, evidence=[])
        with pytest.raises(NotAllowed):
            services.record_act(aid, "begin", on="2026", by=minh, evidence=evidence())

    def test_work_that_the_appraisal_waits_for_is_recorded_there(self, case, offer, nam, lan, hoa, evidence):
        approved(case, nam, lan, hoa)

        with pytest.raises(WrongState, match="record that step there"):
            services.record_act(offer, "begin", on="2026-01", by=nam, evidence=evidence())

    def test_what_is_closed_stays_so_whatever_is_recorded_of_the_case(self, case, offer, nam, lan, hoa):
        approved(case, nam, lan, hoa)
        Aid.objects.filter(pk=offer.pk).update(status="closed")

        step(case, "start", nam, date(2026, 2, 2))

        assert fresh(offer).status == "closed"


def test_every_state_and_transaction_has_its_word_in_iati():
    assert set(IATI) == set(Aid.Status.values)
    assert {code for code, _name in IATI.values()} == {1, 2, 3, 4, 5, 6}
    assert set(IATI_TRANSACTION) == {
        (kind, direction) for kind in Transaction.Kind.values for direction in Aid.Direction.values
    }
