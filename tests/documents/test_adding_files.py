"""Bringing documents in through the page."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import records
from pdfs import needs_tesseract, picture_of
from proxeny.audit.models import Entry
from proxeny.core.records import Mark
from proxeny.documents import originals
from proxeny.documents import services as documents
from proxeny.documents.models import Document
from proxeny.reader.formats import recognition


def file(name: str, data: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def send(client, *files, **about):
    return client.post("/documents/add/", {"uploads": list(files), "mark": "1", **about})


def test_a_line_says_what_became_of_each_file_and_a_bad_one_does_not_stop_the_others(sign_in, lan):
    held = records.source(lan)
    page = send(
        sign_in(lan),
        file("empty.txt", " "),
        file("again.txt", records.TEXT),
        file("damaged.pdf", b"%PDF-1.7 nothing more"),
        file("new.txt", "The council met on 3 May 2023 and decided on the budget of the coming year."),
    ).content.decode()

    assert "not added" in page
    assert "empty.txt" in page
    assert "damaged.pdf" in page
    assert f"already held as “{held.title}”" in page
    assert Document.objects.count() == 2
    assert Document.objects.get(file_name="new.txt").body.text.startswith("The council met")


def test_a_file_alone_takes_what_is_known_about_it_and_keeps_its_original(sign_in, lan):
    data = "Hà Nội đón gần 90 đoàn khách quốc tế trong năm 2023, theo báo cáo của thành phố."
    send(
        sign_in(lan),
        file("tin.txt", data),
        title="Tin ngày 5/1",
        publisher="VNS",
        published="05/01/2024",
        url="https://example.org/a",
    )

    document = Document.objects.get()
    assert (document.title, document.publisher, document.published) == ("Tin ngày 5/1", "VNS", "2024-01-05")
    assert document.language == "vi"
    assert originals.load(document.sha256) == data.encode()
    assert Entry.objects.filter(action="document.added", by=lan).exists()


def test_the_same_article_in_another_file_is_said_to_be_so(sign_in, lan):
    text = records.TEXT * 3
    send(sign_in(lan), file("one.txt", text))
    page = send(sign_in(lan), file("two.txt", text + "\nMore pictures inside.")).content.decode()

    assert "Reads like the same article as" in page
    second = Document.objects.get(file_name="two.txt")
    assert "Reads like the same article" in sign_in(lan).get(second.get_absolute_url()).content.decode()


def test_the_text_of_a_page_known_by_its_address_joins_it(sign_in, lan):
    known = documents.add_address(reference="vns-1", title="A page", url="https://example.org/a", by=lan)
    page = sign_in(lan).get(known.get_absolute_url()).content.decode()
    assert "Add its text" in page
    assert 'href="https://example.org/a"' in page

    send(sign_in(lan), file("a.txt", records.TEXT), url="https://example.org/a")
    document = Document.objects.get()
    assert (document.pk, document.kind, document.reference) == (known.pk, "file", "vns-1")
    assert "heritage" in sign_in(lan).get(document.get_absolute_url()).content.decode()


def test_a_wrong_date_keeps_what_was_entered_and_adds_nothing(sign_in, lan):
    answer = send(sign_in(lan), file("a.txt", records.TEXT), published="31/02/2023", publisher="Daily")

    assert answer.status_code == 422
    assert "month 2 of 2023 has 28 days" in answer.content.decode()
    assert 'value="Daily"' in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize(("user", "status"), [("lan", 200), ("minh", 403), ("huong", 403)])
def test_only_officers_add_documents(request, sign_in, user, status):
    assert sign_in(request.getfixturevalue(user)).get("/documents/add/").status_code == status


def test_a_file_held_under_a_closed_mark_is_refused_without_its_title(sign_in, lan, hoa):
    documents.add_file(
        records.TEXT.encode(), file_name="s.txt", by=hoa, title="Closed talks", mark=Mark.CONFIDENTIAL, language="en"
    )
    page = send(sign_in(lan), file("a.txt", records.TEXT)).content.decode()

    assert "above your clearance" in page
    assert "Closed talks" not in page


@needs_tesseract
def test_a_photograph_of_a_letter_is_read_and_its_words_are_known_to_be_recognised(sign_in, lan):
    letter = picture_of("#set page(width: 14cm, height: 7cm)\nThe city received 17 delegations and sent 9 of its own.")
    page = send(sign_in(lan), file("letter.png", letter), language="en").content.decode()

    document = Document.objects.get()
    assert "The city received 17 delegations and sent 9 of its own." in document.body.text
    assert document.media_type == "image/png"
    assert "Text recognised in pictures (English" in page


def test_where_text_recognition_is_missing_a_photograph_is_refused_with_what_to_install(sign_in, lan, monkeypatch):
    monkeypatch.setattr(recognition, "_program", lambda: None)
    page = send(sign_in(lan), file("letter.png", picture_of("Words.")), language="vi").content.decode()

    assert "letter.png" in page
    assert "tesseract-ocr-vie" in page
    assert not Document.objects.exists()
