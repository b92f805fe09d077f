"""Targets against figures: reached, pace, forecast, verdict; and what is not said where it cannot be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from proxeny.core.errors import DomainError
from proxeny.core.records import Mark
from proxeny.documents.models import Conflict
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator, Observation
from proxeny.plans import pace, services
from proxeny.plans.models import Plan, Tally, Target
from proxeny.registers import services as registers
from stating import accepted, figure, source

pytestmark = pytest.mark.django_db

# What had come in of 10,000 by the end of June, September and the year, in three years that differ a little.
YEARS = {2020: (4012, 6987, 10003), 2021: (4213, 7214, 9998), 2022: (4408, 7402, 10011)}


def evidence(by, mark: int = Mark.PUBLIC):
    return [accepted(source(by, mark=mark), "record", by=by)]


@pytest.fixture
def plan(lan) -> Plan:
    return registers.create(Plan(title="Plan of 2023", period="2023", area="Hanoi"), by=lan, evidence=evidence(lan))


@pytest.fixture
def aim(lan, plan):
    """Make a target for international visitors in 2023."""

    def made(value: object = 11000, unit: str = "count", indicator: str = "visitors_international", **fields) -> Target:
        content = {"title": "Visitors", "period": "2023", "value": Decimal(str(value)), "unit": unit, **fields}
        held = Indicator.objects.get(code=indicator) if indicator else None
        return registers.create(Target(plan=plan, indicator=held, **content), by=lan, evidence=evidence(lan))

    return made


@pytest.fixture
def state(lan):
    """Record a figure of the city."""

    def stated(period: str, value: object, unit: str = "count", indicator: str = "visitors_international", **other):
        by, mark = other.pop("by", lan), other.pop("mark", Mark.PUBLIC)
        said = figure(source(by, mark=mark), str(value), unit, other.pop("qualifier", "exact"), by=by)
        made, _is_new = indicators.record_observation(
            Indicator.objects.get(code=indicator), area="Hanoi", period=period, evidence=said, by=by, **other
        )
        return made

    return stated


@pytest.fixture
def three_years(state):
    for year, (half, nine, whole) in YEARS.items():
        state(f"{year}-01/{year}-06", half)
        state(f"{year}-01/{year}-09", nine)
        state(str(year), whole)


def at(target: Target, day: str, person) -> pace.Pace:
    return pace.of(target, on=date.fromisoformat(day), visible_to=person)


def codes(found: pace.Pace) -> list[str]:
    return [reason.code for reason in found.reasons]


class TestAYearUnderWay:
    @pytest.mark.parametrize(
        ("half", "verdict"),
        [(3900, "behind"), (4700, "on_track"), (5000, "ahead"), (11200, "met")],
    )
    def test_the_verdict_holds_by_every_earlier_year(self, lan, three_years, state, aim, half, verdict):
        """Of 11,000, 4,412 to 4,843 have to be in by June: 40.1%, 42.1% and 44.0% were in the years before."""
        state("2023-01/2023-06", half)

        found = at(aim(), "2023-07-20", lan)

        assert found.verdict == verdict
        assert found.expected is not None
        assert found.expected.years == (2020, 2021, 2022)
        assert (round(found.expected.low), round(found.expected.high)) == (4412, 4843)
        assert found.expected.last == date(2023, 6, 30)

    def test_the_forecast_lies_between_what_the_earlier_years_would_make_of_it_and_names_its_error(
        self, lan, three_years, state, aim
    ):
        state("2023-01/2023-06", 4800)

        found = at(aim(), "2023-07-20", lan).forecast

        assert found is not None
        assert 4800 / Decimal("0.441") < found.value < 4800 / Decimal("0.401")
        assert found.low < found.value < found.high
        assert {test.year for test in found.tests} == {2020, 2021, 2022}
        assert found.error is not None
        assert 0 < found.error < 10

    def test_on_an_earlier_day_the_figures_of_later_days_are_not_known(self, lan, three_years, state, aim):
        state("2023-01/2023-06", 4800)
        state("2023", 13000)
        target = aim()

        assert at(target, "2023-08-01", lan).verdict == "on_track"
        assert at(target, "2023-12-31", lan).verdict == "met"

    def test_two_years_are_too_little_data_and_it_is_said_what_is_missing(self, lan, state, aim):
        for year, (half, _nine, whole) in list(YEARS.items())[1:]:
            state(f"{year}-01/{year}-06", half)
            state(str(year), whole)
        state("2020", 10003)
        state("2023-01/2023-06", 4800)

        found = at(aim(), "2023-07-20", lan)

        assert (found.verdict, found.expected, found.forecast) == ("unknown", None, None)
        assert codes(found) == ["too_few_years"]
        assert "2" in found.reasons[0].words
        assert found.working is not None
        assert [(one.year, one.why) for one in found.working.missing] == [(2020, "unknown")]

    def test_a_year_without_a_figure_has_a_pace_but_no_verdict(self, lan, three_years, aim):
        found = at(aim(), "2023-07-20", lan)

        assert (found.verdict, found.reached, found.forecast) == ("unknown", None, None)
        assert codes(found) == ["no_figure"]
        assert found.expected is not None
        assert found.expected.last == date(2023, 6, 30)

    def test_a_ceiling_is_missed_when_passed_and_in_danger_when_every_year_would_pass_it(
        self, lan, three_years, state, aim
    ):
        state("2023-01/2023-06", 5000)

        assert at(aim(4900, aim="at_most"), "2023-07-20", lan).verdict == "missed"
        assert at(aim(11000, qualifier="under"), "2023-07-20", lan).verdict == "behind"
        assert at(aim(12000, aim="at_most"), "2023-07-20", lan).verdict == "on_track"
        assert at(aim(13000, qualifier="up_to"), "2023-07-20", lan).verdict == "ahead"

    def test_a_range_to_keep_within_is_not_met_before_the_end(self, lan, three_years, state, aim):
        state("2023-01/2023-06", 5000)
        target = aim(4000, high=Decimal(12000), aim="within")

        assert at(target, "2023-07-20", lan).verdict == "on_track"
        state("2023", 12345)
        assert at(target, "2024-01-20", lan).verdict == "missed"

    def test_figures_that_fall_within_the_year_give_no_verdict(self, lan, three_years, state, aim):
        state("2023-01/2023-05", 4912)
        state("2023-01/2023-06", 3120)

        found = at(aim(), "2023-07-20", lan)

        assert (found.verdict, codes(found)) == ("unknown", ["falls"])
        assert found.reached is None
        assert [row.value for row in found.in_question] == [4912, 3120]

    def test_a_slip_of_scale_in_this_year_gives_no_verdict(self, lan, three_years, state, aim):
        state("2023-01/2023-06", 48)

        found = at(aim(), "2023-07-20", lan)

        assert (found.verdict, found.forecast, codes(found)) == ("unknown", None, ["implausible"])
        assert found.reached is None
        assert found.as_bullet()["value"] is None

    def test_a_figure_in_conflict_over_its_series_is_left_out(self, lan, three_years, state, aim):
        row = state("2023-01/2023-06", 4800)
        Conflict.objects.create(kind=Conflict.Kind.SERIES, record=row, field="series")

        found = at(aim(), "2023-07-20", lan)

        assert (found.verdict, found.reached) == ("unknown", None)
        assert codes(found) == ["no_figure", "doubtful"]

    def test_figures_in_another_unit_are_not_compared(self, lan, state, aim):
        state("2023-01/2023-06", 4800000, "USD", "exports")

        found = at(aim(11000000, "EUR", "exports"), "2023-07-20", lan)

        assert (found.verdict, codes(found)) == ("unknown", ["no_figure", "other_unit"])
        assert "USD" in found.reasons[1].words


class TestWhatHasNoPace:
    def test_growth_has_no_pace_and_shows_its_last_state(self, lan, state, aim):
        state("2023-01/2023-06", "5.97", "%", "grdp_growth")

        found = at(aim(7, "%", "grdp_growth"), "2023-07-20", lan)

        assert (found.verdict, found.expected, codes(found)) == ("unknown", None, ["rate"])
        assert found.reached is not None
        assert found.reached.value == Decimal("5.97")

    def test_a_stock_compares_its_last_state(self, lan, state, aim):
        state("2022", 58, indicator="partner_cities")
        state("2023-06", 61, indicator="partner_cities")

        reached = at(aim(60, indicator="partner_cities"), "2023-07-20", lan)
        wanting = at(aim(65, indicator="partner_cities"), "2023-07-20", lan)

        assert (reached.verdict, reached.expected) == ("ahead", None)
        assert (wanting.verdict, wanting.wanting, codes(wanting)) == ("unknown", 4, ["stock"])
        assert wanting.baseline is not None
        assert wanting.baseline.value == 58

    def test_several_years_are_judged_by_the_best_and_the_weakest_year(self, lan, three_years, state, aim):
        state("2023-01/2023-06", 4800)
        state("2019", 9876)

        def verdict(value: int) -> str:
            return at(aim(value, period="2021/2024"), "2023-07-20", lan).verdict

        assert (verdict(50000), verdict(40000), verdict(24000)) == ("behind", "on_track", "met")
        assert verdict(39000) == "ahead"

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"unit": ""}, "no_unit"),
            ({"indicator": ""}, "no_indicator"),
            ({"period": ""}, "no_period"),
            ({"period": "2023-02/2023-10"}, "not_a_year"),
            ({"period": "2024"}, "not_begun"),
        ],
    )
    def test_what_is_missing_is_said(self, lan, three_years, aim, fields, code):
        found = at(aim(**fields), "2023-07-20", lan)

        assert found.verdict == "unknown"
        assert codes(found) == [code]
        assert found.as_bullet()["pace"] is None


class TestThePeriodIsOver:
    @pytest.mark.parametrize(
        ("value", "qualifier", "verdict", "exceeded"),
        [
            (11000, "exact", "met", False),
            (11001, "exact", "met", True),
            (10999, "exact", "missed", False),
            (11000, "over", "met", False),
            (11000, "nearly", "unknown", False),
            (10900, "over", "unknown", False),
            (10000, "nearly", "missed", False),
        ],
    )
    def test_met_exceeded_or_missed_by_what_the_words_of_the_source_leave_open(
        self, lan, state, aim, value, qualifier, verdict, exceeded
    ):
        state("2023", value, qualifier=qualifier)

        found = at(aim(), "2024-02-01", lan)

        assert (found.verdict, found.is_exceeded) == (verdict, exceeded)

    def test_a_range_is_met_from_its_lower_end_and_exceeded_above_its_upper(self, lan, state, aim):
        state("2023", "7.2", "%", "grdp_growth")
        target = aim(7, "%", "grdp_growth", high=Decimal("7.5"))

        found = at(target, "2024-02-01", lan)
        assert (found.verdict, found.is_exceeded) == ("met", False)
        target.high = Decimal("7.1")
        assert at(target, "2024-02-01", lan).is_exceeded

    def test_a_dispute_across_the_target_gives_no_verdict_and_one_above_it_does(self, lan, state, aim):
        state("2023", 10812)
        state("2023", 12345)

        across, above = at(aim(), "2024-02-01", lan), at(aim(10500), "2024-02-01", lan)

        assert (across.verdict, codes(across)) == ("unknown", ["disputed"])
        assert (above.verdict, above.is_exceeded) == ("met", True)

    def test_two_halves_make_the_year_and_say_so(self, lan, state, aim):
        halves = [state("2023-01/2023-06", 4800), state("2023-07/2023-12", 6312)]

        found = at(aim(), "2024-02-01", lan)

        assert found.reached is not None
        assert (found.verdict, found.reached.how, list(found.reached.of)) == ("met", "sum", halves)

    def test_without_a_figure_the_result_that_a_source_gives_counts(self, lan, aim):
        target = aim()
        target = services.record_result(
            target, value=Decimal(12000), unit="count", achieved=True, evidence=evidence(lan), by=lan
        )

        found = at(target, "2024-02-01", lan)

        assert found.reached is not None
        assert (found.verdict, found.reached.how, found.reached.of) == ("met", "result", ())

    def test_what_a_source_calls_met_and_its_figures_do_not_stands_apart(self, lan, state, aim):
        state("2023", 10999)
        target = aim()
        target = services.record_result(target, value=None, unit="", achieved=True, evidence=evidence(lan), by=lan)

        found = at(target, "2024-02-01", lan)

        assert found.verdict == "missed"
        assert found.stands_apart

    def test_a_year_without_a_figure_of_the_whole_is_not_judged_by_part_of_it(self, lan, three_years, state, aim):
        state("2023-01/2023-09", 7800)

        found = at(aim(), "2024-02-01", lan)

        assert (found.verdict, codes(found)) == ("unknown", ["no_whole"])
        assert found.forecast is not None

    def test_a_target_of_nought_and_a_baseline_of_nought_divide_nothing(self, lan, state, aim):
        state("2022", 0)
        state("2023", 3)

        found = at(aim(0), "2024-02-01", lan)

        assert found.verdict == "met"
        assert found.part is None
        assert found.asked_growth is None


class TestBaseline:
    def test_it_is_as_the_plan_states_it_else_as_the_record_finds_it(self, lan, state, aim):
        found_row = state("2022", 10011)
        stated = aim(baseline_value=Decimal(9900), baseline_period="2021")

        first, second = at(stated, "2023-07-20", lan).baseline, at(aim(), "2023-07-20", lan).baseline

        assert first is not None
        assert second is not None
        assert (first.value, first.period, first.is_stated) == (9900, "2021", True)
        assert (second.value, second.of, second.is_stated) == (10011, (found_row,), False)

    def test_a_disputed_year_is_no_baseline_and_neither_is_its_estimate(self, lan, state, aim):
        state("2022", 8011)
        state("2022", 10011)
        state("2022", 9000, status="estimate")

        assert at(aim(), "2023-07-20", lan).baseline is None

    def test_the_growth_asked_for_is_reckoned_from_it(self, lan, aim):
        found = at(aim(baseline_value=Decimal(10000), baseline_period="2022"), "2023-07-20", lan)

        assert found.asked_growth == 10


class TestWhoSeesWhat:
    def test_closed_figures_make_no_pace_for_those_who_may_not_see_them(self, lan, hoa, huong, state, aim):
        for year, (half, _nine, whole) in YEARS.items():
            state(f"{year}-01/{year}-06", half, by=hoa, mark=Mark.CONFIDENTIAL)
            state(str(year), whole)
        state("2023-01/2023-06", 4800)
        target = aim()

        assert at(target, "2023-07-20", hoa).verdict == "on_track"
        for person in (lan, huong):
            found = at(target, "2023-07-20", person)
            assert (found.verdict, found.expected) == ("unknown", None)

    def test_the_result_of_a_closed_source_is_not_reached_for_others(self, hoa, huong, state, aim):
        state("2023", 12000, by=hoa, mark=Mark.CONFIDENTIAL)
        target = aim()

        assert at(target, "2024-02-01", hoa).verdict == "met"
        assert at(target, "2024-02-01", huong).reached is None


def test_many_targets_cost_as_many_queries_as_one(lan, three_years, state, aim, django_assert_num_queries):
    state("2023-01/2023-06", 4800)
    for number in range(8):
        aim(11000 + number)
    targets = list(Target.objects.select_related("plan", "indicator"))
    pace.paces(targets, on=date(2023, 7, 20), visible_to=lan)

    with django_assert_num_queries(2):
        found = pace.paces(targets, on=date(2023, 7, 20), visible_to=lan)

    assert len(found) == 8
    assert all(one.verdict == "on_track" for one in found.values())


class TestCounted:
    def test_met_by_the_figures_and_as_a_source_counts_them_stand_side_by_side(
        self, lan, sign_in, plan, state, aim, django_assert_max_num_queries
    ):
        Tally.objects.create(plan=plan, as_of="2023-12", targets=24, met=23, exceeded=6)
        state("2023", 11500)
        state("2023", "5.1", "%", "grdp_growth")
        aim()
        aim(7, "%", "grdp_growth", title="Growth")
        aim(10, indicator="agreements_signed", title="Agreements")
        aim(24, indicator="targets_met", title="Targets of the plan met")
        client = sign_in(lan)
        client.get(plan.get_absolute_url())

        with django_assert_max_num_queries(26):
            page = client.get(plan.get_absolute_url())

        computed = page.context["computed"]
        assert (computed.targets, computed.met, computed.exceeded, computed.missed, computed.open) == (3, 1, 1, 1, 1)
        words = page.content.decode()
        assert "23 of 24 met" in words
        assert "The record holds 3 of 24." in words


class TestPages:
    def test_the_page_of_a_target_shows_the_shares_with_their_sources_and_the_test_of_the_forecast(
        self, lan, sign_in, three_years, state, aim, django_assert_max_num_queries
    ):
        state("2023-01/2023-06", 4800)
        target, client = aim(), sign_in(lan)
        client.get(target.get_absolute_url())

        with django_assert_max_num_queries(26):
            page = client.get(f"{target.get_absolute_url()}?on=2023-07-20")

        words = page.content.decode()
        for row in Observation.objects.exclude(period__contains="-09"):
            assert row.get_absolute_url() in words
        assert "on track" in words
        assert "40.1%" in words
        assert "Put to the test on 3 earlier years" in words

    def test_a_day_that_is_none_falls_back_to_today(self, lan, sign_in, aim):
        page = sign_in(lan).get(f"{aim().get_absolute_url()}?on=31.2.2023")

        assert page.status_code == 200
        assert page.context["is_today"]

    def test_the_page_of_a_figure_shows_the_targets_that_it_speaks_of(self, lan, huong, sign_in, state, aim):
        row = state("2023-01/2023-06", 4800)
        target, other = aim(), aim(12000, period="2025", title="Later")

        page = sign_in(huong).get(row.get_absolute_url()).content.decode()

        assert target.get_absolute_url() in page
        assert other.get_absolute_url() not in page

    def test_the_page_of_an_indicator_shows_the_targets_set_for_it_as_far_as_a_person_may_see_them(
        self, lan, huong, sign_in, aim
    ):
        target, closed = aim(), aim(12000, title="Closed", mark=Mark.INTERNAL)

        page = sign_in(huong).get("/indicators/series/visitors_international/").content.decode()

        assert target.get_absolute_url() in page
        assert closed.get_absolute_url() not in page

    def test_smoothing_needs_months_and_says_so(self, lan, sign_in, three_years, state, aim):
        state("2023-01/2023-06", 4800)

        page = sign_in(lan).get(f"{aim().get_absolute_url()}?on=2023-07-20&smoothing=1")

        assert "fewer than 36 months" in page.content.decode()

    def test_the_form_keeps_the_aim_and_the_baseline(self, lan, sign_in, plan):
        answer = sign_in(lan).post(
            "/targets/new/",
            {
                "plan": plan.pk,
                "title": "Complaints",
                "period": "2023",
                "value": "40",
                "unit": "count",
                "qualifier": "exact",
                "aim": "at_most",
                "baseline_value": "52",
                "baseline_period": "2022",
                "result_qualifier": "exact",
                "source_note": "The plan of the department.",
                "mark": "0",
            },
        )

        assert answer.status_code == 302, answer.context["form"].errors
        made = Target.objects.get(title="Complaints")
        assert (made.aim, made.baseline_value, made.baseline_period) == ("at_most", 52, "2022")


def test_a_target_says_in_its_error_what_it_needs(lan, plan):
    with pytest.raises(DomainError):
        registers.create(Target(plan=plan, title="Nothing", period="31/12"), by=lan, evidence=evidence(lan))
