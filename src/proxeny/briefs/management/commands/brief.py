"""``proxeny brief US --kind meeting-brief --language vi --format docx,pdf``: a brief as files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proxeny.briefs.live import content_now
from proxeny.briefs.queries import delegation_named, partner_named
from proxeny.core import period
from proxeny.core.errors import DomainError
from proxeny.reports.briefing import Asked, latest_year, partner_of, people_to_meet
from proxeny.reports.files import FORMATS, file_of
from proxeny.reports.management.commands.report import person_named
from proxeny.reports.models import Report
from proxeny.reports.sentences import LANGUAGES

Kinds = Report.Kinds


class Command(BaseCommand):
    """Writes a brief."""

    help = (
        "Write a brief: proxeny brief US --kind partner-brief|meeting-brief|heads-briefing|visit-file|investor-profile "
        "--language vi|en|id|fr --format html,docx,pdf --output DIR"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """About whom, kind, language, formats, folder, person, and what the meeting is."""
        parser.add_argument(
            "about", metavar="PARTNER", nargs="?", default="",
            help="a country code, a reference or a name; of a visit file the delegation’s reference; "
            "of the investor profile nothing",
        )  # fmt: skip
        parser.add_argument("--kind", choices=[str(one) for one in Report.BRIEFS], default=str(Kinds.PARTNER_BRIEF))
        parser.add_argument("--language", choices=LANGUAGES, default="en")
        parser.add_argument("--format", default="html,docx,pdf", help="html, docx, pdf, xlsx, separated by commas")
        parser.add_argument("--output", type=Path, default=Path(), help="folder to write to; default: this one")
        parser.add_argument("--as", dest="username", help="hold what this person may see; default: what is public")
        parser.add_argument("--year", help="the year of the city's figures; default: the newest on record")
        parser.add_argument("--day", default="", help="the day of the meeting, as 2024-04-14")
        parser.add_argument("--place", default="", help="the place of the meeting")
        parser.add_argument("--meet", action="append", default=[], help="somebody whom we meet; may be given again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes each file and says where."""
        wanted = [name.strip() for name in options["format"].split(",") if name.strip()]
        unknown = sorted(set(wanted) - set(FORMATS))
        if unknown or not wanted:
            raise CommandError(f"'{', '.join(unknown)}' is no format of a brief: use html, docx, pdf, xlsx.")
        person = person_named(options["username"])
        try:
            asked = _asked(options, person)
            content = content_now(asked, options["language"], mark=person.clearance)
        except DomainError as error:
            raise CommandError(str(error)) from error
        if not content["figures"]:
            about = options["about"] or "the city"
            raise CommandError(f"The record holds nothing on {about} that has a source and may be seen.")
        folder: Path = options["output"]
        folder.mkdir(parents=True, exist_ok=True)
        subject = asked.delegation or asked.partner
        about = f"-{subject.reference}" if subject is not None else ""
        stem = "brief" if asked.kind == Kinds.PARTNER_BRIEF else asked.kind
        for name in wanted:
            path = folder / f"{stem}{about}-{options['language']}.{name}"
            path.write_bytes(file_of(content, options["language"], name))
            self.stdout.write(str(path))


def _asked(options: dict[str, Any], person: Any) -> Asked:
    kind, about = options["kind"], options["about"]
    year = options["year"] or latest_year(visible_to=person)
    if kind == Kinds.INVESTOR_PROFILE:
        return Asked(kind=kind, period=year)
    if not about:
        raise CommandError(f"Say whom or what the {kind} is about: proxeny brief PARTNER --kind {kind}.")
    if options["day"]:
        period.days(options["day"])
    if kind == Kinds.VISIT_FILE:
        delegation = delegation_named(about, visible_to=person)
        partner = partner_of(delegation, visible_to=person)
    else:
        delegation, partner = None, partner_named(about, visible_to=person)
    known = people_to_meet(partner, delegation, visible_to=person)
    met = [one for one in known if options["meet"] and {one.reference, one.name} & set(options["meet"])]
    if options["meet"] and len(met) < len(set(options["meet"])):
        offer = ", ".join(one.name for one in known) or "nobody"
        raise CommandError(f"Not everybody of {', '.join(options['meet'])} is known there. The record knows: {offer}.")
    return Asked(
        kind=kind, period=year, partner=partner, delegation=delegation, day=options["day"], place=options["place"],
        people=tuple(met),
    )  # fmt: skip
