"""What a file is: decided by its content, never by its name."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

import puremagic

from proxeny.reader.formats.archive import Archive
from proxeny.reader.formats.refusals import EncryptedFile, UnknownKind

TEXT = "text/plain"
HTML = "text/html"
CSV = "text/csv"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMAIL = "message/rfc822"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
PICTURES = (PNG, JPEG, TIFF)

NAMES = {
    TEXT: "plain text",
    HTML: "HTML",
    CSV: "CSV",
    PDF: "PDF",
    DOCX: "Word (DOCX)",
    XLSX: "Excel (XLSX)",
    EMAIL: "an e-mail",
    PNG: "a PNG picture",
    JPEG: "a JPEG picture",
    TIFF: "a TIFF picture",
}
# The endings under which a kind is expected; any other is said in a note.
_ENDINGS = {
    TEXT: {".txt", ".text", ".md", ".log", ".asc", ".lst", ".csv", ".tsv", ""},
    HTML: {".html", ".htm", ".xhtml", ".mhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ""},
    CSV: {".csv", ".tsv", ".tab", ".txt", ""},
    PDF: {".pdf", ""},
    DOCX: {".docx", ".docm", ".dotx", ".dotm", ""},
    XLSX: {".xlsx", ".xlsm", ".xltx", ".xltm", ""},
    EMAIL: {".eml", ".msg", ".mht", ".txt", ""},
    PNG: {".png", ""},
    JPEG: {".jpg", ".jpeg", ".jpe", ".jfif", ""},
    TIFF: {".tif", ".tiff", ""},
}
_CLAIMED = {
    ".txt": "plain text", ".md": "plain text", ".html": "HTML", ".htm": "HTML", ".pdf": "PDF", ".docx": "Word (DOCX)",
    ".doc": "an old Word document", ".xlsx": "Excel (XLSX)", ".xls": "an old Excel workbook", ".csv": "CSV",
    ".png": "a picture", ".jpg": "a picture", ".jpeg": "a picture", ".tif": "a picture", ".tiff": "a picture",
    ".eml": "an e-mail", ".rtf": "Rich Text", ".odt": "OpenDocument text",
}  # fmt: skip
_EXPECTED = "expected plain text, HTML, PDF, DOCX, XLSX, CSV, an e-mail (.eml) or a scan (PDF, PNG, JPEG, TIFF)"
_HEADER = re.compile(
    rb"^(?:return-path|received|delivered-to|mime-version|message-id|from|to|cc|date|subject|content-type|reply-to"
    rb"|x-[a-z-]+|dkim-signature|content-transfer-encoding|sender|in-reply-to|references|thread-topic|importance"
    rb"|user-agent|thread-index|bcc|list-[a-z-]+|authentication-results|arc-[a-z-]+): ?",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|h[1-6]|table|article|section|span|meta|title|ul|ol|br)\b[^<>]*>",
    re.IGNORECASE,
)
_PICTURES = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"II*\x00", TIFF), (b"MM\x00*", TIFF))
# First bytes of what people send by mistake, and what to do about it.
_REFUSED = (
    (b"{\\rtf", "Rich Text", "Save it as DOCX or PDF and add that copy."),
    (b"GIF8", "a GIF picture", "Save it as PNG and add that copy."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and add the documents inside."),
    (b"Rar!", "a RAR archive", "Unpack it and add the documents inside."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and add the documents inside."),
    (b"MZ", "a Windows program", "Only documents are read."),
    (b"\x7fELF", "a Linux program", "Only documents are read."),
)


def media_type(data: bytes, filename: str) -> str:
    """One of the media types above; raises ``UnknownKind`` or ``EncryptedFile`` for anything else."""
    pdf_at = data[:1024].find(b"%PDF-")
    if pdf_at >= 0 and (pdf_at == 0 or not data[:pdf_at].strip(codecs.BOM_UTF8 + b"\r\n\t \x00")):
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office(data, filename)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _compound(data, filename)
    for magic, picture in _PICTURES:
        if data.startswith(magic):
            return picture
    for magic, name, advice in _REFUSED:
        if data.startswith(magic) and not (magic == b"MZ" and data[:200].isascii() and data[:200].isalnum()):
            raise UnknownKind(f"{filename}: the file is {name}; {_EXPECTED}. {advice}")
    if _is_mail(data):
        return EMAIL
    head = _head(data)
    opening = head.lstrip("\ufeff \t\r\n")
    if opening[:5] == "<?xml" and not re.search(r"<!doctype html|<html", opening[:2000], re.IGNORECASE):
        raise UnknownKind(f"{filename}: the file is XML data, not a document; {_EXPECTED}. Export it in one of these.")
    if re.match(r"<!doctype html|<html|<head|<body", opening, re.IGNORECASE) or (
        len({tag.lower() for tag in _TAG.findall(opening)}) >= 3 and opening.startswith("<")
    ):
        return HTML
    if (
        data.count(0, 0, 4096) > len(data[:4096]) / 200
        and data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        and not _may_be_wide(data)
    ):
        raise UnknownKind(f"{filename}: the file is {_guess(data)}; {_EXPECTED}. Export it in one of these.")
    return TEXT


def mislabelled(media: str, filename: str) -> str | None:
    """A note where the ending of the name promises something else than the content is."""
    ending = PurePath(filename).suffix.lower()
    if ending in _ENDINGS[media] or (ending not in _CLAIMED and media == TEXT):
        return None
    claimed = f"named {ending}" + (f" ({_CLAIMED[ending]})" if ending in _CLAIMED else "")
    return f"The file is {claimed} but its content is {NAMES[media]}; it was read as that."


def _office(data: bytes, filename: str) -> str:
    names = Archive(data, filename).names
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    if "ppt/presentation.xml" in names:
        found, advice = "a presentation (PPTX)", "Save it as PDF and add that copy."
    elif "mimetype" in names and "content.xml" in names:
        found, advice = "an OpenDocument file", "Save it as DOCX, XLSX or PDF and add that copy."
    elif any(name.startswith("word/") for name in names):
        return DOCX
    elif any(name.startswith("xl/") for name in names):
        found, advice = "an Excel workbook of another form (.xlsb) or damaged", "Save it as XLSX."
    else:
        found, advice = "a ZIP archive", "Unpack it and add the documents inside."
    raise UnknownKind(f"{filename}: the file is {found}; {_EXPECTED}. {advice}")


def _compound(data: bytes, filename: str) -> UnknownKind | EncryptedFile:
    """What an OLE compound file is: a protected new Office file, or a file of the Office before 2007."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return EncryptedFile(
            f"{filename}: the Office file is protected by a password; expected an open one. Remove the password in the "
            "program that made it and add the file again."
        )
    if holds("WordDocument"):
        found, advice = "an old Word document (.doc)", "Save it as DOCX or PDF and add that copy."
    elif holds("Workbook") or holds("Book"):
        found, advice = "an old Excel workbook (.xls)", "Save it as XLSX and add that copy."
    elif holds("__substg1.0"):
        found, advice = "an Outlook message (.msg)", "Save it as .eml or as text and add that copy."
    else:
        found, advice = "an old Office file", "Save it as DOCX, XLSX or PDF and add that copy."
    return UnknownKind(f"{filename}: the file is {found}; {_EXPECTED}. {advice}")


