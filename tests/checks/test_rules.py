"""What figures cannot be together: each check on points of its own, with those that look alike and are right."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

import pytest

from proxeny.checks.points import Point
from proxeny.checks.rules import NAMES, RULES, found_among
from proxeny.core.period import days
from proxeny.documents.comparison import Figure, interval

KINDS = {
    "exports": "flow", "imports": "flow", "trade_turnover": "flow",
    "visitors": "flow", "visitors_international": "flow",
    "delegations_out": "flow", "delegations_out_led": "flow", "delegations_out_accompanying": "flow",
    "fdi_registered": "flow", "fdi_new_registered": "flow", "fdi_added": "flow", "fdi_share_purchases": "flow",
    "partner_cities": "stock", "exports_growth": "rate", "trade_turnover_growth": "rate", "exports_share": "rate",
}  # fmt: skip
_keys = count(1)


def point(indicator: str, period: str, value: str, *, unit: str = "USD", qualifier: str = "exact", **other) -> Point:
    """A point of a series, with the bounds that its exactness leaves."""
    bounds = interval(Figure(Decimal(value), unit, qualifier))
    first, last = days(period)
    known = {"area": "Hanoi", "partner": None, "status": "actual", "definition": "", "label": "", **other}
    return Point(
        next(_keys), indicator, first=first, last=last, unit=unit, value=Decimal(value),
        low=bounds.low, high=bounds.high, **known,
    )  # fmt: skip


def kinds_found(*points: Point, city: tuple[Point, ...] = ()) -> list[tuple[str, str]]:
    """Kind and check of what is found."""
    return [(one.kind, one.rule) for one in found_among(points, KINDS, city=city)]


def test_eight_months_and_the_year_are_no_contradiction():
    assert (
        kinds_found(
            point("delegations_out", "2023-01/2023-08", "9", unit="count"),
            point("delegations_out", "2023", "18", unit="count"),
        )
        == []
    )


def test_eight_months_with_more_than_the_year_are_one():
    eight, year = point("exports", "2021-01/2021-08", "7.4e9"), point("exports", "2021", "6.9e9")

    (found,) = found_among([eight, year], KINDS)

    assert (found.kind, found.rule) == ("series", "part_of_year")
    assert set(found.points) == {eight, year}


def test_what_is_far_above_the_longer_period_counts_something_else():
    assert kinds_found(
        point("visitors", "2021-01/2021-04", "8100000", unit="count"),
        point("visitors", "2021-01/2021-09", "3300000", unit="count"),
    ) == [("definition", "part_of_year")]


def test_a_figure_a_thousand_times_too_small_for_its_months_is_a_slip_of_scale_and_the_suspect_is_that_figure():
    slip = point("exports", "2021-01/2021-05", "5.1e6")
    others = [point("exports", "2021-01/2021-09", "9.4e9"), point("exports", "2021", "12.5e9")]

    (found,) = found_among([*others, slip], KINDS)

    assert (found.kind, found.suspect) == ("scale", slip)
    assert found.values == {"slip": Decimal(1000)}
    assert set(found.others) == set(others)


def test_one_day_of_the_year_is_not_held_to_its_share_of_the_days():
    assert kinds_found(point("fdi_registered", "2021-06-17", "4.1e6"), point("fdi_registered", "2021", "4.0e9")) == []


def test_a_figure_of_three_digits_told_of_ten_months_and_of_the_year_is_told_of_a_wrong_period():
    assert kinds_found(point("exports", "2021-01/2021-10", "2.83e9"), point("exports", "2021", "2.83e9")) == [
        ("period", "part_of_year")
    ]


def test_rounded_figures_that_meet_are_left_in_peace():
    assert kinds_found(point("exports", "2021-01/2021-10", "2.8e9"), point("exports", "2021", "2.8e9")) == []


@pytest.mark.parametrize(("value", "found"), [("17", []), ("18", [("parts", "sum")]), ("16", [("parts", "sum")])])
def test_a_whole_is_the_sum_of_its_parts(value, found):
    assert (
        kinds_found(
            point("delegations_out", "2024", value, unit="count"),
            point("delegations_out_led", "2024", "11", unit="count"),
            point("delegations_out_accompanying", "2024", "6", unit="count"),
        )
        == found
    )


def test_parts_that_are_not_all_known_may_be_less_but_not_more():
    whole = point("fdi_registered", "2021-01/2021-10", "1.2e9")

    assert kinds_found(whole, point("fdi_new_registered", "2021-01/2021-10", "196.2e6")) == []
    assert kinds_found(whole, point("fdi_new_registered", "2021-01/2021-10", "1.4e9")) == [("parts", "sum")]


def test_three_parts_that_miss_the_rounded_headline_are_found():
    assert kinds_found(
        point("fdi_registered", "2021-01/2021-10", "1.2e9"),
        point("fdi_new_registered", "2021-01/2021-10", "196.2e6"),
        point("fdi_added", "2021-01/2021-10", "506.6e6"),
        point("fdi_share_purchases", "2021-01/2021-10", "410.3e6"),
    ) == [("parts", "sum")]


def test_a_turnover_as_large_as_the_exports_alone_does_not_add_up():
    turnover = point("trade_turnover", "2024", "19.4e9")

    (found,) = found_among([turnover, point("exports", "2024", "19.4e9"), point("imports", "2024", "41.1e9")], KINDS)

    assert (found.kind, found.suspect) == ("parts", turnover)


def test_a_part_is_not_more_than_what_it_is_counted_in():
    assert kinds_found(
        point("visitors", "2021", "4e6", unit="count"), point("visitors_international", "2021", "4.6e6", unit="count")
    ) == [("parts", "within")]


def test_a_partner_has_no_more_than_all_together():
    city = (point("exports", "2021", "9e9"),)

    assert kinds_found(point("exports", "2021", "9.6e9", partner=7), city=city) == [("parts", "partner")]
    assert kinds_found(point("exports", "2021", "3e9", partner=7), city=city) == []


@pytest.mark.parametrize(("share", "found"), [("17.9", []), ("12.9", [("share", "share")])])
def test_a_share_is_what_the_two_figures_give(share, found):
    assert (
        kinds_found(
            point("exports_share", "2020", share, unit="%", partner=7),
            point("exports", "2020", "3.00e9", partner=7),
            city=(point("exports", "2020", "16.8e9"),),
        )
        == found
    )


@pytest.mark.parametrize(
    ("growth", "found"),
    [("5.8", []), ("7.4", []), ("12.5", [("series", "growth")]), ("75", [("definition", "growth")])],
)
def test_a_growth_is_what_two_years_give_but_for_a_correction_of_the_base(growth, found):
    assert (
        kinds_found(
            point("exports_growth", "2021", growth, unit="%"),
            point("exports", "2020", "10.12e9"),
            point("exports", "2021", "10.71e9"),
        )
        == found
    )


def test_months_that_follow_each_other_make_the_longer_period_but_for_a_hundredth():
    first, tenth = point("visitors", "2021-01/2021-09", "902400"), point("visitors", "2021-10", "101300")

    assert kinds_found(first, tenth, point("visitors", "2021-01/2021-10", "1008700")) == []
    assert kinds_found(first, tenth, point("visitors", "2021-01/2021-10", "1103700")) == [("parts", "additions")]


def test_an_estimate_is_corrected_but_not_by_half():
    estimate = point("exports", "2021", "10.4e9", status="estimate")

    assert kinds_found(estimate, point("exports", "2021", "11.2e9")) == []
    assert kinds_found(estimate, point("exports", "2021", "25.3e9")) == [("definition", "same_days")]


def test_a_target_is_no_statement_of_what_was():
    assert kinds_found(point("exports", "2021", "30e9", status="target"), point("exports", "2021", "10.4e9")) == []


def test_a_count_of_partner_cities_does_not_fall_by_a_fifth():
    assert kinds_found(
        point("partner_cities", "2018", "100", unit="count", qualifier="over"),
        point("partner_cities", "2025-12", "58", unit="count"),
    ) == [("definition", "falling_stock")]
    assert (
        kinds_found(
            point("partner_cities", "2018", "60", unit="count"), point("partner_cities", "2025-12", "58", unit="count")
        )
        == []
    )


def test_an_index_printed_as_growth_is_found_beside_the_other_rates():
    told = enumerate(["5", "7", "4", "9", "6"], 2011)
    rates = [point("exports_growth", str(year), value, unit="%") for year, value in told]
    index = point("exports_growth", "2016", "106.2", unit="%")

    (found,) = found_among([*rates, index], KINDS)

    assert (found.kind, found.rule, found.suspect) == ("definition", "index", index)
    assert found.values == {"computed": Decimal("6.2")}


def test_a_year_that_is_out_of_its_own_series_by_thousands_is_a_slip():
    years = [point("imports", str(2010 + n), f"{20 + n}e9") for n in range(6)]
    slip = point("imports", "2016", "27e6")

    (found,) = found_among([*years, slip], KINDS)

    assert (found.kind, found.rule, found.suspect) == ("scale", "out_of_series", slip)


def test_a_bad_year_is_no_slip():
    values = ["20", "21", "22", "9", "23", "24", "25"]

    assert kinds_found(*(point("imports", str(2010 + n), f"{value}e9") for n, value in enumerate(values))) == []


def test_what_is_wrong_in_itself_is_not_told_again_of_every_figure_beside_it():
    found = kinds_found(
        point("trade_turnover", "2024", "19.4e9"),
        point("exports", "2024", "19.4e9"),
        point("imports", "2024", "41.1e9"),
        point("trade_turnover", "2023", "54.4e9"),
        point("trade_turnover_growth", "2024", "16.7", unit="%"),
    )

    assert found == [("parts", "sum")]


def test_other_units_definitions_and_areas_are_other_series():
    assert (
        kinds_found(
            point("exports", "2021-01/2021-08", "7.4e9"),
            point("exports", "2021", "6.9e9", unit="EUR"),
            point("exports", "2021", "6.9e9", definition="goods of local firms"),
        )
        == []
    )


def test_every_check_has_a_name():
    assert len(RULES) == len(NAMES)
