"""Cases: every act with its rules, rights and audit entries; nothing that was recorded is lost."""

from __future__ import annotations

from datetime import date

import pytest

import records
from proxeny.aid.models import Aid
from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.documents.models import Document
from proxeny.events.models import Event
from proxeny.procedures import office, queries, services
from proxeny.procedures.models import Case, ChecklistItem, Consultation, Override, Step
from proxeny.registers import services as registers

pytestmark = pytest.mark.django_db


def step(case: Case, key: str) -> Step:
    return case.steps.get(key=key)


def complete_dossier(case: Case, by) -> None:
    for paper in ("letter", "project-paper"):
        services.tick(case, paper, state="there", by=by)


@pytest.fixture
def filed(case, nam) -> Case:
    """Filed in time, the body that the subject concerns asked on the same day."""
    services.record_step(case, "agree-in-principle", on=date(2026, 4, 2), by=nam)
    complete_dossier(case, nam)
    services.record_step(case, "file", on=date(2026, 5, 4), by=nam)
    return case


class TestOpening:
    def test_a_case_has_the_steps_papers_and_days_of_the_rules_in_force_that_day(self, case):
        assert [one.key for one in case.steps.all()][:2] == ["agree-in-principle", "file"]
        assert step(case, "file").due == date(2026, 5, 16)
        assert step(case, "opinions").due == date(2026, 6, 1)
        assert step(case, "hold").due == date(2026, 6, 15)
        assert step(case, "report").due is None
        assert case.papers.filter(state=ChecklistItem.State.NEEDED).count() == 4
        assert Entry.objects.filter(action="events.case_opened", object_id=case.pk).exists()

    def test_a_case_keeps_its_rules_whatever_the_pack_says_later(self, case, monkeypatch):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(office, "rules_in_force", None)
            again = Case.objects.get(pk=case.pk)

            assert again.rulebook.step("file").span.days == 30
            assert again.rules_from == date(2021, 4, 11)

    def test_the_day_of_opening_decides_between_the_old_and_the_new_decree(self, lan, nam, today):
        document = records.source(lan)
        kept = {}
        for title, day in (("Old", date(2025, 12, 7)), ("New", date(2025, 12, 8))):
            made = Aid(title=title, direction="received", kind="project")
            registers.create(made, by=lan, evidence=[records.said(document, lan, title=title)])
            kept[title] = services.open_case(made, "aid-appraisal", anchor=day, opened_on=day, by=nam)

        assert "80/2020" in kept["Old"].rulebook.citation.words["en"]
        assert step(kept["Old"], "appraise").due == date(2025, 12, 29)
        assert "313/2025" in kept["New"].rulebook.citation.words["en"]
        assert step(kept["New"], "appraise").due is None

    def test_no_second_case_of_a_kind_while_one_is_open(self, case, event, nam):
        with pytest.raises(WrongState, match="open for this record already"):
            services.open_case(event, "conference", by=nam)

    @pytest.mark.parametrize(
        ("kind", "opened", "words"),
        [
            ("wedding", date(2026, 4, 1), "has no case"),
            ("conference", date(2015, 4, 1), "No rules were in force"),
            ("trip-out", date(2026, 4, 1), "procedure for delegations"),
            ("conference", date(2026, 6, 2), "still to come"),
        ],
    )
    def test_what_no_rules_cover_is_refused(self, event, nam, today, kind, opened, words):
        with pytest.raises(DomainError, match=words):
            services.open_case(event, kind, opened_on=opened, by=nam)

    def test_a_conference_before_the_opening_of_its_case_runs_backwards(self, event, nam, today):
        with pytest.raises(services.DatesBackwards):
            services.open_case(event, "conference", anchor=date(2026, 3, 1), opened_on=date(2026, 4, 1), by=nam)

    def test_readers_and_those_without_clearance_open_nothing(self, event, nam, minh, hoa, today):
        with pytest.raises(NotAllowed):
            services.open_case(event, "conference", by=minh)
        registers.change(event, {"mark": Mark.CONFIDENTIAL}, by=hoa)
        event.refresh_from_db()
        with pytest.raises(NotAllowed):
            services.open_case(event, "conference", by=nam)


