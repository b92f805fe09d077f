"""Pictures of products: checked to be what they say, and rewritten with nothing but the picture in them.

JPEG and PNG are taken apart and put together again from the parts that draw: comments, thumbnails, places where a
photograph was taken and whatever stands behind the end are left out. The turn of a photograph (EXIF orientation) stays.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from proxeny.programmes.errors import BadPicture

LIMIT = 4 * 1024 * 1024  # bytes
LARGEST = 8000  # pixels a side
_SMALLEST = 16
_MOST_PIXELS = 40_000_000

_PNG = b"\x89PNG\r\n\x1a\n"
# The chunks that draw; others carry texts, times, colour profiles or anything at all.
_DRAWING = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"IDAT", b"IEND"}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_ORIENTATION = 0x0112


@dataclass(frozen=True)
class Picture:
    """A picture that may be shown: its bytes, media type, width and height in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def read(data: bytes) -> Picture:
    """The picture in a file. Raises ``BadPicture`` for anything but a sound JPEG or PNG within the limits."""
    if len(data) > LIMIT:
        said = _("The picture has %(size)s MB; at most %(limit)s MB are taken. Make it smaller and try again.")
        raise BadPicture(said % {"size": f"{len(data) / 1048576:.1f}", "limit": LIMIT // 1048576})
    try:
        if data.startswith(_PNG):
            picture = _png(data)
        elif data.startswith(b"\xff\xd8\xff"):
            picture = _jpeg(data)
        else:
            raise BadPicture(_("This file is no JPEG or PNG picture. Save the picture as one of the two."))
    except (struct.error, IndexError, zlib.error, ValueError) as error:
        raise BadPicture(_("The picture is damaged: it ends before it should. Save it anew and try again.")) from error
    sides = (picture.width, picture.height)
    if min(sides) < _SMALLEST or max(sides) > LARGEST or picture.width * picture.height > _MOST_PIXELS:
        raise BadPicture(
            _("The picture is %(width)s × %(height)s pixels; expected %(least)s to %(most)s a side.")
            % {"width": picture.width, "height": picture.height, "least": _SMALLEST, "most": LARGEST}
        )
    return picture


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Name, content and the whole of every chunk of a PNG, up to its end."""
    at = len(_PNG)
    while True:
        (length,) = struct.unpack_from(">I", data, at)
        whole = data[at : at + 12 + length]
        name, content = whole[4:8], whole[8:-4]
        (checksum,) = struct.unpack(">I", whole[-4:])
        if len(whole) != 12 + length or zlib.crc32(name + content) != checksum:
            raise ValueError(name)
        yield name, content, whole
        if name == b"IEND":
            return
        at += 12 + length


def _png(data: bytes) -> Picture:
    kept, width, height, drawn, bits = [_PNG], 0, 0, bytearray(), 0
    for name, content, whole in _chunks(data):
        if name == b"IHDR":
            width, height, depth, colour = struct.unpack_from(">IIBB", content)
            bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] if colour in {0, 2, 3, 4, 6} else 0
        elif name == b"IDAT":
            drawn += content
        if name in _DRAWING:
            kept.append(whole)
    if not width or not bits or width * height > _MOST_PIXELS:
        return Picture(b"", "image/png", width, height)  # refused by its size
    # A picture is as long as its lines; what unpacks to more is a bomb, to less is cut off.
    most = height * (width * bits // 8 + 10) + 1024
    unpacked = zlib.decompressobj().decompress(bytes(drawn), most + 1)
    if len(unpacked) > most or len(unpacked) < height * (width * bits // 8):
        raise ValueError("IDAT")
    return Picture(b"".join(kept), "image/png", width, height)


def _jpeg(data: bytes) -> Picture:
    kept, at, width, height, turn = [data[:2]], 2, 0, 0, 1
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:  # fill bytes
            at += 1
        if data[at] != 0xFF:
            raise ValueError(at)
        marker = data[at + 1]
        if marker == 0xD9:
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        if len(segment) != 2 + length or length < 2:
            raise ValueError(at)
        if marker == 0xE1 and segment[4:10] == b"Exif\x00\x00":
            turn = _turn(segment[10:])
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
        if not (0xE1 <= marker <= 0xED or marker in {0xEF, 0xFE}):
            kept.append(segment)
        at += 2 + length
        if marker == 0xDA:
            end = _end_of_scan(data, at)
            kept.append(data[at:end])
            at = end
    if not width or not any(segment[1:2] == b"\xda" for segment in kept):
        raise ValueError("no frame")
    if 2 <= turn <= 8:
        kept.insert(1, _turned(turn))
    return Picture(b"".join([*kept, b"\xff\xd9"]), "image/jpeg", width, height)


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the drawn part ends: the next marker that is no stuffed byte and no restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise ValueError("no end")
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _turn(tiff: bytes) -> int:
    """The orientation that a photograph's EXIF gives; 1 where it gives none or none that can be read."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(min(count, 200)):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == _ORIENTATION:
                return int(value)
    except (KeyError, struct.error):
        return 1
    return 1


def _turned(turn: int) -> bytes:
    tiff = b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\x00\x00" + tiff
