"""``proxeny audit verify``: whether every entry is as it was written."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from proxeny.audit import services


class Command(BaseCommand):
    """Checks the audit's chain of seals."""

    help = "Checks the audit: 'proxeny audit verify' recomputes every seal; exit status 1 where the chain is broken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is to be done."""
        parser.add_argument("act", choices=["verify"], help="verify: recompute every seal")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was found. Raises ``CommandError``, which ends with status 1, where an entry does not fit."""
        verdict = services.verify()
        if verdict.broken is not None:
            raise CommandError(
                _("The chain is broken at entry no. %(number)s; %(count)s entries before it hold.")
                % {"number": verdict.broken, "count": verdict.entries}
            )
        self.stdout.write(
            _("The chain holds: %(count)s entries, all as they were written.") % {"count": verdict.entries}
        )