class TestSteps:
    def test_a_step_done_in_time_is_not_late_and_starts_the_clock_of_the_next(self, filed):
        assert not step(filed, "file").is_late
        assert step(filed, "opinions").due == date(2026, 5, 19)
        assert Entry.objects.filter(action="events.step_recorded", object_id=filed.pk).count() == 2

    def test_a_step_after_its_day_is_accepted_and_marked_late(self, case, nam):
        complete_dossier(case, nam)
        done = services.record_step(case, "file", on=date(2026, 5, 18), by=nam)

        assert done.is_late

    def test_a_step_out_of_order_is_refused_until_a_reason_is_on_record(self, case, hoa):
        with pytest.raises(services.OutOfOrder, match="Written opinions"):
            services.record_step(case, "decide", on=date(2026, 5, 20), by=hoa)
        assert step(case, "decide").outcome == ""

        services.record_step(case, "decide", on=date(2026, 5, 20), by=hoa, override_reason="Ordered by the city Party.")

        kept = Override.objects.get(case=case)
        assert step(case, "decide").outcome == "done"
        assert (kept.rule, kept.reason, kept.by) == ("order:decide", "Ordered by the city Party.", hoa)
        assert "Written opinions" in kept.found
        assert "art. 5" in kept.citation
        assert Entry.objects.filter(action="events.override_recorded", object_id=case.pk).exists()

    def test_an_incomplete_dossier_is_not_filed_without_a_reason(self, case, nam):
        services.tick(case, "letter", state="there", by=nam)

        with pytest.raises(services.DossierIncomplete, match="Project paper"):
            services.record_step(case, "file", on=date(2026, 5, 4), by=nam)
        services.record_step(case, "file", on=date(2026, 5, 4), by=nam, override_reason="It follows by courier.")

        assert Override.objects.get(case=case).rule == "papers:file"

    def test_dates_that_run_backwards_are_refused_and_no_reason_helps(self, filed, nam, hoa):
        services.record_step(filed, "opinions", on=date(2026, 5, 10), by=nam)

        for day in (date(2026, 5, 9), date(2026, 6, 2), date(2026, 3, 1)):
            with pytest.raises(services.DatesBackwards):
                services.record_step(filed, "decide", on=day, by=hoa, override_reason="Because.")

    def test_a_decision_is_recorded_by_those_whom_the_pack_names(self, filed, nam, hoa):
        services.record_step(filed, "opinions", on=date(2026, 5, 10), by=nam)

        with pytest.raises(NotAllowed):
            services.record_step(filed, "decide", on=date(2026, 5, 20), by=nam)
        assert services.record_step(filed, "decide", on=date(2026, 5, 20), by=hoa).outcome == "done"

    def test_a_refusal_needs_its_reason_and_stops_what_comes_after(self, filed, nam, hoa):
        services.record_step(filed, "opinions", on=date(2026, 5, 10), by=nam)
        with pytest.raises(DomainError, match="note"):
            services.record_step(filed, "decide", on=date(2026, 5, 20), outcome="refused", by=hoa)

        services.record_step(filed, "decide", on=date(2026, 5, 20), outcome="refused", note="The date.", by=hoa)

        with pytest.raises(services.OutOfOrder):
            services.record_step(filed, "hold", on=date(2026, 6, 1), by=nam)

    def test_a_dossier_returned_is_still_to_be_filed_and_the_first_try_stays_in_the_audit(self, case, nam):
        complete_dossier(case, nam)
        services.record_step(case, "file", on=date(2026, 5, 4), outcome="returned", note="No stamp.", by=nam)
        assert step(case, "file").is_to_do
        with pytest.raises(services.DatesBackwards, match="returned"):
            services.record_step(case, "file", on=date(2026, 5, 2), by=nam)

        services.record_step(case, "file", on=date(2026, 5, 6), by=nam)

        tries = Entry.objects.filter(action="events.step_recorded", object_id=case.pk).order_by("id")
        assert [entry.changes["outcome"] for entry in tries] == [["", "returned"], ["returned", "done"]]
        assert tries[0].reason == "No stamp."

    def test_a_step_waived_lets_the_next_go_on(self, case, nam):
        services.record_step(case, "agree-in-principle", on=date(2026, 4, 2), outcome="waived", note="No host.", by=nam)

        assert step(case, "agree-in-principle").is_settled

    def test_a_step_settled_is_not_recorded_twice_but_taken_back_with_a_reason(self, filed, nam):
        with pytest.raises(WrongState, match="recorded already"):
            services.record_step(filed, "file", on=date(2026, 5, 5), by=nam)
        with pytest.raises(DomainError, match="reason"):
            services.reopen_step(filed, "file", reason=" ", by=nam)

        services.reopen_step(filed, "file", reason="Wrong day.", by=nam)

        assert (step(filed, "file").outcome, step(filed, "file").done_on) == ("", None)
        assert step(filed, "opinions").due == date(2026, 6, 1)
        entry = Entry.objects.get(action="events.step_reopened", object_id=filed.pk)
        assert entry.changes["done_on"] == ["2026-05-04", None]

    def test_a_step_is_not_taken_back_from_under_one_that_came_after_it(self, filed, nam):
        services.record_step(filed, "opinions", on=date(2026, 5, 10), by=nam)

        with pytest.raises(WrongState, match="Written opinions"):
            services.reopen_step(filed, "file", reason="Wrong day.", by=nam)

    def test_a_document_above_the_clearance_is_not_attached(self, filed, nam, hoa):
        closed = records.source(hoa, mark=Mark.CONFIDENTIAL, name="closed.txt", text="Closed.")

        with pytest.raises(NotAllowed):
            services.record_step(filed, "opinions", on=date(2026, 5, 10), document=closed, by=nam)

    def test_unknown_steps_and_outcomes_are_named(self, case, nam):
        with pytest.raises(DomainError, match="It has: agree-in-principle"):
            services.record_step(case, "dance", on=date(2026, 5, 4), by=nam)
        with pytest.raises(DomainError, match="done, refused"):
            services.record_step(case, "file", on=date(2026, 5, 4), outcome="maybe", by=nam)


