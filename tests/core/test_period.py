"""Partial dates: what is kept, what it spans, and what is refused with which words."""

from __future__ import annotations

from datetime import date

import pytest

from proxeny.core import period
from proxeny.core.errors import BadPeriod


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2023-04-14", date(2023, 4, 14), date(2023, 4, 14)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2013~", date(2013, 1, 1), date(2013, 12, 31)),
        ("2019-08-14?", date(2019, 8, 14), date(2019, 8, 14)),
        ("200X", date(2000, 1, 1), date(2009, 12, 31)),
        ("2026-21", date(2026, 3, 1), date(2026, 5, 31)),
        ("2023-01/2023-08", date(2023, 1, 1), date(2023, 8, 31)),
        ("2014/..", date(2014, 1, 1), None),
        ("../2007", None, date(2007, 12, 31)),
    ],
)
def test_a_period_spans_the_days_that_its_words_leave_open(edtf, first, last):
    assert period.days(edtf) == (first, last)


@pytest.mark.parametrize("wrong", ["", "tomorrow", "2023-13", "2023-02-30", "../..", "1/2023", "2023-05/2023-01"])
def test_what_is_no_period_is_refused(wrong):
    with pytest.raises(BadPeriod):
        period.days(wrong)


def test_a_period_that_ends_before_it_begins_is_told_to_be_exchanged():
    with pytest.raises(BadPeriod, match="Exchange"):
        period.days("2023-05/2023-01")


@pytest.mark.parametrize(
    ("typed", "kept"), [("14/04/2023", "2023-04-14"), ("4/2023", "2023-04"), ("2023", "2023"), ("2014/..", "2014/..")]
)
def test_an_officer_writes_dates_day_first(typed, kept):
    assert period.from_office_form(typed) == kept


def test_a_day_that_the_month_does_not_have_is_named():
    with pytest.raises(BadPeriod, match="28 days"):
        period.from_office_form("31/02/2023")


def test_periods_meet_where_they_share_a_day():
    assert period.meet("2023-04", "2023-04-14")
    assert period.meet("2014/..", "2023")
    assert not period.meet("../2007", "2008")


def test_a_message_repeats_no_more_of_what_was_written_than_it_has_room_for():
    with pytest.raises(BadPeriod) as refused:
        period.days("20" * 5000)

    assert len(str(refused.value)) < 400
