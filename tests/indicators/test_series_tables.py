"""The page of an indicator: scopes apart, computed figures marked with what they rest on, bad input marked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proxeny.indicators import services
from proxeny.indicators.models import Indicator
from proxeny.indicators.series_tables import series_of
from proxeny.partners.services import partner_for
from stating import figure, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def state(lan):
    """Record what a source states of the city or of a partner."""

    def said(indicator, period, value, unit="USD", *, publisher="Daily", published="", **other):
        page = source(lan, publisher=publisher, published=published)
        row, _is_new = services.record_observation(
            Indicator.objects.get(code=indicator), area="Hanoi", period=period,
            evidence=figure(page, value, unit, by=lan), by=lan, **other,
        )  # fmt: skip
        return row

    return said


def tables(code, person, partner=None, **asked):
    shown = series_of(Indicator.objects.get(code=code), partner, visible_to=person, **asked)
    return {table.scope: table for table in shown.tables}


def test_years_years_to_date_and_months_stand_apart(state, lan):
    for period in ("2022", "2023", "2023-01/2023-06", "2023-05", "2023-03/2023-05"):
        state("exports", period, "1230000000")

    assert {scope: [row.period for row in table.rows] for scope, table in tables("exports", lan).items()} == {
        "year": ["2023", "2022"],
        "to_date": ["2023-01/2023-06"],
        "month": ["2023-05"],
        "other": ["2023-03/2023-05"],
    }


def test_a_month_between_two_years_to_date_is_computed_and_says_of_what(state, lan, sign_in):
    five = state("exports", "2023-01/2023-05", "5120000000")
    six = state("exports", "2023-01/2023-06", "6240000000")

    (row,) = tables("exports", lan)["month"].rows

    assert (row.period, row.figure.value, row.figure.how) == ("2023-06", Decimal(1120000000), "difference")
    assert row.figure.of == (six, five)
    page = sign_in(lan).get("/indicators/series/exports/").content.decode()
    assert "The longer period less the shorter." in page
    assert "source-mark-computed" in page


def test_a_negative_stock_is_marked_and_nothing_is_computed_of_it(state, lan):
    state("fdi_stock", "2022", "40000000000")
    state("fdi_stock", "2023", "-5000000000")

    row, before = tables("fdi_stock", lan)["year"].rows

    assert row.marks == ["A stock below nought: nothing is computed of it. Look at the source."]
    assert row.growth is None
    assert before.marks == []


def test_two_currencies_of_one_period_are_marked_and_not_set_against_each_other(state, lan):
    state("budget_revenue", "2022", "300000000000000", "VND")
    state("budget_revenue", "2023", "12900000000", "USD", label="in dollars")
    state("budget_revenue", "2023", "310000000000000", "VND")

    rows = [row for row in tables("budget_revenue", lan)["year"].rows if row.period == "2023"]

    assert sorted(mark for row in rows for mark in row.marks) == [
        "Also stated in USD: the two are not set against each other.",
        "Also stated in VND: the two are not set against each other.",
    ]
    growths = {row.behind.observation.unit: row.growth and row.growth.value > 0 for row in rows}
    assert growths == {"USD": None, "VND": True}


def test_a_month_that_is_missing_between_others_is_told(state, lan):
    for month in (1, 2, 3, 4, 6, 7):
        state("visitors", f"2023-{month:02}", "1234567", "count")

    assert tables("visitors", lan)["month"].missing == ["May 2023"]


def test_a_conversion_shows_the_rate_of_its_own_period_and_links_it(state, lan, sign_in):
    state("exports", "2023", "10200000000")
    state("exports", "2022", "9700000000")
    rate = state("exchange_rate", "2023", "24000", "VND")

    now, before = tables("exports", lan, currency="VND")["year"].rows

    assert (now.converted.value, now.converted.rates) == (Decimal(244800000000000), (rate,))
    assert before.converted is None
    page = sign_in(lan).get("/indicators/series/exports/?currency=vnd").content.decode()
    assert f'href="{rate.get_absolute_url()}"' in page


def test_growth_share_and_per_head_are_computed_where_they_are_sound(state, lan):
    japan = partner_for("JP", by=lan, evidence=[figure(source(lan), "1", "count", by=lan)])
    state("exports", "2022", "10000000000")
    state("exports", "2023", "12100000000")
    state("exports", "2023", "3025000000", partner=japan)
    state("population", "2023", "8500000", "count")

    now, _before = tables("exports", lan)["year"].rows
    (of_japan,) = tables("exports", lan, japan)["year"].rows

    assert (now.growth.value, now.per_head.value.quantize(Decimal("0.1"))) == (Decimal(21), Decimal("1423.5"))
    assert of_japan.share.value == Decimal(25)


def test_a_revision_by_the_same_publisher_shows_the_newest_and_keeps_the_earlier(state, lan):
    state("exports", "2023", "10210000000", published="2023-12-20")
    state("exports", "2023", "10240000000", published="2024-03-01")
    state("exports", "2023", "10200000000", publisher="Weekly", published="2024-01-05")

    (row,) = tables("exports", lan)["year"].rows

    assert [(one.publisher, one.newest.value, [said.value for said in one.earlier]) for one in row.vintages] == [
        ("Daily", Decimal(10240000000), [Decimal(10210000000)]),
        ("Weekly", Decimal(10200000000), []),
    ]


def test_another_indicator_stands_beside_it_period_by_period(state, lan):
    state("exports", "2023", "10200000000")
    imports = state("imports", "2023", "20400000000")

    (row,) = tables("exports", lan, beside=Indicator.objects.get(code="imports"))["year"].rows

    assert row.beside == imports


def test_ten_years_are_shown_and_the_others_are_reached_at_the_same_cost(
    state, lan, sign_in, django_assert_max_num_queries
):
    for year in range(1995, 2024):
        state("exports", str(year), f"{year}000000")
    client = sign_in(lan)
    client.get("/indicators/series/exports/")

    with django_assert_max_num_queries(16):
        page = client.get("/indicators/series/exports/?currency=VND&beside=imports")

    assert len(page.context["series"]) == 10
    assert "until=2013" in page.content.decode()
    earlier = client.get("/indicators/series/exports/?until=2000").context["series"]
    assert [behind.observation.period for behind in earlier] == [
        str(year) for year in range(2000, 1994, -1)
    ]
