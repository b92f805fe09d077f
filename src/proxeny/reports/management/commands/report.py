"""``proxeny report yearly --period 2023 --language vi --format docx,pdf``: a periodic report as files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proxeny.accounts.models import User
from proxeny.core.errors import DomainError
from proxeny.core.records import Mark
from proxeny.reports import drafting, office_template
from proxeny.reports.composing import Audience, content_of
from proxeny.reports.content import Content, made_of
from proxeny.reports.files import FORMATS, file_of, template_of
from proxeny.reports.models import Report
from proxeny.reports.periods import period_of
from proxeny.reports.queries import latest_published
from proxeny.reports.sentences import LANGUAGES


class Command(BaseCommand):
    """Writes a periodic report."""

    help = (
        "Write a report: proxeny report yearly|nine-month|six-month|period --period 2023 --language vi|en|id|fr "
        "--format html,docx,pdf,xlsx --output DIR"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Kind, period, language, formats, folder, person, template."""
        parser.add_argument("kind", choices=Report.Kinds.values)
        parser.add_argument("--period", required=True, help="a year, as 2023; for 'period' 2023-01/2023-08")
        parser.add_argument("--language", choices=LANGUAGES, default="en")
        parser.add_argument("--format", default="html,docx,pdf,xlsx", help="html, docx, pdf, xlsx, with commas")
        parser.add_argument("--output", type=Path, default=Path(), help="folder to write to; default: this one")
        parser.add_argument("--as", dest="username", help="hold what this person may see; default: what is public")
        parser.add_argument("--draft", action="store_true", help="from the record as it is, though one is published")
        parser.add_argument("--template", type=Path, help="a Word file with fields, for docx")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes each file and says where."""
        wanted = [name.strip() for name in options["format"].split(",") if name.strip()]
        unknown = sorted(set(wanted) - set(FORMATS))
        if unknown or not wanted:
            raise CommandError(f"'{', '.join(unknown)}' is no format of a report: use html, docx, pdf, xlsx.")
        person = person_named(options["username"])
        try:
            self._write(options, wanted, person)
        except DomainError as error:
            raise CommandError(str(error)) from error

    def _write(self, options: dict[str, Any], wanted: list[str], person: Any) -> None:
        kind, language = options["kind"], options["language"]
        period = period_of(kind, options["period"])
        edition = None if options["draft"] else latest_published(kind, period.edtf, visible_to=person)
        if edition is not None and language not in edition.languages:
            edition = None
        content: Content
        template = None
        if edition is not None:
            content, template = content_of(edition), template_of(edition)
            stem = edition.number
            self.stderr.write(f"{edition.number}, as it was published. --draft writes one from the record as it is.")
        else:
            drafted = drafting.draft(kind, options["period"], language, visible_to=person)
            content = made_of({language: drafted}, visible_to=person)
            stem = f"{kind}-{period.edtf.replace('/', '--')}"
        folder: Path = options["output"]
        folder.mkdir(parents=True, exist_ok=True)
        for name in wanted:
            path = folder / f"{stem}-{language}.{name}"
            own: Path | None = options["template"]
            if name == "docx" and own is not None:
                if not own.is_file():
                    raise CommandError(f"{own}: there is no such file.")
                path.write_bytes(office_template.fill(own.read_bytes(), content, language, file_name=own.name))
            else:
                path.write_bytes(file_of(content, language, name, template))
            self.stdout.write(str(path))


def person_named(username: str | None) -> Any:
    """Somebody by name; without one, whoever sees what is public."""
    if not username:
        return Audience(Mark.PUBLIC)
    person = User.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise CommandError(f"Nobody here is called '{username}'.")
    return person
