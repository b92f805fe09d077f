"""The state that follows from a chain of acts and from the day; what a chain refuses. No database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from proxeny.agreements import chain
from proxeny.agreements.errors import ActIncomplete, CannotFollow, DatesBackwards
from proxeny.agreements.terms import Term, months_after


@dataclass
class Act:
    """An act as the chain reads it."""

    deed: str
    date: str = ""
    effective: str = ""
    expires: str = ""
    told: str = ""
    summary: str = "what it says"


SIGNED = Act("sign", "2020-03-10")
IN_FORCE = [SIGNED, Act("enter", "2020-03-10", effective="2020-05-01")]
FIVE_YEARS = [Act("sign", "2020-03-10", expires="2025-03-09"), Act("enter", "2020-05-01")]


@pytest.mark.parametrize(
    ("acts", "day", "state"),
    [
        ([], "2020-01-01", "idea"),
        ([Act("propose", "2019-01-01")], "2019-02-01", "idea"),
        ([Act("draft", "2019-01-01")], "2019-02-01", "draft"),
        ([Act("draft", "2019-01-01"), Act("consult", "2019-01-10")], "2019-02-01", "consulting"),
        ([Act("consult", "2019-01-10"), Act("revise", "2019-03-01")], "2019-02-01", "consulting"),
        ([Act("revise", "2019-03-01")], "2019-03-01", "revised"),
        ([Act("submit", "2019-03-01")], "2019-04-01", "submitted"),
        ([Act("approve", "2019-03-01")], "2019-04-01", "approved"),
        ([Act("refuse", "2019-03-01")], "2019-04-01", "refused"),
        ([Act("refuse", "2019-03-01"), Act("draft", "2019-04-01")], "2019-05-01", "draft"),
        ([Act("submit", "2019-03-01"), Act("withdraw", "2019-03-02")], "2019-04-01", "withdrawn"),
        ([Act("announce", "2019-11")], "2020-01-01", "negotiating"),
        ([SIGNED], "2020-03-09", "idea"),
        ([SIGNED], "2020-03-10", "signed"),
        (IN_FORCE, "2020-04-30", "signed"),
        (IN_FORCE, "2020-05-01", "in_force"),
        ([*IN_FORCE, Act("amend", "2021-01-01")], "2021-01-01", "amended"),
        ([*IN_FORCE, Act("amend", "2021-01-01")], "2020-12-31", "in_force"),
        (FIVE_YEARS, "2025-03-09", "in_force"),
        (FIVE_YEARS, "2025-03-10", "expired"),
        ([Act("sign", "2020-03-10", expires="2025-03-09")], "2025-03-10", "expired"),
        ([Act("sign", "2020", expires="2025")], "2025-12-31", "signed"),
        ([*FIVE_YEARS, Act("extend", "2025-01-15", expires="2030-03-09")], "2025-03-10", "extended"),
        ([*FIVE_YEARS, Act("extend", "2025-01-15", expires="2030-03-09")], "2030-03-10", "expired"),
        ([*FIVE_YEARS, Act("renew", "2026-01-01", expires="2031")], "2025-06-01", "expired"),
        ([*FIVE_YEARS, Act("renew", "2026-01-01", expires="2031")], "2026-01-01", "extended"),
        ([*IN_FORCE, Act("suspend", "2022-02-01")], "2022-03-01", "suspended"),
        ([*IN_FORCE, Act("suspend", "2022-02-01"), Act("resume", "2022-06-01")], "2022-07-01", "in_force"),
        ([*IN_FORCE, Act("amend", "2021"), Act("suspend", "2022"), Act("resume", "2023")], "2024-01-01", "amended"),
        ([*FIVE_YEARS, Act("suspend", "2022-02-01")], "2025-03-10", "expired"),
        ([*IN_FORCE, Act("terminate", "2024-05-01", effective="2024-11-01")], "2024-10-31", "in_force"),
        ([*IN_FORCE, Act("terminate", "2024-05-01", effective="2024-11-01")], "2024-11-01", "terminated"),
        ([*IN_FORCE, Act("terminate", "2024-05-01")], "2024-05-01", "terminated"),
        ([*IN_FORCE, Act("terminate")], "2024-05-01", "terminated"),
        ([*IN_FORCE, Act("supersede", "2024-05-01")], "2024-05-01", "superseded"),
        ([SIGNED, Act("lapse", "2024")], "2024-06-01", "dormant"),
        ([SIGNED, Act("lapse", "2022"), Act("resume", "2024-02")], "2024-06-01", "signed"),
        ([SIGNED, Act("tell", told="unknown")], "2024-06-01", "unknown"),
        ([Act("tell", "2023-12", told="in_force")], "2024-06-01", "in_force"),
        ([SIGNED, Act("expire", "2023-01-01")], "2024-06-01", "expired"),
    ],
)
def test_the_state_follows_from_the_acts_and_the_day(acts, day, state):
    assert chain.state_of(acts, date.fromisoformat(day)) == state


def test_a_term_that_is_renewed_tacitly_goes_on_until_a_termination():
    tacit = Term(renews_for=12)

    assert chain.state_of(FIVE_YEARS, date(2027, 1, 1), tacit) == "in_force"
    ended = [*FIVE_YEARS, Act("terminate", "2027-01-15", effective="2027-03-09")]
    assert chain.state_of(ended, date(2027, 3, 8), tacit) == "in_force"
    assert chain.state_of(ended, date(2027, 3, 9), tacit) == "terminated"


TERMINATED = [*IN_FORCE, Act("terminate", "2024-05-01")]


@pytest.mark.parametrize(
    ("acts", "refusal", "said"),
    [
        ([*TERMINATED, Act("amend", "2024-06-01")], CannotFollow, "On 1 June 2024 It is terminated"),
        ([*TERMINATED, Act("extend", "2024-06-01", expires="2030")], CannotFollow, "terminated"),
        ([SIGNED, Act("sign", "2021-01-01")], CannotFollow, "already signed on 10 March 2020"),
        ([*IN_FORCE, Act("enter", "2021-01-01")], CannotFollow, "entered into force on 1 May 2020 already"),
        ([Act("draft", "2020-01-01"), Act("amend", "2020-02-01")], CannotFollow, "is not signed (draft)"),
        ([Act("enter", "2020-02-01")], CannotFollow, "Record the signature first"),
        ([SIGNED, Act("draft", "2021-01-01")], CannotFollow, "belongs before the signature"),
        ([SIGNED, Act("approve", "2021-01-01")], CannotFollow, "belongs before the signature"),
        ([SIGNED, Act("resume", "2021-01-01")], CannotFollow, "cannot follow"),
        ([*FIVE_YEARS, Act("extend", "2025-06-01", expires="2030")], CannotFollow, "record a renewal"),
        ([SIGNED, Act("enter", "2020-02-01", effective="2020-02-01")], DatesBackwards, "before the signature"),
        ([Act("sign", "2020-03-10", expires="2019")], DatesBackwards, "before its beginning"),
        ([*FIVE_YEARS, Act("extend", "2024-01-01", expires="2023-01-01")], DatesBackwards, "before its beginning"),
        ([*FIVE_YEARS, Act("extend", "2022-01-01", expires="2024-01-01")], DatesBackwards, "extends nothing"),
        ([*IN_FORCE, Act("terminate", "2024-05-01", effective="2023-05-01")], DatesBackwards, "the act itself"),
        ([*FIVE_YEARS, Act("extend", "2024-01-01")], ActIncomplete, "new end"),
        ([*IN_FORCE, Act("amend", "2024-01-01", summary=" ")], ActIncomplete, "what the amendment changes"),
        ([Act("tell")], ActIncomplete, "which state"),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_found(acts, refusal, said):
    with pytest.raises(refusal, match=said.replace("(", r"\(").replace(")", r"\)")):
        chain.check(acts, subject="It")


def test_each_refusal_has_a_code_that_stays():
    assert [error.code for error in (CannotFollow, DatesBackwards, ActIncomplete)] == [
        "agreement.act_impossible",
        "agreement.dates_backwards",
        "agreement.act_incomplete",
    ]


def test_an_act_told_late_takes_its_place_by_its_day_and_one_without_a_day_stands_last():
    acts = [SIGNED, Act("amend", "2022-01-01"), Act("amend", "2024")]

    assert chain.place_for(acts, Act("amend", "2021-06")) == 1
    assert chain.place_for(acts, Act("amend", "2022-01-01")) == 2
    assert chain.place_for(acts, Act("amend", "2023-06-30")) == 2
    assert chain.place_for(acts, Act("lapse")) == 3


def test_a_late_act_that_a_later_one_could_not_follow_names_that_one():
    late = Act("terminate", "2021-01-01")

    with pytest.raises(DatesBackwards, match=r"With “termination, 1 January 2021”.*“amendment, 1 January 2022”"):
        chain.check([SIGNED, late, Act("amend", "2022-01-01")], new=late)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
    ],
)
def test_months_end_where_the_month_does(day, months, after):
    assert months_after(day, months) == after


def test_the_end_and_the_last_day_of_notice_move_with_every_tacit_renewal():
    term = Term("2025-03-09", renews_for=24, notice=6, notice_unit="months")

    assert term.end_running_on(date(2025, 3, 9)) == date(2025, 3, 9)
    assert term.end_running_on(date(2025, 3, 10)) == date(2027, 3, 9)
    assert term.end_running_on(date(2031, 3, 10)) == date(2033, 3, 9)
    assert term.last_day_of_notice(date(2025, 3, 10)) == date(2026, 9, 9)
    assert term.last_day_of_notice(date(2026, 9, 9)) == date(2026, 9, 9)
    assert term.last_day_of_notice(date(2026, 9, 10)) == date(2028, 9, 9)  # too late for the end of 2027


def test_a_term_without_end_or_notice_has_no_day_of_notice():
    assert Term().last_day_of_notice(date(2026, 1, 1)) is None
    assert Term("2030").last_day_of_notice(date(2026, 1, 1)) is None
    assert Term("2030", notice=30, notice_unit="days").last_day_of_notice(date(2026, 1, 1)) == date(2030, 12, 1)
