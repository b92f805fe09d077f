"""Files from the command line or a watched folder: each added and read whole, or refused with a line that says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import ngettext

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError
from proxeny.documents import services as documents

# Names that programs give to files which they have not finished writing.
_UNFINISHED = (".part", ".crdownload", ".tmp", ".download")


@dataclass(frozen=True)
class Outcome:
    """What became of a file: a line to print, and whether it was added or known (not refused)."""

    line: str
    is_good: bool


def take(path: Path, *, by: User, **described: Any) -> Outcome:
    """Add a file and have it read, in one transaction; ``described`` is passed on to ``documents.add_file``."""
    try:
        data = _bytes_of(path)
        with transaction.atomic():
            added = documents.add_file(data, file_name=path.name, by=by, **described)
    except OSError as error:
        return Outcome(f"{path}: {error.strerror or error}", False)
    except DomainError as error:
        words = str(error)
        return Outcome(words if path.name in words else f"{path}: {words}", False)
    document = added.document
    if not added.is_new:
        return Outcome(" ".join(added.remarks), True)
    count = document.statements.open().count()
    said = ngettext(
        "%(path)s: added as %(reference)s (%(language)s), %(count)s proposal to review.",
        "%(path)s: added as %(reference)s (%(language)s), %(count)s proposals to review.",
        count,
    ) % {"path": path, "reference": document.reference, "language": document.language, "count": count}
    return Outcome(" ".join([said, *added.remarks]), True)


def _bytes_of(path: Path) -> bytes:
    documents.check_size(path.name, path.stat().st_size)
    return path.read_bytes()


def is_finished(path: Path) -> bool:
    """Whether a name is that of a file to take: not hidden, not a lock or a download under way."""
    return path.is_file() and not path.name.startswith((".", "~$")) and path.suffix.lower() not in _UNFINISHED


class Watched:
    """A folder whose files are taken once their size and time stand still from one look to the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: dict[Path, tuple[int, int]] = {}
        self.taken: set[tuple[Path, int, int]] = set()

    def ready(self) -> Iterator[Path]:
        """Files that have not changed since the last look and were not taken as they are."""
        now: dict[Path, tuple[int, int]] = {}
        for path in sorted(self.folder.rglob("*")):
            try:
                if not is_finished(path):
                    continue
                status = path.stat()
            except OSError:
                continue  # gone between the listing and the look
            now[path] = status.st_size, status.st_mtime_ns
            if self.seen.get(path) == now[path] and (path, *now[path]) not in self.taken:
                self.taken.add((path, *now[path]))
                yield path
        self.seen = now

    @property
    def is_settled(self) -> bool:
        """Whether everything seen was taken."""
        return all((path, *state) in self.taken for path, state in self.seen.items())
