"""``proxeny read``: the reader alone, from files to findings, without a database."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

from proxeny.reader import formats
from proxeny.reader.errors import ReaderError, UnknownLanguage
from proxeny.reader.options import add_reading_options
from proxeny.reader.published import guess_published

_STANDARD_INPUT = "-"


def main(argv: Sequence[str] | None = None) -> int:
    """Read the files named and print what was found; 0 if all could be read, 1 if not, 2 for a wrong command line.

    A file that cannot be read is one line on standard error, and the others are still read.
    """
    options = parser().parse_args(argv)
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    colour = options.colour == "always" or (
        options.colour == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    )
    failed = False
    try:
        for name in options.files:
            try:
                sys.stdout.write(_read_one(name, options, colour))
                sys.stdout.flush()
            except ReaderError as error:
                failed = True
                print(f"proxeny read: {_one_line(_named(name, error))}", file=sys.stderr)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`proxeny read … | head`); say nothing on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if failed else 0


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    made = argparse.ArgumentParser(
        prog="proxeny read",
        description="Find quantities, dates, places and facts in documents: text, HTML, PDF, DOCX, XLSX, CSV, e-mail, "
        "scans.",
    )
    made.add_argument("files", nargs="+", metavar="FILE", help="a document; - reads standard input")
    made.add_argument(
        "--format", choices=("text", "jsonl"), default="text", help="text for people (default), JSON Lines for programs"
    )
    add_reading_options(made)
    made.add_argument("--with-text", action="store_true", help="put each document's text into its JSON line")
    made.add_argument(
        "--colour", "--color", choices=("auto", "always", "never"), default="auto", help="mark findings by colour"
    )
    return made


def _read_one(name: str, options: argparse.Namespace, colour: bool) -> str:
    """The output for one file."""
    # Imported late: the pipeline compiles every rule, which a wrong command line or file need not wait for.
    from proxeny.reader import as_json, as_text
    from proxeny.reader.pipeline import read

    if name == _STANDARD_INPUT:
        data = sys.stdin.buffer.read(formats.LIMIT + 1)
        extracted = formats.extract(data, filename="standard input", language=options.language, progress=_progress())
    else:
        extracted = formats.extract_file(Path(name), language=options.language, progress=_progress())
    published = options.published or extracted.published or guess_published(extracted.text)
    reading = read(extracted.text, language=options.language, published=published, home=options.home)
    if options.format == "jsonl":
        line: dict[str, Any] = as_json.record(
            reading,
            id="standard-input" if name == _STANDARD_INPUT else Path(name).stem,
            file=None if name == _STANDARD_INPUT or options.with_text else name,
            text=extracted.text if options.with_text else None,
            published=published,
            home=options.home,
            notes=extracted.notes,
        )
        return json.dumps(line, ensure_ascii=False) + "\n"
    shown = "standard input" if name == _STANDARD_INPUT else name
    about = ", ".join(filter(None, (reading.language, published and f"published {published}")))
    return as_text.render(extracted.text, reading, heading=f"{shown}  ({about})", notes=extracted.notes, colour=colour)


def _progress() -> Callable[[int, int], None] | None:
    """Says on a terminal which page of a scan is being recognised, which takes seconds each."""
    if not sys.stderr.isatty():
        return None

    def say(page: int, count: int) -> None:
        print(f"recognising page {page} of {count}", end="\r", file=sys.stderr, flush=True)

    return say


def _named(name: str, error: ReaderError) -> str:
    """The message with the file's name in front, where it does not open with it."""
    shown = "standard input" if name == _STANDARD_INPUT else name
    message = str(error)
    if isinstance(error, UnknownLanguage):
        message += " (--language)" if "--language" not in message else ""
    return message if message.startswith((shown, Path(name).name)) else f"{shown}: {message}"


def _one_line(message: str) -> str:
    from proxeny.reader.as_text import visible

    return visible(" ".join(message.split()))


def _speak_utf8(stream: TextIO) -> None:
    """Findings carry every alphabet, whatever the terminal's locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")
