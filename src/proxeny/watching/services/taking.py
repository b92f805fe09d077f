"""Looking at a place, noting what is new, and taking each item as a document.

What is offered is noted together with the server's validators in one transaction, and each item is taken in one of its
own: killed at any point, nothing is lost or taken twice, and the next look goes on with what waits.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from proxeny.accounts.rights import can
from proxeny.core.errors import DomainError
from proxeny.documents import originals
from proxeny.documents import services as documents
from proxeny.documents.models import Document
from proxeny.watching import folders, offers
from proxeny.watching.models import Item, Look, Watch
from proxeny.watching.offers import Offer, Offered
from proxeny.watching.reaching import Session
from proxeny.watching.reaching.session import FEED_LIMIT, PAGE_LIMIT, Answer
from proxeny.watching.troubles import Trouble

A_RUN = 50  # items of one place taken at one look; the others wait for the next
TRIES = 5
SAME_TEXT = 0.95  # from this similarity on, a page of the same place under another address is the same page again
LONGEST = timedelta(days=1)  # between two looks at a place that fails again and again
WITHOUT_NETWORK = timedelta(hours=1)  # the same, where it may be the office's own network that was away
LOG = 200  # looks kept of a place

Tell = Callable[[Item], None]


def _silent(_item: Item) -> None:
    """Nobody listens."""


@dataclass
class Taken:
    """What one look did. ``trouble`` is why it failed, ``remark`` what a person should know though it did not."""

    watch: Watch
    is_unchanged: bool = False
    offered: int = 0
    found: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    waiting: int = 0
    trouble: dict[str, Any] = field(default_factory=dict)
    remark: dict[str, Any] = field(default_factory=dict)
    new: list[Offer] = field(default_factory=list)


def look(
    watch: Watch, session: Session, *, dry_run: bool = False, limit: int = A_RUN, tell: Tell = _silent
) -> Taken:
    """Look at a place once and take what is new, at most ``limit`` items; a dry run asks, and writes nothing.

    Never raises for what the place does: its trouble is kept on it, and the time of the next look with it.
    """
    began = timezone.now()
    taken = Taken(watch)
    if watch.trouble.get("code") == "http.busy" and watch.next_at is not None and watch.next_at > began:
        taken.trouble = watch.trouble  # it asked to be left alone until then
        return taken
    try:
        if not can(watch.added_by, "add_document"):
            raise Trouble("person.may_not", person=watch.added_by)
        answer, offered = _offered(watch, session, is_fresh=dry_run)
    except Trouble as trouble:
        taken.trouble = trouble.as_json()
        if not dry_run:
            _note_failure(watch, trouble, began)
    else:
        taken.is_unchanged, taken.offered, taken.remark = offered is None, offered.total if offered else 0, {}
        if offered is not None:
            taken.remark = offered.remark or _moved(watch, answer)
            taken.new = _new(watch, offered.offers)
            taken.found = len(taken.new)
        if dry_run:
            return taken
        entry = _note(watch, answer, taken, began)
        _take_waiting(watch, session, taken, limit, tell, entry)
    return taken


def _offered(watch: Watch, session: Session, *, is_fresh: bool) -> tuple[Answer, Offered | None]:
    """What the place offers now; ``None`` where it says that nothing has changed."""
    if watch.kind == Watch.Kind.FOLDER:
        found = [
            Offer(saved.key, saved.name, PurePosixPath(saved.name).stem[:400])
            for saved in folders.files_of(folders.folder_of(watch.address))
        ]
        return Answer(watch.address), Offered(tuple(found), total=len(found))
    etag, modified = ("", "") if is_fresh else (watch.etag, watch.modified)
    answer = session.get(watch.address, limit=FEED_LIMIT, etag=etag, modified=modified)
    if answer.is_unchanged:
        return answer, None
    if watch.kind == Watch.Kind.SITEMAP:
        return answer, offers.of_sitemap(answer.body, address=answer.address)
    return answer, offers.of_feed(answer.body, content_type=answer.content_type, address=answer.address)


def _moved(watch: Watch, answer: Answer) -> dict[str, Any]:
    if watch.kind == Watch.Kind.FOLDER or answer.address == watch.address:
        return {}
    return Trouble("feed.moved", address=answer.address[:400]).as_json()


def _new(watch: Watch, offered: tuple[Offer, ...]) -> list[Offer]:
    """Those offered that were not noted before, by their key or by their address. Two SQL queries a thousand."""
    keys: set[str] = set()
    addresses: set[str] = set()
    for some in _by_thousands([offer.key for offer in offered]):
        keys.update(watch.items.filter(key__in=some).values_list("key", flat=True))
    if watch.kind != Watch.Kind.FOLDER:
        for some in _by_thousands([offer.address for offer in offered if offer.address]):
            addresses.update(watch.items.filter(address__in=some).values_list("address", flat=True))
    return [offer for offer in offered if offer.key not in keys and offer.address not in addresses]


def _by_thousands(all_of_them: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(all_of_them), 500):
        yield all_of_them[start : start + 500]


@transaction.atomic
def _note(watch: Watch, answer: Answer, taken: Taken, began: Any) -> Look:
    """Keep the new items as waiting and what the server gave to know them by, all or nothing."""
    Item.objects.bulk_create(
        [
            Item(
                watch=watch,
                key=offer.key,
                address=offer.address,
                title=offer.title,
                published=offer.published,
                content=offer.content,
                trouble=offer.trouble,
                state=Item.State.LEFT if offer.trouble.get("code") == "item.empty" else Item.State.WAITING,
            )
            for offer in reversed(taken.new)
        ],
        ignore_conflicts=True,
    )
    now = timezone.now()
    watch.looked_at = watch.reached_at = now
    watch.next_at = now + timedelta(minutes=watch.every)
    watch.failures, watch.trouble = 0, {}
    if not taken.is_unchanged:
        watch.etag, watch.modified = answer.etag, answer.modified
    watch.save(update_fields=["looked_at", "reached_at", "next_at", "failures", "trouble", "etag", "modified"])
    return _log(
        watch, began, is_unchanged=taken.is_unchanged, offered=taken.offered, found=taken.found, trouble=taken.remark
    )


def _log(watch: Watch, began: Any, **content: Any) -> Look:
    """A line of the place's log; the oldest lines go."""
    entry = Look.objects.create(watch=watch, began_at=began, ended_at=timezone.now(), **content)
    old = watch.looks.values_list("pk", flat=True)[LOG : LOG + 50]
    Look.objects.filter(pk__in=list(old)).delete()
    return entry


