"""Columns of the record: amounts come back as they went in, dates have their days beside them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from proxeny.indicators.models import Indicator, Observation


def observation(**content) -> Observation:
    return Observation(
        reference=content.pop("reference", "o"),
        indicator=Indicator.objects.get(code="exports"),
        area="Hanoi",
        period=content.pop("period", "2023"),
        unit="VND",
        **content,
    )


@pytest.mark.parametrize(
    "amount", ["1234567890123456", "9007199254740993", "397335000000000", "6.52", "0.1", "-13.25", "0"]
)
def test_an_amount_comes_back_as_it_went_in(db, amount):
    observation(value=Decimal(amount)).save()

    assert Observation.objects.get().value == Decimal(amount)


def test_a_fraction_of_many_digits_is_kept_exactly_or_refused_never_rounded(db):
    long = Decimal("12345678901234567.125")
    if connection.vendor == "sqlite":
        with pytest.raises(ValidationError, match="more digits"):
            observation(value=long).save()
    else:
        observation(value=long).save()
        assert Observation.objects.get().value == long


def test_amounts_are_ordered_as_numbers(db):
    for number, amount in enumerate(["9", "10", "1000000000000000", "2.5"]):
        observation(reference=f"o{number}", period=str(2000 + number), value=Decimal(amount)).save()

    values = list(Observation.objects.order_by("value").values_list("value", flat=True))

    assert values == [Decimal("2.5"), Decimal(9), Decimal(10), Decimal(10) ** 15]


def test_the_days_of_a_period_are_set_in_bulk_too(db):
    Observation.objects.bulk_create([observation(period="2023-01/2023-06", value=Decimal(1))])

    saved = Observation.objects.get()
    assert (saved.period_earliest, saved.period_latest) == (date(2023, 1, 1), date(2023, 6, 30))
    assert "hanoi" in saved.folded
