"""E-mail: who wrote to whom and when, the body, and the names of what was attached."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from proxeny.reader.errors import UnreadableFile
from proxeny.reader.formats import plain_text
from proxeny.reader.formats.extracted import Extracted, TextBuilder
from proxeny.reader.formats.refusals import DamagedFile, EncryptedFile

_HEADERS = ("Subject", "From", "To", "Cc", "Date")
_PARTS_LIMIT = 100  # the parser's time grows with the square of their depth
_WRAP = 80
_STARTS_ANEW = re.compile(r"\s|>|[-–—•*]\s|\(?\w{1,2}[.)]\s|[A-Z][\w-]{1,20}:\s|--")
_BLANK_LINES = re.compile(r"\n{3,}")


def extract(data: bytes, filename: str) -> Extracted:
    """Header lines, the body as text, and a line for each attachment; attachments are named, not read."""
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    if data.count(b"boundary=") > _PARTS_LIMIT:
        raise DamagedFile(
            f"{filename}: the e-mail nests more than {_PARTS_LIMIT} parts in one another, which no mail program does; "
            "expected a message as it was sent. Save its text and add that."
        )
    try:
        message = message_from_bytes(data, policy=policy.default)
        if message.get_content_type() in ("application/pkcs7-mime", "multipart/encrypted"):
            raise EncryptedFile(
                f"{filename}: the e-mail is encrypted; expected an open one. Open it in the mail program and save its "
                "text."
            )
        headers = {name: _header(message, name) for name in _HEADERS}
        body = _body(message, filename)
        attachments = [
            (part.get_filename() or "unnamed", part.get_content_type()) for part in message.iter_attachments()
        ]
    except (MessageError, LookupError, ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise DamagedFile(
            f"{filename}: the e-mail is damaged ({error}); expected a message as mail programs save it (.eml). Save it "
            "again from the mail program."
        ) from error
    builder = TextBuilder()
    for name, value in headers.items():
        if value:
            builder.add(f"{name}: {value}")
            builder.between("\n")
    if body:
        builder.between("\n")
        builder.add(_BLANK_LINES.sub("\n\n", _unwrapped(body.strip())))
        builder.between("\n")
    if attachments:
        builder.between("\n")
        builder.add("Attachments: " + ", ".join(name for name, _ in attachments))
        builder.between("\n")
    sender, address = parseaddr(headers["From"])
    return Extracted(
        text=builder.text,
        media_type="message/rfc822",
        title=headers["Subject"] or None,
        publisher=sender or address or None,
        published=_day(headers["Date"]),
        segments=tuple(builder.segments),
        notes=tuple(
            f"The attachment '{name}' ({media}) was not read; add it as a file." for name, media in attachments
        ),
    )


def _header(message: EmailMessage, name: str) -> str:
    value = message.get(name)
    return re.sub(r"\s+", " ", str(value)).strip() if value is not None else ""


def _body(message: EmailMessage, filename: str) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return str(part.get_payload())
    text = _decoded(content, part.get_content_charset(), filename)
    if part.get_content_type() == "text/html":
        from proxeny.reader.formats import web_page

        return web_page.text_of(text)
    return text


def _unwrapped(body: str) -> str:
    """The body with lines joined that a mail program broke at some 75 columns; lists and quotations stay."""
    lines = [line.rstrip("\r") for line in body.split("\n")]
    if max(map(len, lines)) > _WRAP:
        return body
    joined: list[str] = []
    before = ""
    for line in lines:
        first_word = line.split(" ", 1)[0]
        broken = len(before) + 1 + len(first_word) > _WRAP - 12 and len(before) >= _WRAP // 2
        if joined and line.strip() and broken and not _STARTS_ANEW.match(line):
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
        before = line
    return "\n".join(joined)


def _decoded(content: bytes, charset: str | None, filename: str) -> str:
    if charset:
        try:
            return content.decode(charset).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            charset = None
    try:
        return plain_text.decode(content, filename)[0] if content.strip() else ""
    except UnreadableFile:
        return content.decode("latin-1").replace("\r\n", "\n")


def _day(date: str) -> str | None:
    """The day on the sender's calendar."""
    try:
        return parsedate_to_datetime(date).date().isoformat() if date else None
    except (ValueError, TypeError, OverflowError):
        return None