class TestTheAnchor:
    def test_moving_it_moves_the_steps_to_be_done_and_none_that_is_done(self, filed, nam):
        services.move_anchor(filed, date(2026, 7, 1), reason="The hall is not free.", by=nam)

        assert step(filed, "hold").due == date(2026, 7, 1)
        assert step(filed, "file").due == date(2026, 5, 16)
        entry = Entry.objects.get(action="events.case_moved", object_id=filed.pk)
        assert entry.changes["due: hold"] == ["2026-06-15", "2026-07-01"]
        assert entry.reason == "The hall is not free."

    def test_it_needs_a_reason_and_cannot_go_before_the_opening(self, case, nam):
        with pytest.raises(DomainError, match="reason"):
            services.move_anchor(case, date(2026, 7, 1), reason="", by=nam)
        with pytest.raises(services.DatesBackwards):
            services.move_anchor(case, date(2026, 3, 1), reason="Earlier.", by=nam)

    def test_a_day_that_was_not_known_is_set_without_a_reason(self, event, nam, today):
        case = services.open_case(event, "conference", by=nam)
        assert step(case, "file").due is None

        services.move_anchor(case, date(2026, 9, 1), reason="", by=nam)

        assert step(case, "file").due == date(2026, 8, 2)

    def test_it_stays_where_the_event_was_held(self, case, nam, hoa):
        services.record_step(case, "hold", on=date(2026, 5, 30), by=nam, override_reason="It was brought forward.")

        with pytest.raises(WrongState, match="can no longer be moved"):
            services.move_anchor(case, date(2026, 7, 1), reason="Later.", by=nam)

    def test_a_day_far_out_of_range_is_refused_and_nothing_changes(self, case, nam):
        with pytest.raises(services.DatesBackwards, match="holidays"):
            services.move_anchor(case, date(2200, 1, 1), reason="A slip.", by=nam)
        case.refresh_from_db()
        assert case.anchor == date(2026, 6, 15)


