"""Papers that are printed: read back, they say what the record says; the office's own form is filled or refused."""

from __future__ import annotations

import io
from datetime import date, time
from decimal import Decimal

import docx
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dossiers import evidence, part
from proxeny.delegations import services
from proxeny.delegations.models import CostLine, Leg, Member, OfficeTemplate, ProgrammeItem
from proxeny.procedures import services as procedures
from proxeny.registers import services as registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(lan, trip, tuan):
    """A trip with everything that papers are made of."""
    full = registers.change(
        trip,
        {"purpose": "Học tập kinh nghiệm đường sắt đô thị", "invitation": "Ostra City, letter 12 of 3 April 2030"},
        many={"led_by": [tuan]},
        by=lan,
        evidence=evidence(lan),
    )
    head = Member(name="Lê Anh Tuấn", person=tuan, post="Phó Chủ tịch", workplace="UBND Thành phố", sex="m")
    part(full, "members", head, lan)
    part(
        full,
        "members",
        Member(name="Trần Thị Bình", post="Giám đốc", workplace="Sở Giao thông", post_translated="Director", sex="f"),
        lan,
    )
    leg = Leg(country="JP", place="Ostra", dates="2030-05-06/2030-05-10")
    registers.add_part(full, "legs", leg, by=lan, is_sourced=False)
    for item in (
        ProgrammeItem(
            day=date(2030, 5, 7), begins=time(9), ends=time(10, 30), what="Làm việc với đơn vị vận hành", place="Depot"
        ),
        ProgrammeItem(day=date(2030, 5, 8), what="Khảo sát tuyến 1", with_whom="Kỹ sư trưởng"),
    ):
        registers.add_part(full, "programme", item, by=lan, is_sourced=False)
    part(full, "costs", CostLine(item="fare", estimate=Decimal(120_000_000), currency="VND", paid_by="province"), lan)
    return full


def asked(sign_in, by, record, name: str, language: str = "vi"):
    answer = sign_in(by).get(f"{reverse('delegation-paper', args=[record.reference, name])}?language={language}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.content


def words_of_pdf(data: bytes) -> tuple[str, list[tuple[float, float]]]:
    """The text of a PDF with single spaces, and the size of each page in millimetres."""
    with pypdfium2.PdfDocument(data) as pdf:
        text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
        sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pdf]
    return " ".join(text.replace("￾", "-").split()), sizes


def words_of_docx(data: bytes) -> str:
    word = docx.Document(io.BytesIO(data))
    parts = [paragraph.text for paragraph in word.paragraphs]
    parts += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join(parts).split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "vi",
            ["QUYẾT ĐỊNH", "Điều 1.", "CỘNG HÒA", "Trưởng đoàn: Lê Anh Tuấn", "Nhật Bản (Ostra)", "5 ngày", "120.000"],
        ),
        (
            "en",
            ["DECISION", "Article 1.", "Head of the delegation: Lê Anh Tuấn", "Japan (Ostra)", "5 days", "120,000,000"],
        ),
    ],
)
@pytest.mark.parametrize("kind", ["decision", "decision-pdf"])
def test_the_draft_of_the_decision_says_who_goes_where_when_and_what_it_costs(
    lan, sign_in, ready, language, words, kind
):
    data = asked(sign_in, lan, ready, kind, language)
    text = words_of_docx(data) if kind == "decision" else words_of_pdf(data)[0]

    for expected in [*words, "Study of tramways", "Trần Thị Bình", "Sở Giao thông", "Ostra City, letter 12"]:
        assert expected in text, expected
    assert "{{" not in text
    assert "{%" not in text


def test_the_decision_cites_the_rules_of_the_case(lan, sign_in, ready):
    procedures.open_case(ready, "trip-out", by=lan)

    assert "38-CT/TW" in words_of_docx(asked(sign_in, lan, ready, "decision"))


def test_a_delegation_of_which_little_is_known_prints_all_the_same(lan, sign_in, trip, visit):
    for name in ("decision", "decision-pdf", "programme", "cards", "seating"):
        assert asked(sign_in, lan, trip, name)
    for name in ("visit-sheet", "programme", "cards", "seating"):
        assert asked(sign_in, lan, visit, name, "en")


def test_the_booklet_is_a5_with_the_programme_day_by_day(lan, sign_in, ready):
    text, sizes = words_of_pdf(asked(sign_in, lan, ready, "programme"))

    assert set(sizes) == {(148, 210)}
    for expected in ("CHƯƠNG TRÌNH", "Ngày 2", "09:00 – 10:30", "Làm việc với đơn vị vận hành", "Kỹ sư trưởng", "JPY"):
        assert expected in text, expected
    assert text.index("09:00") < text.index("Khảo sát tuyến 1")


