"""Spreadsheets into registers: what is recognised, written, found again, changed and taken back."""

from __future__ import annotations

import datetime

import pytest

import records
from exchange.sheets import brought, examined, workbook
from proxeny.agreements.models import Agreement
from proxeny.audit import services as audit
from proxeny.audit.models import Entry
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.documents import services as documents
from proxeny.exchange import services
from proxeny.exchange.checking import DUPLICATE, NEW, SAME
from proxeny.exchange.errors import BadFile, BadMapping
from proxeny.exchange.models import Import
from proxeny.indicators.models import Observation
from proxeny.investments.models import CapitalMovement, Project
from proxeny.partners.models import Alias, Partner
from proxeny.registers.register import REGISTERS
from proxeny.search.models import SearchEntry

PORTAL = [
    "Tên dự án",
    "Nhà đầu tư",
    "Quốc tịch nhà đầu tư",
    "Vốn đăng ký (triệu USD)",
    "Ngày cấp",
    "Số giấy phép",
    "Tình trạng",
]


def portal(*rows):
    return workbook([PORTAL, *map(list, rows)])


LENS = ("Nhà máy thấu kính", "Lens Co", "Nhật Bản", "12,5", "14/04/2023", "A-001", "licensed")
PAPER = ("Nhà máy giấy", "Paper Co", "Japan", "1.250,75", "05/2023", "A-002", "licensed")


@pytest.fixture
def document(lan):
    return records.source(lan)


@pytest.fixture
def japan(document, lan):
    return records.partner(document, lan, "Japan", kind=Partner.Kind.COUNTRY, country="JP")


def test_a_register_of_the_portal_becomes_projects_with_links_and_history(lan, japan):
    brought_in, report = brought("investments", portal(LENS, PAPER), lan)

    lens, paper = Project.objects.order_by("licence_number")
    assert report.counts[NEW] == 2
    assert (lens.value, lens.unit, lens.date, list(lens.partners.all())) == (12_500_000, "USD", "2023-04-14", [japan])
    assert (paper.value, paper.date, paper.date_earliest) == (1_250_750_000, "2023-05", datetime.date(2023, 5, 1))
    assert "nha may giay" in paper.folded
    assert brought_in.document.file_name == "list.xlsx"
    entry = Entry.objects.get(action="investments.created", object_id=lens.pk)
    assert entry.by == lan
    assert entry.changes["partners"] == [None, ["Japan"]]
    assert audit.verify().broken is None


def test_each_record_cites_its_own_row_with_its_words_and_place(lan, japan, sign_in):
    brought("investments", portal(LENS, PAPER), lan)

    paper = Project.objects.get(licence_number="A-002")
    (cited,) = documents.evidence_of(paper, visible_to=lan, field="")
    statement = cited.statement
    assert statement.quote == "Nhà máy giấy | Paper Co | Japan | 1.250,75 | 05/2023 | A-002 | licensed"
    assert statement.document.body.text[statement.start : statement.end] == statement.quote
    assert statement.payload["row"] == 3
    page = sign_in(lan).get(paper.get_absolute_url()).content.decode()
    assert statement.document.title in page
    assert sign_in(lan).get(statement.document.get_absolute_url()).status_code == 200


def test_what_is_brought_in_is_found_by_the_search(lan, japan, sign_in):
    brought("investments", portal(LENS), lan)

    assert SearchEntry.objects.filter(register="investments", title="Nhà máy thấu kính").exists()
    assert Project.objects.get().get_absolute_url() in sign_in(lan).get("/search/", {"q": "thau kinh"}).content.decode()


def test_the_same_file_again_gives_nothing_but_the_same(lan, japan):
    brought("investments", portal(LENS, PAPER), lan)
    entries = Entry.objects.count()

    again, report = brought("investments", portal(LENS, PAPER), lan)

    assert again is None
    assert report.counts == {SAME: 2}
    assert (Project.objects.count(), Entry.objects.count()) == (2, entries)


