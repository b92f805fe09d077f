"""What a place offers: the items of a feed, of a sitemap, of a folder. Reads only; nothing here reaches a server."""

from __future__ import annotations

import calendar
import hashlib
import html
import io
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree
from xml.sax import SAXException

from django.utils import timezone
from django.utils.html import strip_tags

from proxeny.watching.reaching.addresses import joined, plain, target_of
from proxeny.watching.troubles import Trouble

MOST = 500
"""Items noted at one look; of a longer feed the newest."""
_LONGEST_CONTENT = 500_000  # characters
_LONGEST_ADDRESS = 1000
_HEAD = 2000
_BLOCK = re.compile(r"(?i)<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# What feedparser 6.0.14 lets through on damaged feeds (mutated ones, thousands of them).
_CRASHES = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_END = re.compile(rb"</(?:rss|feed|rdf:rdf)>\s*$")
_FEED_LINK = re.compile(rb"<link\b[^>]*type=[\"']?application/(?:rss|atom)\+xml[^>]*>", re.IGNORECASE)
_HREF = re.compile(rb"href=[\"']?([^\"'\s>]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Offer:
    """One item. ``published`` is a day in EDTF or empty; ``content`` is plain text, for items without a page."""

    key: str
    address: str
    title: str
    published: str = ""
    content: str = ""
    trouble: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Offered:
    """All that a place offers, the newest first as far as it says; ``remark`` is what a person should know."""

    offers: tuple[Offer, ...]
    title: str = ""
    total: int = 0
    remark: dict[str, Any] = field(default_factory=dict)


def key_of(*parts: str) -> str:
    """What an item is known by."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def of_feed(body: bytes, *, content_type: str, address: str) -> Offered:
    """The items of an RSS or Atom feed. Raises ``Trouble`` for what is no feed or cannot be read at all."""
    _demand_feed(body, address)
    try:
        parsed, offers = _parsed(body, content_type, address)
    except _CRASHES as error:
        raise Trouble("feed.broken", reason=type(error).__name__) from error
    is_broken = bool(parsed.bozo) and isinstance(parsed.bozo_exception, SAXException)
    if is_broken and not _END.search(body[-200:].lower()):
        offers = offers[:-1]  # cut in the middle, perhaps of an address
    offers = _once(offers)
    if is_broken:
        offers = [offer for offer in offers if offer.address]
        if not offers:
            raise Trouble("feed.broken", reason=_reason(parsed.bozo_exception))
    if not parsed.version and not offers:
        raise Trouble("feed.not_one")
    dated = sorted(offers, key=lambda offer: offer.published, reverse=True)
    remark: dict[str, Any] = {}
    if not offers:
        remark = Trouble("feed.empty").as_json()
    elif is_broken:
        remark = Trouble("feed.crooked", reason=_reason(parsed.bozo_exception), count=len(offers)).as_json()
    elif len(offers) > MOST:
        remark = Trouble("feed.long", offered=len(offers), taken=MOST).as_json()
    return Offered(tuple(dated[:MOST]), _line(parsed.feed.get("title") or "")[:200], len(offers), remark)


def _parsed(body: bytes, content_type: str, address: str) -> tuple[Any, list[Offer]]:
    """What feedparser makes of a feed, and its items."""
    import feedparser

    # a stream: a string would be taken for an address or a path, and opened
    parsed = feedparser.parse(
        io.BytesIO(body), response_headers={"content-type": content_type or "text/xml", "content-location": address}
    )
    return parsed, [_of_entry(entry, address) for entry in parsed.entries]


def _demand_feed(body: bytes, address: str) -> None:
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) or (b"<html" in head and b"<rss" not in head):
        named = _FEED_LINK.search(body[:200_000])
        href = _HREF.search(named.group()) if named else None
        if href:
            there = html.unescape(href.group(1).decode("utf-8", "replace"))
            raise Trouble("feed.page_with_feed", feed=joined(address, there)[:400])
        raise Trouble("feed.page")


def _reason(error: Any) -> str:
    line = error.getLineNumber() if hasattr(error, "getLineNumber") else None
    words = error.getMessage() if hasattr(error, "getMessage") else str(error)
    return f"{words} ({line})" if line else words


def _of_entry(entry: Any, base: str) -> Offer:
    address = _page(base, entry.get("link", "") or "")
    title = _line(entry.get("title") or "")[:400]
    content = ""
    if not address:
        parts = [part.get("value") or "" for part in entry.get("content", [])] or [entry.get("summary") or ""]
        content = _text("\n".join(parts))[:_LONGEST_CONTENT]
    published, trouble = _day(entry.get("published_parsed") or entry.get("updated_parsed"))
    if not address and not content:
        trouble = Trouble("item.empty").as_json()
    said = entry.get("id") or ""
    return Offer(key_of(said or address or title, "" if said or address else content), address, title, published,
                 content, trouble)  # fmt: skip


def _page(base: str, link: str) -> str:
    """The web address that a link leads to, as items are known by it; empty for what leads to no page."""
    if not link:
        return ""
    try:
        whole = joined(base, link)
        target_of(whole)
    except Trouble:
        return ""
    return address if len(address := plain(whole)) <= _LONGEST_ADDRESS else ""


def _day(moment: Any) -> tuple[str, dict[str, Any]]:
    """The day in the office's time zone; a day that has not come is left out, and said so."""
    if moment is None:
        return "", {}
    try:
        at = datetime.fromtimestamp(calendar.timegm(moment), UTC).astimezone(timezone.get_current_timezone())
    except (ValueError, OverflowError, OSError):
        return "", {}
    if at.date() > timezone.localdate():
        return "", Trouble("item.future", date=at.date().isoformat()).as_json()
    return at.date().isoformat(), {}


def _once(offers: list[Offer]) -> list[Offer]:
    """Each item once: by its own name, and by its address."""
    seen: set[str] = set()
    kept = []
    for offer in offers:
        marks = {offer.key} | ({offer.address} if offer.address else set())
        if not marks & seen:
            kept.append(offer)
        seen |= marks
    return kept


def _line(said: str) -> str:
    return " ".join(_CONTROL.sub(" ", html.unescape(strip_tags(said))).split())


def _text(markup: str) -> str:
    lines = _CONTROL.sub(" ", html.unescape(strip_tags(_BLOCK.sub("\n", markup)))).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def of_sitemap(body: bytes, *, address: str) -> Offered:
    """The pages of a sitemap, the latest changed first. Raises ``Trouble`` for what is none, or an index of several."""
    if b"<!DOCTYPE" in body[:_HEAD].upper() or b"<!ENTITY" in body.upper():
        raise Trouble("sitemap.broken", reason="DOCTYPE")
    try:
        root = ElementTree.fromstring(body)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Trouble("sitemap.broken", reason=str(error)) from error
    places = [(_child(node, "loc"), _child(node, "lastmod") or _child(node, "publication_date")) for node in root]
    pages = [(page, day) for loc, day in places if (page := _page(address, loc))]
    if root.tag.rpartition("}")[2] == "sitemapindex" and pages:
        raise Trouble("sitemap.index", first=pages[0][0][:400])
    if root.tag.rpartition("}")[2] != "urlset":
        raise Trouble("sitemap.broken", reason=root.tag.rpartition("}")[2][:40])
    pages.sort(key=lambda page: page[1], reverse=True)
    offers = _once([Offer(key_of(page), page, page.rstrip("/").rpartition("/")[2][:400]) for page, _day_ in pages])
    remark = Trouble("feed.long", offered=len(offers), taken=MOST).as_json() if len(offers) > MOST else {}
    return Offered(tuple(offers[:MOST]), "", len(offers), remark or ({} if offers else Trouble("feed.empty").as_json()))


def _child(node: Any, name: str) -> str:
    return next(((child.text or "").strip() for child in node.iter() if child.tag.rpartition("}")[2] == name), "")
