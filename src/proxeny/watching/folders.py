"""Folders that are watched: they stand in one folder of the server, and nothing outside it is looked at."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from proxeny.watching.offers import key_of
from proxeny.watching.troubles import Trouble

SETTLED = 2.0  # seconds that a file has not changed before it is taken
# Names that programs give to files which they have not finished writing.
_UNFINISHED = (".part", ".crdownload", ".tmp", ".download")


@dataclass(frozen=True)
class Saved:
    """A file of a watched folder as it was at one moment; ``name`` is its path within the folder."""

    key: str
    name: str
    path: Path
    size: int


def folder_of(address: str) -> Path:
    """The folder of a place, which holds. Raises ``Trouble`` for one outside, and for one that is not there."""
    root = Path(settings.PROXENY_WATCHED).resolve()
    folder = (root / address).resolve()
    if not folder.is_relative_to(root) or "\0" in address:
        raise Trouble("folder.outside", folder=address, root=root)
    if not folder.is_dir():
        raise Trouble("folder.missing", folder=folder)
    return folder


def files_of(folder: Path) -> Iterator[Saved]:
    """Whole files of a folder and of those in it, by name; hidden ones, links out of it and unfinished ones are not."""
    try:
        paths = sorted(folder.rglob("*"))
    except OSError as error:
        raise Trouble("folder.closed", folder=folder, reason=error.strerror) from error
    for path in paths:
        name = path.relative_to(folder).as_posix()
        if any(part.startswith((".", "~$")) for part in name.split("/")) or path.suffix.lower() in _UNFINISHED:
            continue
        try:
            if not path.is_file() or not path.resolve().is_relative_to(folder):
                continue
            status = path.stat()
        except OSError:
            continue  # gone between the listing and the look
        if time.time() - status.st_mtime >= SETTLED:
            yield Saved(key_of(name, str(status.st_size), str(status.st_mtime_ns)), name, path, status.st_size)
