"""``proxeny fetch``: look at the watched places whose time has come, or at those named."""

from __future__ import annotations

import json
import signal
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.watching import queries
from proxeny.watching.locking import AlreadyFetching
from proxeny.watching.models import Item, Watch
from proxeny.watching.running import is_network_away, run
from proxeny.watching.services.taking import A_RUN, Taken
from proxeny.watching.troubles import Trouble, in_words

IN_TROUBLE, WRONG_CALL, BUSY, INTERRUPTED = 1, 2, 75, 130


class Command(BaseCommand):
    """One line a place; what is in the way on standard error, and the others go on."""

    help = "Look at watched feeds and folders and take what is new. It waits in the inbox for review."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Places by name; none means those whose time has come."""
        parser.add_argument("names", nargs="*", metavar="NAME", help="places to look at now, due or not")
        parser.add_argument("--dry-run", action="store_true", help="say what is new and write nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--limit", type=int, default=A_RUN, help="items of one place at most (%(default)s)")

    def handle(self, *args: Any, names: list[str], dry_run: bool, limit: int, **options: Any) -> None:
        """Exit status 0, 1 where a place is in trouble, 2 for a wrong call, 75 while another runs, 130 interrupted."""
        if limit < 0:
            raise CommandError(_("--limit %(found)s: write 0 or more.") % {"found": limit}, returncode=WRONG_CALL)
        watches = _named(names) if names else list(queries.due(timezone.now()))
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, signal.default_int_handler)  # both take the item in hand back, whole
        self.is_text = options["format"] == "text"
        self.done: list[Taken] = []
        self.items: dict[int, list[Item]] = {}
        code = 0
        try:
            run(watches, dry_run=dry_run, limit=limit, said=self._said, tell=self._told)
        except AlreadyFetching as error:
            raise CommandError(str(error), returncode=BUSY) from error
        except KeyboardInterrupt:
            self.stderr.write(_("Stopped. What was taken is kept; the next run goes on from there."))
            code = INTERRUPTED
        away = is_network_away(self.done)
        if away:
            self.stderr.write(in_words(Trouble("network.away").as_json()))
        if not self.is_text:
            rows = [self._as_json(taken) for taken in self.done]
            content = {"dry_run": dry_run, "network_away": away, "interrupted": bool(code), "places": rows}
            self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2))
        if code or any(taken.trouble for taken in self.done):
            sys.exit(code or IN_TROUBLE)

    def _told(self, item: Item) -> None:
        self.items.setdefault(item.watch_id, []).append(item)

    def _said(self, taken: Taken) -> None:
        self.done.append(taken)
        if not self.is_text:
            return
        if taken.trouble:
            self.stderr.write(f"{taken.watch.name}: {in_words(taken.trouble)}")
            return
        self.stdout.write(f"{taken.watch.name}: {_line(taken)}")
        if taken.remark:
            self.stdout.write(f"  {in_words(taken.remark)}")
        for offer in taken.new if not self.items.get(taken.watch.pk) and not taken.counts else []:
            self.stdout.write(f"  {offer.title}  {offer.address}".rstrip())
        for item in self.items.get(taken.watch.pk, []):
            words = in_words(item.trouble)
            self.stdout.write(f"  {item.get_state_display()}: {item}{f' – {words}' if words else ''}")
        self.stdout.flush()

    def _as_json(self, taken: Taken) -> dict[str, Any]:
        """A place as programs read it; troubles by code and in words."""
        shown = [_of_item(item) for item in self.items.get(taken.watch.pk, [])]
        if not shown:
            shown = [{"title": offer.title, "address": offer.address, "state": "new"} for offer in taken.new]
        return {
            "name": taken.watch.name,
            "kind": taken.watch.kind,
            "address": taken.watch.address,
            "unchanged": taken.is_unchanged,
            "offered": taken.offered,
            "found": taken.found,
            "waiting": taken.waiting,
            **{state: taken.counts.get(state, 0) for state in ("added", "known", "refused")},
            "trouble": _of_trouble(taken.trouble),
            "remark": _of_trouble(taken.remark),
            "items": shown,
        }


def _named(names: list[str]) -> list[Watch]:
    """The places named. Raises ``CommandError`` for a name that there is not, and for a paused place."""
    known = {watch.name: watch for watch in Watch.objects.select_related("added_by")}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise CommandError(
            _("No place is called %(names)s. There are: %(known)s.")
            % {"names": ", ".join(unknown), "known": ", ".join(sorted(known)) or _("none yet")},
            returncode=WRONG_CALL,
        )
    paused = [name for name in names if known[name].is_paused]
    if paused:
        raise CommandError(
            _("%(names)s is paused. Resume it on its page first.") % {"names": ", ".join(paused)},
            returncode=WRONG_CALL,
        )
    return [known[name] for name in dict.fromkeys(names)]


def _line(taken: Taken) -> str:
    if taken.is_unchanged and not taken.counts:
        return _("nothing new since the last look.")
    said = [ngettext("%(n)s new item", "%(n)s new items", taken.found) % {"n": taken.found}]
    for state, words in ((Item.State.ADDED, _("added")), (Item.State.KNOWN, _("held already")),
                         (Item.State.REFUSED, _("refused"))):  # fmt: skip
        if taken.counts.get(state):
            said.append(f"{taken.counts[state]} {words}")
    if taken.waiting:
        said.append(_("%(n)s wait for the next run") % {"n": taken.waiting})
    return ", ".join(said) + "."


def _of_item(item: Item) -> dict[str, Any]:
    return {
        "title": item.title,
        "address": item.address,
        "state": item.state,
        "document": item.document.reference if item.document else None,
        "trouble": _of_trouble(item.trouble),
    }


def _of_trouble(trouble: dict[str, Any]) -> dict[str, str] | None:
    return {"code": trouble["code"], "words": in_words(trouble)} if trouble else None
