"""References in lists of outcomes and origins are records where the person may see them."""

from __future__ import annotations

import pytest

from proxeny.core.records import Mark
from proxeny.events.models import Event
from proxeny.registers import services
from proxeny.registers.naming import records_named
from stating import accepted, source

pytestmark = pytest.mark.django_db


def event(by, reference: str, mark: int = Mark.PUBLIC) -> Event:
    evidence = [accepted(source(by, mark=mark), "record", by=by)]
    return services.create(
        Event(reference=reference, title=reference.title(), kind="fair", mark=mark), by=by, evidence=evidence
    )


def test_references_become_records_in_their_order_and_plain_words_stay(lan, django_assert_max_num_queries):
    event(lan, "evt-one")
    event(lan, "evt-two")

    with django_assert_max_num_queries(2):
        named = records_named(["evt-two", "a letter of thanks", "evt-one"], visible_to=lan)

    assert [str(one.record or one.words) for one in named] == ["Evt-Two", "a letter of thanks", "Evt-One"]


def test_a_record_out_of_sight_leaves_no_trace(lan, hoa, huong):
    event(hoa, "evt-secret", Mark.CONFIDENTIAL)

    assert records_named(["evt-secret"], visible_to=huong) == []
    assert len(records_named(["evt-secret"], visible_to=hoa)) == 1