def test_a_row_that_changed_updates_its_record_and_the_change_is_shown(lan, japan):
    brought("investments", portal(LENS, PAPER), lan)
    grown = (*LENS[:3], "20", *LENS[4:])

    _import, report = brought("investments", portal(grown, PAPER), lan, "june.xlsx")

    project = Project.objects.get(licence_number="A-001")
    assert (report.counts["changed"], report.counts["same"]) == (1, 1)
    assert report.changes == [{"row": 2, "record": project.reference, "changes": {"value": ["12500000", "20000000"]}}]
    assert (project.value, project.version) == (20_000_000, 2)
    assert not documents.conflicts_of(project).exists()


def test_a_row_that_contradicts_another_source_opens_a_conflict(lan, japan, document):
    brought("investments", portal(LENS), lan)
    project = Project.objects.get()
    other = documents.state(document, kind="record", payload={}, by=lan, value=12_500_000, unit="USD")
    documents.cite(project, ["value"], other)

    brought("investments", portal((*LENS[:3], "20", *LENS[4:])), lan, "june.xlsx")

    assert documents.conflicts_of(project).filter(is_open=True).exists()


def test_an_empty_cell_takes_nothing_away(lan, japan):
    brought("investments", portal(LENS), lan)

    _import, report = brought("investments", portal((*LENS[:1], "", *LENS[2:])), lan, "june.xlsx")

    assert report.counts == {SAME: 1}
    assert Project.objects.get().investor == "Lens Co"


def test_a_row_twice_in_the_file_is_written_once_and_one_that_says_otherwise_is_refused(lan, japan):
    report = examined("investments", portal(LENS, LENS, (*LENS[:3], "99", *LENS[4:])), lan)

    assert [outcome for _row, outcome, _label in report.rows] == [NEW, DUPLICATE, "error"]
    assert report.faults[0].code == "row.twice"


def test_records_are_recognised_by_name_and_date_where_no_number_tells(lan, document):
    paris = records.partner(document, lan)
    held = records.agreement(document, lan, "Memorandum with Paris on heritage", paris)
    rows = [["Title", "Type", "State", "Signed", "Partners"],
            ["memorandum with paris on heritage", "memorandum of understanding", "signed", "04/2023", "Paris"],
            ["Memorandum with Paris on heritage", "mou", "signed", "2019", "Paris"]]  # fmt: skip

    report = examined("agreements", workbook(rows), lan)

    assert report.rows[0] == (2, "changed", held.reference)
    assert report.rows[1][1] == NEW
    assert "another date" in report.doubts[0][1]


def test_a_reference_names_its_record_whatever_else_changed(lan, document):
    held = records.agreement(document, lan)

    brought("agreements", workbook([["Reference", "Title"], [held.reference, "Another title"]]), lan)

    held.refresh_from_db()
    assert held.title == "Another title"


@pytest.mark.parametrize("words", ["Nhật Bản", "JP", "Jepang", "japon", "Nippon", "japan"])
def test_partners_are_found_by_any_of_their_names(lan, japan, words):
    Alias.objects.create(partner=japan, name="Nippon")

    _import, report = brought("investments", portal((*LENS[:2], words, *LENS[3:])), lan)

    assert report.faults == []
    assert list(Project.objects.get().partners.all()) == [japan]


def test_an_unknown_partner_is_an_error_unless_it_may_be_made(lan, japan):
    row = (*LENS[:2], "Lisbon; Japan", *LENS[3:])

    nothing, report = brought("investments", portal(row), lan)
    assert nothing is None
    assert (report.faults[0].code, report.faults[0].cell, report.faults[0].found) == (
        "link.unknown",
        "C2",
        "Lisbon; Japan",
    )

    _import, report = brought("investments", portal(row), lan, makes=True)
    assert report.made == ["Lisbon"]
    lisbon = Partner.objects.get(name="Lisbon")
    assert set(Project.objects.get().partners.all()) == {japan, lisbon}
    assert documents.evidence_of(lisbon, visible_to=lan).exists()


