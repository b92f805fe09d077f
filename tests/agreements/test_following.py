"""A procedure drives the state before the signature; the signature itself comes with its source."""

from __future__ import annotations

from datetime import date

import pytest

import records
from proxeny.agreements import services
from proxeny.agreements.models import Agreement
from proxeny.agreements.services import SignatureMissing
from proxeny.core.errors import WrongState
from proxeny.procedures import services as cases
from proxeny.procedures.models import ChecklistItem, Override
from proxeny.procedures.services import OutOfOrder


@pytest.fixture
def idea(document, lan, paris) -> Agreement:
    """An agreement that somebody thought of."""
    return records.agreement(document, lan, "Programme on gardens", paris, status="idea", signed="")


@pytest.fixture
def case(idea, lan, today):
    """Its procedure, opened on 1 April 2026."""
    return cases.open_case(idea, "agreement", opened_on=date(2026, 4, 1), by=lan)


def state(agreement: Agreement) -> str:
    return Agreement.objects.get(pk=agreement.pk).state


def day(number: int, month: int = 4) -> date:
    return date(2026, month, number)


def test_each_step_of_the_procedure_moves_the_state(idea, case, lan, hoa):
    assert state(idea) == "idea"
    cases.record_step(case, "draft", on=day(2), by=lan)
    assert state(idea) == "draft"
    asked = cases.ask(case, "foreign-affairs-department", on=day(3), by=lan)
    assert state(idea) == "consulting"
    cases.ask(case, "departments", on=day(3), by=lan)
    assert idea.acts.filter(deed="consult").count() == 1
    for one in case.consultations.all():
        cases.answer(one, on=day(20), answer="agrees", by=lan)
    cases.record_step(case, "opinions", on=day(21), by=lan)
    assert state(idea) == "consulting"
    cases.record_step(case, "revise", on=day(22), by=lan)
    assert state(idea) == "revised"
    for paper in case.papers.all():
        cases.tick(case, paper.key, state=ChecklistItem.State.THERE, by=lan)
    cases.record_step(case, "submit", on=day(23), by=lan)
    assert state(idea) == "submitted"
    cases.record_step(case, "decide", on=day(28), by=hoa)
    assert state(idea) == "approved"
    assert [act.step for act in idea.acts.all()] == ["draft", "opinions", "revise", "submit", "decide"]
    assert asked.step == "opinions"


def test_a_refused_decision_refuses_the_agreement_until_it_is_decided_anew(idea, case, lan, hoa):
    cases.record_step(case, "decide", on=day(28), by=hoa, outcome="refused", note="Money is not foreseen.")
    assert state(idea) == "refused"
    assert idea.acts.get(deed="refuse").summary == "Money is not foreseen."

    cases.reopen_step(case, "decide", reason="Submitted again.", by=hoa)
    assert state(idea) == "idea"
    cases.record_step(case, "decide", on=day(30), by=hoa, override_reason="Urgent.")
    assert state(idea) == "approved"


def test_a_step_sent_back_or_waived_is_no_act(idea, case, lan):
    cases.record_step(case, "draft", on=day(2), by=lan, outcome="returned", note="Names are missing.")
    assert not idea.acts.exists()
    cases.record_step(case, "draft", on=day(3), by=lan, outcome="waived", note="Theirs is used.")
    assert not idea.acts.exists()


def test_the_step_of_signing_asks_for_the_signature_with_its_source(idea, case, lan, hoa):
    cases.record_step(case, "decide", on=day(28), by=hoa, override_reason="Urgent.")

    with pytest.raises(SignatureMissing, match="Record the signature itself"):
        cases.record_step(case, "sign", on=day(30), by=lan)
    assert not case.steps.get(key="sign").outcome
    assert state(idea) == "approved"


