"""What is computed from figures, and what is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from proxeny.core.records import Mark
from proxeny.indicators import services
from proxeny.indicators.computed import Computed, converted, growth, over, per_head, rate, share
from proxeny.indicators.models import Indicator, Observation
from stating import figure, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def state(lan):
    """Record a figure; gives the observation."""

    def record(indicator: str, period: str, value: str, unit: str = "USD", qualifier: str = "exact", **other):
        by, mark = other.pop("by", lan), other.pop("mark", Mark.PUBLIC)
        said = figure(source(by, mark=mark), value, unit, qualifier, by=by)
        made, _is_new = services.record_observation(
            Indicator.objects.get(code=indicator), area="Hanoi", period=period, evidence=said, by=by, **other
        )
        return Observation.objects.select_related("indicator").get(pk=made.pk)

    return record


def rows() -> list[Observation]:
    return list(Observation.objects.select_related("indicator"))


def of_days(first: str, last: str) -> Observation | Computed | None:
    return over(rows(), date.fromisoformat(first), date.fromisoformat(last))


def test_the_third_quarter_is_nine_months_less_six(state):
    six, nine = state("exports", "2021-01/2021-06", "5120000000"), state("exports", "2021-01/2021-09", "8340000000")

    found = of_days("2021-07-01", "2021-09-30")

    assert isinstance(found, Computed)
    assert (found.value, found.how, found.of) == (Decimal(3220000000), "difference", (nine, six))


def test_a_stated_figure_comes_before_a_computed_one(state):
    state("exports", "2021-01/2021-06", "5120000000")
    state("exports", "2021-01/2021-09", "8340000000")
    stated = state("exports", "2021-07/2021-09", "3180000000")

    assert of_days("2021-07-01", "2021-09-30") == stated


def test_months_make_the_half_year_only_where_none_is_missing(state):
    for month in range(1, 6):
        state("visitors", f"2021-0{month}", f"10{month}300", "count")
    assert of_days("2021-01-01", "2021-06-30") is None

    state("visitors", "2021-06", "106300", "count", "about")

    found = of_days("2021-01-01", "2021-06-30")
    assert isinstance(found, Computed)
    assert (found.value, found.how, len(found.of), found.qualifier) == (Decimal(622800), "sum", 6, "about")


def test_no_difference_is_made_of_figures_so_rounded_that_little_of_it_is_left(state):
    state("exports", "2021-01/2021-10", "2800000000")
    state("exports", "2021-01/2021-11", "2900000000")

    assert of_days("2021-11-01", "2021-11-30") is None


def test_no_difference_is_made_of_a_disputed_figure_or_of_a_bound(state):
    state("exports", "2021-01/2021-06", "5120000000")
    state("exports", "2021-01/2021-09", "8340000000")
    state("exports", "2021-01/2021-09", "9870000000")
    state("imports", "2021-01/2021-06", "5120000000", qualifier="over")
    state("imports", "2021-01/2021-09", "8340000000")

    for indicator in ("exports", "imports"):
        mine = [row for row in rows() if row.indicator_id == indicator]
        assert over(mine, date(2021, 7, 1), date(2021, 9, 30)) is None


def test_stocks_and_rates_are_never_summed(state):
    for code, unit in (("fdi_stock", "USD"), ("exports_growth", "%")):
        state(code, "2021-01/2021-06", "4120", unit)
        state(code, "2021-07/2021-12", "5130", unit)

        mine = [row for row in rows() if row.indicator_id == code]
        assert over(mine, date(2021, 1, 1), date(2021, 12, 31)) is None


def test_what_falls_below_nought_is_not_given(state):
    state("exports", "2021-01/2021-06", "8340000000")
    state("exports", "2021-01/2021-09", "5120000000")

    assert of_days("2021-07-01", "2021-09-30") is None


def test_growth_share_and_figure_a_head_say_what_they_are_made_of(state):
    before, now = state("exports", "2020", "10120000000"), state("exports", "2021", "11132000000")
    people = state("population", "2021", "8300000", "count")

    found = growth(now, before)
    assert found is not None
    assert (found.value, found.unit, found.of) == (Decimal(10), "%", (now, before))
    part = Observation(indicator=now.indicator, period="2021", value=Decimal(2226400000), unit="USD", qualifier="exact")
    part.period_earliest, part.period_latest = now.period_earliest, now.period_latest
    assert share(part, now).value == Decimal(20)
    assert share(part, before) is None
    assert round(per_head(now, people).value, 2) == Decimal("1341.20")


def test_nothing_grows_from_nought_or_from_another_currency(state):
    assert growth(state("exports", "2021", "1000"), state("exports", "2020", "0")) is None
    assert growth(state("imports", "2021", "1000"), state("imports", "2020", "900", "EUR")) is None


def test_an_amount_is_converted_at_the_average_of_its_own_period_and_keeps_the_rate(state, lan):
    state("exchange_rate", "2020", "23208.37", "VND")
    year = state("exchange_rate", "2021", "23159.78", "VND")
    month = state("exchange_rate", "2021-03", "23050", "VND")
    revenue = state("tourism_revenue", "2021-03", "2305000000000", "VND")

    found = converted(revenue, "USD", visible_to=lan)

    assert (found.value, found.unit, found.rates) == (Decimal(100000000), "USD", (month,))
    assert rate("VND", date(2021, 2, 1), date(2021, 2, 28), visible_to=lan) == year


def test_an_amount_of_a_time_without_a_rate_is_not_converted(state, lan):
    state("exchange_rate", "2021", "23159.78", "VND")

    assert converted(state("tourism_revenue", "2022", "60000000000000", "VND"), "USD", visible_to=lan) is None
    assert converted(state("exports", "2021", "17000000000"), "USD", visible_to=lan) is None


def test_a_closed_rate_is_used_only_by_those_who_may_see_it(state, lan, hoa):
    state("exchange_rate", "2021", "23159.78", "VND", mark=Mark.CONFIDENTIAL, by=hoa)
    revenue = state("tourism_revenue", "2021", "2315978000000", "VND")

    assert converted(revenue, "USD", visible_to=lan) is None
    assert converted(revenue, "USD", visible_to=hoa).value == Decimal(100000000)
