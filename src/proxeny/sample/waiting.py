"""The sample documents, brought in as an officer would, so that they wait in the inbox for review."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.records import Mark
from proxeny.documents import services as documents
from proxeny.documents.models import Document
from proxeny.sample.documents import build


def bring_documents(*, by: User, progress: Callable[[str, int, int], None] | None = None) -> int:
    """Add and read the sample documents that are not there yet, each whole or not at all; returns how many.

    Raises ``documents.CannotAdd`` for one that cannot be read.
    """
    entries = build.manifest()
    names = [entry["file"] for entry in entries]
    ours = Document.objects.filter(file_name__in=names, publisher="Proxeny sample")
    there = set(ours.values_list("file_name", flat=True))
    missing = [entry for entry in entries if entry["file"] not in there]
    if not missing:
        return 0
    with tempfile.TemporaryDirectory(prefix="proxeny-sample-") as folder:
        paths = {path.name: path for path in build.build(Path(folder))}
        for done, entry in enumerate(missing):
            if progress is not None:
                progress(_("reading %(file)s") % {"file": entry["file"]}, done, len(missing))
            with transaction.atomic():
                documents.add_file(
                    paths[entry["file"]].read_bytes(),
                    file_name=entry["file"],
                    by=by,
                    title=entry["title"],
                    publisher=entry["publisher"],
                    published=entry["published"],
                    language=entry["language"],
                    mark=Mark[entry["mark"].upper()],
                )
    return len(missing)
