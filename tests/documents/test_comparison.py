"""Two sources agree when the values that each leaves open have one in common."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.documents.comparison import Figure, agree, interval, kind_of_difference, slip_between


def figure(value: str, unit: str = "USD", qualifier: str = "exact", high: str | None = None, **source: str) -> Figure:
    return Figure(Decimal(value), unit, qualifier, Decimal(high) if high else None, **source)


@pytest.mark.parametrize(
    ("value", "low", "top"),
    [("3000000000", "2500000000", "3500000000"), ("3.02", "3.015", "3.025"), ("278430000", "278425000", "278435000")],
)
def test_an_exact_figure_is_right_to_half_a_unit_of_its_last_written_digit(value, low, top):
    found = interval(figure(value))

    assert (found.low, found.high) == (Decimal(low), Decimal(top))


@pytest.mark.parametrize(
    ("value", "qualifier", "low", "top"),
    [
        ("20", "over", "20", "30"),
        ("4.6", "over", "4.6", "4.7"),
        ("100", "over", "100", "200"),
        ("90", "nearly", "80", "90"),
        ("65", "at_least", "65", "66"),
        ("50", "about", "40", "60"),
        ("500", "up_to", "400", "500"),
    ],
)
def test_a_qualifier_shifts_or_widens_a_figure_to_the_next_round_one(value, qualifier, low, top):
    found = interval(figure(value, "count", qualifier))

    assert (found.low, found.high) == (Decimal(low), Decimal(top))


def test_a_handful_of_things_is_counted_exactly():
    assert not agree(figure("18", "count"), figure("17", "count"))
    assert not agree(figure("20", "count"), figure("18", "count"))


def test_nearly_ninety_and_eighty_eight_are_no_conflict():
    assert agree(figure("90", "count", "nearly"), figure("88", "count"))
    assert not agree(figure("90", "count", "nearly"), figure("95", "count"))


def test_a_rounded_figure_agrees_with_the_one_it_was_rounded_from():
    assert agree(figure("3000000000"), figure("3020000000"))
    assert not agree(figure("3020000000"), figure("3050000000"))


def test_a_range_agrees_with_what_lies_in_it():
    assert agree(figure("20", "count", high="25"), figure("23", "count"))
    assert not agree(figure("20", "count", high="25"), figure("27", "count"))


def test_nearly_two_point_two_six_five_million_is_a_slip_of_scale_against_the_thousandfold():
    printed, meant = figure("2265000", qualifier="nearly"), figure("2265000000")

    assert not agree(printed, meant)
    assert slip_between(printed, meant) == 1000
    assert kind_of_difference(printed, meant) == "scale"


def test_a_publisher_that_says_otherwise_on_another_day_revises():
    december = figure("2940000000", publisher="Statistics Office", published="2023-12-26")
    january = figure("2867000000", publisher="Statistics Office", published="2024-01-05")
    paper = figure("2500000000", publisher="A newspaper", published="2024-01-05")

    assert kind_of_difference(december, january) == "revision"
    assert kind_of_difference(january, paper) == "plain"


@pytest.mark.parametrize(
    ("dong", "agrees"), [("397335000000000", True), ("397335000000", False), ("900000000000000", False)]
)
def test_an_amount_in_dong_agrees_with_its_conversion_at_any_rate_there_has_been_and_with_nothing_else(dong, agrees):
    dollars = figure("17000000000", qualifier="over")

    assert agree(dollars, figure(dong, "VND")) is agrees
    assert kind_of_difference(dollars, figure(dong, "VND")) == "currency"


def test_units_that_do_not_convert_never_agree():
    assert not agree(figure("17", "%"), figure("17", "count"))
    assert not agree(figure("17", "USD"), figure("17", "XAU"))


@pytest.mark.parametrize(
    ("qualifier", "low", "top"),
    [("exact", "950", "1500"), ("nearly", "900", "1000"), ("about", "900", "1500"), ("over", "1000", "2000")],
)
def test_a_round_thousand_leaves_less_open_below_than_above(qualifier, low, top):
    found = interval(figure("1000", "count", qualifier))

    assert (found.low, found.high) == (Decimal(low), Decimal(top))


def test_ten_per_cent_is_not_fourteen_though_it_ends_in_a_nought():
    assert not agree(figure("10", "%"), figure("14", "%"))
    assert agree(figure("10", "%"), figure("10.4", "%"))
    assert not agree(figure("150", "count"), figure("156", "count"))


def test_a_fall_is_rounded_as_a_rise_is():
    assert agree(figure("-13", "%"), figure("-12.6", "%"))
    assert not agree(figure("-13", "%"), figure("-15", "%"))
    assert not agree(figure("-13", "%"), figure("13", "%"))


figures = st.builds(
    Figure,
    value=st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False),
    unit=st.just("USD"),
    qualifier=st.sampled_from(["exact", "about", "over", "under", "nearly", "at_least", "up_to"]),
)


@given(figures, figures)
def test_agreement_does_not_depend_on_the_order_and_every_figure_agrees_with_itself(one, other):
    assert agree(one, other) == agree(other, one)
    assert agree(one, one)