class TestConsultations:
    def test_each_body_has_a_clock_of_its_own_from_the_day_it_was_asked(self, filed, nam):
        first = services.ask(filed, "other-bodies", on=date(2026, 5, 5), by=nam)
        second = services.ask(filed, "departments", on=date(2026, 5, 11), by=nam)

        assert (first.due, second.due) == (date(2026, 5, 20), date(2026, 5, 26))

    def test_an_answer_after_the_deadline_is_accepted_and_marked_late(self, filed, nam):
        asked = services.ask(filed, "other-bodies", on=date(2026, 5, 5), by=nam)

        services.answer(asked, on=date(2026, 5, 25), answer="remarks", summary="Shorter.", by=nam)

        asked.refresh_from_db()
        assert asked.is_late
        assert asked.summary == "Shorter."
        assert Entry.objects.filter(action="events.consultation_answered", object_id=filed.pk).exists()

    def test_opinions_are_not_done_while_a_body_owes_its_answer(self, filed, nam):
        services.ask(filed, "other-bodies", on=date(2026, 5, 5), by=nam)

        with pytest.raises(services.OutOfOrder, match="Other agencies"):
            services.record_step(filed, "opinions", on=date(2026, 5, 25), by=nam)

    def test_an_answer_before_the_question_runs_backwards(self, filed, nam):
        asked = services.ask(filed, "other-bodies", on=date(2026, 5, 5), by=nam)

        with pytest.raises(services.DatesBackwards):
            services.answer(asked, on=date(2026, 5, 4), answer="agrees", by=nam)

    def test_a_body_is_asked_once_until_it_answers_and_then_again_in_another_round(self, filed, nam):
        asked = services.ask(filed, "other-bodies", on=date(2026, 5, 5), by=nam)
        with pytest.raises(WrongState, match="asked already"):
            services.ask(filed, "other-bodies", on=date(2026, 5, 6), by=nam)
        services.answer(asked, on=date(2026, 5, 7), answer="objects", summary="The title.", by=nam)
        with pytest.raises(WrongState, match="answered on"):
            services.answer(asked, on=date(2026, 5, 8), answer="agrees", by=nam)

        services.ask(filed, "other-bodies", on=date(2026, 5, 8), by=nam)

        assert filed.consultations.count() == 2

    def test_a_body_that_the_pack_does_not_name_is_asked_by_name_without_a_day(self, filed, nam):
        asked = services.ask(filed, "", name="Old Quarter board", step="opinions", on=date(2026, 5, 5), by=nam)

        assert (str(asked), asked.due) == ("Old Quarter board", None)

    def test_an_objection_says_what_it_objects_to(self, filed, nam):
        asked = services.ask(filed, "other-bodies", on=date(2026, 5, 5), by=nam)

        with pytest.raises(DomainError, match="objects to"):
            services.answer(asked, on=date(2026, 5, 6), answer="objects", by=nam)


