"""E-mail with what is attached to it: each attachment read like a file of its own, or named with the reason."""

from email.message import EmailMessage

import pytest

from pdfs import pdf_of
from proxeny.reader import formats
from proxeny.reader.errors import UnreadableFile
from proxeny.reader.formats import mail as mail_format

Budget = mail_format._Budget


def message(body: str = "Please find the figures attached.\n", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    usual = {"From": "Mission <a@example.org>", "Date": "Tue, 03 Sep 2024 09:30:00 +0200", "Subject": "Figures"}
    for name, value in (usual | headers).items():
        mail[name] = value
    mail.set_content(body)
    return mail


def attach(mail: EmailMessage, content: bytes, name: str, kind: str = "application/octet-stream") -> None:
    main, sub = kind.split("/")
    mail.add_attachment(content, maintype=main, subtype=sub, filename=name)


def read(mail: EmailMessage) -> formats.Extracted:
    return formats.extract(mail.as_bytes(), filename="mail.eml")


def test_attachments_stand_under_their_names_behind_the_body():
    mail = message()
    attach(mail, pdf_of("#set page(width: 12cm, height: 6cm)\nThe city sent 17 delegations."), "report.pdf")
    attach(mail, b"Partner;Exports (USD million)\nJapan;1520\nKorea;990\n", "exports.csv", "text/csv")
    extracted = read(mail)

    assert extracted.text.splitlines()[3:] == [
        "",
        "Please find the figures attached.",
        "",
        "Attachment: report.pdf",
        "The city sent 17 delegations.",
        "",
        "Attachment: exports.csv",
        "Partner | Exports (USD million)",
        "Japan | 1520 million USD",
        "Korea | 990 million USD",
    ]
    assert "Attachments read with the e-mail: report.pdf, exports.csv." in extracted.notes


def test_words_of_an_attachment_lead_back_to_it_and_to_page_or_cell():
    mail = message()
    attach(mail, pdf_of("#set page(width: 12cm, height: 6cm)\nFirst.\n#pagebreak()\nSent 17."), "report.pdf")
    attach(mail, b"Partner;Exports (USD million)\nJapan;1520\nKorea;990\n", "exports.csv", "text/csv")
    extracted = read(mail)

    def place(words: str) -> formats.Segment:
        at = extracted.text.index(words)
        (segment,) = extracted.segments_of(at, at + len(words))
        assert words in extracted.text[segment.start : segment.end]
        return segment

    assert (place("Sent 17.").part, place("Sent 17.").page) == ("report.pdf", 2)
    assert (place("990 million USD").part, place("990 million USD").cell) == ("exports.csv", "B3")
    assert place("Please find").part is None


def test_a_message_within_a_message_is_read_with_its_own_attachments():
    inner = message("Exports reached 3 billion USD.\n", Subject="Of March")
    attach(inner, b"The figure is provisional.", "note.txt", "text/plain")
    outer = message("See below.\n")
    outer.add_attachment(inner)
    extracted = read(outer)

    assert "Attachment: Of March\nSubject: Of March\n" in extracted.text
    assert "Exports reached 3 billion USD." in extracted.text
    at = extracted.text.index("The figure is provisional.")
    assert extracted.segments_of(at, at + 1)[0].part == "Of March / note.txt"


def test_messages_are_read_only_so_deep():
    mail = message("level 0\n")
    for level in range(1, 8):
        outer = message(f"level {level}\n")
        outer.add_attachment(mail)
        mail = outer
    extracted = read(mail)

    read_levels = [level for level in range(8) if f"level {level}\n" in extracted.text]
    assert read_levels == [7, 6, 5, 4][::-1]
    assert any("deep in one another" in note for note in extracted.notes)


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"PK\x03\x04 broken", "minutes.docx", "damaged"),
        (b"\x1f\x8b\x08" + b"\0" * 40, "all.tgz", "gzip archive"),
        (b"   ", "empty.txt", "nothing but white space|no content"),
        (b"MZ\x90\x00" + b"\0" * 100, "setup.exe", "Windows program"),
    ],
)
def test_an_attachment_that_cannot_be_read_is_named_with_the_reason_and_the_rest_is_read(content, name, reason):
    mail = message()
    attach(mail, content, name)
    attach(mail, b"The figure is provisional.", "note.txt", "text/plain")
    extracted = read(mail)

    (note,) = [note for note in extracted.notes if "was not read" in note]
    assert f"'{name}'" in note
    assert any(part in note for part in reason.split("|"))
    assert f"Attachment: {name} (not read)" in extracted.text
    assert "The figure is provisional." in extracted.text


def test_only_so_many_attachments_are_read():
    mail = message()
    for number in range(mail_format.ATTACHMENTS_LIMIT + 2):
        attach(mail, f"note number {number}".encode(), f"n{number}.txt", "text/plain")
    extracted = read(mail)

    assert extracted.text.count("(not read)") == 2
    assert sum("more than 50" in note for note in extracted.notes) == 2


def test_attachments_together_may_only_be_so_long(monkeypatch):
    monkeypatch.setattr(mail_format, "_Budget", lambda: Budget(characters=50))
    mail = message()
    attach(mail, b"x" * 40, "first.txt", "text/plain")
    attach(mail, b"y" * 40, "second.txt", "text/plain")
    extracted = read(mail)

    assert "x" * 40 in extracted.text
    assert "y" * 40 not in extracted.text
    assert any("'second.txt' was not read: with it the text would be longer" in note for note in extracted.notes)


def test_logos_and_signatures_are_passed_over_in_silence():
    mail = message()
    attach(mail, b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "logo.png", "image/png")
    attach(mail, b"signed", "smime.p7s", "application/pkcs7-signature")

    assert read(mail).notes == ()


def test_an_attached_text_in_another_encoding_is_read_by_what_its_part_declares():
    mail = message()
    mail.add_attachment("Aide reçue: 3 000 €", subtype="plain", charset="iso-8859-15", filename="note.txt")

    assert "Aide reçue: 3 000 €" in read(mail).text


def test_quoted_replies_are_kept_and_one_of_two_forms_is_read():
    mail = message("Agreed.\n\n> Exports reached 3 billion USD.\n> The office will confirm.\n")
    mail.add_alternative("<p>Agreed in HTML.</p>", subtype="html")
    text = read(mail).text

    assert "> Exports reached 3 billion USD." in text
    assert "in HTML" not in text


def test_an_outlook_message_is_refused_with_what_to_do():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "__substg1.0_0037001F".encode("utf-16-le")
    with pytest.raises(UnreadableFile, match=r"Outlook message \(\.msg\).*Save it as \.eml"):
        formats.extract(data, filename="mail.msg")
