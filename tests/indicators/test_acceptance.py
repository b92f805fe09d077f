"""A figure that the reader found becomes an observation, or stands behind one that is on record."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proxeny.core.errors import DomainError
from proxeny.core.records import Mark
from proxeny.documents.models import Conflict
from proxeny.indicators.models import Observation
from proxeny.partners.models import Partner
from proxeny.registers.acceptance import acceptor_for
from stating import accepted, proposed, source

pytestmark = pytest.mark.django_db

EXPORTS = {"indicator": "exports", "area": "Hanoi", "partner": "US", "period": "2023", "status": "actual"}


def accept(statement, by, record=None):
    return acceptor_for(statement).accept(statement, record, by=by)


def exports(document, value, by, **changes):
    return accepted(document, "observation", by=by, unit="USD", **{**EXPORTS, "value": value, **changes})


def test_a_new_figure_makes_the_observation_and_the_partner_it_is_about(lan):
    written = accept(exports(source(lan), "3000000000", lan), lan)

    observation = Observation.objects.get()
    assert written.is_new
    assert (observation.value, observation.partner.country) == (Decimal(3000000000), "US")
    assert Partner.objects.get().kind == Partner.Kind.COUNTRY


def test_the_home_city_is_one_area_however_it_is_written(lan):
    accept(exports(source(lan), "3000000000", lan, area="Ha Noi"), lan)
    accept(exports(source(lan), "3000000000", lan, area="Hà Nội"), lan)

    assert Observation.objects.get().area == "Hanoi"


def test_the_same_point_is_offered_with_its_reason_however_the_period_is_written(lan):
    accept(exports(source(lan), "3000000000", lan), lan)
    again = proposed(
        source(lan), "observation", unit="USD", value="3020000000", **EXPORTS | {"period": "2023-01/2023-12"}
    )

    (candidate,) = acceptor_for(again).candidates(again, visible_to=lan)

    assert candidate.score >= 0.8
    assert any("same days" in reason for reason in candidate.reasons)
    assert acceptor_for(again).disagreements(again, candidate.record) == []


def test_a_figure_of_another_status_is_offered_but_not_linked_by_itself(lan):
    accept(exports(source(lan), "3000000000", lan, status="estimate"), lan)
    actual = proposed(source(lan), "observation", unit="USD", value="3000000000", **EXPORTS)

    (candidate,) = acceptor_for(actual).candidates(actual, visible_to=lan)

    assert candidate.score < 0.8


@pytest.mark.parametrize(
    ("value", "unit", "kind", "words"),
    [
        ("3000000", "USD", "scale", "factor of 1,000"),
        ("3600000000", "USD", "plain", "cannot both be right"),
        ("70000000000", "VND", "currency", "different currencies"),
    ],
)
def test_a_disagreement_is_told_before_acceptance_with_its_kind_and_a_sentence(lan, value, unit, kind, words):
    first = accept(exports(source(lan), "3010000000", lan), lan)
    other = proposed(source(lan), "observation", **EXPORTS | {"value": value, "unit": unit})

    (found,) = acceptor_for(other).disagreements(other, first.record)

    assert (found.field, found.kind) == ("value", kind)
    assert words in found.sentence
    assert "3,010,000,000" in found.recorded
    assert not Conflict.objects.exists()


def test_a_later_word_of_the_same_publisher_is_told_as_a_revision(lan):
    office = {"publisher": "Statistics Office"}
    first = accept(exports(source(lan, published="2023-12-26", **office), "3010000000", lan), lan)
    later = proposed(
        source(lan, published="2024-01-20", **office), "observation", unit="USD", value="3120000000", **EXPORTS
    )

    (found,) = acceptor_for(later).disagreements(later, first.record)

    assert found.kind == "revision"


def test_a_linked_figure_with_another_value_opens_a_conflict(lan):
    first = accept(exports(source(lan), "3010000000", lan), lan)

    written = accept(exports(source(lan), "3600000000", lan), lan, record=first.record)

    assert not written.is_new
    assert Observation.objects.get().is_disputed
    assert Conflict.objects.get().statements.count() == 2


def test_a_figure_without_a_period_cannot_enter_and_the_message_says_what_to_do(lan):
    statement = exports(source(lan), "3000000000", lan, period=None)

    with pytest.raises(DomainError, match="give the period"):
        accept(statement, lan)

    assert not Observation.objects.exists()
    assert not Partner.objects.exists()


def test_an_unknown_indicator_is_refused_with_what_to_do(lan):
    with pytest.raises(DomainError, match="choose one of the list"):
        accept(exports(source(lan), "3", lan, indicator="happiness"), lan)


def test_an_observation_that_the_reviewer_may_not_see_is_not_offered(lan, hoa):
    accept(exports(source(hoa, mark=Mark.CONFIDENTIAL), "3000000000", hoa), hoa)
    statement = proposed(source(lan), "observation", unit="USD", value="3000000000", **EXPORTS)

    assert acceptor_for(statement).candidates(statement, visible_to=lan) == []


def test_the_preview_says_what_would_be_written_in_words(lan):
    statement = proposed(source(lan), "observation", unit="USD", value="3000000000", qualifier="nearly", **EXPORTS)

    preview = dict(acceptor_for(statement).preview(statement))

    assert preview["indicator"] == "Exports"
    assert preview["value"].startswith("nearly USD")
    assert preview["period"] == "2023"
