"""The home city in figures: slips of scale first, disagreements with what each source says."""

from __future__ import annotations

import pytest

from proxeny.core.records import Mark

pytestmark = pytest.mark.django_db


def test_a_value_a_thousand_times_off_its_series_is_held_as_stated_and_stands_out(lan, sign_in, observe):
    observe("fdi_registered", "2022", "1692000000")
    observe("fdi_registered", "2023", "2943000000")
    slip = observe("fdi_registered", "2023-01/2023-06", "2265000", qualifier="nearly")

    page = sign_in(lan).get("/home-city/")
    (shown,) = page.context["stated"].slips

    assert shown.observation == slip
    assert "a slip of scale?" in shown.slip
    assert "2.265" in page.content.decode()
    (line,) = page.context["stated"].themes[0].lines
    assert line.latest.observation.value == 2943000000


def test_two_sources_a_thousand_apart_are_a_slip_of_scale_with_both_values(lan, sign_in, observe):
    observe("fdi_registered", "2023-01/2023-06", "2265000", qualifier="nearly", publisher="Daily")
    observe("fdi_registered", "2023-01/2023-06", "2265000000", publisher="Statistics Office")

    page = sign_in(lan).get("/home-city/")
    (dispute,) = page.context["stated"].disputes

    assert dispute.is_slip
    assert {side["publisher"] for side in dispute.statements} == {"Daily", "Statistics Office"}
    assert "slip of scale" in page.content.decode()
    assert "Rule on it" in page.content.decode()


def test_a_year_and_its_months_are_no_slip(lan, sign_in, observe):
    observe("visitors", "2022", "18700000", "count")
    observe("visitors", "2023", "24000000", "count")
    observe("visitors", "2023-08", "2100000", "count")

    assert sign_in(lan).get("/home-city/").context["stated"].slips == []


def test_a_figure_that_a_check_contests_is_marked_and_no_change_is_computed_from_it(lan, sign_in, observe):
    observe("exports", "2024", "19400000000")
    observe("imports", "2024", "41100000000")
    observe("trade_turnover", "2023", "54400000000")
    observe("trade_turnover", "2024", "19400000000")

    stated = sign_in(lan).get("/home-city/").context["stated"]
    (line,) = [one for theme in stated.themes for one in theme.lines if "trade_turnover" in one.url]
    (dispute,) = [one for one in stated.disputes if one.observation == line.latest.observation]

    assert line.latest.contested_url == dispute.url
    assert line.latest.previous is None
    assert "the parts come to" in dispute.explanation


def test_only_those_who_may_rule_are_asked_to(minh, sign_in, observe):
    observe("exports", "2023", "16700000000")
    observe("exports", "2023", "17300000000")

    page = sign_in(minh).get("/home-city/").content.decode()

    assert "What sources disagree on" in page
    assert "Rule on it" not in page


def test_a_closed_source_neither_disputes_nor_shows_for_those_outside(huong, sign_in, observe):
    observe("exports", "2023", "16700000000")
    observe("exports", "2023", "99900000000", mark=Mark.INTERNAL)

    page = sign_in(huong).get("/home-city/")

    assert page.context["stated"].disputes == []
    assert "99.9" not in page.content.decode()


def test_without_figures_it_says_what_belongs_there(lan, sign_in):
    assert "No figures of the city yet" in sign_in(lan).get("/home-city/").content.decode()
