"""Acts are recorded, corrected and taken back; the columns, the history and the evidence follow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import records
from proxeny.accounts.models import Role
from proxeny.agreements import queries, services
from proxeny.agreements.errors import CannotFollow, DatesBackwards
from proxeny.agreements.models import Act, Agreement
from proxeny.audit.models import Entry
from proxeny.audit.services import verify
from proxeny.core.errors import ChangedMeanwhile, DomainError, NoEvidence, NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.exchange.services import undoing
from proxeny.registers.agenda import Asked, occasions
from proxeny.registers.register import REGISTERS


@pytest.fixture
def memorandum(document, lan, paris, evidence) -> Agreement:
    """Signed in 2020 for five years, entered as an office enters an old one."""
    made = Agreement(
        title="Memorandum on gardens", kind="mou", signed="2020-03-10", entry_into_force="2020-05-01",
        expires="2025-03-09",
    )  # fmt: skip
    return services.enter_agreement(made, by=lan, evidence=evidence, many={"partners": [paris]})


def test_a_new_agreement_with_its_dates_begins_its_chain_with_them(memorandum, lan):
    assert [(act.deed, act.date, act.effective) for act in memorandum.acts.all()] == [
        ("sign", "2020-03-10", ""),
        ("enter", "2020-05-01", "2020-05-01"),
    ]
    assert queries.state_on(memorandum, date(2020, 4, 1)) == "signed"
    assert queries.state_on(memorandum, date(2021, 4, 1)) == "in_force"


def test_an_entry_into_force_without_a_signature_is_refused_and_nothing_is_written(evidence, lan):
    with pytest.raises(CannotFollow, match="Record the signature first"):
        services.enter_agreement(
            Agreement(title="Odd", kind="mou", entry_into_force="2020"), by=lan, evidence=evidence
        )
    assert not Agreement.objects.exists()


def test_a_term_that_ended_tonight_is_over_in_tomorrows_list_though_nothing_ran(
    today, memorandum, record, monkeypatch, lan
):
    record(memorandum, "extend", "2025-01-15", expires="2026-06-01")

    for day, state in ((date(2026, 6, 1), "extended"), (date(2026, 6, 2), "expired")):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a, _day=day, **_k: _day)
        fresh = Agreement.objects.with_state().get(pk=memorandum.pk)
        assert (fresh.state_now, fresh.state, fresh.status) == (state, state, "extended")
        assert list(queries.in_state(state, visible_to=lan)) == [memorandum]


@pytest.mark.parametrize(
    "columns",
    [
        {"signed": "2020"},
        {"signed": "2020", "entry_into_force": "2027-01-01"},
        {"signed": "2020", "entry_into_force": "2021"},
        {"signed": "2020", "expires": "2025"},
        {"signed": "2020", "expires": "2025", "renewal": "tacit", "renewal_months": 12},
        {"signed": "2020", "expires": "2026-06-01"},
        {"signed": "2020", "status": "suspended", "expires": "2025"},
        {"signed": "2020", "status": "terminated"},
        {"signed": "2020", "ended": "2026-06-01"},
        {"signed": "2020", "ended": "2026-06-02"},
        {"status": "negotiating"},
        {"signed": "2020", "status": "unknown"},
        {"signed": "2020", "status": "superseded", "expires": "2025"},
    ],
)
def test_the_list_the_page_and_the_chain_tell_the_same_state(document, lan, today, columns):
    made = records.agreement(document, lan, "One", **({"status": "idea", "signed": ""} | columns))
    listed = Agreement.objects.with_state().get(pk=made.pk)

    assert listed.state_now == listed.state == queries.state_on(made, today)


def test_an_act_without_a_source_is_refused_and_so_is_one_of_tomorrow(memorandum, lan, today, record):
    with pytest.raises(NoEvidence, match="amendment, 2 May 2024"):
        services.record_act(memorandum, "amend", date="2024-05-02", summary="More gardens.", by=lan)
    with pytest.raises(DatesBackwards, match="still to come"):
        record(memorandum, "amend", "2026-06-02", summary="More gardens.")
    record(memorandum, "terminate", "2024-06-01", effective="2027-01-01", summary="Notice was given.")
    memorandum.refresh_from_db()
    assert (memorandum.ended, memorandum.acts.count()) == ("2027-01-01", 3)


def test_an_amendment_of_what_is_terminated_is_refused_with_a_message(memorandum, record):
    record(memorandum, "terminate", "2024-06-01")

    with pytest.raises(CannotFollow, match="On 2 June 2024 Memorandum on gardens is terminated"):
        record(memorandum, "amend", "2024-06-02", summary="More gardens.")


def test_every_act_is_cited_audited_and_counts_a_version(memorandum, record, evidence, lan):
    act = record(memorandum, "extend", "2025-01-15", expires="2030-03-09", instrument="Protocol No. 1")
    memorandum.refresh_from_db()

    assert (memorandum.expires, memorandum.version, memorandum.status) == ("2030-03-09", 2, "extended")
    cited = {citation.field for citation in documents.evidence_of(act, visible_to=lan)}
    assert cited == {"", "date", "expires", "instrument"}
    assert documents.evidence_of(memorandum, visible_to=lan, field="expires").filter(statement=evidence[0]).exists()
    entry = Entry.objects.get(action="agreements.act_recorded")
    assert entry.changes["expires"] == ["2025-03-09", "2030-03-09"]
    assert verify().broken is None


def test_an_amendment_entered_late_takes_its_place_and_leaves_the_state_to_the_later_act(memorandum, record):
    record(memorandum, "extend", "2025-01-15", expires="2030-03-09")
    record(memorandum, "amend", "2021-06", summary="More gardens.")
    memorandum.refresh_from_db()

    assert [act.deed for act in memorandum.acts.all()] == ["sign", "enter", "amend", "extend"]
    assert memorandum.state_on(date(2026, 1, 1)) == "extended"
    assert queries.state_on(memorandum, date(2022, 1, 1)) == "amended"


def test_a_wrong_act_is_taken_back_with_a_reason_and_the_history_keeps_it(memorandum, record, lan):
    act = record(memorandum, "terminate", "2024-06-01", summary="A misreading.")

    with pytest.raises(DomainError, match="reason"):
        services.take_back(act, reason=" ", by=lan)
    services.take_back(act, reason="Another memorandum was meant.", by=lan)
    memorandum.refresh_from_db()
    assert (memorandum.ended, memorandum.acts.filter(deed="terminate").exists()) == ("", False)
    entry = Entry.objects.get(action="agreements.act_taken_back")
    assert entry.reason == "Another memorandum was meant."
    assert entry.changes["acts.summary"] == ["A misreading.", None]
    assert not documents.citations_of(act).exists()


def test_an_act_on_which_a_later_one_rests_stays(memorandum, record, lan):
    record(memorandum, "amend", "2022-01-01", summary="More gardens.")

    with pytest.raises(WrongState, match="Without “signature, 10 March 2020”"):
        services.take_back(memorandum.acts.get(deed="sign"), reason="Wrong.", by=lan)


def test_a_correction_that_makes_dates_run_backwards_is_refused(memorandum, evidence, lan):
    with pytest.raises(DatesBackwards):
        services.correct_act(memorandum.acts.get(deed="sign"), {"date": "2021-01-01"}, evidence=evidence, by=lan)


def test_signatories_of_the_signature_are_those_of_the_agreement(talks, document, lan, record):
    anne = records.person(document, lan)
    act = record(talks, "sign", "2023-04-14", signatories=[anne], place="Paris")
    assert list(talks.signed_by.all()) == [anne]

    services.take_back(act, reason="Not yet.", by=lan)
    assert not talks.signed_by.exists()


def test_the_second_of_two_people_is_told(memorandum, record, evidence, lan):
    record(memorandum, "amend", "2022-01-01", summary="More gardens.")

    with pytest.raises(ChangedMeanwhile, match="Lan Phạm"):
        record(memorandum, "suspend", "2023-01-01", version=1)


def test_nobody_acts_on_what_they_may_not_see(document, hoa, lan, evidence, minh):
    closed = records.agreement(document, hoa, "Closed", mark=Mark.CONFIDENTIAL)
    for person in (minh, lan):
        with pytest.raises(NotAllowed):
            services.record_act(closed, "amend", date="2024", summary="x", evidence=evidence, by=person)
    assert minh.role == Role.READER


def test_a_rule_of_renewal_changes_the_state_at_once(memorandum, evidence, lan, today):
    assert memorandum.state == "expired"
    services.change_agreement(
        memorandum, {"renewal": "tacit", "renewal_months": 12}, evidence=evidence, by=lan
    )
    memorandum.refresh_from_db()
    assert (memorandum.state, memorandum.status) == ("in_force", "in_force")


def test_dates_that_follow_from_acts_are_not_written_past_them(memorandum, evidence, lan):
    services.change_agreement(memorandum, {"signed": "1999", "status": "idea", "term": "x"}, evidence=evidence, by=lan)
    memorandum.refresh_from_db()
    assert (memorandum.signed, memorandum.term) == ("2020-03-10", "x")


def test_an_agreement_brought_in_from_a_list_tells_its_chain_and_keeps_it_with_the_first_act(document, lan, record):
    listed = records.agreement(document, lan, "From a list", signed="2019", status="suspended", expires="2030")
    assert queries.state_on(listed, date(2024, 1, 1)) == "suspended"

    record(listed, "resume", "2024-05-01")
    listed.refresh_from_db()
    assert [act.deed for act in listed.acts.all()] == ["sign", "tell", "resume"]
    assert (listed.signed, listed.expires, listed.status) == ("2019", "2030", "signed")
    assert documents.evidence_of(listed.acts.get(deed="sign"), visible_to=lan).exists()


def test_an_import_that_corrects_a_signature_corrects_the_act_and_undoing_it_puts_it_back(memorandum, lan, tmp_path):
    from django.core.management import call_command

    file = tmp_path / "list.csv"
    file.write_text(f"reference,title,type,signed\n{memorandum.reference},Memorandum on gardens,mou,2020-03-11\n")
    call_command("import", "agreements", str(file), "--as", "lan", "--mark", "public")
    memorandum.refresh_from_db()
    assert memorandum.signed == "2020-03-11"
    assert memorandum.acts.get(deed="sign").date == "2020-03-11"

    from proxeny.exchange.models import Import

    undoing.undo(Import.objects.get(), reason="A trial.", by=lan)
    memorandum.refresh_from_db()
    assert (memorandum.signed, memorandum.acts.get(deed="sign").date) == ("2020-03-10", "2020-03-10")


def test_the_days_of_an_agreement_are_in_the_calendar_as_far_as_a_person_may_see(memorandum, document, hoa, huong, lan):
    services.change_agreement(
        memorandum,
        {"renewal": "tacit", "renewal_months": 24, "notice": 6},
        evidence=[records.said(document, lan)],
        by=lan,
    )
    records.agreement(document, hoa, "Closed", mark=Mark.CONFIDENTIAL, signed="2020-03-12")

    def days(person, first, last):
        asked = Asked(date.fromisoformat(first), date.fromisoformat(last), person)
        return [(one.sort, one.what, one.first.isoformat()) for one in occasions(asked, of=["agreements"])]

    assert days(huong, "2020-03-01", "2020-05-31") == [
        ("happening", "Signature", "2020-03-10"),
        ("notice", "Enters into force", "2020-05-01"),
    ]
    assert days(huong, "2026-09-01", "2026-09-30") == [("deadline", "Last day to give notice", "2026-09-09")]


def test_what_is_near_is_found_and_what_goes_on_by_itself_does_not_expire(memorandum, document, lan, today):
    soon = records.agreement(document, lan, "Soon", expires="2026-06-20", notice=15, notice_unit="days")
    records.agreement(
        document, lan, "Tacit", expires="2026-06-20", renewal="tacit", renewal_months=12, notice=1, notice_unit="months"
    )

    assert list(queries.expiring(timedelta(days=30), visible_to=lan)) == [soon]
    assert [(day.isoformat(), row.title) for day, row in queries.notice_due(timedelta(days=60), visible_to=lan)] == [
        ("2026-06-05", "Soon")
    ]
    assert list(queries.ended_lately(timedelta(days=500), visible_to=lan)) == [memorandum]


def test_the_columns_of_annex_a3_are_all_in_the_list():
    columns = set(REGISTERS["agreements"].table.base_columns)

    assert {
        "proposer", "capacity", "kind", "title", "country", "partners", "signed", "status", "entry_into_force", "term",
        "signed_by", "approved_by", "delegated", "note",
    } <= columns  # fmt: skip


def test_acts_go_with_their_agreement(memorandum, an):
    from proxeny.registers import services as registers

    registers.remove(memorandum, by=an, reason="Twice.")
    assert not Act.objects.exists()
