"""Beside each proposal stands where in the file its figure is: page, cell, attachment."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from django.urls import reverse

from pdfs import pdf_of
from proxeny.documents import services as documents

TABLE = "Year;Delegations sent abroad by Hanoi;Exports of Hanoi (USD million)\n2022;17;17100\n2023;18;18300\n"
PAGES = "#set page(width: 12cm, height: 8cm)\nA report.\n#pagebreak()\nHanoi sent 18 delegations abroad in 2023."


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = "a@example.org", "Tue, 03 Sep 2024 09:30:00 +0200", "Figures"
    message.set_content("Please find the report attached; it is of last year.\n")
    message.add_attachment(pdf_of(PAGES), maintype="application", subtype="pdf", filename="report.pdf")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("name", "data", "value", "place", "in_vietnamese"),
    [
        ("exports.csv", TABLE.encode(), 18_300_000_000, "cell C3", "ô C3"),
        ("report.pdf", pdf_of(PAGES), 18, "page 2", "trang 2"),
        ("mail.eml", mail(), 18, "attachment report.pdf, page 2", "tệp đính kèm report.pdf, trang 2"),
    ],
)
def test_a_proposal_and_its_source_card_say_where_in_the_file_the_figure_stands(
    sign_in, lan, name, data, value, place, in_vietnamese
):
    document = documents.add_file(data, file_name=name, by=lan, language="en", mark=0).document
    statement = document.statements.get(kind="observation", value=value)
    client = sign_in(lan)
    desk = reverse("review:document", args=[document.reference]) + f"?p={statement.pk}"
    card = reverse("documents:statement", args=[statement.pk])

    assert f"data-place>{place}</p>" in client.get(desk).content.decode()
    assert f"<span>{place}</span>" in client.get(card).content.decode()
    lan.language = "vi"
    lan.save()
    assert in_vietnamese in client.get(card, headers={"accept-language": "vi"}).content.decode()


def test_a_text_without_pages_has_no_place(sign_in, lan):
    text = b"Hanoi sent 18 delegations abroad in 2023, says the department."
    document = documents.add_file(text, file_name="a.txt", by=lan, language="en", mark=0).document
    desk = reverse("review:document", args=[document.reference])

    assert "data-place" not in sign_in(lan).get(desk).content.decode()
