"""``proxeny export agreements --filter status=in_force --format xlsx --output agreements.xlsx``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError
from proxeny.core.records import Mark
from proxeny.exchange import services
from proxeny.exchange.services.exporting import FORMATS
from proxeny.registers.register import REGISTERS


class _Public:
    """Whoever runs the command line without a name sees what is public."""

    clearance = Mark.PUBLIC
    is_authenticated = False


class Command(BaseCommand):
    """Writes a register as a file."""

    help = "Write a register as a file: proxeny export REGISTER --format csv|xlsx|jsonl --output FILE"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Register, filters, columns, format, file."""
        parser.add_argument("register", choices=sorted(REGISTERS), metavar="register", help="the register")
        parser.add_argument(
            "--filter", action="append", default=[], metavar="KEY=VALUE", help="as in the list's address"
        )
        parser.add_argument("--columns", default="", help="names separated by commas; default: all")
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument("--output", type=Path, required=True, metavar="FILE")
        parser.add_argument(
            "--language", choices=[code for code, _name in settings.LANGUAGES], default="",
            help="headings and choices in words of this language; default: names of fields",
        )  # fmt: skip
        parser.add_argument("--as", dest="username", help="write what this person may see; default: what is public")

    def handle(self, *args: Any, **given: Any) -> None:
        """Says how many rows were written."""
        person: Any = _Public()
        if given["username"]:
            person = User.objects.filter(username=given["username"], is_active=True).first()
            if person is None:
                raise CommandError(f"Nobody here is called '{given['username']}'.")
        columns = [name.strip() for name in given["columns"].split(",") if name.strip()]
        try:
            count = services.export(
                REGISTERS[given["register"]],
                given["output"],
                format=given["format"],
                person=person,
                filters=given["filter"],
                columns=columns,
                language=given["language"],
            )
        except DomainError as error:
            raise CommandError(str(error)) from error
        said = ngettext("%(path)s: %(count)s row", "%(path)s: %(count)s rows", count)
        self.stdout.write(said % {"path": given["output"], "count": count})
