"""PDF pages as a person reads them: columns, turned pages, divided words, tables drawn in any order."""

import io
import textwrap
from itertools import pairwise

import pypdfium2
import pytest

from pdfs import pdf_of, turned
from proxeny.reader import formats

PROSE = (
    "The city received seventeen delegations in the first half of the year and sent nine of its own abroad, most of "
    "them to towns with which it has long had ties. Exports reached 3,011 million USD, a rise of 12.5 per cent over "
    "the same months of the year before, and the office expects as much for the rest of it. "
)
TABLE = "#table(columns: 3, [Partner], [Projects], [Capital], [Japan], [1,234], [56.7], [Korea], [99], [12.5])"
ROWS = ["Partner | Projects | Capital", "Japan | 1,234 | 56.7", "Korea | 99 | 12.5"]


def words(text: str) -> list[str]:
    return text.replace("\n", " ").split()


def read(markup: str) -> formats.Extracted:
    return formats.extract(pdf_of(markup), filename="a.pdf")


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other_under_their_heading(columns):
    text = PROSE * 3
    page = f"#set page(width: 18cm, height: 13cm)\n= The year abroad\n#columns({columns}, gutter: 0.8cm)[{text}]"
    lines = read(page).text.splitlines()

    assert lines[0] == "The year abroad"
    assert words(" ".join(lines[1:])) == words(text)


@pytest.mark.parametrize(("columns", "width"), [(2, 38), (3, 27)])
def test_columns_that_were_drawn_across_the_page_are_read_down(columns, width):
    lines = textwrap.wrap(PROSE * 3, width)
    height = len(lines) // columns
    lines = lines[: height * columns]
    across = ", ".join(f"[{lines[column * height + row]}]" for row in range(height) for column in range(columns))
    page = (
        f"#set page(width: 20cm, height: 16cm)\n#set text(size: 9pt)\n= The year abroad\n"
        f"#grid(columns: {columns}, column-gutter: 0.8cm, row-gutter: 0.4em, {across})"
    )

    assert words(read(page).text) == words("The year abroad " + " ".join(lines))


def test_a_table_that_was_drawn_column_by_column_is_read_row_by_row():
    columns = [["Partner", "Japan", "Korea", "France"], ["Projects", "1,234", "99", "12"]]
    columns.append(["Capital", "56.7", "12.5", "3"])
    drawn = "".join(
        f"#place(dx: {4 * x}cm, dy: {0.8 * y}cm)[{cell}]\n"
        for x, column in enumerate(columns)
        for y, cell in enumerate(column)
    )

    assert read(f"#set page(width: 16cm, height: 8cm)\n{drawn}").text.splitlines() == [*ROWS, "France | 12 | 3"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_shown_turned_is_read_like_one_that_is_not(degrees):
    data = pdf_of(f"#set page(width: 16cm, height: 9cm)\n{PROSE}\n{TABLE}")
    upright, other = (formats.extract(each, filename="a.pdf") for each in (data, turned(data, degrees)))

    assert other.text == upright.text
    at = other.text.index("Korea")
    (segment,) = other.segments_of(at, at + 5)
    width, height = (255.1, 453.5) if degrees != 180 else (453.5, 255.1)
    assert 0 < segment.box[0] < segment.box[2] < width
    assert 0 < segment.box[1] < segment.box[3] < height


def test_a_table_that_lies_across_the_page_is_read_from_its_side_and_its_boxes_stand_on_the_page():
    extracted = read(f"#set page(width: 12cm, height: 20cm)\n#rotate(90deg, reflow: true)[{TABLE}]")

    assert extracted.text.splitlines() == ROWS
    at = extracted.text.index("Partner")
    (segment,) = extracted.segments_of(at, at + 7)
    assert segment.box[3] - segment.box[1] > segment.box[2] - segment.box[0]  # the word runs down the page


def test_a_span_that_crosses_lines_has_a_box_on_each():
    extracted = read(f"#set page(width: 9cm, height: 14cm)\n{PROSE}")
    start, end = extracted.text.index("seventeen"), extracted.text.index("nine of its")
    boxes = [segment.box for segment in extracted.segments_of(start, end)]

    assert len(boxes) >= 2
    assert all(above[3] <= below[1] + 1 for above, below in pairwise(boxes))


def test_words_that_a_line_end_divides_are_whole_and_keep_their_own_hyphens():
    lines = ["The well-known pro-", "gramme with Jean-", "Pierre and the COVID-", "19 fund is well-", "known abroad-"]
    # written as separate lines, so that each ends where it says
    text = read("#set page(width: 9cm)\n" + " \\\n".join(lines)).text

    assert text == "The well-known programme with Jean-Pierre and the COVID-19 fund is well-known abroad-\n"


def test_ligatures_come_out_as_letters():
    assert read("#set page(width: 12cm)\nE\ufb03cient o\ufb03ces \ufb01nd \ufb02uent sta\ufb00.").text == (
        "Efficient offices find fluent staff.\n"
    )


def test_heads_that_change_from_left_to_right_pages_are_left_out():
    page = "Text of the page that nobody else has: number {}."
    names = ["one", "two", "three", "four", "five", "six", "seven"]
    head = "#set page(width: 12cm, height: 9cm, header: context if calc.odd(counter(page).get().first()) "
    head += "[Yearbook of the city] else [Department of External Affairs])\n"
    text = read(head + "\n#pagebreak()\n".join(page.format(name) for name in names)).text

    assert text.splitlines() == [page.format(name) for name in names]


def test_a_heading_is_no_part_of_the_paragraph_under_it():
    page = "#set page(width: 12cm, height: 14cm)\n#set par(leading: 0.3em, spacing: 0.3em)\n= Results\n"

    assert read(page + PROSE).text.splitlines()[0] == "Results"


def test_a_pdf_of_too_many_pages_is_refused():
    document = pypdfium2.PdfDocument.new()
    for _ in range(5_001):
        document.new_page(100, 100)
    out = io.BytesIO()
    document.save(out)

    with pytest.raises(formats.refusals.TooLargeFile, match="5,001 pages"):
        formats.extract(out.getvalue(), filename="long.pdf")
