"""Web pages as they are: without an article tag, with banners, lists of other news, clocks and wrong declarations."""

import pytest

from proxeny.reader import formats, read

FIRST = (
    "The city received seventeen delegations in the first half of the year and sent nine of its own, most of them to "
    "neighbouring countries, said the department of external affairs."
)
SECOND = (
    "Exports of the city reached 3,011 million USD in the first six months of 2024, a rise of 12.5 per cent over the "
    "same period of the year before, the office added."
)
OTHER = "<li><a href='/n{0}'>Delegation of town {0} visits the harbour on 1{0} March</a></li>"
OTHERS = "".join(OTHER.format(number) for number in range(6))
TABLE = (
    "<table><tr><th rowspan=2>Partner</th><th colspan=2>Exports (USD million)</th></tr>"
    "<tr><th>2023</th><th>2024</th></tr>"
    "<tr><td>Japan</td><td>1,520</td><td>1,611</td></tr><tr><td>Korea</td><td>990</td><td>1,003</td></tr></table>"
)
MESSY = f"""<html><head><title>City receives delegations | Portal</title></head><body>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies. By continuing you accept.</p><button>OK</button></div>
<div class="top">Sunday, 22 November 2026 09:15</div>
<div class="menu"><a href=/>Home</a> | <a href=/n>News</a> | <a href=/c>Contact</a></div>
<div class="content"><h1>City receives delegations</h1><div class="date">Posted: 14/06/2024 08:30</div>
<p>{FIRST}</p><p>{SECOND}</p><ul><li>Japan: 7 delegations</li><li>Korea: 5 delegations</li></ul>{TABLE}</div>
<div class="related"><h3>Related news</h3><ul>{OTHERS}</ul></div>
<div class="footer">Copyright 2026. Licence no. 123/GP. Tel: 024 3825 3536</div></body></html>"""


def page(head: str, body: str = f"<h1>City</h1><p>{FIRST}</p><p>{SECOND}</p>") -> formats.Extracted:
    return formats.extract(f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode())


@pytest.fixture(scope="module")
def messy() -> formats.Extracted:
    return formats.extract(MESSY.encode(), filename="a.html")


def test_the_main_text_of_a_page_without_an_article_tag_is_found(messy):
    assert FIRST in messy.text
    assert SECOND in messy.text
    for outside in ("cookies", "Home", "Related news", "harbour", "Copyright", "3825", "22 November 2026"):
        assert outside not in messy.text


def test_lists_and_tables_are_kept_with_their_headings_on_one_line(messy):
    assert "\nJapan: 7 delegations\nKorea: 5 delegations\n" in messy.text
    assert "Partner | Exports (USD million) 2023 | Exports (USD million) 2024\nJapan | 1,520 | 1,611\n" in messy.text


def test_figures_of_a_table_with_headings_of_two_rows_are_observed(messy):
    found = {
        (fact.indicator, int(fact.value), fact.partner, fact.period)
        for fact in read(messy.text, language="en", home="Hanoi").facts
        if fact.kind == "observation"
    }

    assert {("exports", 1_611_000_000, "JP", "2024"), ("exports", 990_000_000, "KR", "2023")} <= found


def test_the_date_of_posting_is_taken_and_not_that_of_rendering(messy):
    assert messy.published == "2024-06-14"


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"dateModified":"2026-01-02",'
        '"datePublished":"2024-06-14T08:00:00+07:00"}</script>',
        '<meta property="article:modified_time" content="2026-01-02"><meta property="article:published_time" '
        'content="2024-06-14T08:00:00+07:00">',
        '<meta content="2024-06-14" name="DC.date.issued"><meta name="date" content="2026-11-22">',
        '<meta itemprop="datePublished" content="2024-06-14"/>',
    ],
)
def test_a_stated_date_of_publication_comes_before_that_of_a_change(head):
    assert page(head).published == "2024-06-14"


def test_the_date_of_a_change_alone_is_no_date_of_publication():
    assert page('<meta property="article:modified_time" content="2026-01-02T00:00:00Z">').published is None


def test_a_publisher_in_structured_data_is_taken():
    head = '<script type="application/ld+json">{"publisher":{"@type":"Organization","name":"Daily Paper"}}</script>'

    assert page(head).publisher == "Daily Paper"


def test_text_that_only_line_breaks_divide_in_a_table_of_one_column_keeps_its_lines():
    rows = f"<tr><td>{FIRST}<br><br>{SECOND}<br>- Japan: 7 delegations<br>- Korea: 5 delegations<br></td></tr>"
    text = formats.extract(f"<html><body><table width=100%>{rows}</table></body></html>".encode()).text

    assert text == f"{FIRST}\n{SECOND}\n- Japan: 7 delegations\n- Korea: 5 delegations\n"


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1258", "windows-1252", "x-user-defined"])
def test_a_page_in_utf_8_that_declares_another_encoding_is_read_right_and_said(declared):
    words = "Thành phố Hà Nội đã đón 17 đoàn khách quốc tế trong sáu tháng đầu năm 2024, Sở Ngoại vụ cho biết."
    source = f"<html><head><meta charset='{declared}'></head><body><article><p>{words}</p></article></body></html>"
    extracted = formats.extract(source.encode(), filename="a.html")

    assert words in extracted.text
    assert declared in extracted.notes[0]


def test_a_table_with_absurd_spans_does_no_harm():
    rows = "<tr><td colspan=99999 rowspan=99999>Japan</td><td>12</td></tr>" * 3
    text = page("", f"<p>{FIRST}</p><p>{SECOND}</p><table>{rows}</table>").text

    assert len(text) < 20_000
