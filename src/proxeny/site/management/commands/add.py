"""``proxeny add``: documents from files, or from a folder as they arrive."""

from __future__ import annotations

import signal
import sys
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.rights import LOWEST_ROLE, can
from proxeny.core.period import is_edtf
from proxeny.core.records import Mark
from proxeny.site.incoming import Outcome, Watched, take

LOOK = 500  # milliseconds between two looks at a watched folder while a file is growing


class Command(BaseCommand):
    """One line a file; a file that cannot be read is told on standard error, and the others go on."""

    help = "Add files as documents and have them read. They wait in the inbox for review."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files or a folder, and what is known about them."""
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--watch", type=Path, metavar="DIR", help="take what is in a folder and what arrives there")
        parser.add_argument("--title", default="", help="title (one file only); left out, the file's own")
        parser.add_argument("--publisher", default="")
        parser.add_argument("--published", default="", metavar="EDTF", help="2023-12-26, 2023-12, 2023")
        parser.add_argument("--language", default="", help="en, vi, fr or id; left out, it is found")
        parser.add_argument("--url", default="", help="address of the page (one file only)")
        parser.add_argument("--mark", choices=[mark.name.lower() for mark in Mark], default="internal")
        parser.add_argument("--as", dest="username", default="", metavar="USERNAME", help="in whose name")

    def handle(self, *args: Any, files: list[Path], watch: Path | None, username: str, **options: Any) -> None:
        """Exit status 1 where a file was refused."""
        if not files and watch is None:
            raise CommandError(_("Name a file, or a folder with --watch DIR."))
        if (options["title"] or options["url"]) and (len(files) != 1 or watch is not None):
            raise CommandError(_("A title or address belongs to one document. Add that file by itself."))
        if options["published"] and not is_edtf(options["published"]):
            raise CommandError(
                _("--published %(found)s: write 2023-12-26, 2023-12 or 2023.") % {"found": options["published"]}
            )
        self.by = _person(username)
        self.described = {name: options[name] for name in ("title", "publisher", "published", "language", "url")}
        self.described["mark"] = Mark[options["mark"].upper()]
        self.refused = 0
        for path in files:
            self._take(path)
        if watch is not None:
            self._watch(watch)
        if self.refused:
            sys.exit(1)

    def _take(self, path: Path) -> None:
        outcome: Outcome = take(path, by=self.by, **self.described)
        stream = self.stdout if outcome.is_good else self.stderr
        stream.write(outcome.line)
        stream.flush()
        self.refused += not outcome.is_good

    def _watch(self, folder: Path) -> None:
        from watchfiles import watch

        if not folder.is_dir():
            raise CommandError(_("%(folder)s is no folder.") % {"folder": folder})
        over = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda *_signal: over.set())
        watched = Watched(folder)
        self.stderr.write(_("Watching %(folder)s; Ctrl-C stops.") % {"folder": folder})
        # A look now, one at every change, and one each half second while something is new.
        for _changes in watch(
            folder, stop_event=over, rust_timeout=LOOK, yield_on_timeout=True, watch_filter=None, raise_interrupt=False
        ):
            if _changes or not watched.seen or not watched.is_settled:
                for path in watched.ready():
                    if over.is_set():
                        break
                    close_old_connections()  # hours may have passed since the last file
                    self._take(path)
        self.stderr.write(_("Stopped."))


def _person(username: str) -> User:
    """In whose name files are added: who is named, else the only person who may. Raises ``CommandError``."""
    may = [
        person
        for person in User.objects.filter(is_active=True, role__gte=LOWEST_ROLE["add_document"]).order_by("username")
        if can(person, "add_document")
    ]
    if username:
        named = [person for person in may if person.username == username]
        if not named:
            raise CommandError(
                _("%(name)s may not add documents, or is not known. These may: %(others)s.")
                % {"name": username, "others": ", ".join(person.username for person in may) or _("nobody yet")}
            )
        return named[0]
    if len(may) == 1:
        return may[0]
    if not may:
        raise CommandError(_("Nobody may add documents yet: proxeny createuser NAME --role officer"))
    raise CommandError(
        _("Say in whose name: --as USERNAME, one of %(others)s.") % {"others": ", ".join(p.username for p in may)}
    )
