"""``proxeny createuser``: a person who may sign in."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from proxeny.accounts.models import Role, User
from proxeny.audit import services as audit
from proxeny.core.records import Mark


class Command(BaseCommand):
    """Makes a person; whoever can run this on the server is trusted, so the audit names nobody as its author."""

    help = "Make a person who may sign in. The password is asked for, or read from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and what they may do."""
        parser.add_argument("username")
        parser.add_argument("--role", choices=[role.name.lower() for role in Role], default="reader")
        parser.add_argument("--clearance", choices=[mark.name.lower() for mark in Mark], default="internal")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument("--language", choices=["en", "vi"], default="en")

    def handle(self, *args: Any, username: str, role: str, clearance: str, **options: Any) -> None:
        """Checked as on the page, and audited."""
        person = User(
            username=username,
            role=Role[role.upper()],
            clearance=Mark[clearance.upper()],
            first_name=options["first_name"],
            last_name=options["last_name"],
            language=options["language"],
        )
        password = self._password()
        try:
            validate_password(password, person)
            person.set_password(password)
            person.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            person.save()
            changes = {"role": [None, role], "clearance": [None, clearance]}
            audit.record("accounts.created", person, by=None, changes=changes)
        self.stdout.write(_("%(person)s may sign in as %(name)s.") % {"person": person, "name": username})

    def _password(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        password = getpass.getpass(_("Password: "))
        if getpass.getpass(_("Once more: ")) != password:
            raise CommandError(_("The two passwords differ. Nobody was made; run the command again."))
        return password
