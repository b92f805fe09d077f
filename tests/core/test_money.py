"""Amounts as officers type them: read in their language, refused where two readings are possible."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proxeny.core.errors import BadAmount
from proxeny.core.money import amount_from_office_form


@pytest.mark.parametrize(
    ("typed", "language", "amount"),
    [
        ("2940000000", "en", "2940000000"),
        ("2,940,000,000", "en", "2940000000"),
        ("2.940.000.000", "vi", "2940000000"),
        ("6,52", "vi", "6.52"),
        ("6.52", "en", "6.52"),
        ("1.250,5", "vi", "1250.5"),
        ("2 940 000", "vi", "2940000"),
        ("-13", "en", "-13"),
    ],
)
def test_separators_are_those_of_the_persons_language(typed, language, amount):
    assert amount_from_office_form(typed, language) == Decimal(amount)


@pytest.mark.parametrize(("typed", "language"), [("1.250", "vi"), ("1,250", "en")])
def test_an_amount_with_two_readings_is_given_back_with_both(typed, language):
    with pytest.raises(BadAmount) as refusal:
        amount_from_office_form(typed, language)

    assert "1250" in str(refusal.value)
    assert typed in str(refusal.value)


@pytest.mark.parametrize("typed", ["12 triệu", "1.25.0", "1,2,3", "--5", "٣x"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(BadAmount):
        amount_from_office_form(typed, "vi")