class TestPapers:
    def test_a_paper_is_ticked_with_its_document_and_the_audit_knows(self, case, nam):
        document = records.source(nam, name="letter.txt", text="We ask for permission.")

        item = services.tick(case, "letter", state="there", document=document, by=nam)

        assert item.document == document
        assert Entry.objects.filter(action="events.paper_ticked", object_id=case.pk).count() == 1
        services.tick(case, "letter", state="there", document=document, by=nam)
        assert Entry.objects.filter(action="events.paper_ticked", object_id=case.pk).count() == 1

    def test_what_everybody_needs_is_not_inapplicable_without_a_note(self, case, nam):
        with pytest.raises(DomainError, match="say in the note"):
            services.tick(case, "letter", state="not_applicable", by=nam)
        assert services.tick(case, "consent-to-host", state="not_applicable", by=nam).state == "not_applicable"


class TestLimits:
    @pytest.fixture
    def trip(self, lan, nam, today):
        document = records.source(lan)
        made = Delegation(title="Visit to Seoul", direction="out", level="city_leader")
        registers.create(made, by=lan, evidence=[records.said(document, lan, title=made.title)])
        return services.open_case(made, "trip-out", anchor=date(2026, 9, 7), opened_on=date(2026, 5, 4), by=nam)

    def test_what_is_over_a_limit_is_found_with_its_citation(self, trip):
        counted = {"people": 500, "days_abroad": 10, "trips_of_leader_in_year": 3}
        found = services.check_limits(trip, counted, subjects={"trips_of_leader_in_year": "A. N."})

        assert [one.found for one in found] == [
            "Trips abroad of one leader in a year (A. N.): 3",
            "People in a delegation: 500",
        ]
        assert found[0].says.startswith("at most 2")
        assert "38-CT/TW" in found[0].citation
        assert found[1].status == "to_check"

    def test_an_override_stands_for_what_was_found_and_not_for_more(self, trip, nam):
        (found,) = services.check_limits(trip, {"people": 12})
        with pytest.raises(DomainError, match="reason"):
            services.override_limit(trip, found, reason="", by=nam)

        services.override_limit(trip, found, reason="The orchestra travels along.", by=nam)

        assert services.check_limits(trip, {"people": 12})[0].overridden is not None
        assert services.check_limits(trip, {"people": 13})[0].overridden is None

    def test_what_was_not_counted_breaks_nothing(self, trip):
        assert services.check_limits(trip, {"people": None}) == []


class TestClosing:
    def test_a_case_is_completed_when_no_step_is_left(self, case, nam, hoa):
        with pytest.raises(WrongState, match="Steps are left"):
            services.close(case, outcome="completed", by=nam)

        for one in case.steps.all():
            services.record_step(case, one.key, on=date(2026, 6, 1), outcome="waived", note="Exempt.", by=hoa)
        services.close(case, outcome="completed", by=nam)

        case.refresh_from_db()
        assert (case.outcome, case.closed_on) == ("completed", date(2026, 6, 1))

    def test_refused_or_withdrawn_needs_a_reason_and_ends_all_acts(self, case, nam):
        with pytest.raises(DomainError, match="reason"):
            services.close(case, outcome="withdrawn", by=nam)
        services.close(case, outcome="withdrawn", reason="No money.", by=nam)

        acts = [
            lambda: services.record_step(case, "file", on=date(2026, 5, 4), by=nam),
            lambda: services.ask(case, "departments", on=date(2026, 5, 4), by=nam),
            lambda: services.tick(case, "letter", state="there", by=nam),
            lambda: services.move_anchor(case, date(2026, 7, 1), reason="x", by=nam),
            lambda: services.override(case, rule="x", found="x", says="x", reason="x", by=nam),
            lambda: services.assign(case, None, by=nam),
            lambda: services.close(case, outcome="withdrawn", reason="x", by=nam),
        ]
        for act in acts:
            with pytest.raises(services.CaseClosed):
                act()

    def test_a_case_does_not_close_before_its_last_step(self, filed, nam):
        with pytest.raises(services.DatesBackwards):
            services.close(filed, outcome="withdrawn", on=date(2026, 5, 1), reason="No money.", by=nam)

    def test_a_reviewer_opens_it_again_with_a_reason_and_the_audit_keeps_the_first_end(self, case, nam, lan):
        services.close(case, outcome="withdrawn", reason="No money.", by=nam)
        with pytest.raises(NotAllowed):
            services.reopen(case, reason="There is money.", by=nam)

        services.reopen(case, reason="There is money.", by=lan)

        case.refresh_from_db()
        assert case.is_open
        entry = Entry.objects.get(action="events.case_reopened", object_id=case.pk)
        assert entry.changes["reason"] == ["No money.", None]

    def test_it_is_given_to_somebody_who_may_see_the_record(self, case, nam, lan, huong, hoa, event):
        services.assign(case, lan, by=nam)
        case.refresh_from_db()
        assert case.responsible == lan

        registers.change(event, {"mark": Mark.INTERNAL}, by=lan)
        case = Case.objects.get(pk=case.pk)
        with pytest.raises(NotAllowed, match="may not see"):
            services.assign(case, huong, by=nam)


