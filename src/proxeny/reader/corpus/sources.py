"""The documents of a split, in the order of the file, each with where it stood; what is none says why."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from proxeny.reader.corpus import storage
from proxeny.reader.corpus.errors import need
from proxeny.reader.corpus.plan import Split

LIMIT = 100_000_000
"""Bytes that one document may have (100 MB)."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A document as it came: its text, or the bytes of a file (a web page, a PDF) that holds it.

    ``at`` is its position in the input file: a byte, or a row of a Parquet file. ``language`` and ``published`` are
    what the corpus says of it, else ``None``.
    """

    id: str
    at: int
    text: str | None = None
    data: bytes | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Something of the input that could not be read, with a stable code and a reason in words."""

    id: str
    at: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The names under which a corpus keeps each thing."""

    id: str = "id"
    text: str = "text"


def documents(split: Split, columns: Columns) -> Iterator[Incoming | SetAside]:
    """Everything in a split. A file that breaks off ends in a ``SetAside`` for the part that is lost."""
    if split.kind == "jsonl":
        return _json_lines(split, columns)
    if split.kind == "parquet":
        return _rows(split, columns)
    from proxeny.reader.corpus.web_archives import pages

    return pages(split)


def _json_lines(split: Split, columns: Columns) -> Iterator[Incoming | SetAside]:
    with storage.open_to_read(split.path) as opened:
        file: Any = opened
        stream: Any = (
            gzip.GzipFile(fileobj=file) if split.path.lower().endswith(".gz") else io.BufferedReader(file, _BUFFER)
        )
        at = split.start
        if at:
            stream.seek(at - 1)
            at += _line(stream)[0] - 1  # the line that runs into this split belongs to the one before
        while split.stop is None or at < split.stop:
            try:
                size, line = _line(stream)
            except (EOFError, OSError) as error:
                yield _broken(split, at, str(error))
                return
            if not size:
                return
            if size > LIMIT:
                yield _aside(split, at, "corpus.too_large", f"the line has {size:,} bytes; at most {LIMIT:,} are read")
            elif line.strip():
                yield _parsed(split, at, line, columns)
            at += size


def _line(stream: IO[bytes]) -> tuple[int, bytes]:
    """The size of the next line and its bytes; those of a line beyond the limit are counted and not all kept."""
    size, pieces = 0, []
    while piece := stream.readline(_BUFFER):
        size += len(piece)
        if size <= LIMIT:
            pieces.append(piece)
        if piece.endswith(b"\n"):
            break
    return size, b"".join(pieces)


def _parsed(split: Split, at: int, line: bytes, columns: Columns) -> Incoming | SetAside:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _aside(split, at, "corpus.not_json", f"the line is not JSON: {error}")
    if not isinstance(found, dict):
        return _aside(split, at, "corpus.not_json", f"the line is a JSON {type(found).__name__}; expected an object")
    return _document(split, at, found, columns)


def _document(split: Split, at: int, found: dict[str, Any], columns: Columns) -> Incoming | SetAside:
    given = found.get(columns.id)
    id = str(given) if isinstance(given, str | int) and given != "" else f"{_base(split.path)}:{at}"
    text = found.get(columns.text)
    if not isinstance(text, str):
        what = "nothing" if text is None else f"a {type(text).__name__}"
        reason = f"{what} stands under '{columns.text}'; expected the document's text (--text-column names another)"
        return SetAside(id=id, at=at, code="corpus.no_text", reason=reason)
    return Incoming(
        id=id,
        at=at,
        text=_SURROGATE.sub("\ufffd", text),
        language=_words(found.get("language")),
        published=_words(found.get("published")),
        home=_words(found.get("area")),
        url=_words(found.get("url")),
    )


def _words(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _rows(split: Split, columns: Columns) -> Iterator[Incoming | SetAside]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise need("pyarrow", "corpus", f"Reading {split.path}") from error
    at = -1
    try:
        with storage.open_to_read(split.path) as stream:
            file = parquet.ParquetFile(stream)
            metadata = file.metadata
            stop = metadata.num_row_groups if split.stop is None else split.stop
            at = sum(metadata.row_group(group).num_rows for group in range(split.start))
            there = set(file.schema_arrow.names)
            if columns.text not in there:
                known = ", ".join(sorted(there)) or "none"
                reason = f"no column is named '{columns.text}' (there are: {known}); name it with --text-column"
                yield _aside(split, at, "corpus.no_text", reason)
                return
            told = (columns.id, columns.text, "language", "published", "area", "url")
            wanted = [name for name in told if name in there]
            for batch in file.iter_batches(batch_size=64, row_groups=list(range(split.start, stop)), columns=wanted):
                for row in batch.to_pylist():
                    if isinstance(row.get("published"), str) or row.get("published") is None:
                        yield _document(split, at, row, columns)
                    else:
                        yield _document(split, at, {**row, "published": str(row["published"])[:10]}, columns)
                    at += 1
    except (pyarrow.ArrowInvalid, OSError, UnicodeDecodeError) as error:
        yield _broken(split, max(at, 0), str(error).splitlines()[0])


def _base(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1]


def _broken(split: Split, at: int, why: str) -> SetAside:
    reason = f"the file breaks off or is damaged here ({why}); what follows in this part of it is lost. Fetch it again."
    return _aside(split, at, "corpus.damaged_file", reason)


def _aside(split: Split, at: int, code: str, reason: str) -> SetAside:
    return SetAside(id=f"{_base(split.path)}:{at}", at=at, code=code, reason=reason)
