"""Drafts kept while the record stands as it was when they were made; drafting a year takes seconds in a large record.

A draft is kept under the record's version: the seal of the last audit entry that is not an act on reports, the
conflicts and rulings, and the day. Any write changes it, so a draft that is not of now is never shown. Each process
keeps its own; nothing is kept between restarts.
"""

from __future__ import annotations

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from proxeny.audit.models import Entry
from proxeny.documents.models import Conflict, Ruling, Statement
from proxeny.reports import parts
from proxeny.reports.frozen import canonical
from proxeny.reports.models import Edition

KEPT = 16  # editions whose drafts one process keeps
LONG = 1.5  # seconds from which a page first says that it is being drafted
MANY = 20_000  # statements from which a first draft is expected to be long
# Acts that change nothing that a report is drafted from.
_NO_CHANGE = Q(action__startswith="edition.") | Q(action__startswith="report") | Q(action__endswith=".exported")

Version = tuple[Any, ...]


@dataclass(frozen=True)
class Draft:
    """What the record gave: by language, when, and how many seconds it took."""

    version: Version
    reports: dict[str, parts.Report]
    made_at: datetime
    seconds: float


_lock = threading.Lock()
_drafts: OrderedDict[tuple[Any, ...], Draft] = OrderedDict()
_contents: OrderedDict[tuple[Any, ...], tuple[Version, str]] = OrderedDict()


def version_of(edition: Edition) -> Version:
    """What a draft of an edition depends on. Four SQL queries, on keys and the few conflicts."""
    seal = Entry.objects.exclude(_NO_CHANGE).order_by("-id").values_list("seal", flat=True).first()
    conflicts = Conflict.objects.aggregate(last=Max("pk"), open=Count("pk", filter=Q(is_open=True)))
    ruled = Ruling.objects.aggregate(last=Max("pk"))
    chosen = edition.choices.aggregate(last=Max("at"), n=Count("pk"))
    return (
        seal or "", conflicts["last"], conflicts["open"], ruled["last"], timezone.localdate(), edition.report.version,
        chosen["last"], chosen["n"],
    )  # fmt: skip


def draft_of(edition: Edition, languages: list[str], make: Callable[[], dict[str, parts.Report]]) -> Draft:
    """The kept draft if the record stands as it did, else one made now and kept. Four SQL queries for a kept one."""
    key, version = (edition.pk, tuple(languages)), version_of(edition)
    with _lock:
        kept = _drafts.get(key)
        if kept is not None and kept.version == version:
            _drafts.move_to_end(key)
            return kept
    began = time.monotonic()
    made = Draft(version, make(), timezone.now(), time.monotonic() - began)
    if version[0]:  # without an audit nothing tells of changes
        with _lock:
            _drafts[key] = made
            while len(_drafts) > KEPT:
                _drafts.popitem(last=False)
    return made


def content_with(
    edition: Edition, draft: Draft, written: Version, make: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """The content of a draft with what was written over it (``written`` is the version of that), kept as the draft is.

    Each caller gets a content of its own.
    """
    key = (edition.pk, tuple(draft.reports))
    version = (*draft.version, draft.made_at, *written)
    with _lock:
        kept = _contents.get(key)
    if kept is not None and kept[0] == version:
        content: dict[str, Any] = json.loads(kept[1])
        return content
    content = make()
    if draft.version[0]:
        with _lock:
            _contents[key] = version, canonical(content)
            while len(_contents) > KEPT:
                _contents.popitem(last=False)
    return content


def is_at_hand(edition: Edition) -> bool:
    """Whether a draft of the edition is kept and the record stands as it did. Four SQL queries."""
    kept = _drafts.get((edition.pk, tuple(edition.languages)))
    return kept is not None and kept.version == version_of(edition)


def takes_long(edition: Edition) -> bool:
    """Whether drafting is expected to take longer than a reader waits without a word. One SQL query at most."""
    took = [draft.seconds for key, draft in list(_drafts.items()) if key[0] == edition.pk]
    if took:
        return max(took) > LONG
    last = Statement.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return last > MANY and not edition.report.is_brief


def forget(edition: Edition) -> None:
    """Let the next reading draft the edition anew."""
    with _lock:
        for store in (_drafts, _contents):
            for key in [key for key in store if key[0] == edition.pk]:
                del store[key]
