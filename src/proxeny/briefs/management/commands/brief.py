"""``proxeny brief US --language vi --format docx,pdf``: a partner's brief as files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proxeny.accounts.models import User
from proxeny.briefs.as_docx import as_docx
from proxeny.briefs.as_html import as_html
from proxeny.briefs.as_pdf import as_pdf
from proxeny.briefs.partner import partner_brief
from proxeny.briefs.queries import partner_named
from proxeny.core.errors import DomainError
from proxeny.core.records import Mark

FORMATS = {"html": as_html, "docx": as_docx, "pdf": as_pdf}


class _Office:
    """Whoever runs the command line sees up to the clearance asked for."""

    def __init__(self, clearance: int) -> None:
        self.clearance = clearance


class Command(BaseCommand):
    """Writes the brief on a partner."""

    help = "Write the brief on a partner: proxeny brief US --language en|vi --format html,docx,pdf --output DIR"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Partner, language, formats, folder, clearance."""
        parser.add_argument("partner", help="a country code, a reference or a name")
        parser.add_argument("--language", choices=["en", "vi"], default="en")
        parser.add_argument("--format", default="html,docx,pdf", help="html, docx, pdf, separated by commas")
        parser.add_argument("--output", type=Path, default=Path(), help="folder to write to; default: this one")
        parser.add_argument("--as", dest="username", help="see what this person may see; default: what is public")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes each file and says where."""
        wanted = [name.strip() for name in options["format"].split(",") if name.strip()]
        unknown = sorted(set(wanted) - set(FORMATS))
        if unknown or not wanted:
            raise CommandError(f"'{', '.join(unknown)}' is no format of a brief: use html, docx, pdf.")
        person: Any = _Office(Mark.PUBLIC)
        if options["username"]:
            person = User.objects.filter(username=options["username"], is_active=True).first()
            if person is None:
                raise CommandError(f"Nobody here is called '{options['username']}'.")
        try:
            partner = partner_named(options["partner"], visible_to=person)
        except DomainError as error:
            raise CommandError(str(error)) from error
        brief = partner_brief(partner, language=options["language"], visible_to=person)
        if not brief.sections:
            raise CommandError(f"The record holds nothing on {partner} that has a source and is {Mark.PUBLIC.label}.")
        folder: Path = options["output"]
        folder.mkdir(parents=True, exist_ok=True)
        for name in wanted:
            path = folder / f"brief-{partner.reference}-{options['language']}.{name}"
            path.write_bytes(FORMATS[name](brief))
            self.stdout.write(str(path))
