"""HTML, PDF and e-mail: the words of the document and not those around it."""

import io
from email.message import EmailMessage

import pypdfium2
import pytest

from pdfs import pdf_of
from proxeny.reader import formats
from proxeny.reader.errors import UnreadableFile

ARTICLE = """<!doctype html>
<html lang="fr-FR"><head><meta charset="{charset}"><title>Hanoï et ses partenaires - Journal</title>
<meta property="og:site_name" content="Journal de la Capitale">
<meta property="article:published_time" content="2023-04-14T08:00:00+07:00">
<link rel="canonical" href="https://journal.example/hanoi"></head>
<body><nav><ul><li><a href="/">Accueil du site</a></li><li><a href="/sport">Rubrique sportive</a></li></ul></nav>
<article><h1>Hanoï et ses partenaires</h1>
<p>La ville a reçu près de 90 délégations étrangères en 2023, a indiqué le service des relations extérieures de la
capitale lors d'une réunion consacrée au bilan de l'année écoulée et aux perspectives.</p>
<table><tr><th>Pays</th><th>Projets</th></tr><tr><td>Japon</td><td>1 234</td></tr>
<tr><td>Corée</td><td>99</td></tr></table>
<p>Cinq accords ont été signés avec des villes d'Asie et d'Europe, dont deux portent sur l'eau, les transports et la
formation des agents publics de la capitale et de ses arrondissements.</p></article>
<footer>Tous droits réservés par la rédaction du journal</footer><script>var nombre = 42;</script></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("utf-8", "cp1252")])
def test_the_article_is_taken_out_of_a_page_with_what_the_page_says_of_itself(charset, encoding):
    extracted = formats.extract(ARTICLE.format(charset=charset).encode(encoding), filename="page.html")

    assert "près de 90 délégations étrangères" in extracted.text
    assert "Japon | 1 234\n" in extracted.text
    for outside in ("Accueil", "Tous droits", "nombre = 42"):
        assert outside not in extracted.text
    assert extracted.title.startswith("Hanoï et ses partenaires")
    assert extracted.publisher == "Journal de la Capitale"
    assert extracted.published == "2023-04-14"
    assert extracted.url == "https://journal.example/hanoi"
    assert extracted.language == "fr"


def test_a_page_of_one_line_gives_its_line():
    extracted = formats.extract(b"<html><body><p>Signed in 2023.</p></body></html>", filename="a.html")

    assert extracted.text == "Signed in 2023.\n"


def test_a_page_drawn_by_scripts_only_is_refused():
    with pytest.raises(UnreadableFile, match="no text"):
        formats.extract(b"<html><head></head><body><script>draw()</script></body></html>", filename="a.html")


def nested(depth: int) -> bytes:
    return ("<html><body>" + "<div>" * depth + "Signed in 2023." + "</div>" * depth + "</body></html>").encode()


def test_deeply_nested_elements_do_no_harm():
    assert "Signed in 2023." in formats.extract(nested(1_500), filename="deep.html").text


def test_elements_nested_beyond_reason_end_in_a_refusal():
    with pytest.raises(UnreadableFile, match=r"deeper\.html"):
        formats.extract(nested(100_000), filename="deeper.html")


@pytest.fixture(scope="module")
def report() -> bytes:
    return pdf_of(
        """
        #set page(height: 12cm, width: 16cm, header: [Office of External Affairs], numbering: "1 / 1")
        #set document(title: "Six months")
        = Six months of external affairs
        The city received 17 delegations between January and June, among them those of Vientiane, Seoul and Toulouse,
        and sent nine of its own, five of which accompanied leaders of the state on visits to neighbouring countries.

        #table(columns: 3, [Partner], [Projects], [Capital], [Japan], [1,234], [56.7], [Korea], [99], [12.5])
        #pagebreak()
        #set par(justify: true)
        Thỏa thuận với Thủ đô Viêng Chăn được ký ngày 14 tháng 4 năm 2023 tại Hà Nội với sự chứng kiến của lãnh đạo hai
        thành phố và nhiều doanh nghiệp.
        #pagebreak()
        A third page closes the report.
        """
    )


def test_lines_of_a_pdf_become_paragraphs_and_rows_without_running_heads(report):
    extracted = formats.extract(report, filename="report.pdf")
    lines = extracted.text.splitlines()

    assert lines[0] == "Six months of external affairs"
    assert lines[1].startswith("The city received 17 delegations")
    assert lines[1].endswith("neighbouring countries.")
    assert lines[2:5] == ["Partner | Projects | Capital", "Japan | 1,234 | 56.7", "Korea | 99 | 12.5"]
    assert "Thỏa thuận với Thủ đô Viêng Chăn được ký ngày 14 tháng 4 năm 2023 tại Hà Nội" in extracted.text
    assert "Office of External Affairs" not in extracted.text
    assert "1 / 3" not in extracted.text
    assert extracted.title == "Six months"
    assert any("Running heads" in note for note in extracted.notes)


def test_each_line_of_a_pdf_leads_back_to_its_page_and_box(report):
    extracted = formats.extract(report, filename="report.pdf")
    at = extracted.text.index("Viêng Chăn")
    (segment,) = extracted.segments_of(at, at + len("Viêng Chăn"))
    heading = extracted.segments[0]

    assert segment.page == 2
    assert heading.page == 1
    left, top, right, bottom = heading.box
    assert 0 < left < right < 454  # 16 cm in points
    assert 0 < top < bottom < 340


def test_a_pdf_named_txt_is_read_as_a_pdf_and_said(report):
    extracted = formats.extract(report, filename="report.txt")

    assert extracted.media_type == "application/pdf"
    assert "named .txt" in extracted.notes[0]
    assert "PDF" in extracted.notes[0]


def test_a_text_named_pdf_is_read_as_text_and_said():
    extracted = formats.extract(b"Signed on 14 April 2023.", filename="report.pdf")

    assert extracted.text == "Signed on 14 April 2023."
    assert "named .pdf" in extracted.notes[0]


def test_a_scan_without_a_text_layer_is_refused_by_that_name():
    scan = pdf_of("#rect(width: 5cm, height: 5cm)\n#pagebreak()\n#circle()")
    with pytest.raises(UnreadableFile, match="2 pages without a text layer") as refusal:
        formats.extract(scan, filename="scan.pdf", recognise=False)

    assert refusal.value.code == "reader.no_text_layer"
    assert "OCR" in str(refusal.value)


@pytest.mark.parametrize("keep", [30, 600])
def test_a_pdf_that_breaks_off_is_refused(report, keep):
    with pytest.raises(UnreadableFile, match=r"broken\.pdf: the PDF is damaged") as refusal:
        formats.extract(report[:keep], filename="broken.pdf")

    assert refusal.value.code == "reader.damaged_file"


def test_a_protected_pdf_is_refused_by_that_name():
    with pytest.raises(UnreadableFile, match="password") as refusal:
        formats.extract(PROTECTED_PDF, filename="secret.pdf")

    assert refusal.value.code == "reader.encrypted_file"


# The smallest file that says it is encrypted; the check of an empty password against it fails.
PROTECTED_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef>
/U<fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>
%%EOF
"""