def test_the_signature_records_the_step_with_it(idea, case, lan, hoa, evidence):
    cases.record_step(case, "decide", on=day(28), by=hoa, override_reason="Urgent.")
    services.record_signature(idea, signed_on="2026-05-04", evidence=evidence, by=lan)

    step = case.steps.get(key="sign")
    assert (step.outcome, step.done_on) == ("done", date(2026, 5, 4))
    act = idea.acts.get(deed="sign")
    assert (act.case, act.step) == (case.pk, "sign")


def test_a_signature_before_the_approval_needs_a_reason_that_stays_on_record(idea, case, lan, evidence):
    with pytest.raises(OutOfOrder, match="Decision to sign"):
        services.record_signature(idea, signed_on="2026-05-04", evidence=evidence, by=lan)
    assert state(idea) == "idea"

    services.record_signature(
        idea, signed_on="2026-05-04", evidence=evidence, by=lan, override_reason="The mayor was here for a day."
    )
    assert state(idea) == "signed"
    assert Override.objects.get().reason == "The mayor was here for a day."


def test_a_signature_known_to_the_month_is_not_enough_for_an_open_procedure(idea, case, lan, evidence):
    with pytest.raises(services.ActIncomplete, match="give the day"):
        services.record_signature(idea, signed_on="2026-05", evidence=evidence, by=lan)


def test_taking_the_signature_back_opens_its_step_again(idea, case, lan, evidence):
    services.record_signature(idea, signed_on="2026-05-04", evidence=evidence, by=lan, override_reason="Urgent.")
    services.take_back(idea.acts.get(deed="sign"), reason="It was only initialled.", by=lan)

    assert not case.steps.get(key="sign").outcome
    assert state(idea) == "idea"


def test_closing_the_case_withdraws_the_agreement_and_opening_it_again_takes_that_back(idea, case, lan):
    cases.record_step(case, "draft", on=day(2), by=lan)
    cases.close(case, outcome="withdrawn", reason="The partner has other plans.", on=day(9), by=lan)
    assert state(idea) == "withdrawn"
    with pytest.raises(WrongState, match="open that again"):
        services.take_back(idea.acts.get(deed="withdraw"), reason="No.", by=lan)

    cases.reopen(case, reason="They came back.", by=lan)
    assert state(idea) == "draft"


def test_a_second_procedure_takes_a_refused_agreement_up_again(idea, case, lan, hoa):
    cases.record_step(case, "decide", on=day(28), by=hoa, outcome="refused", note="Not now.")
    cases.close(case, outcome="refused", reason="Not now.", on=day(29), by=lan)
    assert idea.acts.filter(deed="refuse").count() == 1

    second = cases.open_case(idea, "agreement", opened_on=day(5, 5), by=lan)
    cases.record_step(second, "draft", on=day(6, 5), by=lan)
    assert state(idea) == "draft"


def test_a_french_council_votes_and_the_prefect_brings_it_into_force(settings, idea, today, lan, hoa, evidence):
    settings.PROXENY_RULES = "fr-morlaix"
    case = cases.open_case(idea, "agreement", anchor=day(20), opened_on=day(1), by=lan)
    cases.record_step(case, "draft", on=day(2), by=lan)
    cases.record_step(case, "convene", on=day(7), by=lan, override_reason="The note follows.")
    assert state(idea) == "submitted"
    cases.record_step(case, "vote", on=day(20), by=hoa)
    assert state(idea) == "approved"
    services.record_signature(idea, signed_on="2026-04-22", evidence=evidence, by=lan)
    cases.record_step(case, "transmit", on=day(24), by=lan)
    assert state(idea) == "in_force"


def test_other_registers_are_left_alone(document, lan, today):
    from proxeny.events.models import Event
    from proxeny.registers import services as registers

    event = registers.create(
        Event(title="Conference", kind="conference"), by=lan, evidence=[records.said(document, lan, title="x")]
    )
    cases.open_case(event, "conference", anchor=date(2026, 7, 20), opened_on=day(1), by=lan)
    assert Agreement.objects.count() == 0
