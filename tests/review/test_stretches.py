"""The text beside the proposals: nothing of it is lost, and each piece knows whose evidence it is."""

from __future__ import annotations

from proxeny.documents.models import Statement
from proxeny.review.queries import stretches


def statement(pk, start, end, value=None, kind="observation"):
    value_start, value_end = value or (None, None)
    return Statement(pk=pk, start=start, end=end, value_start=value_start, value_end=value_end, kind=kind)


def test_the_pieces_put_together_are_the_text():
    text = "Hà Nội đón 18 đoàn và ký 5 thỏa thuận trong năm."
    found = [statement(1, 0, 20, (11, 13)), statement(2, 0, len(text), (25, 26)), statement(3, 11, 13)]

    assert "".join(piece.text for piece in stretches(text, found)) == text


def test_a_piece_names_every_statement_it_is_evidence_of():
    text = "one two three"
    pieces = list(stretches(text, [statement(1, 0, 7, (4, 7)), statement(2, 4, 13)]))

    by_text = {piece.text: piece for piece in pieces}
    assert by_text["one "].evidence == (1,)
    assert by_text["two"].figures == (1,)
    assert set(by_text["two"].evidence) == {1, 2}
    assert by_text[" three"].evidence == (2,)


def test_a_statement_whose_place_does_not_fit_the_text_is_left_out():
    assert [piece.text for piece in stretches("abc", [statement(1, 2, 99)])] == ["abc"]
