"""Signature, what is in force, and facts about agreements."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import records
from proxeny.agreements import queries, services
from proxeny.agreements.errors import CannotFollow
from proxeny.agreements.models import Agreement
from proxeny.audit.models import Entry
from proxeny.core.errors import NoEvidence
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.documents.models import Conflict, Statement
from proxeny.registers.acceptance import acceptor_for

QUOTE = "Hanoi and Paris signed a memorandum of understanding on heritage on 14 April 2023."


def stated(document, lan, **content) -> Statement:
    """An agreement that a source states, as the reader proposes it."""
    known = {
        "title": "memorandum of understanding on heritage",
        "type": "mou",
        "date": "2023-04-14",
        "partners": ["Paris", "FR"],
        "status": "signed",
    }
    return documents.state(document, kind="agreement", payload=known | content, quote=QUOTE, by=lan)


@pytest.mark.parametrize(("user", "status"), [("lan", 302), ("minh", 403), ("huong", 403)])
def test_only_those_who_may_change_record_a_signature(request, sign_in, talks, document, user, status):
    person = request.getfixturevalue(user)
    entered = {"date": "14/04/2023", "source_document": document.pk, "source_quote": QUOTE, "version": "1"}
    response = sign_in(person).post(f"/agreements/{talks.reference}/sign/", entered)

    assert response.status_code == status
    assert Entry.objects.filter(action="agreements.signed").exists() == (status == 302)


def test_a_signature_is_cited_and_with_an_entry_into_force_the_agreement_binds(talks, evidence, lan):
    signed = services.record_signature(
        talks, signed_on="2023-04", entry_into_force="2023-05", evidence=evidence, by=lan
    )

    assert (signed.status, signed.signed) == (Agreement.Status.IN_FORCE, "2023-04")
    (cited,) = documents.evidence_of(signed, visible_to=lan, field="entry_into_force")
    assert cited.statement.quote == QUOTE


def test_what_is_signed_already_is_not_signed_again_but_its_day_is_corrected_with_a_source(talks, evidence, lan):
    signed = services.record_signature(talks, signed_on="2023-04-14", evidence=evidence, by=lan)

    with pytest.raises(CannotFollow, match="already signed on 14 April 2023"):
        services.record_signature(signed, signed_on="2023-04-15", evidence=evidence, by=lan)
    act = signed.acts.get(deed="sign")
    with pytest.raises(NoEvidence):
        services.correct_act(act, {"date": "2023-04-15"}, by=lan)
    services.correct_act(act, {"date": "2023-04-15"}, evidence=evidence, by=lan)
    signed.refresh_from_db()
    assert signed.signed == "2023-04-15"
    assert Entry.objects.get(action="agreements.act_corrected").changes["acts.date"] == ["2023-04-14", "2023-04-15"]


def test_in_force_on_a_day_the_soonest_to_expire_first_in_two_queries(document, lan, paris, django_assert_num_queries):
    long = records.agreement(document, lan, "Long", paris, expires="2030", status="in_force")
    short = records.agreement(document, lan, "Short", paris, expires="2024-06", status="in_force")
    records.agreement(document, lan, "Over", expires="2023-12", status="in_force")
    tacit = records.agreement(
        document, lan, "Tacit", expires="2022-06", status="in_force", renewal="tacit", renewal_months=12
    )
    later = records.agreement(document, lan, "Later", status="terminated", ended="2025-03-01")
    records.agreement(document, lan, "Ended", status="terminated")
    records.agreement(document, lan, "Closed", status="in_force", mark=Mark.CONFIDENTIAL)

    with django_assert_num_queries(2):
        found = list(queries.in_force(date(2024, 1, 15), visible_to=lan))
    assert found == [tacit, short, long, later]
    soon = queries.expiring(timedelta(days=200), visible_to=lan, on=date(2024, 1, 15))
    assert list(soon) == [short]


def test_a_fact_is_matched_by_partner_date_and_type_with_reasons(document, lan, paris):
    held = records.agreement(document, lan, "Memorandum on heritage with Paris", paris)
    other = records.agreement(document, lan, "Twinning with Paris", paris, kind="twinning", signed="1998-01-01")
    found = acceptor_for(stated(document, lan)).candidates(stated(document, lan), visible_to=lan)

    assert found[0].record == held
    assert found[0].score > 0.8
    assert "Both are with Paris." in found[0].reasons
    assert "Both are dated 14 April 2023." in found[0].reasons
    assert other not in [candidate.record for candidate in found]


def test_an_agreement_above_the_clearance_is_no_candidate(document, lan, huong, hoa, paris):
    records.agreement(document, hoa, "Memorandum on heritage", paris, mark=Mark.CONFIDENTIAL)
    statement = stated(document, lan)

    assert acceptor_for(statement).candidates(statement, visible_to=lan) == []


def test_a_fact_that_no_record_holds_makes_one_with_its_partners(document, lan):
    statement = stated(document, lan)
    preview = dict(acceptor_for(statement).preview(statement))
    written = acceptor_for(statement).accept(statement, None, by=lan)
    made = written.record

    assert written.is_new
    assert preview["signed"] == "14 April 2023"
    assert preview["partners"] == "Paris, France"
    assert (made.kind, made.status, made.signed, made.mark) == ("mou", "signed", "2023-04-14", document.mark)
    assert [partner.name for partner in made.partners.all()] == ["Paris"]
    assert documents.evidence_of(made, visible_to=lan, field="signed").get().statement == statement


def test_news_of_a_signature_signs_what_was_under_negotiation(document, lan, talks):
    statement = stated(document, lan)
    acceptor = acceptor_for(statement)

    assert acceptor.disagreements(statement, talks) == []
    acceptor.accept(statement, talks, by=lan)
    talks.refresh_from_db()
    assert (talks.status, talks.signed) == ("signed", "2023-04-14")
    assert Entry.objects.filter(action="agreements.signed", by=lan).exists()


def test_a_differing_date_is_shown_before_and_kept_as_a_conflict_after(document, lan, paris):
    held = records.agreement(document, lan, "Memorandum on heritage", paris, signed="2023-04-11")
    statement = stated(document, lan)
    acceptor = acceptor_for(statement)

    (found,) = acceptor.disagreements(statement, held)
    assert (found.field, found.stated, found.recorded) == ("signed", "14 April 2023", "11 April 2023")
    acceptor.accept(statement, held, by=lan)
    held.refresh_from_db()
    assert held.signed == "2023-04-11"
    conflict = Conflict.objects.get()
    assert (conflict.field, conflict.is_open) == ("signed", True)
    assert statement in conflict.statements.all()


def test_another_state_is_a_conflict_and_a_vaguer_date_is_none(document, lan, paris):
    held = records.agreement(document, lan, "Memorandum on heritage", paris)
    proposed, vague = stated(document, lan, status="proposed", date=None), stated(document, lan, date="2023")

    assert [one.field for one in acceptor_for(proposed).disagreements(proposed, held)] == ["status"]
    assert acceptor_for(vague).disagreements(vague, held) == []
    acceptor_for(proposed).accept(proposed, held, by=lan)
    held.refresh_from_db()
    assert held.status == "signed"
    assert Conflict.objects.get().field == "status"


def test_a_closed_source_tells_nothing_through_an_open_agreement(lan, hoa, huong, document, paris):
    held = records.agreement(document, lan, "Memorandum on heritage", paris, signed="", status="negotiating")
    closed = records.source(hoa, mark=Mark.CONFIDENTIAL, text=records.TEXT + " Not for release.", name="closed.txt")
    statement = stated(closed, hoa)
    acceptor_for(statement).accept(statement, held, by=hoa)
    held.refresh_from_db()

    assert (held.status, held.signed) == ("negotiating", "")
    assert not documents.evidence_of(held, visible_to=huong).filter(statement=statement).exists()
    assert documents.evidence_of(held, visible_to=hoa).filter(statement=statement).exists()


def test_a_fact_that_makes_a_record_makes_its_first_act_on_the_same_words(document, lan):
    statement = stated(document, lan)
    made = acceptor_for(statement).accept(statement, None, by=lan).record

    (act,) = made.acts.all()
    assert (act.deed, act.date) == ("sign", "2023-04-14")
    assert documents.evidence_of(act, visible_to=lan).get(field="").statement == statement


def test_a_proposal_told_of_is_an_act_and_no_signature(document, lan):
    statement = stated(document, lan, status="proposed", date=None)
    made = acceptor_for(statement).accept(statement, None, by=lan).record

    assert (made.status, made.signed, [act.deed for act in made.acts.all()]) == ("idea", "", ["propose"])


def test_the_day_of_a_signature_that_was_on_record_without_one_is_given_by_a_later_source(document, lan, paris, record):
    held = records.agreement(document, lan, "Memorandum on heritage", paris, status="idea", signed="")
    record(held, "sign")
    statement = stated(document, lan)
    acceptor_for(statement).accept(statement, held, by=lan)
    held.refresh_from_db()

    assert (held.signed, held.acts.count()) == ("2023-04-14", 1)


def test_undoing_a_decision_takes_the_act_out_that_it_made(document, lan, talks):
    from proxeny.review import services as review

    statement = documents.state(document, kind="agreement", payload=stated(document, lan).payload, quote=QUOTE, by=lan)
    Statement.objects.filter(pk=statement.pk).update(status=Statement.Status.PROPOSED)
    statement.refresh_from_db()
    decision = review.accept(statement, by=lan, link=talks)
    talks.refresh_from_db()
    assert talks.state == "signed"

    review.undo(decision, by=lan)
    talks.refresh_from_db()
    assert (talks.state, talks.signed) == ("negotiating", "")
    assert not talks.acts.filter(deed="sign").exists()