def _is_mail(data: bytes) -> bool:
    """Header lines from the first line on, among them a sender and a date or message id."""
    head = data[:16384].lstrip(b"\r\n\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if head.startswith(b"From ") and b"\n" in head:  # mbox
        head = head.split(b"\n", 1)[1]
    block = head.split(b"\n\n", 1)[0].split(b"\n")
    names: set[bytes] = set()
    for line in block:
        if line[:1] in (b" ", b"\t") and names:
            continue
        match = _HEADER.match(line)
        if not match:
            if re.match(rb"^[A-Za-z0-9-]+: ", line) and names:
                continue
            return False
        names.add(match.group().rstrip(b": ").lower())
    return b"from" in names and len(names) >= 3 and bool(names & {b"date", b"message-id", b"mime-version", b"received"})


def _head(data: bytes) -> str:
    head = data[:8192]
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    return head.decode("utf-8", errors="replace").replace("\x00", "")


def _may_be_wide(data: bytes) -> bool:
    head = data[:4096]
    half = len(head) / 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return (odd > 0.4 * half and even < 0.05 * half) or (even > 0.4 * half and odd < 0.05 * half)


def _guess(data: bytes) -> str:
    """A name for binary data, as good as its first bytes allow."""
    try:
        matches = puremagic.magic_string(data[:8192])
    except (puremagic.PureError, ValueError):
        return "binary data of an unknown kind"
    best = matches[0].name if matches and matches[0].confidence >= 0.4 else ""
    return f"binary data ({best})" if best else "binary data of an unknown kind"