def test_a_pdf_made_by_another_program_with_shifted_origin_keeps_boxes_on_the_page():
    document = pypdfium2.PdfDocument(pdf_of("#set page(height: 5cm, width: 8cm)\nSigned in 2023."))
    page = document[0]
    page.set_mediabox(-100, -100, 327, 242)
    page.set_cropbox(-100, -100, 327, 242)
    out = io.BytesIO()
    document.save(out)
    (segment,) = formats.extract(out.getvalue(), filename="shifted.pdf").segments

    assert segment.box[0] > 100
    assert 0 < segment.box[1] < segment.box[3] < 342


def message(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name] = value
    return mail


def test_an_email_gives_its_headers_and_body_and_names_what_could_not_be_read():
    mail = message(
        From="Đại sứ quán <mission@example.org>",
        To="desk@example.org",
        Subject="Chuyến thăm tháng 9",
        Date="Tue, 03 Sep 2024 09:30:00 +0200",
    )
    mail.set_content("Đoàn gồm 12 người sẽ đến ngày 18 tháng 9.\n")
    mail.add_alternative("<p>Đoàn gồm <b>12 người</b></p>", subtype="html")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="chuong-trinh.pdf")
    extracted = formats.extract(mail.as_bytes(), filename="thu.eml")

    assert extracted.text.startswith("Subject: Chuyến thăm tháng 9\nFrom: ")
    assert "Đoàn gồm 12 người sẽ đến ngày 18 tháng 9." in extracted.text
    assert extracted.text.endswith("Attachment: chuong-trinh.pdf (not read)\n")
    assert extracted.title == "Chuyến thăm tháng 9"
    assert extracted.publisher == "Đại sứ quán"
    assert extracted.published == "2024-09-03"
    assert "'chuong-trinh.pdf' was not read" in extracted.notes[0]
    assert "damaged" in extracted.notes[0]


