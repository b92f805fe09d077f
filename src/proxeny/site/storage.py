"""Where the record lies: the data folder, its secret key and its database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",  # a deferred transaction that reads first is refused when it comes to write
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
    ),
}


def data_folder() -> Path:
    """The folder of the record, made if it is not there, readable by its owner only."""
    named = os.environ.get("PROXENY_DATA")
    if named:
        folder = Path(named).expanduser()
    else:
        base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
        folder = Path(base).expanduser() / "proxeny"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "static").mkdir(exist_ok=True)
    return folder.resolve()


def secret_key(folder: Path) -> str:
    """The key that signs sessions: from ``PROXENY_SECRET_KEY``, else made once and kept in the data folder."""
    given = os.environ.get("PROXENY_SECRET_KEY")
    if given:
        return given
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def database(folder: Path) -> dict[str, Any]:
    """Django's settings for the one database: ``DATABASE_URL``, else SQLite in the data folder."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "record.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": 60,
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"DATABASE_URL is '{parts.scheme}://…': expected postgresql://user:password@host:port/name. "
            "Leave it out to keep the record in SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
