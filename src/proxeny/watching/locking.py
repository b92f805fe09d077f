"""One fetching at a time, whoever starts it: a lock of the operating system, which a killed process leaves open."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from proxeny.core.errors import DomainError


class AlreadyFetching(DomainError):
    """Another process fetches now."""

    code = "watching.already_fetching"


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock. Raises ``AlreadyFetching`` at once where somebody else does."""
    path = Path(settings.DATA) / "fetching.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyFetching(_("Another fetching is under way. Wait for its end.")) from error
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
