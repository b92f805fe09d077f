"""Word documents in their details: merged cells, numbers of lists, fields, what stands beside the text."""

import io

import docx
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from proxeny.reader import formats


def saved(document) -> formats.Extracted:
    out = io.BytesIO()
    document.save(out)
    return formats.extract(out.getvalue(), filename="a.docx")


def with_xml(*paragraphs: str) -> formats.Extracted:
    """A document of raw paragraphs; ``{w}`` stands for the namespaces."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.element.body.insert(-1, parse_xml(paragraph.replace("{w}", nsdecls("w"))))
    return saved(document)


def filled(document, rows):
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text:
                table.cell(y, x).text = text
    return table


def test_a_merged_cell_is_written_once_and_the_columns_stay_in_place():
    document = docx.Document()
    rows = [["Partner", "Kind", "Projects"], ["Japan", "new", "12"], ["", "old", "99"], ["All", "", "111"]]
    table = filled(document, rows)
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))

    assert saved(document).text.splitlines() == [
        "Partner | Kind | Projects",
        "Japan | new | 12",
        " | old | 99",
        "All |  | 111",
    ]


def test_headings_of_two_rows_become_one_line():
    document = docx.Document()
    table = filled(document, [["Partner", "Exports", ""], ["", "2022", "2023"], ["Japan", "1,520", "1,611"]])
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))

    assert saved(document).text.splitlines() == ["Partner | Exports 2022 | Exports 2023", "Japan | 1,520 | 1,611"]


def test_items_of_a_numbered_list_have_their_numbers_and_others_a_dash():
    document = docx.Document()
    for text, style in [("Visits", "List Number"), ("Agreements", "List Number"), ("Fairs", "List Bullet")]:
        document.add_paragraph(text, style=style)

    assert saved(document).text == "1. Visits\n2. Agreements\n- Fairs\n"


def test_numbers_of_levels_count_on_and_begin_anew_under_the_next():
    document = docx.Document()
    document.add_paragraph("x", style="List Number")  # so that the document has a part for numbering
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, form, text in [(0, "upperRoman", "%1."), (1, "decimal", "%1.%2"), (2, "lowerLetter", "%3)")]
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    document.element.body.remove(document.paragraphs[0]._p)
    for level, text in [(0, "a"), (1, "b"), (2, "c"), (2, "d"), (1, "e"), (0, "f"), (1, "g")]:
        properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        paragraph = f'<w:p {nsdecls("w")}><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        document.element.body.insert(-1, parse_xml(paragraph))

    assert saved(document).text.splitlines() == ["I. a", "I.1 b", "a) c", "b) d", "I.2 e", "II. f", "II.1 g"]


def test_fields_give_their_results_and_hidden_words_stay_hidden():
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    extracted = with_xml(
        "<w:p {w}>" + run.format("Exports reached ")
        + "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>=SUM(A1)</w:instrText></w:r>"
        + "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run.format("3,011")
        + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>" + run.format(" million USD.") + "</w:p>"
    )  # fmt: skip

    assert extracted.text == "Exports reached 3,011 million USD.\n"


def test_a_text_box_is_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>17 delegations</w:t></w:r></w:p></w:txbxContent>"
    extracted = with_xml(
        "<w:p {w} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<w:r><w:t>At a glance</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert extracted.text == "At a glance\n17 delegations\n"


def test_heads_and_feet_of_pages_and_comments_are_left_out_and_said():
    document = docx.Document()
    paragraph = document.add_paragraph("The city signed five agreements.")
    document.add_comment(paragraph.runs, text="Is that so?", author="x", initials="x")
    document.sections[0].header.paragraphs[0].text = "People's Committee of the City"
    document.add_section(WD_SECTION.NEW_PAGE).footer.paragraphs[0].text = "Draft of 12 May"
    extracted = saved(document)

    assert extracted.text == "The city signed five agreements.\n"
    assert "Comments beside the text were not read (1)." in extracted.notes
    (note,) = [note for note in extracted.notes if note.startswith("Heads and feet")]
    assert "“People's Committee of the City”" in note


def test_moved_and_deleted_words_are_not_read_and_inserted_ones_are():
    extracted = with_xml(
        "<w:p {w}><w:moveFrom w:id='1' w:author='a'><w:r><w:t>old place </w:t></w:r></w:moveFrom>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>Signed in 2023.</w:t></w:r></w:ins>"
        "<w:moveTo w:id='3' w:author='a'><w:r><w:t xml:space='preserve'> New place.</w:t></w:r></w:moveTo></w:p>"
    )

    assert extracted.text == "Signed in 2023. New place.\n"
    assert "tracked changes" in extracted.notes[0]


def test_a_table_with_an_absurd_span_does_no_harm():
    extracted = with_xml(
        "<w:tbl {w}><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999'/></w:tcPr>"
        "<w:p><w:r><w:t>Japan</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )

    assert extracted.text.startswith("Japan |")
    assert len(extracted.text) < 5_000