def test_an_email_with_only_html_gives_its_words_and_table_rows():
    mail = message(From="a@example.org", Date="Tue, 03 Sep 2024 09:30:00 +0200", Subject="Figures")
    mail.set_content("<table><tr><td>Japan</td><td>12</td></tr></table><script>x()</script>", subtype="html")
    extracted = formats.extract(mail.as_bytes(), filename="mail.eml")

    assert "Japan | 12" in extracted.text
    assert "x()" not in extracted.text


def test_a_text_about_an_email_is_not_taken_for_one():
    text = b"From: the archive of the city\nThis is a note about a letter.\n"

    assert formats.extract(text, filename="note.txt").media_type == "text/plain"


def test_an_email_with_a_broken_date_and_charset_is_still_read():
    data = (
        b"From: a@example.org\r\nDate: the day after\r\nSubject: =?nonsense?Q?x?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=no-such\r\n\r\nSigned in 2023.\r\n"
    )
    extracted = formats.extract(data, filename="odd.eml")

    assert "Signed in 2023." in extracted.text
    assert extracted.published is None


def test_lines_that_a_mail_program_broke_are_joined_and_lists_stay():
    mail = message(From="a@example.org", Date="Tue, 03 Sep 2024 09:30:00 +0200", Subject="Visit")
    mail.set_content(
        "The delegation of the prefecture will arrive in Hanoi on the morning of\n18 September 2024 and leave on "
        "the 20th.\n\n"
        "Programme:\n- talks with the People's Committee of Hanoi on the first morning, then\n- a visit to West Lake.\n"
    )
    text = formats.extract(mail.as_bytes(), filename="mail.eml").text

    assert "on the morning of 18 September 2024 and leave" in text
    assert "then\n- a visit" in text


def test_a_pdf_whose_fonts_hide_their_letters_is_refused():
    hidden = pdf_of("#{range(0xE000, 0xE060).map(str.from-unicode).join()}")

    with pytest.raises(UnreadableFile, match="OCR"):
        formats.extract(hidden, filename="hidden.pdf")


def test_a_table_row_whose_cells_run_over_several_lines_is_one_row():
    narrow = pdf_of(
        """
        #set page(width: 16cm, height: 18cm)
        Figures of the year follow.
        #table(columns: (3.4cm, 3.4cm, 4cm), [Indicator], [Year 2024], [Remark],
          [Delegations sent abroad in the year], [17],
          [11 led by the city's leaders, 6 accompanying leaders of the state],
          [Registered foreign capital], [about 2.1 billion USD in all], [fifth place in the country])
        The city thanks its partners.
        """
    )

    assert formats.extract(narrow, filename="a.pdf").text.splitlines() == [
        "Figures of the year follow.",
        "Indicator | Year 2024 | Remark",
        "Delegations sent abroad in the year | 17 | 11 led by the city’s leaders, 6 accompanying leaders of the state",
        "Registered foreign capital | about 2.1 billion USD in all | fifth place in the country",
        "The city thanks its partners.",
    ]


def test_two_columns_of_text_are_read_one_after_the_other():
    words = " ".join(a + b + c for a in "bdghk" for b in "aeiou" for c in "lmnrst")
    columns = pdf_of(f"#set page(width: 16cm, height: 9cm)\n#columns(2)[{words}]")

    assert formats.extract(columns, filename="a.pdf").text.replace("\n", " ").split() == words.split()
    assert " | " not in formats.extract(columns, filename="a.pdf").text


def test_a_chapter_line_with_the_page_number_is_left_out_and_a_title_stays():
    texts = [f"Text of page number {number} of the report." for number in ("one", "two", "three")]
    book = pdf_of(
        "#set page(width: 12cm, height: 12cm, header: context [Chapter #counter(page).get().first() on partners #h(1fr)"
        " #counter(page).display()])\n#text(size: 24pt)[Partners]\n\n" + "\n#pagebreak()\n".join(texts)
    )
    lines = formats.extract(book, filename="a.pdf").text.splitlines()

    assert lines == ["Partners", *texts]


def test_an_email_of_endlessly_nested_parts_is_refused():
    part = b"--a\nContent-Type: multipart/mixed; boundary=a\n\n"
    head = b"From: a@example.org\nDate: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"

    with pytest.raises(UnreadableFile, match="nests more than"):
        formats.extract(head + part * 50_000, filename="nested.eml")
