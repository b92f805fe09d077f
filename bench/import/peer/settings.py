"""Settings of the peer's project: one app, one database, nothing else."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

SECRET_KEY = "only for measuring"
INSTALLED_APPS = ["kept"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
_URL = urlsplit(os.environ.get("DATABASE_URL", ""))
if _URL.scheme:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql", "NAME": "peer", "USER": _URL.username,
            "HOST": _URL.hostname, "PORT": _URL.port,
        }
    }  # fmt: skip
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["PEER_DATABASE"],
            # as ours is set, so that the two are measured on the same ground
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-20000;",
            },
        }
    }
