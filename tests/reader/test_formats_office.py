"""Word and Excel files and CSV: tables as rows, changes as accepted, bombs refused."""

import io
import zipfile

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from proxeny.reader import formats
from proxeny.reader.errors import UnreadableFile


def word(*blocks: object, properties: dict[str, str] | None = None) -> bytes:
    """A document of paragraphs (str), tables (list of rows) and raw XML (bytes)."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        elif isinstance(block, bytes):
            document.element.body.insert(-1, parse_xml(block))
        else:
            table = document.add_table(rows=0, cols=len(block[0]))
            for row in block:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    for name, value in (properties or {}).items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The same ZIP file with parts added or replaced (``__`` for ``/``, ``_xml`` for ``.xml``)."""
    new = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in new:
                target.writestr(name, source.read(name))
        for name, content in new.items():
            target.writestr(name, content)
    return out.getvalue()


def workbook(
    sheets: dict[str, list[list[object]]], formats_of: dict[object, str] | None = None, hide: str = ""
) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                style = (formats_of or {}).get(value)
                sheet.write(y, x, value, book.add_format({"num_format": style}) if style else None)
        if name == hide:
            sheet.hide()
    book.close()
    return out.getvalue()


def test_paragraphs_and_tables_of_a_word_file_come_in_order():
    data = word("Before.", [["Partner", "Projects"], ["Japan", "1,234"]], "After.")
    extracted = formats.extract(data, filename="minutes.docx")

    assert extracted.text == "Before.\nPartner | Projects\nJapan | 1,234\nAfter.\n"
    at = extracted.text.index("1,234")
    (segment,) = extracted.segments_of(at, at + 5)
    assert (segment.table, segment.row) == (1, 2)


def test_tracked_changes_are_read_as_accepted_and_said():
    changed = (
        f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>The city signed </w:t></w:r>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>four</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>five</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> agreements.</w:t></w:r></w:p>"
    ).encode()
    extracted = formats.extract(word(changed), filename="draft.docx")

    assert extracted.text == "The city signed five agreements.\n"
    assert "tracked changes" in extracted.notes[0]


def test_footnotes_stand_under_their_paragraph():
    marked = (
        f"<w:p {nsdecls('w')}><w:r><w:t>Exports reached 3 billion USD in 2019.</w:t></w:r>"
        "<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    ).encode()
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        "<w:footnote w:id='2'><w:p><w:r><w:t>Figures of the customs office.</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    ).encode()
    data = repacked(word(marked, "Next paragraph."), word__footnotes_xml=notes)

    assert formats.extract(data, filename="a.docx").text == (
        "Exports reached 3 billion USD in 2019.\nFigures of the customs office.\nNext paragraph.\n"
    )


def test_title_and_language_come_from_the_properties():
    data = word("Text of the report.", properties={"title": "Six months", "language": "vi-VN"})
    extracted = formats.extract(data, filename="a.docx")

    assert (extracted.title, extracted.language, extracted.published) == ("Six months", "vi", None)


def test_an_xml_bomb_in_a_word_file_is_refused():
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "' + b"x" * 100 + b'"><!ENTITY b "' + b"&a;" * 100 + b'">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&b;</w:body>'
        b"</w:document>"
    )
    with pytest.raises(UnreadableFile, match="declares XML entities"):
        formats.extract(repacked(word("x"), word__document_xml=bomb), filename="bomb.docx")


def test_a_zip_bomb_is_refused_without_unpacking_it():
    data = repacked(word("x"), word__media__big_xml=b"\0" * 60_000_000)

    with pytest.raises(UnreadableFile, match="unpack") as refusal:
        formats.extract(data, filename="bomb.docx")
    assert refusal.value.code == "reader.too_large_file"


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_word_file_that_breaks_off_is_refused(keep):
    data = word("Some text that fills the file.")
    with pytest.raises(UnreadableFile, match=r"cut\.docx: the file is damaged") as refusal:
        formats.extract(data[: int(len(data) * keep)], filename="cut.docx")

    assert refusal.value.code == "reader.damaged_file"


def test_a_word_file_with_garbled_xml_is_refused():
    with pytest.raises(UnreadableFile, match="damaged"):
        formats.extract(repacked(word("x"), word__document_xml=b"<w:document"), filename="a.docx")


