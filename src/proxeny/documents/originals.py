"""Originals by checksum in the data folder; written once, never overwritten."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """Where originals are kept."""
    return Path(settings.DATA) / "originals"


def checksum(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def path_of(sha256: str) -> Path:
    """The file of an original."""
    return folder() / sha256[:2] / sha256


def keep(data: bytes) -> str:
    """Keep an original and return its checksum; whole or not at all, and on disk before this returns."""
    sha256 = checksum(data)
    path = path_of(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o440)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return sha256


def load(sha256: str) -> bytes:
    """The bytes of an original. Raises ``FileNotFoundError`` where the data folder does not hold it."""
    return path_of(sha256).read_bytes()
