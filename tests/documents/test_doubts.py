"""A doubt of the reader: its sentence in the language of the page, and the kind of disagreement that it opens."""

from __future__ import annotations

import pytest
from django.utils import translation

from proxeny.documents import doubts
from proxeny.reader.doubts import WORDING
from proxeny.reader.doubts.wording import doubt

SHARE = doubt("doubt.share", printed="40%", part="3 billion USD", whole="10 billion USD", implied="30%")


def test_it_keeps_its_code_and_is_said_in_the_language_of_the_page():
    (kept,) = doubts.kept([SHARE])

    assert doubts.in_words(kept) == str(SHARE)
    with translation.override("vi"):
        said = doubts.in_words(kept)
    assert said == "“40%” được nêu là tỷ trọng, nhưng “3 billion USD” bằng 30% của “10 billion USD”."


def test_up_and_down_are_said_in_the_language_of_the_page():
    (kept,) = doubts.kept([doubt("doubt.growth.direction", said="up", did="down", before="12", after="9")])

    with translation.override("vi"):
        assert doubts.in_words(kept) == "Văn bản nói số liệu tăng, nhưng từ “12” đến “9” thì số liệu giảm."


def test_what_was_kept_as_a_sentence_or_with_a_code_that_is_gone_is_said_as_it_was_written():
    assert doubts.in_words("Probably 18 thousand.") == "Probably 18 thousand."
    assert doubts.in_words({"code": "doubt.gone", "values": {}, "text": "As it was."}) == "As it was."
    assert doubts.in_words({"code": "doubt.share", "values": {"other": "1"}, "text": "As it was."}) == "As it was."


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("doubt.scale.small", "scale"),
        ("doubt.sum.differs", "parts"),
        ("doubt.part.exceeds", "parts"),
        ("doubt.conversion.meant", "currency"),
        ("doubt.share.over", "share"),
        ("doubt.growth", "share"),
        ("doubt.dates.backwards", "period"),
    ],
)
def test_its_code_says_what_kind_of_disagreement_it_is(code, kind):
    assert code in WORDING
    assert doubts.kind_of({"code": code, "values": {}, "text": ""}) == kind