@transaction.atomic
def _note_failure(watch: Watch, trouble: Trouble, began: Any) -> None:
    """Keep what is in the way. Failing again and again, a place is looked at ever more rarely, once a day at least."""
    now = timezone.now()
    watch.looked_at, watch.trouble = now, trouble.as_json()
    watch.failures += 1
    often = timedelta(minutes=watch.every)
    longest = max(often, WITHOUT_NETWORK if trouble.code.startswith("network.") else LONGEST)
    pause = min(often * 2 ** min(watch.failures - 1, 10), longest)
    if trouble.wait is not None:
        pause = max(pause, timedelta(seconds=trouble.wait))
    watch.next_at = now + pause
    watch.save(update_fields=["looked_at", "trouble", "failures", "next_at"])
    _log(watch, began, trouble=trouble.as_json())


def _take_waiting(watch: Watch, session: Session, taken: Taken, limit: int, tell: Tell, entry: Look) -> None:
    waiting = list(watch.items.filter(state=Item.State.WAITING).order_by("tries", "pk")[:limit])
    try:
        for item in waiting:
            take(item, session)
            taken.counts[item.state] = taken.counts.get(item.state, 0) + 1
            tell(item)
    finally:
        taken.waiting = watch.items.filter(state=Item.State.WAITING).count()
        entry.added, entry.known, entry.refused = (
            taken.counts.get(state, 0) for state in (Item.State.ADDED, Item.State.KNOWN, Item.State.REFUSED)
        )
        entry.ended_at = timezone.now()
        entry.save()
        if taken.waiting:  # go on at the next run
            Watch.objects.filter(pk=watch.pk).update(next_at=timezone.now())


def take(item: Item, session: Session) -> Item:
    """Fetch an item and add it as a document that waits in the inbox, or say why not; whole or not at all."""
    try:
        _add(item, *_content(item, session))
    except Trouble as trouble:
        _settle_trouble(item, trouble)
    except DomainError as error:
        item.trouble = Trouble("item.unreadable", words=error).as_json()
        _settle(item, Item.State.REFUSED)
    return item


