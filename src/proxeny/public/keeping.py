"""Answers kept in memory until something in the record changes, and what a browser or a proxy may keep.

Every write of the office adds a sealed entry to the audit; its newest seal is therefore a mark of the state of the
whole record. An answer made under one seal holds as long as the seal does, and the day, on which offers end.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import parse_etags

from proxeny.audit.models import Head

MOST = 512  # answers
LARGEST = 400_000  # bytes of one
# A proxy answers for a minute by itself, and five more while it asks whether that still holds.
CONTROL = "public, max-age=60, stale-while-revalidate=300"


def state_of_record() -> str:
    """The mark of the state that open pages are made from. One SQL query."""
    seal = Head.objects.values_list("seal", flat=True).first() or ""
    return hashlib.sha256(f"{seal} {timezone.localdate()}".encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Kept:
    """An answer as it was made."""

    state: str
    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]


class Shelf:
    """The answers last asked for; the oldest leave first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, state: str) -> Kept | None:
        """The answer to an address, if it was made in this state of the record."""
        with self._lock:
            found = self._kept.get(key)
            if found is None or found.state != state:
                return None
            self._kept.move_to_end(key)
            return found

    def put(self, key: str, kept: Kept) -> None:
        """Keep an answer."""
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()


SHELF = Shelf()


def tag_of(request: HttpRequest, state: str) -> str:
    """The ETag of an address in a state of the record."""
    key = f"{request.get_host()} {request.get_full_path()} {state}"
    return f'"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'


def is_known(request: HttpRequest, tag: str) -> bool:
    """Whether the browser or proxy has this very answer."""
    tags = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")[:2000])
    return tag in tags or f"W/{tag}" in tags or "*" in tags


def answer_with(request: HttpRequest, make: Any) -> HttpResponse:
    """The answer to an address: not modified, kept, or made by ``make``. One SQL query beside those of ``make``."""
    state = state_of_record()
    tag = tag_of(request, state)
    if is_known(request, tag):
        response = HttpResponse(status=304)
    else:
        key = f"{request.get_host()} {request.get_full_path()}"
        kept = SHELF.get(key, state)
        if kept is None:
            made = make()
            if made.streaming or made.status_code != 200:
                return made  # type: ignore[no-any-return]
            kept = Kept(state, made.status_code, made.content, tuple(made.headers.items()))
            if len(kept.body) <= LARGEST:
                SHELF.put(key, kept)
        response = HttpResponse(kept.body, status=kept.status, headers=dict(kept.headers))
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = CONTROL
    return response