class TestTheRecord:
    def test_a_case_follows_the_mark_of_its_record(self, case, event, hoa, nam, huong):
        assert Case.objects.visible_to(huong).get() == case

        registers.change(event, {"mark": Mark.CONFIDENTIAL}, by=hoa)

        assert not Case.objects.visible_to(nam).exists()
        assert Case.objects.visible_to(hoa).get().mark == Mark.CONFIDENTIAL
        with pytest.raises(NotAllowed):
            services.tick(Case.objects.get(), "letter", state="there", by=nam)

    def test_a_record_with_an_open_case_is_not_taken_out(self, case, event, an, nam):
        with pytest.raises(WrongState, match="rest on it"):
            registers.remove(event, reason="Twice.", by=an)
        services.close(case, outcome="withdrawn", reason="Twice.", by=nam)

        registers.remove(event, reason="Twice.", by=an)

        assert Case.objects.filter(pk=case.pk).exists()
        assert not Case.objects.visible_to(an).exists()

    def test_what_is_due_comes_the_longest_late_first_and_obeys_clearance(self, filed, event, nam, hoa, huong):
        services.ask(filed, "other-bodies", on=date(2026, 5, 5), by=nam)

        found = queries.due_until(date(2026, 6, 15), visible_to=huong)

        assert [(one.due, one.is_answer) for one in found] == [
            (date(2026, 5, 19), False),
            (date(2026, 5, 20), True),
            (date(2026, 6, 15), False),
        ]
        assert len(queries.overdue(date(2026, 6, 1), visible_to=huong)) == 2
        assert queries.due_until(date(2026, 6, 15), visible_to=nam, register="aid") == []
        assert queries.due_until(date(2026, 6, 15), visible_to=nam, person=hoa.pk) == []
        registers.change(event, {"mark": Mark.CONFIDENTIAL}, by=hoa)
        assert queries.due_until(date(2026, 6, 15), visible_to=nam) == []

    def test_the_queries_of_what_is_due_do_not_grow_with_the_cases(self, case, lan, nam, django_assert_max_num_queries):
        document = records.source(lan, name="more.txt", text="More conferences.")
        for number in range(5):
            more = Event(title=f"Conference {number}", kind="conference")
            registers.create(more, by=lan, evidence=[records.said(document, lan, title=more.title)])
            services.open_case(more, "conference", anchor=date(2026, 6, 20), opened_on=date(2026, 4, 1), by=nam)

        with django_assert_max_num_queries(4):
            found = queries.due_until(date(2026, 7, 1), visible_to=nam)
            assert [str(one.case.record) for one in found]


def test_documents_of_steps_hold_their_document(filed, nam, an):
    document = records.source(nam, name="letter.txt", text="We ask for permission.")
    services.tick(filed, "letter", state="there", document=document, by=nam)

    assert Document.objects.get(pk=document.pk) == ChecklistItem.objects.get(case=filed, key="letter").document
    assert Consultation.objects.count() == 0