def _settle(item: Item, state: str, document: Document | None = None) -> None:
    item.state, item.document, item.settled_at, item.content = state, document, timezone.now(), ""
    item.save()


def _settle_trouble(item: Item, trouble: Trouble) -> None:
    item.trouble = trouble.as_json()
    if not trouble.is_passing:
        _settle(item, Item.State.REFUSED)
        return
    item.tries += 1
    if item.tries >= TRIES:
        given_up = Trouble("item.given_up", tries=item.tries, words="").as_json()
        item.trouble = given_up | {"inner": trouble.as_json()}
        _settle(item, Item.State.REFUSED)
    else:
        item.save()


def _content(item: Item, session: Session) -> tuple[bytes, str, str]:
    """Bytes, file name and web address of an item. Raises ``Trouble``. No bytes where it is held already."""
    if item.watch.kind == Watch.Kind.FOLDER:
        path = folders.folder_of(item.watch.address) / item.address
        try:
            documents.check_size(path.name, path.stat().st_size)
            return path.read_bytes(), path.name, ""
        except OSError as error:
            raise Trouble("folder.closed", folder=path, reason=error.strerror) from error
    if not item.address:
        return f"{item.title}\n\n{item.content}".encode(), f"{_stem(item)}.txt", ""
    if _held(item, item.address) is not None:
        return b"", "", item.address
    answer = session.get(item.address, limit=PAGE_LIMIT)
    ending = mimetypes.guess_extension(answer.media_type) if answer.media_type else None
    ending = ".html" if ending in (None, ".htm", ".bin", ".xhtml") else ending
    return answer.body, f"{_stem(item)}{ending}", item.address


def _stem(item: Item) -> str:
    title = item.title or PurePosixPath(item.address).stem
    return slugify(title.replace("đ", "d").replace("Đ", "D"))[:80].strip("-") or item.watch.name


def _held(item: Item, address: str) -> Document | None:
    """The document that holds the text of an address already, whoever brought it in."""
    person = item.watch.added_by
    held: Document | None = (
        Document.objects.visible_to(person).filter(url=address).exclude(kind=Document.Kind.ADDRESS).first()
    )
    return held


class _Again(Exception):
    """Takes the adding of a page back that turned out to be held already."""

    def __init__(self, document: Document) -> None:
        self.document = document


def _add(item: Item, data: bytes, file_name: str, address: str) -> None:
    watch = item.watch
    held = _held(item, address) if address else None
    if held is not None:
        item.trouble = Trouble("item.again", title=held.title).as_json()
        _settle(item, Item.State.KNOWN, held)
        return
    sha256 = originals.checksum(data)
    try:
        with transaction.atomic():
            Item.objects.select_for_update().get(pk=item.pk, state=Item.State.WAITING)
            added = documents.add_file(
                data,
                file_name=file_name,
                by=watch.added_by,
                title=item.title if watch.kind != Watch.Kind.FOLDER else "",
                publisher=watch.publisher,
                published=item.published,
                language=watch.language,
                url=address,
                mark=watch.mark,
            )
            if added.is_new and (twin := _twin(item, added.document)) is not None:
                raise _Again(twin)
            if not added.is_new:
                item.trouble = Trouble("item.again", title=added.document.title).as_json()
            elif item.tries:
                item.trouble = {}  # of the tries before
            _settle(item, Item.State.ADDED if added.is_new else Item.State.KNOWN, added.document)
    except _Again as again:
        if not Document.objects.filter(sha256=sha256).exists():
            originals.path_of(sha256).unlink(missing_ok=True)
        item.trouble = Trouble("item.again", title=again.document.title).as_json()
        _settle(item, Item.State.KNOWN, again.document)


def _twin(item: Item, document: Document) -> Document | None:
    """The page of the same place that reads as this one does, under another address."""
    if document.near_duplicate_of is None or (document.similarity or 0) < SAME_TEXT:
        return None
    if not item.watch.items.filter(document=document.near_duplicate_of).exists():
        return None
    twin: Document = document.near_duplicate_of
    return twin
