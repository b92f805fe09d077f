"""Keeping the list of watched places."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.core.errors import DomainError, NotAllowed, WrongState
from proxeny.watching.folders import folder_of
from proxeny.watching.models import Watch
from proxeny.watching.reaching.addresses import target_of

# What an address under /watching/ says already.
_RESERVED = {"add", "apart", "stories", "log"}


class CannotWatch(DomainError):
    """A place that cannot be watched; the message says why."""

    code = "watching.refused"


@transaction.atomic
def add_watch(
    *,
    title: str,
    address: str,
    by: User,
    kind: str = Watch.Kind.FEED,
    publisher: str = "",
    language: str = "",
    mark: int = 0,
    every: int = 60,
    name: str = "",
) -> Watch:
    """Watch a place from now on, in the name of who adds it. Nothing is fetched yet.

    Raises ``CannotWatch`` for a place that is watched already, an address that is none, a mark above one's clearance;
    ``Trouble`` for a folder outside the one where watched folders stand, or that is not there.
    """
    demand(by, "watch")
    watch = Watch(
        name=name or _free_name(title),
        title=title.strip(),
        kind=kind,
        address=address.strip(),
        publisher=publisher.strip(),
        language=language,
        mark=mark,
        every=every,
        added_by=by,
        next_at=timezone.now(),
    )
    _check(watch, by)
    watch.save()
    audit.record("watching.added", watch, by=by)
    return watch


@transaction.atomic
def change_watch(watch: Watch, changes: dict[str, Any], *, by: User) -> Watch:
    """Change what is kept about a place; who changes it, in that name its documents come in from then on.

    Another address makes the place as good as new: its state is forgotten, its items are kept.
    """
    demand(by, "watch")
    allowed = {"title", "kind", "address", "publisher", "language", "mark", "every"}
    unknown = set(changes) - allowed
    if unknown:
        raise DomainError(_("%(fields)s of a place cannot be changed.") % {"fields": ", ".join(sorted(unknown))})
    watch = Watch.objects.select_for_update().get(pk=watch.pk)
    before, address = audit.snapshot(watch), watch.address
    for field, value in changes.items():
        setattr(watch, field, value)
    watch.added_by = by
    _check(watch, by)
    if watch.address != address:
        watch.etag = watch.modified = ""
    watch.failures, watch.trouble, watch.next_at = 0, {}, timezone.now()
    watch.save()
    audit.record("watching.changed", watch, by=by, before=before)
    return watch


def pause(watch: Watch, *, by: User) -> Watch:
    """Look at it no more until somebody resumes. Raises ``WrongState`` if it is paused."""
    return _set_paused(watch, True, by=by)


def resume(watch: Watch, *, by: User) -> Watch:
    """Look at it again, from the next run on. Raises ``WrongState`` if it is not paused."""
    return _set_paused(watch, False, by=by)


@transaction.atomic
def _set_paused(watch: Watch, is_paused: bool, *, by: User) -> Watch:
    demand(by, "watch")
    watch = Watch.objects.select_for_update().get(pk=watch.pk)
    if watch.is_paused == is_paused:
        said = _("“%(title)s” is paused already.") if is_paused else _("“%(title)s” is not paused.")
        raise WrongState(said % {"title": watch.title})
    before = audit.snapshot(watch)
    watch.is_paused = is_paused
    if not is_paused:
        watch.next_at, watch.failures = timezone.now(), 0
    watch.save()
    audit.record("watching.paused" if is_paused else "watching.resumed", watch, by=by, before=before)
    return watch


def _free_name(title: str) -> str:
    base = slugify(title.replace("đ", "d").replace("Đ", "D"))[:50].strip("-") or "place"
    base = f"{base}-place" if base in _RESERVED else base
    taken = set(Watch.objects.filter(name__startswith=base).values_list("name", flat=True))
    return next(name for n in range(1, len(taken) + 2) if (name := base if n == 1 else f"{base}-{n}") not in taken)


def _check(watch: Watch, by: User) -> None:
    if watch.mark > by.clearance:
        raise NotAllowed(_("The mark is above your own clearance; choose a lower one."))
    if watch.kind == Watch.Kind.FOLDER:
        folder_of(watch.address)
    else:
        target_of(watch.address)
    if watch.every < 5:
        often = _("Look at a place every 5 minutes at most; %(found)s is too often.")
        raise CannotWatch(often % {"found": watch.every})
    twin = Watch.objects.filter(address=watch.address, kind=watch.kind).exclude(pk=watch.pk).first()
    if twin is not None and twin.mark <= by.clearance:
        raise CannotWatch(_("This place is watched already, as “%(title)s”.") % {"title": twin.title})
    try:
        watch.full_clean()
    except ValidationError as error:
        raise CannotWatch(" ".join(error.messages)) from error
