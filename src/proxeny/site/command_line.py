"""The one command, ``proxeny``."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

from proxeny import __version__

# The reader and the rule packs alone: no Django, no database.
READER_COMMANDS = {
    "read": "proxeny.reader.command",
    "read-corpus": "proxeny.reader.corpus.command",
    "explain": "proxeny.reader.explaining.command",
    "language": "proxeny.reader.language_check.command",
    "rules": "proxeny.procedures.rules.command",
}
# Commands that need a record: in a new folder its database is made first, in an old one it is brought up to date.
RECORD_COMMANDS = {
    "add", "audit", "brief", "check", "createuser", "export", "fetch", "figure", "import", "reindex", "remind",
    "report",
}  # fmt: skip


def demonstration_folder() -> str:
    """Where the demonstration keeps its record, apart from an office's."""
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return str(Path(base).expanduser() / "proxeny-demo")


def main() -> int:
    """Run a command. ``--data DIR``, before or after it, names the folder of the record."""
    arguments = sys.argv[1:]
    for at, argument in enumerate(arguments):
        if argument == "--data" and at + 1 < len(arguments):
            os.environ["PROXENY_DATA"] = str(Path(arguments[at + 1]).expanduser().resolve())
            del arguments[at : at + 2]
            break
        if argument.startswith("--data="):
            os.environ["PROXENY_DATA"] = str(Path(argument.removeprefix("--data=")).expanduser().resolve())
            del arguments[at]
            break
    if arguments[:1] in (["version"], ["--version"]):
        print(f"proxeny {__version__}")
        return 0
    if arguments and arguments[0] in READER_COMMANDS:
        command = importlib.import_module(READER_COMMANDS[arguments[0]])
        return int(command.main(arguments[1:]))
    if arguments[:1] == ["demo"]:
        os.environ.setdefault("PROXENY_DATA", demonstration_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proxeny.site.settings")
    from django.core.management import execute_from_command_line

    if arguments and arguments[0] in RECORD_COMMANDS and not {"-h", "--help"} & set(arguments):
        import django

        from proxeny.site.serving import bring_up_to_date

        django.setup()
        bring_up_to_date()
    execute_from_command_line(["proxeny", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())
