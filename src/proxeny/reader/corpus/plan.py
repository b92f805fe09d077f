"""Cutting a corpus into splits: runs of bytes of a file, or of row groups, that are read one by one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from proxeny.reader.corpus import storage
from proxeny.reader.corpus.errors import NoDocuments, need

Kind = Literal["jsonl", "parquet", "warc"]

SPLIT_SIZE = 16_000_000
"""Bytes of input in one split: some seconds to a minute of reading, which is all that a killed run does again."""

_KINDS: dict[str, tuple[Kind, bool]] = {  # ending -> kind, and whether a file can be entered in its middle
    ".jsonl": ("jsonl", True),
    ".ndjson": ("jsonl", True),
    ".jsonl.gz": ("jsonl", False),
    ".ndjson.gz": ("jsonl", False),
    ".parquet": ("parquet", True),
    ".warc": ("warc", False),
    ".warc.gz": ("warc", True),
}


@dataclass(frozen=True, order=True)
class Split:
    """One run of one input file.

    ``start`` and ``stop`` count bytes, of Parquet row groups; a record belongs to the split in which it begins.
    ``stop`` is ``None`` where the split goes on to the end of a file that cannot be entered in its middle.
    """

    number: int
    path: str
    kind: Kind
    start: int
    stop: int | None

    @property
    def name(self) -> str:
        """The name of its part of the output, without an ending."""
        return f"part-{self.number:06d}"

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the journal."""
        return asdict(self)


def plan(path: str, *, split_size: int = SPLIT_SIZE) -> list[Split]:
    """The splits of a file or folder, numbered in the order of paths and positions.

    Files whose ending is not one of ``.jsonl``, ``.ndjson``, ``.parquet``, ``.warc`` (the first two and the last also
    with ``.gz``) are passed over. Raises ``NoDocuments`` where none is left.
    """
    splits: list[Split] = []
    for stored in storage.files(path):
        kind_of = _kind(stored.path)
        if kind_of is None or not stored.size:
            continue
        kind, cuttable = kind_of
        bounds: list[tuple[int, int | None]]
        if kind == "parquet":
            bounds = _row_groups(stored.path, split_size)
        elif cuttable:
            bounds = [(start, min(start + split_size, stored.size)) for start in range(0, stored.size, split_size)]
        else:
            bounds = [(0, None)]
        for start, stop in bounds:
            splits.append(Split(len(splits), stored.path, kind, start, stop))
    if not splits:
        raise NoDocuments(f"{path}: no file with documents was found; expected names that end in {', '.join(_KINDS)}.")
    return splits


def _kind(path: str) -> tuple[Kind, bool] | None:
    lowered = path.lower()
    return next((kind for ending, kind in _KINDS.items() if lowered.endswith(ending)), None)


def _row_groups(path: str, split_size: int) -> list[tuple[int, int | None]]:
    """Runs of row groups of about one split's size each."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise need("pyarrow", "corpus", f"Reading {path}") from error
    try:
        with storage.open_to_read(path) as stream:
            metadata = parquet.ParquetFile(stream).metadata
            sizes = [metadata.row_group(each).total_byte_size for each in range(metadata.num_row_groups)]
    except (pyarrow.ArrowInvalid, OSError):
        return [(0, None)]  # whoever reads this split says what is wrong with the file
    runs: list[tuple[int, int | None]] = []
    start, held = 0, 0
    for group, size in enumerate(sizes):
        held += size
        if held >= split_size:
            runs.append((start, group + 1))
            start, held = group + 1, 0
    if start < len(sizes):
        runs.append((start, len(sizes)))
    return runs
