"""``proxeny remind``: everybody's reminders by e-mail, for cron."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from proxeny.calendar.services import CannotSend, Outcome, remind


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("'%(found)s' is no day: write it as 2026-05-04.") % {"found": text}) from error


class Command(BaseCommand):
    """One line a person who has something to be told; a letter that could not be sent is told on standard error."""

    help = "Send everybody their reminders by e-mail: what is late, due or ends soon. Once a day or week each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For which day, and whether to send."""
        parser.add_argument("--on", type=_day, metavar="DAY", help="the day, as 2026-05-04; left out, today")
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent, and send nothing")

    def handle(self, *args: Any, on: date | None, dry_run: bool, **options: Any) -> None:
        """Exit status 1 where a letter could not be sent; the next run tries it again."""
        failed = 0
        try:
            for outcome in remind(on or timezone.localdate(), is_dry=dry_run):
                failed += outcome.state == "failed"
                self._tell(outcome)
        except CannotSend as error:
            raise CommandError(str(error)) from error
        if failed:
            sys.exit(1)

    def _tell(self, outcome: Outcome) -> None:
        name = outcome.person.username
        if outcome.state == "failed":
            self.stderr.write(
                _("%(name)s: not sent to %(address)s (%(why)s). The next run tries again.")
                % {"name": name, "address": outcome.person.email, "why": outcome.why}
            )
        elif outcome.state == "no address":
            self.stderr.write(
                _("%(name)s: %(count)s to tell of, but no e-mail address; enter one on their page.")
                % {"name": name, "count": outcome.count}
            )
        else:
            states = {
                "sent": pgettext("letter", "sent, %(count)s told of"),
                "would be sent": pgettext("letter", "would be sent, %(count)s told of"),
                "nothing": pgettext("letter", "nothing to tell"),
                "sent before": pgettext("letter", "was sent before"),
                "under way": pgettext("letter", "another run has it in hand"),
                "never": pgettext("letter", "wants none"),
            }
            self.stdout.write(f"{name}: {states[outcome.state] % {'count': outcome.count}}")
