"""``proxeny language``: check a language's folder, or make the skeleton of a new one."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from proxeny.reader.errors import ReaderError
from proxeny.reader.languages import FOLDER, available


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``check`` or ``new``; 0 if all is well, 1 for faults or a refusal, 2 for a wrong command line."""
    options = parser().parse_args(argv)
    try:
        return _new(options) if options.do == "new" else _check(options)
    except ReaderError as error:
        sys.stderr.write(f"proxeny language: {error}\n")
        return 1


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    made = argparse.ArgumentParser(prog="proxeny language", description="The languages of the reader, kept as folders.")
    what = made.add_subparsers(dest="do", required=True, metavar="check|new")
    check = what.add_parser("check", help="whether a language's folder holds together")
    check.add_argument("language", metavar="TAG_OR_FOLDER", help="a language of the reader, or a folder at any path")
    check.add_argument("--advice", action="store_true", help="also what is no fault but could be better")
    check.add_argument("--no-cases", action="store_true", help="leave the cases unread")
    check.add_argument("--format", choices=("text", "json"), default="text", help="text for people (default), or JSON")
    new = what.add_parser("new", help="make the skeleton of a language's folder")
    new.add_argument("tag", metavar="TAG", help="its BCP 47 tag: de, es, pt")
    new.add_argument("folder", metavar="FOLDER", type=Path, help="where; the language's folder is made inside")
    return made


def _check(options: argparse.Namespace) -> int:
    # Imported late: every room of the reader is compiled, which a wrong command line need not wait for.
    from proxeny.reader.language_check import report
    from proxeny.reader.language_check.checking import check

    folder = _folder(options.language)
    if folder is None:
        sys.stderr.write(
            f"proxeny language check: '{options.language}' is neither a language of the reader "
            f"({', '.join(available())}) nor a folder with TOML files; give one of these.\n"
        )
        return 1
    found = check(folder, run_cases=not options.no_cases)
    if options.format == "json":
        told = {
            "language": found.tag, "level": found.level, "words": found.words, "cases": found.cases,
            "faults": [asdict(fault) | {"message": str(fault)} for fault in found.faults],
        }  # fmt: skip
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(report.lines(found, advice=options.advice)) + "\n")
    return 0 if found.is_sound else 1


def _new(options: argparse.Namespace) -> int:
    from proxeny.reader.language_check.skeleton import make

    for path in make(options.tag, options.folder):
        sys.stdout.write(f"{path}\n")
    return 0


def _folder(name: str) -> Path | None:
    """The folder of a tag or path."""
    path = FOLDER / name if name in available() else Path(name)
    path = path.resolve()
    return path if path.is_dir() and any(path.glob("*.toml")) else None
