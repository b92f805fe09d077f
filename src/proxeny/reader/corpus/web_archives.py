"""The pages of a WARC archive (ISO 28500): responses, resources and conversions, entered in the middle where packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import IO, Any

from proxeny.reader.corpus import storage
from proxeny.reader.corpus.errors import need
from proxeny.reader.corpus.plan import Split
from proxeny.reader.corpus.sources import LIMIT, Incoming, SetAside

_MEMBER = b"\x1f\x8b\x08"
_WINDOW = 1 << 20


def pages(split: Split) -> Iterator[Incoming | SetAside]:
    """The pages of a split; a damaged record is set aside and the next one looked for."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise need("fastwarc", "corpus", f"Reading {split.path}") from error
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    packed = split.path.lower().endswith(".gz")
    with storage.open_to_read(split.path) as stream:
        entry = _next_record(stream, split.start) if packed and split.start else split.start
        while entry is not None and (split.stop is None or entry < split.stop):
            stream.seek(entry)
            last = entry
            try:
                for record in ArchiveIterator(stream, record_types=kinds, auto_decode="all"):
                    last = int(record.stream_pos)
                    if split.stop is not None and last >= split.stop:
                        return
                    yield _page(split, record, last)
                return
            except (OSError, ValueError, zlib.error) as error:
                if "[Errno" in str(error):
                    raise
                reason = f"a record of the archive is damaged ({error}); the next whole record is read on from"
                yield SetAside(id=f"{_base(split.path)}:{last}", at=last, code="corpus.damaged_file", reason=reason)
                entry = _next_record(stream, last + 1) if packed else None


def _page(split: Split, record: Any, at: int) -> Incoming | SetAside:
    id = str(record.record_id or f"{_base(split.path)}:{at}").removeprefix("<urn:uuid:").removesuffix(">")
    address = str(record.headers.get("WARC-Target-URI") or "")
    status = record.http_headers.status_code if record.is_http and record.http_headers else None
    if status is not None and status != 200:
        return SetAside(id=id, at=at, code="corpus.http_status", reason=f"{address} answered {status}; expected 200")
    expected = int(record.content_length)
    if expected > LIMIT:
        reason = f"{address} has {expected:,} bytes; at most {LIMIT:,} are read"
        return SetAside(id=id, at=at, code="corpus.too_large", reason=reason)
    data = record.reader.read()
    decoded = record.is_http and record.http_headers and record.http_headers.get("Content-Encoding")
    if len(data) < expected and not decoded:
        reason = f"{address} breaks off after {len(data):,} of {expected:,} bytes; fetch the archive again"
        return SetAside(id=id, at=at, code="corpus.damaged_file", reason=reason)
    return Incoming(id=id, at=at, data=data, url=address or None)


def _next_record(stream: IO[bytes], start: int) -> int | None:
    """The first position from ``start`` on at which a packed record begins, ``None`` where there is none."""
    stream.seek(start)
    at, held = start, b""
    while piece := stream.read(_WINDOW):
        held += piece
        found = held.find(_MEMBER)
        while found >= 0:
            if len(held) - found < _WINDOW and (more := stream.read(_WINDOW)):
                held += more
            if _opens_a_record(held[found : found + _WINDOW]):
                return at + found
            found = held.find(_MEMBER, found + 1)
        at += max(0, len(held) - 2)
        held = held[-2:]
    return None


def _opens_a_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(data, 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _base(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1]
