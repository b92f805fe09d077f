"""Spreadsheets and CSV as a person reads them: headings, units, days, hidden cells, and the way back to the cell."""

import datetime
import io

import pytest
import xlsxwriter

from proxeny.reader import formats, read


def book(fill, **options) -> bytes:
    """A workbook whose only sheet ``fill`` writes; it is given the sheet and a maker of number formats."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet("Trade")
    fill(sheet, lambda form: workbook.add_format({"num_format": form}))
    workbook.close()
    return out.getvalue()


def lines(data: bytes, name: str = "a.xlsx") -> list[str]:
    return formats.extract(data, filename=name).text.splitlines()


def rows(*table, at: int = 0):
    def fill(sheet, form):
        for y, row in enumerate(table, at):
            for x, value in enumerate(row):
                if value is not None:
                    sheet.write(y, x, value)

    return fill


def observed(data: bytes, name: str, language: str) -> set[tuple]:
    extracted = formats.extract(data, filename=name)
    reading = read(extracted.text, language=language, home="Hanoi")
    return {
        (fact.indicator, int(fact.value), fact.unit, fact.partner, fact.period)
        for fact in reading.facts
        if fact.kind == "observation"
    }


def two_rows_of_headings(sheet, form):
    sheet.write(0, 0, "Trade of the city by partner")
    sheet.write(1, 0, "Unit: USD million")
    sheet.merge_range(2, 0, 3, 0, "Partner")
    sheet.merge_range(2, 1, 2, 2, "Exports")
    sheet.merge_range(2, 3, 2, 4, "Imports")
    sheet.write_row(3, 1, [2022, 2023, 2022, 2023])
    for y, (partner, *values) in enumerate([("Japan", 1520, 1611, 2011, 2105), ("Total", 3011, 3100, 4200, 4300)], 4):
        sheet.write(y, 0, partner)
        sheet.write_row(y, 1, values, form("#,##0"))


def test_headings_of_two_rows_become_one_line_with_the_unit_of_the_table_beside_the_figures():
    assert lines(book(two_rows_of_headings)) == [
        "Trade",
        "Trade of the city by partner",
        "Unit: USD million",
        "Partner | Exports 2022 | Exports 2023 | Imports 2022 | Imports 2023",
        "Japan | 1,520 million USD | 1,611 million USD | 2,011 million USD | 2,105 million USD",
        "Total | 3,011 million USD | 3,100 million USD | 4,200 million USD | 4,300 million USD",
    ]


def test_each_figure_under_headings_of_two_rows_is_observed_with_its_unit_partner_and_year():
    found = observed(book(two_rows_of_headings), "a.xlsx", "en")

    assert {("exports", 1_611_000_000, "USD", "JP", "2023"), ("imports", 2_011_000_000, "USD", "JP", "2022")} <= found
    assert ("exports", 3_100_000_000, "USD", None, "2023") in found
    assert len(found) == 8


def test_figures_and_headings_lead_back_to_their_cells():
    extracted = formats.extract(book(two_rows_of_headings), filename="a.xlsx")

    def cells(words: str) -> list[str | None]:
        at = extracted.text.index(words)
        return [segment.cell for segment in extracted.segments_of(at, at + len(words))]

    assert cells("1,611 million USD") == ["C5"]
    assert cells("Imports 2023") == ["D3", "E4"]
    assert {segment.sheet for segment in extracted.segments} == {"Trade"}


@pytest.mark.parametrize(
    ("caption", "said", "language", "value", "unit"),
    [
        ("Exports of the city, in USD million", "1520 million USD", "en", 1_520_000_000, "USD"),
        ("Kim ngạch xuất khẩu (ĐVT: triệu USD)", "1520 triệu USD", "vi", 1_520_000_000, "USD"),
        ("Nilai ekspor dalam juta USD", "1520 juta USD", "id", 1_520_000_000, "USD"),
        ("Exportations, en millions d'euros", "1520 millions d'euros", "fr", 1_520_000_000, "EUR"),
        ("Exportations (en milliards d’euros)", "1520 milliards d’euros", "fr", 1_520_000_000_000, "EUR"),
    ],
)
def test_the_unit_of_the_line_above_holds_for_the_figures_below(caption, said, language, value, unit):
    partner = {"en": "Country", "vi": "Quốc gia", "id": "Negara", "fr": "Pays"}[language]
    total = {"en": "Total", "vi": "Tổng số", "id": "Jumlah", "fr": "Total"}[language]
    data = f"{caption}\t\t\n{partner}\t2022\t2023\nUSA\t12\t17\n{total}\t1520\t1611\n".encode()
    text = formats.extract(data, filename="a.tsv").text
    found = read(text, language=language).quantities
    quantities = {(quantity.text, int(quantity.value), quantity.unit) for quantity in found}

    assert f"{total} | {said}" in text
    assert (said, value, unit) in quantities


def test_a_column_of_units_gives_each_row_its_own():
    table = [
        ["Chỉ tiêu", "Đơn vị tính", "Năm 2022", "Năm 2023"],
        ["Kim ngạch xuất khẩu", "Triệu USD", 17100, 18300],
        ["Khách du lịch quốc tế", "Nghìn lượt", 1500, 4720.5],
        ["Tốc độ tăng GRDP", "%", 8.96, 6.27],
    ]

    assert lines(book(rows(*table)))[2:] == [
        "Kim ngạch xuất khẩu | Triệu USD | 17100 Triệu USD | 18300 Triệu USD",
        "Khách du lịch quốc tế | Nghìn lượt | 1500 Nghìn lượt | 4720,5 Nghìn lượt",
        "Tốc độ tăng GRDP | % | 8,96% | 6,27%",
    ]
    assert ("visitors_international", 4_720_500, "count", None, "2023") in observed(book(rows(*table)), "a.xlsx", "vi")


def test_a_unit_in_the_label_of_a_row_holds_for_its_figures():
    table = [["Indicator", 2022, 2023], ["Exports (USD million)", 17100, 18300], ["Delegations received", 65, 77]]

    assert lines(book(rows(*table)))[2:] == [
        "Exports (USD million) | 17100 million USD | 18300 million USD",
        "Delegations received | 65 | 77",
    ]


def test_counts_ranks_years_and_shares_keep_out_of_the_unit_of_the_table():
    table = [
        ["Registered capital by partner, USD million"],
        ["No", "Partner", "Projects", "Capital", "Share (%)", "Year"],
        [1, "Japan", 12, 56.7, 17.9, 2023],
        [2, "Korea", 99, 12.5, 4.2, 2023],
    ]

    assert lines(book(rows(*table)))[3:] == [
        "1 | Japan | 12 | 56.7 million USD | 17.9% | 2023",
        "2 | Korea | 99 | 12.5 million USD | 4.2% | 2023",
    ]


def test_the_row_that_numbers_the_columns_is_no_row_of_the_table():
    table = [["STT", "Đối tác", "Vốn (triệu USD)"], ["A", "B", 1], [1, "Nhật Bản", 56.7], [2, "Hàn Quốc", 12.5]]

    assert lines(book(rows(*table)))[2:] == ["1 | Nhật Bản | 56,7 triệu USD", "2 | Hàn Quốc | 12,5 triệu USD"]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.1793, "0.0%", "17.9%"),
        (1234.5678, "#,##0.00", "1,234.57"),
        (3_011_000_000, "#,##0.0,,", "3,011.0"),
        (1234.5, '"$"#,##0.00', "$1,234.50"),
        (56.7, '#,##0.0 "ha"', "56.7 ha"),
        (12.5, "[$€-40C] #,##0.0", "€12.5"),
        (0.30000000000000004, "General", "0.3"),
        (datetime.date(2023, 7, 16), "dd/mm/yyyy", "2023-07-16"),
        (datetime.date(2023, 7, 1), "mmm yyyy", "07/2023"),
        (datetime.date(2023, 1, 1), "yyyy", "2023"),
    ],
)
def test_a_value_is_written_as_its_cell_shows_it(value, form, shown):
    def fill(sheet, make):
        sheet.write_row(0, 0, ["Partner of the city", "What was measured"])
        sheet.write(1, 0, "Japan")
        sheet.write_row(2, 0, ["Korea", 99])
        write = sheet.write_datetime if isinstance(value, datetime.date) else sheet.write_number
        write(1, 1, value, make(form))

    assert lines(book(fill))[2] == f"Japan | {shown}"


@pytest.mark.parametrize(("heading", "language"), [("Signed on", "en"), ("Ngày ký", "vi"), ("Tanggal", "id")])
def test_days_that_were_saved_as_numbers_are_days(heading, language):
    assert "2023-07-16 | Japan" in lines(book(rows([heading, "Partner"], [45123, "Japan"], [45200, "Korea"])))


def test_the_same_number_under_another_heading_stays_a_number():
    assert "45123 | Japan" in lines(book(rows(["Visitors", "Partner"], [45123, "Japan"], [45200, "Korea"])))


def test_hidden_rows_and_columns_are_left_out_and_said():
    def fill(sheet, form):
        rows(["Partner", "Draft", "Projects"], ["Japan", 1, 12], ["Secret", 2, 13], ["Korea", 3, 99])(sheet, form)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})

    extracted = formats.extract(book(fill), filename="a.xlsx")

    assert extracted.text.splitlines()[1:] == ["Partner |  | Projects", "Japan |  | 12", "Korea |  | 99"]
    assert "hidden in sheet 'Trade': rows 3 and columns B." in extracted.notes[0]


def test_tables_one_below_the_other_keep_their_own_headings():
    def fill(sheet, form):
        rows(["Partner", "Exports (USD million)"], ["Japan", 1520], ["Korea", 990])(sheet, form)
        rows(["Partner", "Aid (EUR thousand)"], ["France", 12], ["Italy", 17], at=5)(sheet, form)

    assert lines(book(fill))[1:] == [
        "Partner | Exports (USD million)",
        "Japan | 1520 million USD",
        "Korea | 990 million USD",
        "",
        "Partner | Aid (EUR thousand)",
        "France | 12 thousand EUR",
        "Italy | 17 thousand EUR",
    ]


def test_tables_side_by_side_are_read_one_after_the_other():
    table = [
        ["Partner", "Exports (USD million)", None, "Country", "Visitors"],
        ["Japan", 1520, None, "Laos", 12],
        ["Korea", 990, None, "India", 17],
    ]

    assert lines(book(rows(*table)))[1:] == [
        "Partner | Exports (USD million)",
        "Japan | 1520 million USD",
        "Korea | 990 million USD",
        "",
        "Country | Visitors",
        "Laos | 12",
        "India | 17",
    ]


def test_an_empty_row_inside_a_table_does_not_end_its_headings():
    def fill(sheet, form):
        rows(["Partner", "Exports (USD million)"], ["Japan", 1520], ["Korea", 990])(sheet, form)
        rows(["Total", 2510], at=4)(sheet, form)

    assert lines(book(fill))[-1] == "Total | 2510 million USD"


def test_formulas_give_their_stored_results():
    def fill(sheet, form):
        rows(["Partner", "Exports (USD million)"], ["Japan", 1520], ["Korea", 990])(sheet, form)
        sheet.write(3, 0, "Total")
        sheet.write_formula(3, 1, "=SUM(B2:B3)", form("#,##0"), 2510)

    assert lines(book(fill))[-1] == "Total | 2,510 million USD"


def test_a_csv_with_a_title_line_semicolons_and_decimal_commas_is_read_with_its_unit_and_cells():
    data = "Nilai ekspor 2023;;\r\nNegara;Ekspor (juta USD);Pangsa (%)\r\nJepang;1.520,5;17,9\r\nKorea;990,25;4,2\r\n"
    extracted = formats.extract(data.encode("utf-8-sig"), filename="ekspor.csv")

    assert extracted.text.splitlines()[2:] == ["Jepang | 1.520,5 juta USD | 17,9%", "Korea | 990,25 juta USD | 4,2%"]
    at = extracted.text.index("990,25")
    (segment,) = extracted.segments_of(at, at + 6)
    assert (segment.sheet, segment.cell, segment.row) == (None, "B4", 4)
    assert ("exports", 1_520_500_000, "USD", "JP", "2023") in observed(data.encode(), "ekspor.csv", "id")


def test_growth_is_that_of_what_its_own_heading_names():
    table = [["Partner", "Exports (USD million)", "Imports (USD million)", "Growth of exports (%)"]]
    data = book(rows(*table, ["Japan", 1520, 990, 12], ["Korea", 17, 18, 19]))

    assert ("exports_growth", 12, "%", "JP", None) in observed(data, "a.xlsx", "en")
