"""Files of a corpus: on a disk, or on whatever Apache Arrow reaches by an address (``s3://``, ``hdfs://``, ``gs://``).

A file is written under another name first and moved to its own when it is whole.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from proxeny.reader.corpus.errors import NoDocuments, need

_WRITING = ".writing"


@dataclass(frozen=True)
class Stored:
    """A file with its size in bytes."""

    path: str
    size: int


def is_address(path: str) -> bool:
    """Whether a path names another file system (``s3://bucket/key``) rather than this machine's disk."""
    return "://" in path


def inside(folder: str, *names: str) -> str:
    """The path of something in a folder."""
    return "/".join([folder.rstrip("/") or "/", *names]) if is_address(folder) else str(Path(folder, *names))


def files(path: str) -> list[Stored]:
    """The file at a path, or every file under it, in the order of their paths; hidden ones and ``_…`` are left out.

    Raises ``NoDocuments`` for a path that leads nowhere.
    """
    found = _files_at_address(path) if is_address(path) else _files_on_disk(Path(path))
    if found is None:
        raise NoDocuments(f"{path}: the path does not exist; expected a file or a folder of a corpus. Check the name.")
    return sorted(found, key=lambda each: each.path)


def _files_on_disk(path: Path) -> list[Stored] | None:
    if path.is_file():
        return [Stored(str(path), path.stat().st_size)]
    if not path.is_dir():
        return None
    return [
        Stored(str(each), each.stat().st_size)
        for each in path.rglob("*")
        if each.is_file() and not _hidden(each.relative_to(path).parts)
    ]


def _files_at_address(path: str) -> list[Stored] | None:
    from pyarrow import fs

    system, base = _system(path)
    info = system.get_file_info(base)
    scheme = path.split("://", 1)[0] + "://"
    if info.type == fs.FileType.File:
        return [Stored(path, info.size)]
    if info.type != fs.FileType.Directory:
        return None
    return [
        Stored(scheme + each.path, each.size)
        for each in system.get_file_info(fs.FileSelector(base, recursive=True))
        if each.type == fs.FileType.File and not _hidden(tuple(each.path[len(base) :].split("/")))
    ]


def _hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(("_", ".")) for part in parts)


def exists(path: str) -> bool:
    """Whether there is a file."""
    if not is_address(path):
        return Path(path).is_file()
    from pyarrow import fs

    system, base = _system(path)
    return bool(system.get_file_info(base).type == fs.FileType.File)


def names(folder: str) -> set[str]:
    """The names of the files and folders in a folder; none where it does not exist."""
    if not is_address(folder):
        return {each.name for each in Path(folder).iterdir()} if Path(folder).is_dir() else set()
    from pyarrow import fs

    system, base = _system(folder)
    return {each.base_name for each in system.get_file_info(fs.FileSelector(base, allow_not_found=True))}


def open_to_read(path: str) -> IO[bytes]:
    """A seekable stream of bytes."""
    if not is_address(path):
        return open(path, "rb")
    system, base = _system(path)
    stream: IO[bytes] = system.open_input_file(base)
    return stream


@contextmanager
def written(path: str) -> Iterator[IO[bytes]]:
    """A stream whose bytes appear at ``path`` when the block ends well, and nowhere when it does not."""
    writing = f"{path}.{uuid.uuid4().hex}{_WRITING}"
    if is_address(path):
        system, base = _system(path)
        temporary = writing[writing.index("://") + 3 :] if not base.startswith("/") else base + writing[len(path) :]
        system.create_dir(base.rsplit("/", 1)[0], recursive=True)
        try:
            with system.open_output_stream(temporary) as stream:
                yield stream
            system.move(temporary, base)
        except BaseException:
            _drop(system, temporary)
            raise
        return
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(writing, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(writing, path)
    except BaseException:
        Path(writing).unlink(missing_ok=True)
        raise


def clear_unfinished(folder: str) -> None:
    """Remove what a killed process was writing in a folder."""
    for name in names(folder):
        if name.endswith(_WRITING):
            delete(inside(folder, name))


def delete(path: str) -> None:
    """Remove a file, if it is there."""
    if not is_address(path):
        Path(path).unlink(missing_ok=True)
        return
    system, base = _system(path)
    _drop(system, base)


def _drop(system: Any, base: str) -> None:
    from pyarrow import fs

    if system.get_file_info(base).type == fs.FileType.File:
        system.delete_file(base)


def _system(address: str) -> tuple[Any, str]:
    try:
        from pyarrow import fs
    except ImportError as error:
        raise need("pyarrow", "corpus", f"Reaching {address}") from error
    system, base = fs.FileSystem.from_uri(address)
    return system, base
