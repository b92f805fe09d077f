"""Lists of participants brought in from files: recognised, judged, written once, never run."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError
from proxeny.documents.models import Document
from proxeny.events import services
from proxeny.events.attendance import attendance_of
from proxeny.events.models import Count, Participant
from proxeny.events.participants import columns, sheets
from proxeny.registers.services import history

pytestmark = pytest.mark.django_db

INDICO = (
    "ID,Name,Email Address,Affiliation,Position,Country,Registration date,Registration state,Checked in\n"
    "101,Ada Quist,ada@rivers.example,City of Lund,Mayor,Sweden,2026-03-01,Complete,No\n"
    "102,Bruno Adler,bruno@rivers.example,City of Ulm,Archivist,Germany,2026-03-02,Complete,No\n"
    "103,Gone Away,gone@rivers.example,City of Ulm,,Germany,2026-03-02,Withdrawn,No\n"
    "104,Lê Thị Hạ,ha@rivers.example,Sở Văn hóa,Chuyên viên,Vietnam,2026-03-02,Complete,No\n"
)
OFFICE = (
    "Danh sách đại biểu;;;;\n"
    "Họ và tên;Cơ quan;Chức vụ;Quốc gia;Diện đại biểu\n"
    "Nguyễn Văn Tú;Sở Ngoại vụ;Phó Giám đốc;Việt Nam;trong nước\n"
    "John Marsh;River School;Teacher;Anh;người nước ngoài tại Việt Nam\n"
    "Claire Petit;Ville de Lyon;Adjointe;Pháp;\n"
)


def brought(event, text, by, *, name="list.csv", on_over=False, **more):
    data = text if isinstance(text, bytes) else text.encode()
    return services.write(services.take(event, data, name, by=by), by=by, on_over=on_over, **more)


def workbook(rows) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Danh sách")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, tuple):
                    sheet.write_formula(at, column, cell[0], None, cell[1])
                else:
                    sheet.write(at, column, cell)
    return buffer.getvalue()


def test_an_export_from_indico_comes_in_as_it_is(conference, nam, today):
    verdict = brought(conference, INDICO, nam)

    assert verdict.counts | {"new": 3, "left_out": 1} == verdict.counts
    ada = conference.participants.get(name="Ada Quist")
    assert (ada.country, ada.origin, ada.registration, ada.came) == ("SE", "abroad", "101", None)
    assert conference.participants.get(name="Lê Thị Hạ").origin == "home"


def test_an_offices_own_list_in_vietnamese_is_recognised(conference, nam):
    brought(conference, OFFICE, nam)

    origins = dict(conference.participants.values_list("name", "origin"))
    assert origins == {"Nguyễn Văn Tú": "home", "John Marsh": "resident", "Claire Petit": "abroad"}
    assert conference.participants.get(name="John Marsh").country == "GB"


def test_the_same_list_twice_changes_nothing(conference, nam, today):
    brought(conference, INDICO, nam)
    version, entries = type(conference).objects.get().version, Entry.objects.count()

    verdict = brought(conference, INDICO, nam)

    assert (verdict.same, len(verdict.new), len(verdict.changed)) == (3, 0, 0)
    assert type(conference).objects.get().version == version
    assert Entry.objects.count() == entries
    assert conference.participants.count() == 3


def test_a_later_export_brings_who_came_and_changes_nobody_else(conference, nam, today):
    brought(conference, INDICO, nam)
    later = INDICO.replace("Complete,No\n102", "Complete,Yes\n102")

    verdict = brought(conference, later, nam, on_over=True)

    assert len(verdict.changed) == 3
    assert dict(conference.participants.values_list("name", "came")) == {
        "Ada Quist": True, "Bruno Adler": False, "Lê Thị Hạ": False,
    }  # fmt: skip


def test_nobody_has_failed_to_come_before_the_event(conference, nam, today):
    brought(conference, INDICO, nam)

    assert not conference.participants.filter(came=False).exists()


def test_the_same_person_with_other_diacritics_is_one_and_a_namesake_elsewhere_is_another(conference, nam):
    brought(conference, "Name,Affiliation\nTrần Bình,Sở Y tế\n", nam)

    verdict = brought(conference, "Name,Affiliation\nTran Binh,So Y te\nTrần Bình,Sở Du lịch\n", nam, name="b.csv")

    assert (verdict.same, len(verdict.new)) == (1, 1)
    assert conference.participants.count() == 2


def test_somebody_twice_in_one_file_is_taken_once_and_said(conference, nam):
    verdict = brought(conference, "Name,Email\nAda,ada@x.example\nBo,bo@x.example\nAda,ADA@x.example\n", nam)

    assert verdict.twice == [(4, 2)]
    assert conference.participants.count() == 2


def test_two_people_may_share_an_address(conference, nam):
    brought(conference, "Name,Email\nAda,office@x.example\nBo,office@x.example\n", nam)

    assert conference.participants.count() == 2


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("=cmd|' /C calc'!A0,Firm,Sweden,a@x.example,no", "name", "formula"),
        ("Ada,@SUM(A1),Sweden,a@x.example,no", "organisation", "formula"),
        (",Firm,Sweden,a@x.example,no", "name", "nameless"),
        ("Ada,Firm,Frnace,a@x.example,no", "country", "country"),
        ("Ada,Firm,Sweden,not an address,no", "email", "email"),
        ("Ada,Firm,Sweden,a@x.example,perhaps", "is_vip", "yes_no"),
        ("A" * 201 + ",Firm,Sweden,a@x.example,no", "name", "long"),
    ],
)
def test_a_wrong_cell_is_said_with_its_row_and_repair_and_nothing_is_written(conference, nam, row, column, code):
    file = services.take(
        conference, f"Name,Affiliation,Country,Email,VIP\nBo,Firm,Sweden,bo@x.example,yes\n{row}\n".encode(), "l.csv",
        by=nam,
    )  # fmt: skip

    (fault,) = services.look(file, on_over=False).faults
    assert (fault.row, fault.column, fault.code) == (3, column, code)
    assert fault.repair
    with pytest.raises(DomainError, match="1 rows are wrong"):
        services.write(file, by=nam, on_over=False)
    assert not conference.participants.exists()
    services.write(file, by=nam, on_over=False, good_rows=True)
    assert conference.participants.get().is_vip


def test_ten_thousand_wrong_rows_are_a_few_lines_to_read(conference, nam, lan, sign_in):
    rows = "".join(f"Person {n},Atlantis,bad address {n}\n" for n in range(10_000))
    file = services.take(conference, f"Name,Country,Email\n{rows}".encode(), "l.csv", by=nam)

    verdict = services.look(file, on_over=False)

    assert verdict.wrong_rows == 10_000
    assert [(one.number, one.rows) for one in verdict.faults_alike()] == [(10_000, [2, 3, 4, 5, 6])] * 2
    page = sign_in(lan).get(file.get_absolute_url()).content
    assert len(page) < 60_000
    errors = sign_in(lan).get(f"{file.get_absolute_url()}errors/").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(errors)))) == 20_001


def test_a_workbook_gives_values_and_never_formulas(conference, nam):
    rows = [["Name", "Organisation", "Country"], [("=CONCAT(\"A\",\"da\")", "Ada"), "City", "Sweden"]]

    brought(conference, workbook(rows), nam, name="l.xlsx")

    assert conference.participants.get().name == "Ada"


def test_what_goes_out_is_never_live(conference, lan, sign_in):
    Participant.objects.create(event=conference, name="Ada", organisation="=1+1", origin="abroad", country="SE")

    answer = sign_in(lan).get(f"/events/{conference.reference}/participants/?export=csv")

    assert "'=1+1" in b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "no list"),
        (b"PK\x03\x04broken", "cannot be read"),
        (b"one,two\nthree,four\n", "no headings"),
        (b"\x00\xff\xfe\x00\x81" * 50, "known encoding"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(conference, nam, data, says):
    with pytest.raises(DomainError, match=says):
        services.take(conference, data, "file", by=nam)


def test_a_file_too_large_is_refused(monkeypatch, conference, nam):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)

    with pytest.raises(sheets.BadSheet, match="more than 3 rows"):
        services.take(conference, OFFICE.encode(), "l.csv", by=nam)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_the_encodings_of_spreadsheets_are_read(conference, nam, encoding):
    text = "Name;Affiliation\nLe Ha;Uy ban nhan dan\n" if encoding == "cp1258" else "Name;Affiliation\nLê Hà;Ủy ban\n"

    brought(conference, text.encode(encoding), nam)

    assert conference.participants.count() == 1


def test_the_list_rests_on_its_file_and_the_history_tells_it(conference, nam, today):
    brought(conference, INDICO, nam)

    document = Document.objects.get(file_name="list.csv")
    assert conference.participants.first().document == document
    assert document.mark >= 1
    assert document.status == Document.Status.REFERENCE
    entry = history(conference)[0]
    assert entry.action == "events.participants_imported"
    assert entry.changes["participants"][1] == "3 new, 0 changed"


def test_what_the_file_leaves_out_is_kept_and_a_resident_stays_one(conference, nam):
    brought(conference, "Name,Affiliation,Country,Position\nAda,City,Sweden,Mayor\n", nam)
    Participant.objects.update(origin="resident")

    brought(conference, "Name,Affiliation,Country,Position\nAda,City,Sweden,\n", nam, name="b.csv")

    ada = conference.participants.get()
    assert (ada.post, ada.origin) == ("Mayor", "resident")


def test_headings_are_found_below_a_title_and_guessed_once_each():
    assert columns.heading_row([["Danh sách"], ["Họ và tên", "Cơ quan"]]) == 1
    assert columns.guess(["Name", "Full name", "Unknown"]) == ["name", "", ""]


class TestThePages:
    def upload(self, client, event, text=INDICO, name="list.csv"):
        file = SimpleUploadedFile(name, text.encode())
        return client.post(f"/events/{event.reference}/participants/files/", {"file": file})

    def test_a_list_is_looked_at_mended_and_brought_in(self, conference, lan, sign_in, today):
        client = sign_in(lan)
        text = "Gast,Affiliation\nAda,City of Lund\n"
        at = self.upload(client, conference, text).url

        assert "Choose it" in client.get(at).content.decode()
        client.post(at, {"column_0": "name", "column_1": "organisation"})
        assert client.get(at).context["verdict"].counts["new"] == 1
        assert not conference.participants.exists()
        client.post(at, {"column_0": "name", "column_1": "organisation", "write": "1"})

        assert conference.participants.get().organisation == "City of Lund"
        assert "What became of the rows" in client.get(at).content.decode()

    def test_two_columns_of_one_meaning_are_refused(self, conference, lan, sign_in):
        client = sign_in(lan)
        at = self.upload(client, conference, "Name,Other\nAda,Bo\n").url

        answer = client.post(at, {"column_0": "name", "column_1": "name", "write": "1"})

        assert answer.status_code == 422
        assert not conference.participants.exists()

    def test_a_file_can_be_forgotten(self, conference, lan, sign_in):
        client = sign_in(lan)
        at = self.upload(client, conference).url

        client.post(f"{at}forget/")

        assert client.get(at).status_code == 404
        assert not conference.participants.exists()

    def test_somebody_is_added_changed_and_taken_off_with_a_reason(self, conference, lan, sign_in):
        client, start = sign_in(lan), f"/events/{conference.reference}/participants"
        given = {"name": "Ada Quist", "organisation": "City of Lund", "country": "Thụy Điển", "origin": "abroad"}

        assert client.post(f"{start}/new/", given).status_code == 302
        assert client.post(f"{start}/new/", given).status_code == 422
        ada = conference.participants.get()
        assert ada.country == "SE"
        client.post(f"{start}/{ada.pk}/", given | {"is_vip": "on"})
        assert conference.participants.get().is_vip
        client.post(f"{start}/{ada.pk}/remove/", {"reason": ""})
        assert conference.participants.exists()
        client.post(f"{start}/{ada.pk}/remove/", {"reason": "cannot come"})
        assert not conference.participants.exists()
        actions = set(Entry.objects.values_list("action", flat=True))
        assert {f"events.participants_{act}" for act in ("added", "changed", "removed")} <= actions

    def test_at_the_door_people_are_found_without_diacritics_and_ticked_off(self, conference, lan, sign_in, nam, today):
        brought(conference, INDICO, nam)
        client, at = sign_in(lan), f"/events/{conference.reference}/participants/door/"
        (ha,) = client.get(f"{at}?q=le thi ha").context["page"].object_list

        client.post(f"{at}?q=le", {"who": [ha.pk], "note": "came"})

        assert conference.participants.get(came=True) == ha
        assert "1 of 3 came" in client.get(at).content.decode()

    def test_the_numbers_of_the_list_are_taken_over_with_the_file_as_their_source(
        self, conference, lan, sign_in, nam, today
    ):
        brought(conference, INDICO, nam)
        client = sign_in(lan)

        client.post(f"/events/{conference.reference}/participants/count/")

        numbers = {one.of: int(one.value) for one in conference.counts.all()}
        assert numbers == {
            Count.Delegates.HOME: 1, Count.Delegates.RESIDENT: 0, Count.Delegates.ABROAD: 2,
            Count.Delegates.COUNTRIES: 2,
        }  # fmt: skip
        assert not attendance_of(conference).differs
        assert "list.csv" in client.get(f"/events/{conference.reference}/evidence/").content.decode()

    def test_who_sees_only_what_is_public_sees_numbers_but_no_names(self, conference, huong, sign_in, nam, today):
        brought(conference, INDICO, nam)
        Participant.objects.update(is_vip=True)
        client = sign_in(huong)

        page = client.get(conference.get_absolute_url()).content.decode()

        assert "Ada Quist" not in page
        assert client.get(f"/events/{conference.reference}/participants/").status_code == 404
        assert not Participant.objects.visible_to(huong).exists()

    @pytest.mark.parametrize("address", ["new/", "door/", "files/"])
    def test_who_only_reads_cannot_change_the_list(self, conference, minh, sign_in, address):
        start = f"/events/{conference.reference}/participants/"

        assert sign_in(minh).get(start).status_code == 200
        assert sign_in(minh).get(start + address).status_code == 403

    def test_the_list_costs_a_fixed_number_of_queries(self, conference, lan, sign_in, django_assert_max_num_queries):
        Participant.objects.bulk_create(
            Participant(event=conference, name=f"P {n}", country="FR", origin="abroad") for n in range(400)
        )
        client = sign_in(lan)
        client.get(f"/events/{conference.reference}/participants/")

        with django_assert_max_num_queries(14):
            page = client.get(f"/events/{conference.reference}/participants/?origin=abroad&sort=name")
        assert page.context["total"] == 400


def test_after_the_first_day_those_not_checked_in_did_not_come(conference, nam, monkeypatch, lan, sign_in):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a, **_k: date(2026, 6, 16))
    client = sign_in(lan)
    at = TestThePages().upload(client, conference).url

    guessed = columns.guess(INDICO.splitlines()[0].split(","))
    client.post(at, {f"column_{at}": target for at, target in enumerate(guessed)} | {"write": "1"})

    assert conference.participants.filter(came=False).count() == 3
