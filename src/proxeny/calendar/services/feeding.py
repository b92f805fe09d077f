"""Feeds: made with a secret address that is shown once, read without signing in, revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import demand
from proxeny.audit import services as audit
from proxeny.calendar.models import Feed
from proxeny.core.errors import DomainError, WrongState

MOST = 20  # feeds in use that a person may have
_NOTED_EVERY = timedelta(hours=1)


class TooManyFeeds(DomainError):
    """A person has as many feeds as they may."""

    code = "calendar.too_many_feeds"


def _digest(token: str) -> str:
    """A token is 32 random bytes, so that a plain hash of it cannot be guessed backwards."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(*, name: str, by: User, register: str = "", is_mine: bool = False) -> tuple[Feed, str]:
    """A feed of one's own and the token of its address, which is told now and never again.

    Raises ``TooManyFeeds`` for the twenty-first in use.
    """
    demand(by, "see")
    if Feed.objects.filter(person=by, revoked_at=None).count() >= MOST:
        raise TooManyFeeds(
            _("You have %(count)s feeds in use, as many as a person may: revoke one that is not read any more.")
            % {"count": MOST}
        )
    token = secrets.token_urlsafe(32)
    feed = Feed(person=by, name=name, register=register, is_mine=is_mine, digest=_digest(token))
    feed.full_clean()
    feed.save()
    audit.record("calendar.feed_created", feed, by=by)
    return feed, token


@transaction.atomic
def revoke_feed(feed: Feed, *, by: User) -> Feed:
    """Close the address for good. One's own, or an administrator anybody's."""
    if feed.person_id != by.pk:
        demand(by, "administer")
    current = Feed.objects.select_for_update().get(pk=feed.pk)
    if current.revoked_at is not None:
        raise WrongState(_("“%(feed)s” was revoked before.") % {"feed": current})
    current.revoked_at = timezone.now()
    current.save(update_fields=["revoked_at"])
    audit.record("calendar.feed_revoked", current, by=by, changes={"name": [current.name, None]})
    return current


def feed_at(token: str) -> Feed | None:
    """The feed of an address in use, of somebody who may still sign in; ``None`` for any other. One SQL query."""
    return (
        Feed.objects.select_related("person")
        .filter(digest=_digest(token), revoked_at=None, person__is_active=True)
        .first()
    )


def read_feed(feed: Feed, content_digest: str) -> datetime:
    """Note that a feed was read (once an hour), and since when it says what it says; returns that time."""
    now = timezone.now()
    if feed.content_digest != content_digest:
        feed.content_digest, feed.changed_at, feed.read_at = content_digest, now, now
        feed.save(update_fields=["content_digest", "changed_at", "read_at"])
    elif feed.read_at is None or feed.read_at < now - _NOTED_EVERY:
        Feed.objects.filter(Q(read_at=None) | Q(read_at__lt=now - _NOTED_EVERY), pk=feed.pk).update(read_at=now)
    return feed.changed_at
