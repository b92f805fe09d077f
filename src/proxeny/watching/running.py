"""Looking at several places one after the other; or at one beside the requests, from its page."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable

from django.db import close_old_connections, connection
from django.utils import translation

from proxeny.watching import listening, locking, services
from proxeny.watching.models import Item, Watch
from proxeny.watching.reaching import Session
from proxeny.watching.services.taking import A_RUN, Taken

log = logging.getLogger(__name__)

_AWAY = {"network.unknown_host", "network.unreachable"}


def run(
    watches: Iterable[Watch],
    *,
    dry_run: bool = False,
    limit: int = A_RUN,
    said: Callable[[Taken], None] = lambda _taken: None,
    tell: Callable[[Item], None] = lambda _item: None,
) -> list[Taken]:
    """Look at places one after the other, alone; then catch up with what was brought in before.

    Raises ``AlreadyFetching``. Interrupted, what was taken stays, and the next run goes on from there.
    """
    with locking.alone():
        session, done = Session(), []
        for watch in watches:
            taken = services.look(watch, session, dry_run=dry_run, limit=limit, tell=tell)
            done.append(taken)
            said(taken)
        if not dry_run:
            listening.catch_up()
            services.count_names()
        return done


def is_network_away(done: Iterable[Taken]) -> bool:
    """Whether no web place of a run could be found or reached, and there was one at least."""
    web = [taken for taken in done if taken.watch.kind != Watch.Kind.FOLDER]
    return bool(web) and all(taken.trouble.get("code") in _AWAY for taken in web)


def start(watch: Watch) -> None:
    """Look at one place in a thread of its own, in the language of who asked."""
    language = translation.get_language() or "en"
    threading.Thread(target=_run, args=(watch.pk, language), name=f"fetch-{watch.name}", daemon=True).start()


def _run(number: int, language: str) -> None:
    close_old_connections()
    try:
        with translation.override(language):
            run([Watch.objects.select_related("added_by").get(pk=number)])
    except locking.AlreadyFetching:
        log.info("place %s: another fetching is under way", number)
    except Exception:
        log.exception("place %s", number)
        raise
    finally:
        connection.close()
