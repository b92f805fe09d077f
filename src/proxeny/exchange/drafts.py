"""Files that wait to be brought in, and how far a large one is: in the data folder, for every process of the site."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from django.conf import settings

from proxeny.documents import originals

STALLED = 120  # seconds without a sign from the process that writes


def _folder() -> Path:
    folder = Path(settings.DATA) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def keep(data: bytes) -> str:
    """Keep an uploaded file until it is written or dropped; returns its checksum."""
    sha256 = originals.checksum(data)
    path = _folder() / sha256
    if not path.exists():
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".incoming-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    return sha256


def load(sha256: str) -> bytes:
    """The bytes of a file that waits, or of one that is a document by now. Raises ``FileNotFoundError``."""
    path = _folder() / sha256
    return path.read_bytes() if path.exists() else originals.load(sha256)


def drop(sha256: str) -> None:
    """Forget a file."""
    (_folder() / sha256).unlink(missing_ok=True)


def say(number: int, done: int, total: int) -> None:
    """Note how far an import is, and which process writes it."""
    (_folder() / f"{number}.progress").write_text(f"{done} {total} {os.getpid()}", encoding="ascii")


def ask_to_stop(number: int) -> None:
    """Ask the process that writes an import to leave it."""
    (_folder() / f"{number}.stop").touch()


def is_to_stop(number: int) -> bool:
    """Whether somebody asked for that."""
    return (_folder() / f"{number}.stop").exists()


def said(number: int) -> tuple[int, int, bool]:
    """Rows done, rows in all, and whether the process that wrote is gone or was not heard of for too long."""
    path = _folder() / f"{number}.progress"
    try:
        done, total, process = map(int, path.read_text(encoding="ascii").split())
        return done, total, not _lives(process) or time.time() - path.stat().st_mtime > STALLED
    except (OSError, ValueError):
        return 0, 0, True


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's, and alive
    return True


def forget(number: int) -> None:
    """Drop the notes of how far it is."""
    for name in ("progress", "stop"):
        (_folder() / f"{number}.{name}").unlink(missing_ok=True)
