"""Several sources, one figure: which value the record shows, and when somebody has to rule."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proxeny.audit.models import Entry
from proxeny.core.errors import NotAllowed
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.documents.models import Conflict, Statement
from proxeny.indicators import services
from proxeny.indicators.models import Indicator, Observation
from stating import figure, source

pytestmark = pytest.mark.django_db


def conflict_of(observation: Observation) -> Conflict | None:
    return Conflict.objects.filter(object_id=observation.pk, field="value", is_open=True).first()


def test_the_first_statement_makes_the_observation_with_its_source_and_audit_entry(lan, state_fdi):
    observation = state_fdi(figure(source(lan), "2265000000", qualifier="nearly", by=lan))

    assert (observation.value, observation.qualifier, observation.sources) == (Decimal("2265000000"), "nearly", 1)
    assert documents.evidence_of(observation, visible_to=lan, field="value").count() == 1
    assert Entry.objects.filter(action="indicators.created", object_id=observation.pk).exists()


def test_figures_that_agree_are_one_observation_and_the_most_exact_is_shown(lan, state_fdi):
    state_fdi(figure(source(lan), "2000000000", qualifier="over", by=lan))
    observation = state_fdi(figure(source(lan), "2265000000", by=lan))

    assert Observation.objects.count() == 1
    assert observation.value == Decimal("2265000000")
    assert observation.sources == 2
    assert not observation.is_disputed


def test_nearly_ninety_delegations_against_eighty_eight_need_no_ruling(lan):
    received = Indicator.objects.get(code="delegations_in")
    point = {"area": "Hanoi", "period": "2023", "by": lan}
    services.record_observation(received, evidence=figure(source(lan), "90", "count", "nearly", by=lan), **point)
    services.record_observation(received, evidence=figure(source(lan), "88", "count", by=lan), **point)

    shown = Observation.objects.get()
    assert (shown.value, shown.is_disputed) == (Decimal(88), False)
    assert not Conflict.objects.exists()


def test_a_slip_of_scale_is_flagged_with_the_range_and_never_averaged(lan, state_fdi):
    state_fdi(figure(source(lan), "2265000", qualifier="nearly", by=lan))
    observation = state_fdi(figure(source(lan), "2265000000", by=lan))

    assert observation.is_disputed
    assert observation.value in (Decimal(2265000), Decimal(2265000000))
    assert (observation.low_stated.value, observation.high_stated.value) == (Decimal(2265000), Decimal(2265000000))
    conflict = conflict_of(observation)
    assert conflict is not None
    assert conflict.kind == "scale"
    assert "1,000" in conflict.explanation


def test_a_figure_that_the_reader_doubts_is_held_as_stated_and_flagged_until_somebody_rules(lan, state_fdi):
    doubtful = figure(source(lan), "2265000", qualifier="nearly", by=lan)
    doubtful.doubts = ["The decimal separator may be a thousands point."]
    doubtful.save()
    observation = state_fdi(doubtful)

    assert (observation.value, observation.is_disputed) == (Decimal(2265000), True)
    conflict = conflict_of(observation)
    assert "separator" in conflict.explanation

    services.rule_on(conflict, statement=doubtful, reason="Printed so, and meant so.", by=lan)
    observation.refresh_from_db()
    assert not observation.is_disputed


def test_of_three_sources_the_value_that_two_give_is_shown_until_somebody_rules(lan, state_fdi):
    state_fdi(figure(source(lan), "8050000000", by=lan))
    state_fdi(figure(source(lan), "8450000000", by=lan))
    observation = state_fdi(figure(source(lan), "8450000000", by=lan))

    assert observation.value == Decimal(8450000000)
    assert observation.is_disputed


def test_a_ruling_settles_what_is_shown_and_keeps_its_reason(lan, state_fdi):
    wrong = figure(source(lan), "2265000", by=lan)
    right = figure(source(lan), "2265000000", by=lan)
    state_fdi(wrong)
    observation = state_fdi(right)

    services.rule_on(
        conflict_of(observation), statement=right, reason="The city's briefing says 2,265 million.", by=lan
    )

    observation.refresh_from_db()
    assert (observation.value, observation.is_disputed) == (Decimal(2265000000), False)
    assert Conflict.objects.get().rulings.get().reason == "The city's briefing says 2,265 million."


def test_a_reader_cannot_rule(lan, minh, state_fdi):
    state_fdi(figure(source(lan), "2265000", by=lan))
    observation = state_fdi(figure(source(lan), "2265000000", by=lan))

    with pytest.raises(NotAllowed):
        services.rule_on(conflict_of(observation), statement=None, reason="I think so.", by=minh)


def ruled(lan, state_fdi) -> tuple[Observation, Statement, Statement]:
    low, high = figure(source(lan), "6500000000", by=lan), figure(source(lan), "7500000000", by=lan)
    state_fdi(low)
    observation = state_fdi(high)
    services.rule_on(conflict_of(observation), statement=high, reason="The yearbook says so.", by=lan)
    return observation, low, high


def test_a_new_statement_for_the_other_side_reopens_a_ruling(lan, state_fdi):
    observation, _low, _high = ruled(lan, state_fdi)

    observation = state_fdi(figure(source(lan), "6400000000", by=lan))

    assert observation.is_disputed
    assert conflict_of(observation) is not None
    assert Conflict.objects.get().rulings.get().reopened_at is not None


def test_a_new_statement_that_bears_a_ruling_out_leaves_it_standing(lan, state_fdi):
    ruled(lan, state_fdi)

    observation = state_fdi(figure(source(lan), "7500000000", qualifier="about", by=lan))

    assert not observation.is_disputed
    assert observation.value == Decimal(7500000000)
    assert observation.sources == 3


def withdraw(observation: Observation, statement: Statement, lan) -> None:
    """As review does when a decision is undone."""
    documents.withdraw_citations(observation, statement)
    services.settle(observation, by=lan)


def test_when_the_statement_that_reopened_a_ruling_is_withdrawn_the_ruling_stands_again(lan, state_fdi):
    ruled(lan, state_fdi)
    late = figure(source(lan), "6400000000", by=lan)
    observation = state_fdi(late)

    withdraw(observation, late, lan)

    observation.refresh_from_db()
    assert (observation.value, observation.is_disputed) == (Decimal(7500000000), False)
    assert conflict_of(observation) is None


def test_when_one_side_of_a_dispute_is_withdrawn_the_dispute_is_over(lan, state_fdi):
    state_fdi(figure(source(lan), "6500000000", by=lan))
    wrong = figure(source(lan), "7500000000", by=lan)
    observation = state_fdi(wrong)

    withdraw(observation, wrong, lan)

    observation.refresh_from_db()
    assert (observation.value, observation.is_disputed, observation.sources) == (Decimal(6500000000), False, 1)
    assert not Conflict.objects.exists()


def test_an_observation_that_nothing_holds_up_any_more_leaves_the_register(lan, state_fdi):
    only = figure(source(lan), "6500000000", by=lan)
    observation = state_fdi(only)

    withdraw(observation, only, lan)

    assert not Observation.objects.exists()
    assert Entry.objects.filter(action="indicators.removed").exists()


def test_the_same_days_written_differently_are_one_point_but_about_a_year_is_not_the_year(lan, state_fdi):
    state_fdi(figure(source(lan), "2943000000", by=lan), period="2023")
    state_fdi(figure(source(lan), "2943000000", by=lan), period="2023-01/2023-12")
    state_fdi(figure(source(lan), "2943000000", by=lan), period="2023~")

    assert sorted(Observation.objects.values_list("period", flat=True)) == ["2023", "2023~"]


@pytest.mark.parametrize(
    ("value", "unit", "period", "word"),
    [("5", "USD", "", "period"), (None, "USD", "2023", "no figure"), ("5", "%", "2023", "amount of money")],
)
def test_a_figure_without_period_or_value_or_in_the_wrong_unit_is_refused_with_what_to_do(
    lan, state_fdi, value, unit, period, word
):
    with pytest.raises(services.BadObservation, match=word) as refused:
        state_fdi(figure(source(lan), value, unit, by=lan), period=period)

    assert refused.value.code == "observation.incomplete"
    assert not Observation.objects.exists()


def test_who_may_not_write_cannot_add_a_source_to_an_observation_either(lan, minh, state_fdi):
    state_fdi(figure(source(lan), "6500000000", by=lan))

    with pytest.raises(NotAllowed):
        state_fdi(figure(source(lan), "6500000000", by=lan), by=minh)


class TestClosedSources:
    """A figure of a document above somebody's clearance is never shown, listed, summed up or hinted at to them."""

    @pytest.fixture
    def disputed_behind_closed_doors(self, lan, hoa, state_fdi):
        """A public figure, and a confidential one that says otherwise."""
        state_fdi(figure(source(lan), "6500000000", by=lan))
        return state_fdi(figure(source(hoa, mark=Mark.CONFIDENTIAL), "7100000000", by=hoa), by=hoa)

    def seen_by(self, person) -> Observation:
        return Observation.objects.visible_to(person).get()

    def test_who_sees_only_the_open_source_sees_its_figure_and_no_dispute(self, huong, disputed_behind_closed_doors):
        shown = self.seen_by(huong)

        assert (shown.value, shown.sources, shown.is_disputed) == (Decimal(6500000000), 1, False)
        assert shown.low_stated is None

    def test_who_sees_both_sees_the_dispute_and_its_range(self, hoa, disputed_behind_closed_doors):
        shown = self.seen_by(hoa)

        assert (shown.sources, shown.is_disputed) == (2, True)
        assert (shown.low_stated.value, shown.high_stated.value) == (Decimal(6500000000), Decimal(7100000000))

    def test_a_ruling_for_the_closed_source_shows_its_figure_to_the_cleared_only(
        self, hoa, huong, disputed_behind_closed_doors
    ):
        closed = Statement.objects.get(value=7100000000)
        services.rule_on(Conflict.objects.get(), statement=closed, reason="The licence itself.", by=hoa)

        assert self.seen_by(hoa).value == Decimal(7100000000)
        assert not self.seen_by(hoa).is_disputed
        assert self.seen_by(huong).value == Decimal(6500000000)

    def test_sums_and_values_over_the_table_hold_open_figures_only(self, hoa, disputed_behind_closed_doors):
        assert list(Observation.objects.visible_to(hoa).values_list("value", flat=True)) == [Decimal(6500000000)]

    def test_iterating_in_chunks_shows_the_same_as_fetching(self, hoa, huong, disputed_behind_closed_doors):
        assert [o.is_disputed for o in Observation.objects.visible_to(hoa).iterator()] == [True]
        assert [o.is_disputed for o in Observation.objects.visible_to(huong).iterator(chunk_size=1)] == [False]

    def test_a_row_that_shows_a_closed_value_cannot_be_saved_by_mistake(self, hoa, disputed_behind_closed_doors):
        with pytest.raises(TypeError, match="closed value"):
            self.seen_by(hoa).save()

    def test_a_figure_known_from_a_closed_source_only_is_not_there_for_others(self, hoa, huong, state_fdi):
        state_fdi(figure(source(hoa, mark=Mark.CONFIDENTIAL), "7100000000", by=hoa), by=hoa)

        assert not Observation.objects.visible_to(huong).exists()
        assert self.seen_by(hoa).value == Decimal(7100000000)

    def test_the_first_open_source_opens_the_row_but_not_what_the_closed_one_said(
        self, lan, hoa, huong, state_fdi, sign_in
    ):
        state_fdi(figure(source(hoa, mark=Mark.CONFIDENTIAL), "7100000000", by=hoa), by=hoa)
        observation = state_fdi(figure(source(lan), "6500000000", by=lan))

        assert self.seen_by(huong).value == Decimal(6500000000)
        for tab in ("", "evidence/", "history/"):
            page = sign_in(huong).get(f"{observation.get_absolute_url()}{tab}").content.decode()
            assert "71" not in page.replace("\u202f", "").split("<main")[-1].split("</main>")[0]
        assert "7,100,000,000" in sign_in(hoa).get(observation.get_absolute_url()).content.decode()

    def test_when_the_closed_source_is_withdrawn_everybody_sees_the_same(self, hoa, disputed_behind_closed_doors):
        withdraw(disputed_behind_closed_doors, Statement.objects.get(value=7100000000), hoa)

        assert self.seen_by(hoa).value == Decimal(6500000000)
        assert not Observation.objects.get().has_closed_values

    def test_the_list_of_disputed_figures_is_each_persons_own(self, hoa, huong, disputed_behind_closed_doors, sign_in):
        for person, total in ((hoa, 1), (huong, 0)):
            page = sign_in(person).get("/indicators/?disputed=true")
            assert page.context["total"] == total
