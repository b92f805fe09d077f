"""How a year comes in, and what it will come to: properties, and series whose truth is known."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxeny.core import period as periods
from proxeny.indicators.forecasting import by_shares, by_smoothing, usual_share
from proxeny.indicators.models import Indicator, Observation
from proxeny.indicators.seasonality import Known, Series, Share, known_of, series_of

FLOW = Indicator(code="visitors", unit="count", accumulation=Indicator.Accumulation.FLOW)
LATE = date(2030, 1, 1)
calmly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine too
SEASON = [3, 8, 6, 7, 7, 8, 9, 9, 9, 10, 11, 13]  # parts of a hundred


def seen(period: str, value: object, unit: str = "USD", qualifier: str = "exact", **other: object) -> Observation:
    """A figure as it comes from the record, without a record."""
    row = Observation(
        indicator=FLOW, period=period, value=Decimal(str(value)), unit=unit, qualifier=qualifier, **other
    )
    row.period_earliest, row.period_latest = periods.days(period)
    row.pk = abs(hash((period, str(value), unit, str(other)))) % 10**9
    return row


def series(rows: Iterable[Observation], unit: str = "USD", until: date = LATE, doubted: Iterable[int] = ()) -> Series:
    return series_of(rows, unit, until=until, doubted=frozenset(doubted))


def exactly(value: object) -> Known:
    return Known(Decimal(str(value)), Decimal(str(value)), Decimal(str(value)), "stated", ())


def share(year: int, value: object, whole: object = 1000, month: int = 6) -> Share:
    return Share(year, month, Decimal(str(value)), (), Decimal(str(whole)))


class TestSeries:
    def test_months_and_halves_make_up_what_was_reached_by_each_end(self):
        found = series(
            [seen("2021-01/2021-06", 41237), seen("2021-07", 7121), seen("2021-10/2021-12", 22511), seen("2021", 91234)]
        )

        assert {month: known.value for month, known in sorted(found.courses[2021].by.items())} == {
            6: 41237,
            7: 48358,
            9: 68723,
            12: 91234,
        }
        assert [known.how for _, known in sorted(found.courses[2021].by.items())] == [
            "stated",
            "sum",
            "difference",
            "stated",
        ]

    def test_a_month_missing_ends_the_run_of_months(self):
        rows = [seen(f"2021-{month:02}", 1001 + month) for month in range(1, 13) if month != 4]

        found = series(rows)

        assert len(found.unbroken_months(date(2021, 12, 1))) == 8
        assert found.courses[2021].share(6) is None
        assert found.courses[2021].whole is None

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            (seen("2021-01/2021-06", -412), "negative"),
            (seen("2021-01/2021-06", 41237, is_disputed=True, high=Decimal(90000)), "disputed"),
        ],
    )
    def test_a_doubtful_figure_is_left_out_and_named(self, row, why):
        found = series([row, seen("2021", 91234)])

        assert [(one.why, one.of) for one in found.left_out] == [(why, (row,))]
        assert found.courses[2021].share(6) is None

    def test_where_the_actual_figure_is_in_doubt_the_estimate_does_not_take_its_place(self):
        doubted = seen("2021", 91234)
        found = series([doubted, seen("2021", 90000, status="estimate")], doubted=[doubted.pk])

        assert found.courses[2021].whole is None

    def test_another_unit_is_not_mixed_in_and_is_told(self):
        found = series([seen("2021", 91234), seen("2021-01/2021-06", 41237, "VND")])

        assert found.other_units == ("VND",)
        assert 6 not in found.courses[2021].by

    def test_what_falls_within_a_year_gives_no_share(self):
        found = series([seen("2021-01/2021-05", 52345), seen("2021-01/2021-06", 31234), seen("2021", 91234)])

        assert found.courses[2021].falls is not None
        assert found.shares(5, 2022)[1][0].why == "falls"

    def test_a_figure_too_rounded_gives_no_share(self):
        assert series([seen("2021-01/2021-06", 40000), seen("2021", 91234)]).courses[2021].share(6) is None

    def test_a_month_is_read_between_two_near_ends_and_says_so_but_not_between_far_ones(self):
        found = series([seen("2021-01/2021-06", 41237), seen("2021-01/2021-08", 61237), seen("2021", 91234)])

        between = found.courses[2021].share(7)
        assert between is not None
        assert between.is_between
        assert between.value == Decimal(51237) / Decimal(91234)
        assert found.courses[2021].share(10) is None

    def test_a_slip_of_scale_among_the_years_is_left_out(self):
        rows = []
        for year, part in ((2018, 41237), (2019, 42345), (2020, 43456), (2021, 44)):
            rows += [seen(f"{year}-01/{year}-06", part), seen(str(year), 91234 + year)]

        shares, missing = series(rows).shares(6, 2022)

        assert [one.year for one in shares] == [2020, 2019, 2018]
        assert [(one.year, one.why) for one in missing] == [(2021, "implausible")]

    def test_figures_of_days_to_come_are_not_known_yet(self):
        rows = [seen("2021-01/2021-06", 41237), seen("2021", 91234)]

        assert series(rows, until=date(2021, 9, 30)).courses[2021].whole is None

    @calmly
    @given(st.lists(st.integers(min_value=100, max_value=9999), min_size=12, max_size=12))
    def test_shares_lie_between_nought_and_one_and_grow_with_the_month(self, months):
        rows = [seen(f"2021-{month:02}", 10 * tens + 7) for month, tens in enumerate(months, 1)]  # none is rounded

        shares = [series(rows).courses[2021].share(month) for month in range(1, 13)]

        known = [one.value for one in shares if one is not None]
        assert known == sorted(known)
        assert all(0 < value <= 1 for value in known)
        assert len(known) == 12


some_shares = st.lists(
    st.decimals(min_value="0.02", max_value="1", places=4), min_size=3, max_size=12
).map(lambda values: [share(2000 + number, value) for number, value in enumerate(values)])


class TestByShares:
    @calmly
    @given(st.decimals(min_value=1, max_value=10**14, places=0), some_shares)
    def test_a_year_never_ends_below_what_has_been_reached(self, reached, shares):
        found = by_shares(exactly(reached), shares)

        assert found is not None
        assert reached <= found.low <= found.value <= found.high

    @calmly
    @given(some_shares, st.integers(1000, 10**12), st.integers(1, 10**6))
    def test_more_reached_never_forecasts_less(self, shares, reached, more):
        one, other = by_shares(exactly(reached), shares), by_shares(exactly(reached + more), shares)

        assert one is not None
        assert other is not None
        step = Decimal(1).scaleb(max(other.high.adjusted() - 3, 0))  # forecasts are rounded
        assert one.value <= other.value + step
        assert one.high <= other.high + step

    @calmly
    @given(some_shares)
    def test_the_usual_share_lies_among_the_shares(self, shares):
        values = [one.value for one in shares]

        assert 0 < usual_share(shares) <= 1
        assert float(min(values)) - 1e-9 <= float(usual_share(shares)) <= float(max(values)) + 1e-9

    def test_two_years_are_too_little(self):
        assert by_shares(exactly(500), [share(2021, "0.5"), share(2022, "0.4")]) is None

    def test_each_year_is_tested_without_itself(self):
        found = by_shares(exactly(500), [share(2021, "0.5"), share(2022, "0.5"), share(2023, "0.25")])

        assert found is not None
        errors = {test.year: round(test.error) for test in found.tests}
        assert errors[2023] == -50  # by the two other years, 250 of 1,000 would have become 500
        assert found.error is not None
        assert found.error > 0

    def test_the_interval_holds_about_as_often_as_it_says(self):
        """On years drawn from one known distribution, with six and with three years on record."""
        chance = random.Random(7)
        for known, least, most in ((6, 0.74, 0.86), (3, 0.74, 0.86)):
            held = 0
            for _ in range(800):
                parts = [min(chance.lognormvariate(-0.6, 0.08), 1.0) for _ in range(known + 1)]
                *earlier, now = parts
                found = by_shares(
                    exactly(round(now * 10**9)), [share(2000 + n, f"{one:.9f}") for n, one in enumerate(earlier)]
                )
                assert found is not None
                held += found.low <= 10**9 <= found.high
            assert least <= held / 800 <= most, known


def drawn(seed: int, years: int) -> list[Decimal]:
    """Months of years with a season, a growth of 5% a year and some chance."""
    chance = random.Random(seed)
    return [
        Decimal(round(10**6 * SEASON[n % 12] * 1.05 ** (n / 12) * chance.lognormvariate(0, 0.06)))
        for n in range(years * 12)
    ]


class TestSmoothing:
    def test_it_finds_season_and_growth(self):
        months = drawn(1, 6)
        now, rest = months[:-4], sum(months[-4:], Decimal(0))
        reached = exactly(sum(months[60:68], Decimal(0)))
        whole = reached.value + rest

        found = by_smoothing(now, ahead=4, reached=reached, years=[(2020, sum(months[48:60], Decimal(0)))])

        assert found is not None
        assert found.method == "smoothing"
        assert abs(found.value / whole - 1) < Decimal("0.06")
        assert reached.value < found.low < found.value < found.high
        assert [test.year for test in found.tests] == [2020]

    def test_fewer_than_three_years_or_a_month_below_nought_are_refused(self):
        months = drawn(1, 4)

        assert by_smoothing(months[:30], ahead=6, reached=exactly(1)) is None
        assert by_smoothing([*months[:41], Decimal(-1)], ahead=6, reached=exactly(1)) is None

    def test_its_interval_holds_about_as_often_as_it_says(self):
        held = 0
        for seed in range(10):
            months = drawn(seed, 4)
            reached = exactly(sum(months[36:42], Decimal(0)))
            found = by_smoothing(months[:42], ahead=6, reached=reached)
            assert found is not None
            held += found.low <= sum(months[36:48], Decimal(0)) <= found.high
        assert held >= 5  # 8 of 10 expected, less two standard deviations


@calmly
@given(st.integers(min_value=1, max_value=10**15), st.sampled_from(["exact", "about", "over", "under", "nearly"]))
def test_a_figure_lies_within_what_its_rounding_leaves_open(value, qualifier):
    known = known_of(seen("2021", value, qualifier=qualifier))

    assert 0 <= known.low <= known.value <= known.high
