"""``proxeny rules``: rule packs on the command line, without Django and without a database."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from proxeny.procedures.rules import timetable
from proxeny.procedures.rules.deadlines import deadlines
from proxeny.procedures.rules.errors import BadPack, RulesError, UnknownCase
from proxeny.procedures.rules.loading import load_pack, packs_on_board
from proxeny.procedures.rules.pack import TO_CHECK, Citation, Pack, Rules


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 when all went well, 1 where a pack or case is refused, 2 for a wrong command line."""
    options = parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return check(options.packs) if options.act == "check" else show_deadlines(options)
    except BadPack as error:
        for problem in error.problems:
            print(f"proxeny rules: {problem}", file=sys.stderr)
    except RulesError as error:
        print(f"proxeny rules: {error}", file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    made = argparse.ArgumentParser(prog="proxeny rules", description="What rule packs ask for, and by when.")
    acts = made.add_subparsers(dest="act", required=True, metavar="check | deadlines")
    checking = acts.add_parser("check", help="validate packs", description="Validate rule packs.")
    checking.add_argument("packs", nargs="*", metavar="PACK", help="a name or a folder; all packs on board if left out")
    timing = acts.add_parser("deadlines", help="the day of each step", description="Print the day of every step.")
    timing.add_argument("pack", metavar="PACK", help="a name or a folder")
    timing.add_argument("case", metavar="CASE", help="conference, agreement, … as the pack names them")
    timing.add_argument("--date", type=_day, required=True, metavar="DAY", help="the day that the case turns on")
    timing.add_argument(
        "--opened", type=_day, metavar="DAY", help="the day the case was opened, whose rules hold; default --date"
    )
    timing.add_argument("--format", choices=("text", "json"), default="text", help="text for people (default) or JSON")
    timing.add_argument("--language", default="en", metavar="TAG", help="of the pack's words; default en")
    return made


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no day: expected year-month-day, as 2026-06-15") from error


def check(names: Sequence[str]) -> int:
    """Say of every pack whether it holds; every fault is a line on standard error."""
    failed = False
    for name in names or packs_on_board():
        try:
            print(_summary(load_pack(name)))
        except BadPack as error:
            failed = True
            for problem in error.problems:
                print(f"proxeny rules: {problem}", file=sys.stderr)
        except RulesError as error:
            failed = True
            print(f"proxeny rules: {error}", file=sys.stderr)
    return 1 if failed else 0


def _summary(pack: Pack) -> str:
    versions = [rules for procedure in pack.procedures.values() for rules in procedure.versions]
    cited = [citation for rules in versions for citation in _citations(rules)]
    open_ones = sum(citation.status == TO_CHECK for citation in cited)
    return (
        f"{pack.name}: holds. Cases {', '.join(sorted(pack.procedures))}; versions {len(versions)}; "
        f"rules {len(cited)}, of them verified {len(cited) - open_ones}, to be checked by the office {open_ones}."
    )


def _citations(rules: Rules) -> list[Citation]:
    steps, papers = [step.citation for step in rules.steps], [paper.citation for paper in rules.papers]
    forms, limits = [form.citation for form in rules.forms], [limit.citation for limit in rules.limits]
    return [rules.citation, *steps, *papers, *forms, *limits]


def show_deadlines(options: argparse.Namespace) -> int:
    """Print the timetable of a case."""
    pack = load_pack(options.pack)
    if options.language not in pack.languages:
        raise UnknownCase(
            f"'{options.language}': {pack.name} speaks {', '.join(pack.languages)}. Choose one of these (--language)."
        )
    rules = rules_of(pack, options.case, options.opened or options.date)
    lines = deadlines(rules, anchor=options.date, opened=options.opened or options.date)
    if options.format == "json":
        sys.stdout.write(timetable.as_json(lines, options.language))
    else:
        sys.stdout.write(timetable.as_text(pack, rules, lines, options.date, options.language))
    return 0


def rules_of(pack: Pack, case: str, on: date) -> Rules:
    """The rules of a case in force on a day. Raises ``UnknownCase`` where the pack has none."""
    procedure = pack.procedures.get(case)
    if procedure is None:
        known = ", ".join(sorted(pack.procedures))
        raise UnknownCase(f"'{case}' is no case of {pack.name}: expected one of {known}.")
    rules = procedure.in_force(on)
    if rules is None:
        first = procedure.versions[0].valid_from
        raise UnknownCase(
            f"{pack.name} has no rules for {case} on {on}: its versions begin on {first}. "
            f"Choose a later day (--opened), or add the version that was in force."
        )
    return rules
