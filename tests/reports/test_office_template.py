"""The office's own Word template: filled with its fields, refused with the reason where it cannot be one."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Word

from papers import figure, small_report
from proxeny.reports import services
from proxeny.reports.content import made_of
from proxeny.reports.models import WordTemplate
from proxeny.reports.office_template import BadTemplate, check, fill


def template(*paragraphs: str, header: str = "") -> bytes:
    word = Word()
    word.sections[0].header.paragraphs[0].text = header
    for text in paragraphs:
        word.add_paragraph(text)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    buffer = BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def content(lan):
    return made_of({"en": small_report(figure("k", "18", "18"), figure("f", "1", "1"))}, visible_to=lan)


def test_words_stand_in_text_and_header_and_parts_in_their_own_paragraphs(content):
    parts = ("{{ chapter_economy }}", "Between", "{{ annex_A6 }}", "End")
    given = template("To: {{ title }}", *parts, header="{{ office }}")

    made = fill(given, content, "en", file_name="form.docx")

    word = Word(BytesIO(made))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[0] == "To: Report on 2023"
    assert "External affairs of Hanoi" in word.sections[0].header.paragraphs[0].text
    assert texts.index("Economy") < texts.index("Between") < texts.index("Annex A6. Capital") < texts.index("End")
    assert "Delegations" not in texts
    assert not any("{{" in text or "\ue010" in text for text in texts)
    assert fill(given, content, "en", file_name="form.docx") == made


def test_a_field_that_there_is_not_is_named_with_those_that_there_are(content):
    with pytest.raises(BadTemplate, match=r"no field “chaptres”.*chapters"):
        check(template("{{ chaptres }}"), file_name="form.docx")
    with pytest.raises(BadTemplate, match=r"no field “chapter_sport”.*chapter_economy"):
        fill(template("{{ chapter_sport }}"), content, "en", file_name="form.docx")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("{{ title.__class__.__mro__ }}", "more than a name"),
        ("{% for x in range(10**9) %}a{% endfor %}", "more than a name"),
        ("{{ lipsum() }}", "more than a name"),
        ("{{ title", "not written as"),
        ("no field at all", "has no field"),
    ],
)
def test_fields_are_names_and_nothing_that_runs(field, said):
    with pytest.raises(BadTemplate, match=said):
        check(template(field), file_name="form.docx")


def test_a_part_in_the_middle_of_a_sentence_is_refused(content):
    with pytest.raises(BadTemplate, match="in a paragraph by itself"):
        fill(template("See {{ chapters }}."), content, "en", file_name="form.docx")


RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="http://elsewhere.example/t.dotm" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"not a zip at all", "cannot be opened"),
        (template("{{ title }}")[:900], "cannot be opened"),
        (with_part(template("{{ title }}"), "word/vbaProject.bin", b"\xd0\xcf"), "holds a macro"),
        (with_part(template("{{ title }}"), "word/_rels/settings.xml.rels", RELS), "from another place"),
        (with_part(template("{{ title }}"), "word/e.xml", b"<!DOCTYPE x [<!ENTITY a 'a'>]><x/>"), "cannot be opened"),
        (with_part(template("{{ title }}"), "word/media/zeros.bin", bytes(101_000_000)), "unpacks to more than"),
        (bytes(10_000_001), "at most 10 MB"),
    ],
    ids=["text", "cut off", "macro", "remote", "entities", "bomb", "large"],
)
def test_a_file_that_cannot_be_a_template_is_refused_with_the_reason(lan, sign_in, data, said):
    answer = sign_in(lan).post("/reports/templates/", {"upload": SimpleUploadedFile("form.docx", data)})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not WordTemplate.objects.exists()


def test_a_template_is_added_chosen_and_used(lan, sign_in):
    client = sign_in(lan)
    upload = SimpleUploadedFile("form.docx", template("Our form: {{ title }}", "{{ chapters }}"))
    assert client.post("/reports/templates/", {"upload": upload, "name": "Our form"}).status_code == 302
    kept = WordTemplate.objects.get()
    edition = services.open_report(kind="yearly", period="2023", languages=["en"], by=lan, template=kept)

    answer = client.get(edition.get_absolute_url(), {"format": "docx"})

    assert Word(BytesIO(answer.content)).paragraphs[0].text.startswith("Our form: ")
    assert client.get(f"/reports/templates/{kept.pk}/").status_code == 200
    client.post(f"/reports/templates/{kept.pk}/retire/")
    answer = client.get(edition.get_absolute_url(), {"format": "docx"})
    assert not Word(BytesIO(answer.content)).paragraphs[0].text.startswith("Our form: ")


@pytest.mark.parametrize(("user", "status"), [("minh", 403), ("huong", 403), ("lan", 200)])
def test_templates_are_for_those_who_draft(request, sign_in, user, status):
    assert sign_in(request.getfixturevalue(user)).get("/reports/templates/").status_code == status
