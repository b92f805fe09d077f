"""Pictures of pages as files: PNG, JPEG and TIFF, read by text recognition."""

from __future__ import annotations

import struct

from proxeny.reader.formats import kind, page_text, recognition
from proxeny.reader.formats.extracted import Extracted, TextBuilder, first_heading
from proxeny.reader.formats.refusals import DamagedFile, NoTextLayer, RecognitionMissing, TooLargeFile
from proxeny.reader.formats.scans import Scans

_PIXELS_LIMIT = 120_000_000
_SIDE_LIMIT = 32_767  # tesseract's own
_PAGES_LIMIT = 200
_TIFF_SIZES = {1: 1, 3: 2, 4: 4}
# Markers of JPEG that open a frame and so give its size.
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def extract(data: bytes, filename: str, media: str, scans: Scans) -> Extracted:
    """The words in a picture; boxes are in its pixels, ``page`` counts the pictures of a TIFF."""
    try:
        sizes = _sizes(data, media)
    except (struct.error, IndexError, KeyError, ValueError) as error:
        raise _damaged(filename, media, str(error)) from error
    if not sizes:
        raise _damaged(filename, media, "it does not say how large it is")
    if len(sizes) > _PAGES_LIMIT:
        raise TooLargeFile(f"{filename}: the file holds {len(sizes):,} pictures; at most {_PAGES_LIMIT} are read.")
    for width, height in sizes:
        if not 0 < width <= _SIDE_LIMIT or not 0 < height <= _SIDE_LIMIT or width * height > _PIXELS_LIMIT:
            raise TooLargeFile(
                f"{filename}: the picture is {width:,} by {height:,} pixels; at most {_PIXELS_LIMIT:,} are read. "
                "Save it smaller: a page of text needs 2,500 by 3,500."
            )
    if not scans.available:
        missing = recognition.missing(scans.language) if scans.wanted else None
        if missing:
            raise RecognitionMissing(
                f"{filename}: the file is {kind.NAMES[media]}, which text recognition (OCR) can read. {missing}, or "
                "add a searchable copy."
            )
        raise NoTextLayer(
            f"{filename}: the file is {kind.NAMES[media]}; expected text. Run text recognition (OCR) on it and add the "
            "searchable copy."
        )
    read = scans.read(data, page=1, count=1, dpi=None, scale=1.0)
    if scans.failed_pages:
        raise _damaged(filename, media, scans.failure)
    pages = [
        each.page(number, float(width), float(height))
        for number, (each, (width, height)) in enumerate(zip(read, sizes, strict=False), 1)
    ]
    builder = TextBuilder()
    page_text.write([page for page in pages if page.lines], builder)
    if not builder.text.strip():
        raise NoTextLayer(
            f"{filename}: text recognition (OCR) found no words in the picture; expected a clear scan or photograph of "
            "a text. Scan it anew at 300 dpi, straight and without shadows."
        )
    return Extracted(
        text=builder.text,
        media_type=media,
        title=first_heading(builder.text),
        segments=tuple(builder.segments),
        notes=tuple(scans.notes(unit="picture")),
    )


def _damaged(filename: str, media: str, why: str) -> DamagedFile:
    return DamagedFile(
        f"{filename}: the file looks like {kind.NAMES[media]} but cannot be opened ({why}); expected a complete one. "
        "Save it again and add that copy."
    )


def _sizes(data: bytes, media: str) -> list[tuple[int, int]]:
    """Width and height of each picture, from its first bytes: it is not unpacked to find out."""
    if media == kind.PNG:
        width, height = struct.unpack(">II", data[16:24])
        return [(width, height)]
    return _jpeg(data) if media == kind.JPEG else _tiff(data)


def _jpeg(data: bytes) -> list[tuple[int, int]]:
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            raise ValueError("a marker is missing")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return [(width, height)]
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return []


def _tiff(data: bytes) -> list[tuple[int, int]]:
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack_from(order + "I", data, 4)
    found: list[tuple[int, int]] = []
    seen: set[int] = set()
    while at and at not in seen and len(found) <= _PAGES_LIMIT:
        seen.add(at)
        (entries,) = struct.unpack_from(order + "H", data, at)
        tags: dict[int, int] = {}
        for number in range(entries):
            place = at + 2 + 12 * number
            tag, form = struct.unpack_from(order + "HH", data, place)
            if tag in (256, 257):
                tags[tag] = int.from_bytes(
                    data[place + 8 : place + 8 + _TIFF_SIZES[form]], "little" if order == "<" else "big"
                )
        found.append((tags[256], tags[257]))
        (at,) = struct.unpack_from(order + "I", data, at + 2 + 12 * entries)
    return found
