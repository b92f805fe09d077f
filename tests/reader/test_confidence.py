"""What the confidence of a finding says: how often findings like it were right on annotated texts."""

import pytest

from proxeny.reader import confidence, read
from proxeny.reader.pipeline import uncalibrated

TEXT = "In 2023, Hanoi received 90 delegations and exported goods worth 3 billion USD to Japan, up 4.2%."


@pytest.fixture
def kind():
    return confidence.Kind(steps=((0.0, 0.5), (0.9, 0.9)), rules={"good": 1.0, "bad": -1.0}, unseen=0.0)


def test_a_finding_is_as_sure_as_those_were_right_that_said_the_same(kind):
    assert kind.confidence("plain", 0.7) == 0.5
    assert kind.confidence("plain", 0.9) == 0.9
    assert kind.confidence("plain", 0.97) == 0.9


def test_a_rule_that_did_better_is_surer_and_one_that_did_worse_is_less_sure(kind):
    assert kind.confidence("bad", 0.9) < kind.confidence("never counted", 0.9) < kind.confidence("good", 0.9)


def test_what_was_wrong_more_often_in_unseen_texts_is_less_sure(kind):
    less = confidence.Kind(kind.steps, kind.rules, unseen=-0.5)

    assert less.confidence("good", 0.9) < kind.confidence("good", 0.9)


def test_no_finding_is_certain(kind):
    sure = confidence.Kind(((0.0, 1.0),), {"good": 9.0}, unseen=3.0)

    assert sure.confidence("good", 1.0) == confidence.MOST < 1


def test_a_reading_has_the_confidence_of_the_table():
    kinds = confidence._kinds()
    said, reading = (act(TEXT, language="en", home="Hanoi") for act in (uncalibrated, read))

    for name in ("quantities", "dates", "places"):
        for one, other in zip(getattr(said, name), getattr(reading, name), strict=True):
            assert other.confidence == kinds[name].confidence(one.rule, one.confidence)


def test_people_who_were_never_counted_keep_what_their_rule_says():
    text = "Chairman of the Hanoi People's Committee Nguyen Duc Chung met them."

    assert read(text, language="en").people == uncalibrated(text, language="en").people != ()
