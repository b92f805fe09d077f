"""From a file to its text, with positions: plain text, HTML, PDF, DOCX, XLSX, CSV, e-mail and scans.

``extract`` takes bytes, ``extract_file`` a path. What a file is is decided by its content. Everything that cannot be
read raises an ``UnreadableFile`` whose message names the file, what was found, what was expected and what to do.
Nothing here reaches the network, and nothing is unpacked or parsed beyond the limits stated.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from proxeny.reader.formats import kind, old_vietnamese
from proxeny.reader.formats.extracted import Box, Extracted, Segment
from proxeny.reader.formats.refusals import EmptyFile, MissingFile, TooLargeFile, UncertainEncoding
from proxeny.reader.formats.scans import Progress, Scans

__all__ = ["LIMIT", "Box", "Extracted", "Segment", "extract", "extract_file"]

LIMIT = 200_000_000
"""Bytes that a file may have (200 MB)."""


def extract_file(
    path: Path,
    *,
    limit: int = LIMIT,
    language: str | None = None,
    recognise: bool = True,
    progress: Progress | None = None,
) -> Extracted:
    """The text of a file on disk; its size is checked before anything is read. The rest is as in ``extract``.

    Raises ``MissingFile`` for a path that leads nowhere, to a folder or to a file that may not be opened, and
    whatever ``extract`` raises.
    """
    data = read_bytes(path, limit=limit)
    return extract(
        data, filename=path.name, limit=limit, language=language, recognise=recognise, progress=progress
    )


def read_bytes(path: Path, *, limit: int = LIMIT) -> bytes:
    """The bytes of a file that is small enough to be read."""
    try:
        if not path.is_file():
            found = "is a folder" if path.is_dir() else "does not exist" if not path.exists() else "is not a plain file"
            raise MissingFile(f"{path}: the path {found}; expected a file. Check the name and try again.")
        size = path.stat().st_size
        if size > limit:
            raise _too_large(path.name, size, limit)
        return path.read_bytes()
    except OSError as error:
        raise MissingFile(
            f"{path}: the file cannot be opened ({error.strerror or error}); expected one that may be read. "
            "Check its rights."
        ) from error


def extract(
    data: bytes,
    *,
    filename: str = "",
    limit: int = LIMIT,
    language: str | None = None,
    recognise: bool = True,
    progress: Progress | None = None,
) -> Extracted:
    """The text of a file with the position of each piece, and what the file says of itself.

    ``filename`` is used in messages, to warn of a wrong ending, and for nothing else except that ``.csv`` lets a
    doubtful table pass as one. Pictures of pages are read by text recognition where it is installed, unless
    ``recognise`` is off; ``language`` (BCP 47) says in which language, else the first picture decides, and
    ``progress`` is called before each with its number and how many there are. Raises a subclass of ``UnreadableFile``
    (``refusals``) for an empty, encrypted, damaged, too large, binary or unknown file and for a scan that cannot be
    read.
    """
    name = Path(filename).name or "the text given"
    if len(data) > limit:
        raise _too_large(name, len(data), limit)
    if not data.strip():
        raise _empty(name, "no content at all" if not data else "nothing but white space")
    media = kind.media_type(data, name)
    scans = Scans(language=language, wanted=recognise, progress=progress)
    extracted = _modern_vietnamese(_read(media, data, name, scans), name)
    if not extracted.text.strip():
        raise _empty(name, "no text")
    note = kind.mislabelled(extracted.media_type, filename)
    return dataclasses.replace(extracted, notes=(note, *extracted.notes)) if note else extracted


def _read(media: str, data: bytes, name: str, scans: Scans) -> Extracted:
    """Hand the bytes to the module of their kind; each is loaded when first wanted, for some take a second to."""
    if media == kind.HTML:
        from proxeny.reader.formats import web_page

        return web_page.extract(data, name)
    if media == kind.PDF:
        from proxeny.reader.formats import pdf

        return pdf.extract(data, name, scans)
    if media in kind.PICTURES:
        from proxeny.reader.formats import pictures

        return pictures.extract(data, name, media, scans)
    if media == kind.DOCX:
        from proxeny.reader.formats import word

        return word.extract(data, name)
    if media == kind.XLSX:
        from proxeny.reader.formats import spreadsheet

        return spreadsheet.extract(data, name)
    if media == kind.EMAIL:
        from proxeny.reader.formats import mail

        def read_part(content: bytes, part: str) -> Extracted:
            if not content.strip():
                raise _empty(part, "no content at all")
            found = _modern_vietnamese(_read(kind.media_type(content, part), content, part, scans), part)
            if not found.text.strip():
                raise _empty(part, "no text")
            return found

        return mail.extract(data, name, read_part)
    from proxeny.reader.formats import plain_text, separated

    return separated.extract(data, name) or plain_text.extract(data, name)


def _modern_vietnamese(extracted: Extracted, name: str) -> Extracted:
    """Bring TCVN3 and VNI text to Unicode, and every segment with it."""
    conversion = old_vietnamese.recognise(extracted.text)
    if conversion is None:
        return extracted
    if conversion.certainty < old_vietnamese.CERTAIN:
        raise UncertainEncoding(
            f"{name}: the text looks like Vietnamese in the old {conversion.encoding} encoding, but only "
            f"{conversion.certainty:.0%} of its marked words make sense when converted; expected Unicode. Convert it "
            "to Unicode (UniKey does it) and add that copy."
        )
    at = conversion.positions
    segments = tuple(
        dataclasses.replace(segment, start=at[segment.start], end=at[segment.end]) for segment in extracted.segments
    )
    note = f"The text was in the old Vietnamese {conversion.encoding} encoding and was converted to Unicode"
    note += "; capital letters of capital fonts came out small." if conversion.encoding == "TCVN3" else "."
    return dataclasses.replace(
        extracted,
        text=conversion.text,
        segments=segments,
        title=extracted.title and old_vietnamese.convert(extracted.title, conversion.encoding),
        language="vi",
        notes=(*extracted.notes, note),
    )


def _empty(name: str, found: str) -> EmptyFile:
    return EmptyFile(f"{name}: the file holds {found}; expected a document with text. Check the choice of file.")


def _too_large(name: str, size: int, limit: int) -> TooLargeFile:
    return TooLargeFile(
        f"{name}: the file has {size:,} bytes; at most {limit:,} are read. Split it, or take the pictures out, and add "
        "the parts."
    )