def test_an_office_file_with_a_password_is_refused_by_that_name():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableFile, match="password") as refusal:
        formats.extract(data, filename="secret.docx")

    assert refusal.value.code == "reader.encrypted_file"


@pytest.mark.parametrize(("inside", "named"), [("ppt/presentation.xml", "presentation"), ("readme.txt", "ZIP archive")])
def test_other_zip_files_are_refused_by_name(inside, named):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr(inside, "x")
    with pytest.raises(UnreadableFile, match=named):
        formats.extract(out.getvalue(), filename="a.zip")


def test_rows_of_a_spreadsheet_carry_the_unit_of_their_heading_and_lead_back_to_their_cell():
    heading = ["Project", "Capital (USD million)", "Growth"]
    rows = [["Licensed projects"], heading, ["Plant", 278.43, 0.179], ["Lab", 1200, 0.5]]
    extracted = formats.extract(workbook({"2024": rows}, {0.179: "0.0%", 0.5: "0%"}), filename="projects.xlsx")

    assert extracted.text == (
        "2024\nLicensed projects\nProject | Capital (USD million) | Growth\n"
        "Plant | 278.43 million USD | 17.9%\nLab | 1200 million USD | 50%\n"
    )
    at = extracted.text.index("278.43")
    (segment,) = extracted.segments_of(at, at + 6)
    assert (segment.sheet, segment.cell) == ("2024", "B3")
    assert any("Units" in note for note in extracted.notes)


def test_a_vietnamese_sheet_is_written_with_decimal_commas():
    rows = [
        ["Tên dự án đầu tư nước ngoài", "Vốn đăng ký (triệu USD)"],
        ["Nhà máy linh kiện điện tử tại Đông Anh", 12.5],
    ]

    assert "12,5 triệu USD" in formats.extract(workbook({"Dự án": rows}), filename="du-an.xlsx").text


def test_hidden_sheets_are_left_out_and_said():
    data = workbook({"Shown": [["word", "other"]], "Draft": [["secret", "figures"]]}, hide="Draft")
    extracted = formats.extract(data, filename="a.xlsx")

    assert "secret" not in extracted.text
    assert any("Draft" in note for note in extracted.notes)


def test_a_sheet_with_a_row_number_beyond_reason_ends_in_a_refusal():
    data = workbook({"S": [["a", 1]]})
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").replace(b'r="1"', b'r="99999999999"')
    with pytest.raises(UnreadableFile):
        formats.extract(repacked(data, xl__worksheets__sheet1_xml=sheet), filename="far.xlsx")


def test_an_xml_bomb_in_a_spreadsheet_is_refused():
    data = workbook({"S": [["a", 1]]})
    bomb = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "xxxxxxxx">]><sst>&a;</sst>'
    with pytest.raises(UnreadableFile, match="declares XML entities"):
        formats.extract(repacked(data, xl__sharedStrings_xml=bomb), filename="bomb.xlsx")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_becomes_rows_whatever_divides_its_cells(delimiter):
    rows = [["Project", "Capital (USD million)", "Year"], ['"Plant, new"', "12.5", "2023"], ["Lab", "3", "2024"]]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode("utf-8-sig")
    extracted = formats.extract(data, filename="projects.csv")

    assert extracted.media_type == "text/csv"
    assert extracted.text.splitlines()[1:] == ["Plant, new | 12.5 million USD | 2023", "Lab | 3 million USD | 2024"]


def test_prose_with_commas_is_no_csv():
    text = "In 2023, the city signed five agreements, sent nine delegations, and received twelve.\n" * 5

    assert formats.extract(text.encode(), filename="a.txt").media_type == "text/plain"


def test_formulas_without_a_stored_result_are_counted_in_a_note():
    data = workbook({"S": [["Country", "Capital"], ["Japan", 12], ["Total", "=SUM(B2:B2)"]]})
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").replace(b"<v>0</v>", b"")
    extracted = formats.extract(repacked(data, xl__worksheets__sheet1_xml=sheet), filename="a.xlsx")

    assert "1 formulas" in extracted.notes[0]
