"""A run of requests that keeps the manners: robots.txt, one request a host at a time and a pause between two."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from django.conf import settings

from proxeny import __version__
from proxeny.watching.reaching import robots
from proxeny.watching.reaching.addresses import Target, joined, target_of
from proxeny.watching.reaching.one_request import Reply, ask
from proxeny.watching.troubles import Trouble

REDIRECTS = 5
PAGE_LIMIT = 20_000_000  # bytes of a page or file, unpacked
FEED_LIMIT = 10_000_000
_ROBOTS_LIMIT = 512_000
PAUSE = 1.0  # seconds between two requests to one host
LONGEST_WAIT = 7 * 24 * 3600  # seconds that a server may ask for


@dataclass(frozen=True)
class Answer:
    """A whole answer. ``address`` is where it came from after redirects; ``is_unchanged`` means nothing new since."""

    address: str
    body: bytes = b""
    media_type: str = ""
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    is_unchanged: bool = False


def user_agent() -> str:
    """Who asks, with where to complain if the site has an address."""
    about = f" (+{settings.PROXENY_ADDRESS})" if settings.PROXENY_ADDRESS else ""
    return f"Proxeny/{__version__}{about}"


class Session:
    """Requests of one run, one after the other. A host that asks for patience is left alone for the rest of it."""

    def __init__(self) -> None:
        self._rules: dict[tuple[bool, str], robots.Rules] = {}
        self._asked: dict[str, float] = {}
        self._closed: dict[str, Trouble] = {}

    def get(self, address: str, *, limit: int = PAGE_LIMIT, etag: str = "", modified: str = "") -> Answer:
        """What stands at an address, following redirects. Raises ``Trouble``; never gives half an answer."""
        headers = {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        at = address
        for _step in range(REDIRECTS + 1):
            target = target_of(at)
            if not self._rules_of(target).allow(target.path):
                raise Trouble("robots.closed", host=target.host, path=target.path[:200])
            reply = self._ask(target, headers, limit)
            onward = reply.headers.get("Location", "")
            if reply.status not in (301, 302, 303, 307, 308) or not onward:
                return self._answer(at, target, reply)
            at = joined(at, onward)
        raise Trouble("address.redirects", address=address, count=REDIRECTS)

    def _answer(self, address: str, target: Target, reply: Reply) -> Answer:
        if reply.status == 304:
            return Answer(address, is_unchanged=True)
        if reply.status == 200:
            return Answer(
                address,
                reply.body,
                reply.headers.get_content_type() if reply.headers.get("Content-Type") else "",
                reply.headers.get("Content-Type", ""),
                reply.headers.get("ETag", "")[:400],
                reply.headers.get("Last-Modified", "")[:100],
            )
        raise _refusal(address, target, reply)

    def _ask(self, target: Target, headers: dict[str, str], limit: int) -> Reply:
        if known := self._closed.get(target.authority):
            raise known
        self._pause(target)
        ours = {"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
        try:
            reply = ask(target, {**ours, **headers}, limit=limit)
        except Trouble as trouble:
            if trouble.code.startswith("network."):
                self._closed[target.authority] = trouble
            raise
        finally:
            self._asked[target.authority] = time.monotonic()
        if reply.status in (429, 503):
            self._closed[target.authority] = _refusal("", target, reply)
        return reply

    def _pause(self, target: Target) -> None:
        last = self._asked.get(target.authority)
        rules = self._rules.get((target.is_secure, target.authority), robots.ANYTHING)
        if last is not None:
            time.sleep(max(0.0, last + max(PAUSE, rules.delay) - time.monotonic()))

    def _rules_of(self, target: Target) -> robots.Rules:
        """The host's rules, asked for once a run. Without any all is open; a broken server closes it (RFC 9309)."""
        key = target.is_secure, target.authority
        if key not in self._rules:
            at = Target(target.is_secure, target.host, target.port, "/robots.txt")
            for _step in range(REDIRECTS + 1):
                reply = self._ask(at, {}, _ROBOTS_LIMIT)
                onward = reply.headers.get("Location", "")
                if reply.status not in (301, 302, 303, 307, 308) or not onward:
                    break
                at = target_of(joined(f"http{'s' * at.is_secure}://{at.authority}{at.path}", onward))
            if reply.status >= 500 or reply.status == 429:
                raise _refusal("", target, reply)
            is_there = reply.status == 200
            self._rules[key] = robots.rules_of(reply.body.decode("utf-8", "replace")) if is_there else robots.ANYTHING
        return self._rules[key]


def _refusal(address: str, target: Target, reply: Reply) -> Trouble:
    status = reply.status
    if status in (429, 503):
        return Trouble("http.busy", host=target.host, status=status, wait=_wait(reply.headers.get("Retry-After", "")))
    if status == 404:
        return Trouble("http.missing", address=address)
    if status == 410:
        return Trouble("http.gone", address=address)
    if status in (401, 402, 403, 407, 451):
        return Trouble("http.refused", host=target.host, status=status)
    return Trouble("http.broken" if status >= 500 else "http.other", host=target.host, status=status)


def _wait(said: str) -> int | None:
    """Seconds of a ``Retry-After``, given in seconds or as a date; ``None`` where it says nothing that can be read."""
    said = said.strip()
    if said.isdecimal():
        return min(int(said), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, min(int((until - datetime.now(UTC)).total_seconds()), LONGEST_WAIT))
