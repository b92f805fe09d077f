"""A document's page, its original, the card of a source, and the list."""

from __future__ import annotations

import pytest

import records
from proxeny.core.records import Mark
from proxeny.documents import queries
from proxeny.documents import services as documents
from proxeny.documents.models import Statement


@pytest.fixture
def document(lan):
    return records.source(lan)


@pytest.fixture
def ninety(lan, document):
    statement = documents.state(
        document,
        kind=Statement.Kind.OBSERVATION,
        payload={"indicator": "delegations_in", "value": "90"},
        quote="Hanoi received nearly 90 delegations in 2023.",
        by=lan,
        value=90,
        unit="count",
        qualifier="nearly",
    )
    statement.value_start = statement.start + statement.quote.index("90")
    statement.value_end = statement.value_start + 2
    statement.save()
    return statement


def test_the_page_marks_what_stands_in_its_text_and_lists_what_rests_on_it(sign_in, minh, lan, document, ninety):
    made = records.agreement(document, lan)
    documents.cite(made, ["signed"], ninety)
    page = sign_in(minh).get(document.get_absolute_url()).content.decode()

    assert f'<span id="s{ninety.pk}"></span><mark' in page
    assert ">Hanoi received nearly 90 delegations in 2023.</mark>" in page
    assert made.get_absolute_url() in page


def test_statements_that_overlap_leave_the_text_whole(lan, document, ninety):
    whole = documents.state(document, kind="record", payload={}, quote=document.body.text.splitlines()[1][7:30], by=lan)
    pieces = list(queries.stretches(document.body.text, [ninety, whole]))

    assert "".join(piece.text for piece in pieces) == document.body.text
    assert [pk for piece in pieces for pk in piece.anchors] == [ninety.pk, whole.pk]


def test_the_card_of_a_source_marks_the_figure_and_names_who_accepted_it(sign_in, minh, ninety):
    card = sign_in(minh).get(f"/documents/statements/{ninety.pk}/").content.decode()

    assert "nearly <mark>90</mark> delegations" in card
    assert "Daily" in card
    assert "accepted by Lan Phạm" in card


def test_an_original_is_only_ever_downloaded(sign_in, minh, lan):
    html = b"<html><script>alert(1)</script><p>The council of Hanoi met on 3 May 2023 in Hanoi.</p></html>"
    document = documents.add_file(html, file_name="page.html", by=lan, mark=Mark.PUBLIC, language="en").document
    answer = sign_in(minh).get(f"{document.get_absolute_url()}original/")

    assert b"".join(answer.streaming_content) == html
    assert answer.headers["Content-Disposition"] == 'attachment; filename="page.html"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_a_hostile_text_stays_text(sign_in, minh, lan):
    document = records.source(lan, text="<script>alert(1)</script> & Hanoi received 18 delegations in 2023.")

    assert b"&lt;script&gt;alert(1)" in sign_in(minh).get(document.get_absolute_url()).content


def test_a_lost_original_says_what_to_do(sign_in, minh, document, settings, tmp_path):
    settings.DATA = tmp_path / "elsewhere"
    answer = sign_in(minh).get(f"{document.get_absolute_url()}original/", follow=True)

    assert "Restore it from the last backup" in answer.content.decode()


def test_what_is_kept_about_a_document_is_corrected_but_not_its_text(sign_in, lan, document):
    before = document.body.text
    entered = {"title": "Better title", "published": "2023-04", "language": "en", "mark": "0", "status": "reviewed"}
    sign_in(lan).post(f"{document.get_absolute_url()}edit/", entered)
    document.refresh_from_db()

    assert (document.title, document.published, document.status) == ("Better title", "2023-04", "reviewed")
    assert document.body.text == before


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=BAO+ngay", ["vi"]),
        ("status=reference", ["note"]),
        ("kind=note", ["note"]),
        ("language=vi", ["vi"]),
        ("publisher=dail", ["en"]),
        ("year=2024", ["vi"]),
    ],
)
def test_the_list_is_narrowed(sign_in, minh, lan, document, query, found):
    made = {
        "en": document.reference,
        "vi": documents.add_file(
            "Hà Nội đón 18 đoàn khách trong năm 2023.".encode(),
            file_name="bao.txt",
            title="Báo ngày",
            published="2024-01",
            by=lan,
            mark=Mark.PUBLIC,
        ).document.reference,
        "note": documents.write_note("I was there.", by=lan, mark=Mark.PUBLIC).reference,
    }
    page = sign_in(minh).get(f"/documents/?{query}").content.decode()

    assert {name for name, reference in made.items() if f"/documents/{reference}/" in page} == set(found)


def test_choices_leave_out_what_the_person_may_not_see(sign_in, huong, hoa, lan, document):
    records.source(
        hoa, mark=Mark.CONFIDENTIAL, text="Closed talks were held in May 2023 about a loan.", name="closed.txt"
    )

    assert [row["text"] for row in sign_in(huong).get("/documents/choices/").json()["results"]] == [document.title]
    assert len(sign_in(hoa).get("/documents/choices/").json()["results"]) == 2
