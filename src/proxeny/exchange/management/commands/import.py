"""``proxeny import investments register.xlsx --dry-run``: a spreadsheet into a register."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.accounts.models import User
from proxeny.accounts.rights import can
from proxeny.core.errors import DomainError
from proxeny.core.records import Mark
from proxeny.exchange import services
from proxeny.exchange.checking import OUTCOMES, Report
from proxeny.exchange.mapping import Mapping, from_toml, missing
from proxeny.exchange.models import Import
from proxeny.exchange.targets import register_named, targets_of

_SHOWN = 50


def person_named(username: str, act: str) -> User:
    """In whose name: who is named, else the only person who may. Raises ``CommandError``."""
    may = [person for person in User.objects.filter(is_active=True).order_by("username") if can(person, act)]
    if username:
        named = [person for person in may if person.username == username]
        if not named:
            raise CommandError(
                _("%(name)s may not change records, or is not known. These may: %(others)s.")
                % {"name": username, "others": ", ".join(person.username for person in may) or _("nobody yet")}
            )
        return named[0]
    if len(may) == 1:
        return may[0]
    if not may:
        raise CommandError(_("Nobody may change records yet: proxeny createuser NAME --role officer"))
    raise CommandError(
        _("Say in whose name: --as USERNAME, one of %(others)s.") % {"others": ", ".join(p.username for p in may)}
    )


def numbers_of(text: str) -> list[int]:
    """Numbers of rows: ``12,15-18``. Raises ``CommandError``."""
    numbers: list[int] = []
    for piece in filter(None, map(str.strip, text.split(","))):
        first, _dash, last = piece.partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()) or int(last or first) - int(first) > 1_000_000:
            raise CommandError(_("“%(found)s” is no row: write numbers as 12,15-18.") % {"found": piece})
        numbers += range(int(first), int(last or first) + 1)
    return numbers


class Command(BaseCommand):
    """Brings a spreadsheet into a register, or undoes that."""

    help = "Bring a spreadsheet into a register: proxeny import REGISTER FILE --dry-run"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Register, file, how to read it, what to do."""
        parser.add_argument("register", help="the register, named as in its address")
        parser.add_argument("file", type=Path, nargs="?", help="XLSX, XLS, ODS or CSV")
        parser.add_argument("--map", dest="map", type=Path, metavar="FILE", help="TOML: which column fills what")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--good-rows", action="store_true", help="write what is in order, leave the rest")
        parser.add_argument("--make-missing", action="store_true", help="make partners and people nothing answers to")
        parser.add_argument("--hidden-rows", action="store_true", help="take hidden rows in too")
        parser.add_argument("--sheet", default="", help="the sheet; default: the first that is filled and shown")
        parser.add_argument("--header-row", type=int, default=0, metavar="N", help="where the headings stand")
        parser.add_argument("--key", default="", metavar="FIELD", help="the field that tells rows apart")
        parser.add_argument("--as-of", default="", metavar="DAY", help="the day of which a register speaks")
        parser.add_argument("--only", choices=["new", "changed"], default="", help="write only such rows")
        parser.add_argument("--without", default="", metavar="ROWS", help="rows to leave out: 12,15-18")
        parser.add_argument("--whole", action="store_true", help="the file is all: tell what it lacks")
        parser.add_argument("--mark", choices=[mark.name.lower() for mark in Mark], default="internal")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--as", dest="username", default="", metavar="USERNAME", help="in whose name")
        parser.add_argument("--undo", type=int, metavar="N", help="undo the import of this number, instead of a file")
        parser.add_argument("--reason", default="", help="why it is undone")

    def handle(self, *args: Any, **given: Any) -> None:
        """Exit status 1 where something was refused."""
        by = person_named(given["username"], "change")
        try:
            if given["undo"] is not None:
                self._undo(given["undo"], given["register"], given["reason"], by)
                return
            if given["file"] is None:
                raise CommandError(_("Name a file, or an import with --undo N."))
            is_good = self._bring(given, by)
        except DomainError as error:
            raise CommandError(str(error)) from error
        if not is_good:
            sys.exit(1)

    def _bring(self, given: dict[str, Any], by: User) -> bool:
        register = register_named(given["register"])
        path: Path = given["file"]
        try:
            data = path.read_bytes()
            said = given["map"].read_text(encoding="utf-8") if given["map"] else ""
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        options = services.Options(
            sheet=given["sheet"],
            header_row=given["header_row"],
            good_rows=given["good_rows"],
            makes=given["make_missing"],
            hidden_rows=given["hidden_rows"],
            mark=Mark[given["mark"].upper()],
            key=given["key"],
            as_of=given["as_of"],
            only=given["only"],
            without=numbers_of(given["without"]),
            is_whole=given["whole"],
        )
        table = services.open_table(register, data, path.name, options)
        if given["map"]:
            mapping, is_remembered = from_toml(said, register, table.headings, name=given["map"].name), False
        else:
            mapping, is_remembered = services.mapping_for(register, table)
        brought_in: Import | None = None
        is_json = given["format"] == "json"
        if given["dry_run"]:
            report = services.examine(register, table, mapping, options, by=by, keeps_rows=is_json)
        else:
            brought_in, report = services.bring_in(
                register, table, mapping, options, data=data, file_name=path.name, by=by, keeps_rows=is_json
            )
            if brought_in is not None:
                services.finish_index(brought_in)
        if is_json:
            self.stdout.write(
                json.dumps(
                    {
                        **report.as_dict(),
                        "register": register.name,
                        "file": path.name,
                        "import": brought_in.pk if brought_in else None,
                        "mapping": mapping.as_json(),
                    },
                    ensure_ascii=False,
                    indent=1,
                )
            )
        else:
            self._tell(report, mapping, targets_of(register), missing(mapping, register), is_remembered)
            self._conclude(report, brought_in, given["dry_run"])
        return not report.counts["error"]

    def _tell(self, report: Report, mapping: Mapping, targets: Any, lacking: Any, is_remembered: bool) -> None:
        out = self.stdout
        out.write(_("Columns (as with the last file of this shape):") if is_remembered else _("Columns:"))
        for column in mapping.columns:
            target = targets[column.target].label if column.target else _("left out")
            out.write(f"  {column.heading} → {target}")
        if lacking:
            out.write(_("New records need besides: %(what)s") % {"what": ", ".join(one.label for one in lacking)})
        for note in report.notes:
            out.write(note)
        for where, doubt in report.doubts[:_SHOWN]:
            out.write(f"{where}: {doubt}")
        for change in report.changes[:_SHOWN]:
            for name, (before, after) in change["changes"].items():
                out.write(
                    _("row %(row)s, %(record)s: %(field)s was “%(before)s”, is “%(after)s”")
                    % {
                        "row": change["row"],
                        "record": change["record"],
                        "field": targets[name].label if name in targets else name,
                        "before": before if before is not None else "",
                        "after": after if after is not None else "",
                    }
                )
        if report.gone_count:
            out.write(
                ngettext("%(count)s record is not in the file:", "%(count)s records are not in the file:",
                         report.gone_count) % {"count": report.gone_count}
            )  # fmt: skip
            for reference, name in report.gone[:_SHOWN]:
                out.write(f"  {reference}: {name}")
        if report.made:
            out.write(_("Nothing answers to: %(names)s") % {"names": ", ".join(report.made[:_SHOWN])})
        for fault in report.faults[:_SHOWN]:
            self.stderr.write(fault.sentence)
        if report.fault_count > _SHOWN:
            self.stderr.write(
                _("… and %(count)s errors more; --format json gives all.") % {"count": report.fault_count - _SHOWN}
            )

    def _conclude(self, report: Report, brought_in: Import | None, is_dry: bool) -> None:
        words = {"new": _("new"), "same": _("same"), "changed": _("changed"), "duplicate": _("twice in the file"),
                 "left": _("left out"), "error": _("wrong")}  # fmt: skip
        counted = ", ".join(f"{report.counts[outcome]} {words[outcome]}" for outcome in OUTCOMES)
        self.stdout.write(_("%(total)s rows: %(counted)s.") % {"total": report.total, "counted": counted})
        if is_dry:
            self.stdout.write(_("Nothing was written (--dry-run)."))
        elif brought_in is not None:
            self.stdout.write(
                _("Written as import %(number)s; take it back with --undo %(number)s.") % {"number": brought_in.pk}
            )
        elif report.counts["error"]:
            self.stderr.write(_("Nothing was written. Mend the rows, or give --good-rows to leave them out."))
        else:
            self.stdout.write(_("Nothing was written: everything is on record already."))

    def _undo(self, number: int, register: str, reason: str, by: User) -> None:
        brought_in = Import.objects.visible_to(by).filter(pk=number, register=register).first()
        if brought_in is None:
            raise CommandError(
                _("There is no import %(number)s into %(register)s.") % {"number": number, "register": register}
            )
        undone = services.undo(brought_in, reason=reason, by=by)
        for reference, why in undone.kept:
            self.stderr.write(f"{reference}: {why}")
        self.stdout.write(
            _("Undone: %(removed)s taken out, %(restored)s put back, %(kept)s left.")
            % {"removed": undone.removed, "restored": undone.restored, "kept": len(undone.kept)}
        )
