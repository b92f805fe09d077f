"""The same register again and again: what is new, changed, the same or gone, and what of it is written."""

from __future__ import annotations

import pytest

import records
from exchange.sheets import brought, examined, workbook
from exchange.test_bringing import LENS, PAPER, PORTAL, portal
from proxeny.audit import services as audit
from proxeny.events.models import Event
from proxeny.exchange import services
from proxeny.exchange.errors import BadMapping
from proxeny.exchange.models import Import
from proxeny.investments.models import CapitalMovement, Project
from proxeny.partners.models import Partner

GROWN = (*LENS[:3], "20", *LENS[4:])


@pytest.fixture
def japan(lan):
    return records.partner(records.source(lan), lan, "Japan", kind=Partner.Kind.COUNTRY, country="JP")


def test_what_is_no_longer_in_the_file_is_told_and_stays(lan, japan):
    brought("investments", portal(LENS, PAPER), lan)

    report = examined("investments", portal(LENS), lan, "june.xlsx")

    paper = Project.objects.get(licence_number="A-002")
    assert (report.counts["same"], report.gone_count, report.gone) == (1, 1, [(paper.reference, "Nhà máy giấy")])
    brought("investments", portal(GROWN), lan, "june.xlsx")
    assert Project.objects.count() == 2


def test_a_whole_register_tells_of_records_that_came_another_way(lan, japan):
    document = records.source(lan, text="Another paper.", name="other.txt")
    records.partner(document, lan, "Lyon")
    rows = workbook([["Name", "Kind", "Country"], ["Nantes", "city", "FR"]])

    assert examined("partners", rows, lan).gone_count == 0
    assert {name for _reference, name in examined("partners", rows, lan, is_whole=True).gone} == {"Japan", "Lyon"}


def test_capital_that_rose_becomes_a_movement_as_of_the_day_and_the_same_file_again_is_nothing_new(lan, japan):
    brought("investments", portal(LENS, PAPER), lan)

    second, report = brought("investments", portal(GROWN, PAPER), lan, "june.xlsx", as_of="2024-06-30")

    project = Project.objects.get(licence_number="A-001")
    assert project.value == 12_500_000
    assert [(m.kind, m.value) for m in project.movements.order_by("id")] == [("new", 12_500_000), ("added", 7_500_000)]
    assert "added" in report.changes[0]["changes"]["value"][1]
    again, report = brought("investments", portal(GROWN, PAPER), lan, "july.xlsx", as_of="2024-07-31")
    assert (again, report.counts) == (None, {"same": 2})

    undone = services.undo(second, reason="the wrong month", by=lan)
    assert (undone.restored, undone.kept) == (1, [])
    assert not CapitalMovement.objects.exists()
    assert audit.verify().broken is None


def test_a_register_that_keeps_no_ledger_cannot_be_brought_up_to_a_day(lan):
    with pytest.raises(BadMapping, match="as of a day"):
        examined("events", workbook([["Title", "Kind"], ["Fair", "fair"]]), lan, as_of="2024-06-30")


def test_rows_are_told_apart_by_the_column_that_is_chosen(lan):
    head = ["Title", "Kind", "Dates", "Report no."]
    brought("events", workbook([head, ["Fair of crafts", "fair", "2023-05", "12/BC"]]), lan)
    renamed = workbook([head, ["Fair of village crafts", "fair", "2023-06", "12/bc"]])

    assert examined("events", renamed, lan).counts["new"] == 1
    report = examined("events", renamed, lan, key="report_number")
    assert report.counts["changed"] == 1
    assert set(report.changes[0]["changes"]) == {"title", "dates", "report_number"}
    brought("events", renamed, lan, "again.xlsx", key="report_number")
    assert Event.objects.get().title == "Fair of village crafts"


def test_a_row_without_its_key_is_wrong_and_a_key_that_no_column_fills_is_refused(lan):
    head = ["Title", "Kind", "Report no."]
    report = examined("events", workbook([head, ["Fair", "fair", None]]), lan, key="report_number")
    assert report.faults[0].code == "key.missing"
    with pytest.raises(BadMapping, match="no column fills"):
        examined("events", workbook([head[:2], ["Fair", "fair"]]), lan, key="report_number")


@pytest.mark.parametrize(
    ("options", "titles"),
    [({"only": "new"}, {"A-001": "12500000", "A-002": "1250750000"}), ({"without": [3]}, {"A-001": "20000000"})],
)
def test_only_the_rows_that_are_chosen_are_written(lan, japan, options, titles):
    brought("investments", portal(LENS), lan)

    _import, report = brought("investments", portal(GROWN, PAPER), lan, "june.xlsx", **options)

    assert report.counts["left"] == 1
    assert {p.licence_number: f"{p.value:f}" for p in Project.objects.all()} == titles


def test_a_licence_number_is_known_however_it_is_spaced(lan, japan):
    brought("investments", portal(LENS), lan)
    spaced = (*LENS[:5], "a 001", LENS[6])

    report = examined("investments", portal(spaced), lan)

    assert report.counts["new"] == 0


def test_the_evidence_of_an_imported_record_names_the_fields_of_its_row(lan, japan, sign_in):
    brought("investments", portal((*LENS[:1], "", *LENS[2:])), lan)

    page = sign_in(lan).get(f"{Project.objects.get().get_absolute_url()}evidence/").content.decode()

    assert "<dt>Vốn đăng ký (triệu USD)</dt><dd>12,5</dd>" in page
    assert "<dt>Nhà đầu tư</dt>" not in page
    assert "licence no." in page


def test_an_import_remembers_the_shape_of_its_file(lan, japan):
    first, _report = brought("investments", portal(LENS), lan)
    second, _report = brought("investments", portal(PAPER), lan, "june.xlsx")
    other, _report = brought("investments", workbook([PORTAL[::-1], ["licensed", "A-9", "2023", 5, "Japan", "X", "Y"]]),
                             lan, "other.xlsx")  # fmt: skip
    assert first.shape == second.shape != other.shape
    assert Import.objects.filter(shape=first.shape).count() == 2