def test_name_cards_stand_ten_on_a_page_with_name_post_and_workplace_in_both_languages(lan, sign_in, ready):
    more = [Member(name=f"Người {number:02}", post="Kỹ sư") for number in range(9)]
    services.add_members(ready, more, by=lan, evidence=evidence(lan))

    text, sizes = words_of_pdf(asked(sign_in, lan, ready, "cards"))

    assert sizes == [(210, 297)] * 2
    assert "Giám đốc, Sở Giao thông" in text
    assert "Director" in text
    assert "Người 08" in text


def test_the_seating_list_has_both_sides_and_the_saved_order(lan, sign_in, visit):
    services.arrange_seating(
        visit,
        ours=[{"name": "Hà Nam", "post": "Giám đốc"}],
        theirs=[{"name": "Kenji Ostrawa", "post": "Mayor"}],
        by=lan,
    )

    text, sizes = words_of_pdf(asked(sign_in, lan, visit, "seating"))

    assert sizes[0] == (297, 210)
    assert "Hà Nam" in text
    assert "Kenji Ostrawa" in text
    assert "SƠ ĐỒ CHỖ NGỒI" in text


def test_the_visit_sheet_tells_the_diet_and_what_the_rank_gets(lan, sign_in, visit):
    services.write_visit_sheet(visit, {"rank": "mayor", "cars": "Two cars"}, by=lan)
    part(visit, "members", Member(name="Kenji Ostrawa", rank="mayor", diet="no pork", language="Japanese"), lan)

    text, _sizes = words_of_pdf(asked(sign_in, lan, visit, "visit-sheet", "en"))

    for expected in ("no pork", "Two cars", "Japanese", "to be checked", "banquet given by the chairman"):
        assert expected in text, expected


def test_paper_of_the_other_direction_is_none(lan, sign_in, trip, visit):
    client = sign_in(lan)
    assert client.get(reverse("delegation-paper", args=[visit.reference, "decision"])).status_code == 404
    assert client.get(reverse("delegation-paper", args=[trip.reference, "visit-sheet"])).status_code == 404


@pytest.mark.parametrize(("user", "status"), [("minh", 403), ("huong", 403), ("lan", 200)])
def test_only_officers_print(request, sign_in, trip, user, status):
    client = sign_in(request.getfixturevalue(user))

    assert client.get(reverse("delegation-paper", args=[trip.reference, "programme"])).status_code == status


class TestOfficeForm:
    def form(self, *lines: str) -> SimpleUploadedFile:
        word = docx.Document()
        for line in lines:
            word.add_paragraph(line)
        data = io.BytesIO()
        word.save(data)
        return SimpleUploadedFile("our form.docx", data.getvalue())

    def upload(self, client, file, language: str = "vi"):
        return client.post("/delegation-forms/", {"language": language, "file": file})

    def test_it_takes_the_place_of_the_form_of_the_house_until_it_is_taken_out(self, an, lan, sign_in, ready):
        form = self.form("OUR OWN: {{ title }}", "{%p for member in members %}", "- {{ member.name }}", "{%p endfor %}")

        assert self.upload(sign_in(an), form).status_code == 302
        text = words_of_docx(asked(sign_in, lan, ready, "decision"))
        assert text.startswith("OUR OWN: Study of tramways")
        assert "Trần Thị Bình" in text
        assert "DECISION" in words_of_docx(asked(sign_in, lan, ready, "decision", "en"))

        kept = OfficeTemplate.objects.get()
        assert sign_in(an).post(reverse("delegation-form-remove", args=[kept.pk])).status_code == 302
        assert "QUYẾT ĐỊNH" in words_of_docx(asked(sign_in, lan, ready, "decision"))

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("{{ titel }}", "did you mean {{ title }}?"),
            ("{{ budget_code }}", "nothing fills these places: {{ budget_code }}"),
            ("{% for m in members %}{{ m.nam }}{% endfor %}", "“nam” is no part of a row (did you mean “name”?)"),
            ("{{ title", "cannot be read"),
            ("{{ title.__class__.__mro__ }}", "what no form may do"),
        ],
    )
    def test_a_place_that_nothing_fills_is_refused_with_what_could_stand_there(self, an, sign_in, line, words):
        answer = self.upload(sign_in(an), self.form(line))

        assert answer.status_code == 422
        assert words.replace("“", "“") in answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
        assert not OfficeTemplate.objects.exists()

    @pytest.mark.parametrize("data", [b"not a zip", b"PK\x03\x04 broken"])
    def test_what_is_no_word_document_is_refused(self, an, sign_in, data):
        answer = self.upload(sign_in(an), SimpleUploadedFile("x.docx", data))

        assert answer.status_code == 422
        assert "is no Word document" in answer.content.decode()

    def test_an_officer_reads_what_a_form_can_use_and_uploads_none(self, lan, sign_in):
        client = sign_in(lan)
        page = client.get("/delegation-forms/").content.decode()

        assert "&#123;&#123; purpose &#125;&#125;" in page
        assert "Upload" not in page
        assert docx.Document(io.BytesIO(client.get("/delegation-forms/?example=1").content)).tables
        self.upload(client, self.form("{{ title }}"))
        assert not OfficeTemplate.objects.exists()
