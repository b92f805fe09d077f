"""E-mail: who wrote to whom and when, the body, and what was attached, read like any other file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from proxeny.reader.errors import UnreadableFile
from proxeny.reader.formats import plain_text
from proxeny.reader.formats.extracted import Extracted, TextBuilder
from proxeny.reader.formats.refusals import DamagedFile, EncryptedFile

ReadPart = Callable[[bytes, str], Extracted]
"""Reads an attachment from its bytes and name."""

DEPTH_LIMIT = 4
"""How deep messages within messages are read."""
ATTACHMENTS_LIMIT = 50
"""How many attachments of one message are read."""
CHARACTERS_LIMIT = 20_000_000
"""How long their texts together may be."""
_LEAST_PICTURE = 30_000  # bytes; smaller ones are logos
_LONGEST_NAME = 120
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_HEADERS = ("Subject", "From", "To", "Cc", "Date")
_PARTS_LIMIT = 100  # the parser's time grows with the square of their depth
_WRAP = 80
_STARTS_ANEW = re.compile(r"\s|>|[-–—•*]\s|\(?\w{1,2}[.)]\s|[A-Z][\w-]{1,20}:\s|--")
_BLANK_LINES = re.compile(r"\n{3,}")


def extract(data: bytes, filename: str, read_part: ReadPart) -> Extracted:
    """Header lines, the body as text, and each attachment under a line with its name.

    ``read_part`` reads an attachment from its bytes and name; one that it refuses is named with the reason. Messages
    within messages are read down to ``DEPTH_LIMIT``.
    """
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    if data.count(b"boundary=") > _PARTS_LIMIT:
        raise DamagedFile(
            f"{filename}: the e-mail nests more than {_PARTS_LIMIT} parts in one another, which no mail program does; "
            "expected a message as it was sent. Save its text and add that."
        )
    with _damage_told(filename):
        message = message_from_bytes(data, policy=policy.default)
    return _read(message, filename, read_part, _Budget(), 0)


@dataclass
class _Budget:
    """What all attachments of a message together may have."""

    attachments: int = ATTACHMENTS_LIMIT
    characters: int = CHARACTERS_LIMIT


@contextmanager
def _damage_told(filename: str) -> Iterator[None]:
    try:
        yield
    except (MessageError, LookupError, ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise DamagedFile(
            f"{filename}: the e-mail is damaged ({error}); expected a message as mail programs save it (.eml). Save it "
            "again from the mail program."
        ) from error


def _read(message: EmailMessage, filename: str, read_part: ReadPart, budget: _Budget, depth: int) -> Extracted:
    with _damage_told(filename):
        if message.get_content_type() in ("application/pkcs7-mime", "multipart/encrypted"):
            raise EncryptedFile(
                f"{filename}: the e-mail is encrypted; expected an open one. Open it in the mail program and save its "
                "text."
            )
        headers = {name: _header(message, name) for name in _HEADERS}
        body = _body(message, filename)
        attachments = list(message.iter_attachments())
    builder = TextBuilder()
    for name, value in headers.items():
        if value:
            builder.add(f"{name}: {value}")
            builder.between("\n")
    if body:
        builder.between("\n")
        builder.add(_BLANK_LINES.sub("\n\n", _unwrapped(body.strip())))
        builder.between("\n")
    notes = list(_attached(attachments, builder, read_part, budget, depth))
    sender, address = parseaddr(headers["From"])
    return Extracted(
        text=builder.text,
        media_type="message/rfc822",
        title=headers["Subject"] or None,
        publisher=sender or address or None,
        published=_day(headers["Date"]),
        segments=tuple(builder.segments),
        notes=tuple(notes),
    )


def _attached(
    attachments: list[EmailMessage], builder: TextBuilder, read_part: ReadPart, budget: _Budget, depth: int
) -> Iterator[str]:
    """Append each attachment that can be read; gives the notes about all of them."""
    read: list[str] = []

    def pass_over(name: str) -> None:
        builder.between("\n")
        builder.add(f"Attachment: {name} (not read)", part=name)
        builder.between("\n")

    for part in attachments:
        media = part.get_content_type()
        if media in _SIGNATURES or _is_ornament(part):
            continue
        name = _name_of(part)
        if budget.attachments == 0:
            pass_over(name)
            yield f"The attachment '{name}' was not read: the e-mail has more than {ATTACHMENTS_LIMIT}."
            continue
        budget.attachments -= 1
        try:
            found = _read_attachment(part, name, read_part, budget, depth)
        except UnreadableFile as error:
            pass_over(name)
            yield f"The attachment '{name}' was not read. {error}"
            continue
        if len(found.text) > budget.characters:
            pass_over(name)
            yield (
                f"The attachment '{name}' was not read: with it the text would be longer than {CHARACTERS_LIMIT:,} "
                "characters; add it as a file."
            )
            continue
        budget.characters -= len(found.text)
        builder.between("\n")
        builder.add(f"Attachment: {name}", part=name)
        builder.between("\n")
        builder.append(found, part=name)
        builder.between("" if found.text.endswith("\n") else "\n")
        read.append(name)
        yield from (f"{name}: {note}" for note in found.notes)
    if read:
        yield f"Attachments read with the e-mail: {', '.join(read)}."


def _read_attachment(
    part: EmailMessage, name: str, read_part: ReadPart, budget: _Budget, depth: int
) -> Extracted:
    if part.get_content_type() == "message/rfc822":
        if depth + 1 >= DEPTH_LIMIT:
            raise DamagedFile(f"{name}: messages stand {DEPTH_LIMIT} deep in one another; add it as a file.")
        with _damage_told(name):
            inner = part.get_payload(0)
        if not isinstance(inner, EmailMessage):
            raise DamagedFile(f"{name}: the message within is damaged; add it as a file.")
        return _read(inner, name, read_part, budget, depth + 1)
    with _damage_told(name):
        content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise DamagedFile(f"{name}: it has no content that could be read.")
    if part.get_content_maintype() == "text" and (charset := part.get_content_charset()):
        content = _decoded(content, charset, name).encode("utf-8")
    return read_part(content, name)


def _name_of(part: EmailMessage) -> str:
    """The attachment's name on one line; a message without one goes by its subject."""
    name = part.get_filename() or ""
    if not name and part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        name = _header(inner, "Subject") if isinstance(inner, EmailMessage) else ""
    name = re.sub(r"[\s/\\]+", " ", name).strip()
    return name[:_LONGEST_NAME] or "unnamed"


def _is_ornament(part: EmailMessage) -> bool:
    """Whether a picture belongs to the look of the message: a logo under a signature."""
    if part.get_content_maintype() != "image":
        return False
    content = part.get_payload(decode=True)
    inline = part.get_content_disposition() == "inline" or part.get("Content-ID") is not None
    return inline or not isinstance(content, bytes) or len(content) < _LEAST_PICTURE


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
