"""Deciding on proposals: what enters the record, what stays out, and how a decision is taken back."""

from __future__ import annotations

import pytest

from proposals import delegations_out
from proxeny.audit.models import Entry
from proxeny.audit.services import verify
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Citation, Conflict, Document, Statement
from proxeny.indicators.models import Observation
from proxeny.partners.models import Partner
from proxeny.review import services as review


def test_an_accepted_figure_stands_in_the_record_with_its_words(eighteen, lan):
    decision = review.accept(eighteen, by=lan)

    observation = Observation.objects.get()
    assert (observation.value, observation.period, observation.indicator_id) == (18, "2023", "delegations_out")
    citation = Citation.objects.get(object_id=observation.pk, field="value")
    assert citation.statement.quote == "It sent 18 delegations abroad in 2023."
    assert citation.statement.reviewer == lan
    assert decision.created_record
    assert Entry.objects.filter(action="statement.accepted", by=lan).count() == 1


def test_only_a_reviewer_accepts(eighteen, minh):
    with pytest.raises(NotAllowed):
        review.accept(eighteen, by=minh)

    assert not Observation.objects.exists()
    eighteen.refresh_from_db()
    assert eighteen.status == Statement.Status.PROPOSED


def test_a_proposal_is_decided_once(eighteen, lan):
    review.accept(eighteen, by=lan)

    with pytest.raises(WrongState, match="already decided"):
        review.accept(eighteen, by=lan)


def test_figures_that_disagree_stand_side_by_side_and_are_flagged(eighteen, eleven, lan):
    review.accept(eighteen, by=lan)
    review.accept(eleven, by=lan)

    observation = Observation.objects.get()
    assert observation.is_disputed
    assert {statement.value for statement in Conflict.objects.get().statements.all()} == {11, 18}
    assert Statement.objects.standing().count() == 2


def test_a_corrected_fact_enters_as_corrected_and_keeps_what_was_found(eighteen, lan):
    review.correct(eighteen, {"value": "19", "period": "2023-01/2023-11"}, by=lan)

    eighteen.refresh_from_db()
    assert eighteen.status == Statement.Status.CORRECTED
    assert eighteen.payload["value"] == "18"
    assert Observation.objects.get().value == 19


def test_other_words_can_be_chosen_as_the_evidence(eighteen, document, lan):
    start = document.body.text.index("18 delegations")

    review.correct(eighteen, {}, by=lan, span=(start, start + len("18 delegations")))

    eighteen.refresh_from_db()
    assert eighteen.quote == "18 delegations"


def test_a_figure_without_a_period_does_not_enter(document, lan):
    timeless = delegations_out(document, "It sent 18 delegations abroad", "18", period=None)

    with pytest.raises(DomainError, match=r"[Pp]eriod"):
        review.accept(timeless, by=lan)

    assert not Observation.objects.exists()


def test_a_rejected_proposal_keeps_its_reason_and_writes_nothing(eighteen, lan):
    review.reject(eighteen, reason="not about the city", by=lan)

    eighteen.refresh_from_db()
    assert (eighteen.status, eighteen.reason) == (Statement.Status.REJECTED, "not about the city")
    assert not Observation.objects.exists()


def test_a_rejection_without_a_reason_is_refused(eighteen, lan):
    with pytest.raises(DomainError, match="why"):
        review.reject(eighteen, reason="  ", by=lan)


def test_a_repetition_names_the_statement_that_it_repeats(eighteen, eleven, lan):
    review.accept(eighteen, by=lan)

    review.mark_duplicate(eleven, of=eighteen, by=lan)

    eleven.refresh_from_db()
    assert eleven.duplicate_of == eighteen
    assert Observation.objects.get().value == 18


def test_a_visit_becomes_a_delegation_with_its_partners(visit, lan):
    review.accept(visit, by=lan)

    delegation = Delegation.objects.get()
    assert (delegation.direction, delegation.dates) == ("in", "2019-05")
    assert {partner.country for partner in delegation.partners.all()} == {"FR"}


def test_undo_opens_the_proposal_and_takes_the_new_record_out(visit, lan):
    decision = review.accept(visit, by=lan)

    review.undo(decision, by=lan)

    visit.refresh_from_db()
    assert visit.status == Statement.Status.PROPOSED
    assert not Delegation.objects.exists()
    assert not Partner.objects.exists()
    assert verify().broken is None


def test_undo_of_a_linked_fact_puts_the_record_back(eighteen, eleven, lan):
    review.accept(eighteen, by=lan)
    second = review.accept(eleven, by=lan)

    review.undo(second, by=lan)

    observation = Observation.objects.get()
    assert (observation.value, observation.is_disputed, observation.sources) == (18, False, 1)
    assert not Conflict.objects.exists()


def test_a_decision_is_undone_once(eighteen, lan):
    decision = review.accept(eighteen, by=lan)
    review.undo(decision, by=lan)

    with pytest.raises(WrongState):
        review.undo(decision, by=lan)


def test_a_preview_writes_nothing_and_says_what_would_be_written(eighteen, visit, lan):
    lines = review.preview([eighteen, visit], by=lan)

    assert [line.register for line in lines] == ["indicators", "delegations"]
    assert all(line.content for line in lines)
    assert not Observation.objects.exists()
    assert not Partner.objects.exists()


def test_a_disagreement_is_shown_before_it_is_accepted(eighteen, eleven, lan):
    review.accept(eighteen, by=lan)

    (line,) = review.preview([eleven], by=lan)

    assert line.record == Observation.objects.get()
    assert line.disagreements
    assert not line.is_plain


def test_a_batch_goes_on_after_a_refusal_and_is_undone_whole(eighteen, visit, document, lan):
    timeless = delegations_out(document, "It sent 18 delegations abroad", "18", period=None)

    batch = review.accept_all([eighteen, timeless, visit], by=lan)

    assert len(batch.decisions) == 2
    assert [statement for statement, _why in batch.refused] == [timeless]
    review.undo_batch(batch.name, by=lan)
    assert not Observation.objects.exists()
    assert not Delegation.objects.exists()


def test_a_document_leaves_the_inbox_with_its_last_decision(eighteen, visit, document, lan):
    review.accept(eighteen, by=lan)
    document.refresh_from_db()
    assert document.status == Document.Status.WAITING

    review.reject(visit, reason="misread", by=lan)

    document.refresh_from_db()
    assert document.status == Document.Status.REVIEWED


def test_a_doubtful_figure_is_held_as_stated_and_flagged(eighteen, lan):
    Statement.objects.filter(pk=eighteen.pk).update(doubts=["Probably 18 thousand."])

    review.accept(eighteen, by=lan)

    observation = Observation.objects.get()
    assert (observation.value, observation.is_disputed) == (18, True)
    conflict = Conflict.objects.get()
    assert (conflict.kind, conflict.explanation) == ("scale", "Probably 18 thousand.")

    review.rule(conflict, statement=eighteen, reason="The paper means eighteen.", by=lan)

    observation.refresh_from_db()
    assert not observation.is_disputed


def test_a_ruling_settles_the_figure_and_a_new_statement_reopens_it(eighteen, eleven, second_document, lan):
    review.accept(eighteen, by=lan)
    review.accept(eleven, by=lan)
    conflict = Conflict.objects.get()

    review.rule(conflict, statement=eighteen, reason="The yearly report counts all of them.", by=lan)

    observation = Observation.objects.get()
    assert (observation.value, observation.is_disputed) == (18, False)

    third = delegations_out(second_document, "The year before it sent more.", "25")
    review.accept(third, by=lan)

    observation.refresh_from_db()
    assert observation.is_disputed
