"""The period that a report is on, and the same days a year before."""

from __future__ import annotations

import pytest

from proxeny.core.errors import BadPeriod
from proxeny.reports.periods import period_of


@pytest.mark.parametrize(
    ("kind", "given", "edtf", "before"),
    [
        ("yearly", "2023", "2023", "2022"),
        ("six-month", "2024", "2024-01/2024-06", "2023-01/2023-06"),
        ("nine-month", "2023", "2023-01/2023-09", "2022-01/2022-09"),
        ("period", "2023-01/2023-08", "2023-01/2023-08", "2022-01/2022-08"),
        ("period", "2024-02", "2024-02/2024-02", "2023-02/2023-02"),
        ("period", "2025-02", "2025-02/2025-02", "2024-02/2024-02"),
        ("period", "2023-04-13/2023-04-16", "2023-04-13/2023-04-16", "2022-04-13/2022-04-16"),
        ("period", "2021/2023", "2021/2023", "2020/2022"),
    ],
)
def test_a_report_has_its_days_and_those_a_year_before(kind, given, edtf, before):
    found = period_of(kind, given)

    assert (found.edtf, found.before.edtf) == (edtf, before)


@pytest.mark.parametrize(
    ("kind", "given"), [("yearly", "2023-01"), ("six-month", "twenty"), ("period", "2023/.."), ("period", "2024/2023")]
)
def test_what_is_no_period_is_refused_in_words(kind, given):
    with pytest.raises(BadPeriod, match=given.split("/")[0]):
        period_of(kind, given)
