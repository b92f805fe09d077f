"""The output of one split: a file of findings, and one of what was set aside, each whole or not there at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from typing import IO, Any, Literal

from proxeny.reader.corpus import storage
from proxeny.reader.corpus.errors import need
from proxeny.reader.corpus.sources import SetAside

Format = Literal["jsonl", "parquet"]
ASIDE = "_set-aside"
_ROWS_AT_ONCE = 200


@contextmanager
def part(folder: str, name: str, form: Format) -> Iterator[Callable[[dict[str, Any]], None]]:
    """A function that writes one document's findings into ``folder/name.jsonl`` or ``.parquet``."""
    with storage.written(storage.inside(folder, f"{name}.{form}")) as stream:
        if form == "jsonl":
            yield lambda record: _write_line(stream, record)
        else:
            with _parquet(stream) as write:
                yield write


@contextmanager
def aside(folder: str, name: str) -> Iterator[Callable[[SetAside], None]]:
    """A function that writes one line on what was set aside; without any, there is no file."""
    path = storage.inside(folder, ASIDE, f"{name}.jsonl")
    with ExitStack() as opened:
        streams: list[IO[bytes]] = []

        def write(each: SetAside) -> None:
            if not streams:
                streams.append(opened.enter_context(storage.written(path)))
            _write_line(streams[0], asdict(each))

        yield write
    if not streams:
        storage.delete(path)  # what an earlier, killed attempt may have left


def _write_line(stream: IO[bytes], record: dict[str, Any]) -> None:
    stream.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


@contextmanager
def _parquet(stream: IO[bytes]) -> Iterator[Callable[[dict[str, Any]], None]]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise need("pyarrow", "corpus", "Writing Parquet") from error
    from proxeny.reader.corpus.schema import row, schema

    columns = schema()
    rows: list[dict[str, Any]] = []
    with parquet.ParquetWriter(stream, columns, compression="zstd") as writer:

        def flush() -> None:
            if rows:
                writer.write_batch(pyarrow.RecordBatch.from_pylist(rows, schema=columns))
                rows.clear()

        def write(record: dict[str, Any]) -> None:
            rows.append(row(record))
            if len(rows) >= _ROWS_AT_ONCE:
                flush()

        yield write
        flush()
