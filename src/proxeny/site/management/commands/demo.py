"""``proxeny demo``: sample Hanoi in a folder of its own."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError
from proxeny.documents.models import Document
from proxeny.sample import cast, loading, waiting
from proxeny.sample.office import loading as exercise
from proxeny.site import serving
from proxeny.site.progress import Progress

HOST = "127.0.0.1"


class Command(BaseCommand):
    """Loads the sample once, says whom to sign in as, and serves."""

    help = "Load sample Hanoi into a folder of its own and serve it on this machine."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--data DIR`` is taken before this: the folder settles the settings."""
        parser.add_argument("--no-serve", action="store_true", help="load the sample and end")
        parser.add_argument(
            "--without-exercise", action="store_true", help="load real, past facts only, no invented work under way"
        )
        parser.add_argument("--port", type=int, default=8000, help="port to listen at (default: %(default)s)")
        parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="processes")

    def handle(
        self, *args: Any, no_serve: bool, without_exercise: bool, port: int, workers: int, **options: Any
    ) -> None:
        """Load what is missing, then serve until interrupted."""
        if not no_serve:
            serving.demand_free(HOST, port)
        progress = Progress("proxeny demo")
        progress(_("database"), 0, 1)
        serving.bring_up_to_date()
        _not_an_office()
        try:
            loaded = loading.load(progress=progress)
            brought = waiting.bring_documents(by=User.objects.get(username=cast.REVIEWER), progress=progress)
            practised = None if without_exercise else exercise.load(progress=progress)
        except DomainError as error:
            raise CommandError(str(error)) from error
        finally:
            progress.finish()
        if loaded.was_there:
            self.stdout.write(_("The sample is loaded already."))
        else:
            self.stdout.write(
                _("%(records)s records from %(documents)s sources, %(statements)s statements.")
                % {"records": loaded.records, "documents": loaded.documents, "statements": loaded.statements}
            )
        if brought:
            self.stdout.write(_("%(count)s documents wait in the inbox.") % {"count": brought})
        if practised is not None and not practised.was_there:
            self.stdout.write(_("An exercise is loaded besides: invented work under way, marked as such."))
        self._say_who(f"http://{HOST}:{port}/" if not no_serve else "")
        if not no_serve:
            serving.serve(HOST, port, workers=max(1, workers))

    def _say_who(self, address: str) -> None:
        self.stdout.write(_("Folder: %(folder)s") % {"folder": settings.DATA})
        self.stdout.write(_("Sign in with the password %(password)s as:") % {"password": cast.PASSWORD})
        for person in User.objects.filter(username__in=cast.CAST).order_by("-role"):
            self.stdout.write(f"  {person.username:<6} {person}, {person.get_role_display()}")
        if address:
            self.stdout.write(f"\n  {address}\n")
            self.stdout.write(_("Stop with Ctrl-C."))
        self.stdout.flush()


def _not_an_office() -> None:
    """The sample never mixes with a real record. Raises ``CommandError`` where there is one."""
    if loading.is_loaded() or not (Document.objects.exists() or User.objects.exists()):
        return
    raise CommandError(
        _("%(folder)s holds a record of its own. Give the demonstration another folder: proxeny demo --data DIR")
        % {"folder": settings.DATA}
    )