def test_a_name_that_two_records_have_is_never_guessed(lan, document):
    records.partner(document, lan, "Valencia", country="ES")
    records.partner(document, lan, "Valencia", country="VE")

    report = examined("investments", portal((*LENS[:2], "Valencia", *LENS[3:])), lan)
    assert report.faults[0].code == "link.several"
    assert "valencia-2" in report.faults[0].expected

    assert examined("investments", portal((*LENS[:2], "Valencia (ES)", *LENS[3:])), lan).faults == []


def test_nothing_is_written_while_a_row_is_wrong_unless_good_rows_are_asked_for(lan, japan):
    rows = (LENS, (*PAPER[:3], "much", *PAPER[4:]))

    nothing, report = brought("investments", portal(*rows), lan)
    assert nothing is None
    assert not Project.objects.exists()
    assert not Import.objects.exists()
    fault = report.faults[0]
    assert (fault.row, fault.column, fault.cell, fault.found) == (3, PORTAL[3], "D3", "much")
    assert fault.repair

    brought("investments", portal(*rows), lan, good_rows=True)
    assert Project.objects.get().licence_number == "A-001"


def test_parts_come_as_lists_in_a_cell_or_as_columns_of_their_own(lan):
    rows = [["Tên đoàn", "Direction", "Thành viên", "Member role", "Thành viên 2"],
            ["Đoàn đi Paris", "sent abroad", "An; Bình", "head; interpreter", None],
            ["Đoàn đi Lyon", "out", "Chi", None, "Dung"]]  # fmt: skip

    brought("delegations", workbook(rows), lan)

    paris, lyon = (Delegation.objects.get(title=title) for title in ("Đoàn đi Paris", "Đoàn đi Lyon"))
    assert [(m.name, m.role) for m in paris.members.all()] == [("An", "head"), ("Bình", "interpreter")]
    assert [m.name for m in lyon.members.all()] == ["Chi", "Dung"]
    assert documents.evidence_of(paris.members.first(), visible_to=lan).exists()


def test_the_rules_of_a_part_hold_in_a_file_too(lan, japan):
    mapping = '[columns]\n"Vốn giải ngân" = "movements.value"\n[constants]\n"movements.kind" = "disbursed"\n'
    mapping += '"movements.unit" = "USD"'
    data = workbook([[*PORTAL, "Vốn giải ngân"], [*LENS, -5]])

    report = examined("investments", data, lan, mapping=mapping)
    assert "negative" in report.faults[0].expected

    brought("investments", workbook([[*PORTAL, "Vốn giải ngân"], [*LENS, 5000]]), lan, mapping=mapping)
    assert (CapitalMovement.objects.get().value, CapitalMovement.objects.get().kind) == (5000, "disbursed")


def test_figures_of_indicators_come_in_and_a_second_value_stands_beside_the_first(lan):
    head = ["Indicator", "Area", "Period", "Value", "Unit"]
    brought("indicators", workbook([head, ["visitors", "Hanoi", "2023", 4_123_000, "count"]]), lan)
    observation = Observation.objects.get()
    assert (observation.value, observation.sources, observation.mark) == (4_123_000, 1, Mark.PUBLIC)

    brought("indicators", workbook([head, ["visitors", "Hanoi", "2023", 5_341_000, "count"]]), lan, "other.xlsx")
    observation.refresh_from_db()
    assert (observation.sources, observation.is_disputed) == (2, True)


def test_a_file_of_one_shape_is_mapped_as_the_last_one_was(lan):
    rows = [["Title", "Art", "State", "Extra"], ["Memorandum", "mou", "signed", "on heritage"]]
    mapping = '[columns]\nArt = "kind"\nExtra = "note"'
    brought("agreements", workbook(rows), lan, mapping=mapping)

    rows[1][0] = "Second memorandum"
    brought("agreements", workbook(rows), lan, "next.xlsx")

    assert Agreement.objects.get(title="Second memorandum").note == "on heritage"


def test_a_mapping_that_names_what_is_not_there_is_refused(lan):
    rows = workbook([["Title"], ["Memorandum"]])
    for mapping, said in (
        ('[columns]\nArt = "kind"', "names a column"),
        ('[columns]\nTitle = "nothing"', "no field"),
        ("[column]\n", "means nothing"),
        ("= 3", "no TOML"),
        ('[constants]\nkind = "poem"', "One of these"),
    ):
        with pytest.raises(BadMapping, match=said):
            examined("agreements", rows, lan, mapping=mapping)


def test_undoing_an_import_takes_out_what_it_made_and_puts_back_what_it_changed(lan, japan):
    brought("investments", portal(LENS), lan)
    second, _report = brought("investments", portal((*LENS[:3], "20", *LENS[4:]), PAPER), lan, "june.xlsx")

    undone = services.undo(second, reason="the wrong month", by=lan)

    project = Project.objects.get()
    assert (undone.removed, undone.restored, undone.kept) == (1, 1, [])
    assert project.value == 12_500_000
    assert not SearchEntry.objects.filter(title="Nhà máy giấy").exists()
    assert Entry.objects.get(action="investments.removed").reason == "the wrong month"
    assert second.undo_reason == "the wrong month"
    assert audit.verify().broken is None
    with pytest.raises(WrongState):
        services.undo(second, reason="again", by=lan)


def test_what_was_changed_since_or_is_named_by_others_stays_and_the_undoing_says_why(lan, document):
    rows = [["Name", "Kind", "Country"], ["Lyon", "city", "Pháp"], ["Nantes", "city", "FR"], ["Lille", "city", "FR"]]
    brought_in, _report = brought("partners", workbook(rows), lan)
    lyon, nantes = Partner.objects.get(name="Lyon"), Partner.objects.get(name="Nantes")
    records.agreement(document, lan, "Memorandum with Lyon", lyon)
    from proxeny.registers import services as registers

    registers.change(nantes, {"note": "twin since 1995"}, by=lan)

    undone = services.undo(brought_in, reason="a trial", by=lan)

    assert undone.removed == 1
    assert {reference for reference, _why in undone.kept} == {"lyon", "nantes"}
    assert set(Partner.objects.values_list("name", flat=True)) == {"Lyon", "Nantes"}


def test_only_who_may_change_records_brings_files_in_and_undoing_needs_a_reason(lan, minh, hoa, japan):
    with pytest.raises(NotAllowed):
        examined("investments", portal(LENS), minh)
    brought_in, _report = brought("investments", portal(LENS), lan)
    with pytest.raises(NotAllowed):
        services.undo(brought_in, reason="not mine", by=hoa)
    with pytest.raises(DomainError):
        services.undo(brought_in, reason=" ", by=lan)


def test_marks_hold_nobody_writes_above_their_clearance_or_that_of_the_file(lan, hoa):
    rows = workbook([["Title", "Type", "State", "Mark"], ["Memorandum", "mou", "signed", "confidential"]])

    assert examined("agreements", rows, lan, mark=Mark.INTERNAL).faults[0].code == "mark.above_clearance"
    assert examined("agreements", rows, hoa, mark=Mark.INTERNAL).faults[0].code == "mark.above_file"
    brought("agreements", rows, hoa, mark=Mark.CONFIDENTIAL)
    assert Agreement.objects.get().mark == Mark.CONFIDENTIAL
    with pytest.raises(BadFile, match="above your clearance"):
        brought("agreements", rows, lan, mark=Mark.INTERNAL, good_rows=True)


@pytest.mark.parametrize("name", [name for name, register in REGISTERS.items() if register.form is not None])
def test_every_register_says_what_its_file_lacks(name, lan):
    with pytest.raises(BadFile, match="No column"):
        examined(name, workbook([["Foo", "Bar"], ["1", "2"]]), lan)
