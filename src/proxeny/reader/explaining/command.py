"""``proxeny explain``: the derivation of every finding at a place of a document."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from proxeny.reader import formats
from proxeny.reader.errors import ReaderError
from proxeny.reader.options import add_reading_options


class NotInTheText(ReaderError):
    """A position, line or stretch of words that the text does not have."""

    code = "reader.not_in_the_text"


def main(argv: Sequence[str] | None = None) -> int:
    """Explain the findings at one place; 0 if there are any, 1 if not or for an unreadable file, 2 for bad usage."""
    options = parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace") if hasattr(stream, "reconfigure") else None
    try:
        return _explain(options)
    except ReaderError as error:
        sys.stderr.write(f"proxeny explain: {' '.join(str(error).split())}\n")
        return 1


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    made = argparse.ArgumentParser(
        prog="proxeny explain", description="How the findings at a place of a document came about, step by step."
    )
    made.add_argument("file", metavar="FILE", help="a document; - reads standard input")
    place = made.add_mutually_exclusive_group(required=True)
    place.add_argument("--at", type=int, metavar="N", help="a position in the document's text, in code points from 0")
    place.add_argument("--find", metavar="TEXT", help="the first place where these words stand")
    place.add_argument("--line", type=int, metavar="N", help="a line of the document's text, from 1")
    made.add_argument("--format", choices=("text", "json"), default="text", help="text for people (default), or JSON")
    add_reading_options(made)
    return made


def _explain(options: argparse.Namespace) -> int:
    # Imported late: the pipeline compiles every rule, which a wrong command line or file need not wait for.
    from proxeny.reader.explaining import explain

    if options.file == "-":
        extracted = formats.extract(sys.stdin.buffer.read(formats.LIMIT + 1), filename="standard input")
    else:
        extracted = formats.extract_file(Path(options.file))
    start, end = place_in(extracted.text, options)
    published = options.published or extracted.published
    made = explain(extracted.text, start, end, language=options.language, published=published, home=options.home)
    if options.format == "json":
        sys.stdout.write(json.dumps([as_record(each) for each in made], ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n\n".join("\n".join(as_lines(each)) for each in made) + "\n" if made else "")
    if not made:
        sys.stderr.write(f"proxeny explain: nothing was found at {start}; 'proxeny read' shows what is found where.\n")
    return 0 if made else 1


def place_in(text: str, options: argparse.Namespace) -> tuple[int, int]:
    """Start and end of the stretch that is asked about; ``NotInTheText`` where the text does not have it."""
    if options.at is not None:
        if not 0 <= options.at < len(text):
            last = len(text) - 1
            raise NotInTheText(f"--at {options.at}: the text has the positions 0 to {last}; give one of these.")
        return options.at, options.at + 1
    if options.find is not None:
        at = text.find(options.find)
        if at < 0 or not options.find:
            raise NotInTheText(f"--find '{options.find}': these words are not in the text; copy them from it.")
        return at, at + len(options.find)
    lines = text.splitlines(keepends=True)
    if not 1 <= options.line <= len(lines):
        raise NotInTheText(f"--line {options.line}: the text has the lines 1 to {len(lines)}; give one of these.")
    start = sum(map(len, lines[: options.line - 1]))
    return start, start + len(lines[options.line - 1])


def as_record(derivation: Any) -> dict[str, Any]:
    """A derivation as JSON: the finding, its rule in words, and the steps."""
    finding = derivation.finding
    return {
        "kind": type(finding).__name__.lower(), "start": finding.start, "end": finding.end, "text": finding.text,
        "found": _found(finding), "rule": finding.rule, "says": derivation.rule, "confidence": finding.confidence,
        "reasons": [
            {name: value for name in ("role", "says", "words", "start", "end", "source")
             if (value := getattr(reason, name)) is not None}
            for reason in derivation.reasons
        ],
    }  # fmt: skip


def as_lines(derivation: Any) -> Iterator[str]:
    """A derivation for people."""
    from proxeny.reader.as_text import visible

    finding = derivation.finding
    words = " ".join(finding.text.split())
    words = f"{words[:77]}…" if len(words) > 80 else words
    yield f"{type(finding).__name__}  “{visible(words)}”  ({finding.start}–{finding.end})  = {_found(finding)}"
    yield f"  {'rule':<12} {finding.rule}: {derivation.rule}"
    for reason in derivation.reasons:
        said = visible(f"“{reason.words}” {reason.says}" if reason.words else reason.says)
        where = f"  ({reason.start}–{reason.end})" if reason.start is not None else ""
        source = f"  [{reason.source}]" if reason.source else ""
        yield f"  {reason.role:<12} {said}{where}{source}"


def _found(finding: Any) -> str:
    """What a finding says, in a few words."""
    kind = type(finding).__name__
    if kind == "Quantity":
        high = f"–{finding.high:f}" if finding.high is not None else ""
        value = "no value" if finding.value is None else f"{finding.value:f}{high}"
        qualifier = "" if finding.qualifier == "exact" else f"{finding.qualifier} "
        return f"{qualifier}{value} {finding.unit}"
    if kind == "Date":
        return finding.edtf or "no value"
    if kind == "Place":
        return f"{finding.name}, {finding.country}" if finding.name else str(finding.country)
    if kind == "Person":
        return str(finding.name)
    if kind == "Observation":
        parts = (finding.area, finding.partner, finding.period)
        told = f"{finding.indicator} {finding.value:f} {finding.unit}"
        return f"{told} [{', '.join(part for part in parts if part)}]"
    return f"{finding.kind}: {getattr(finding, 'type', None) or getattr(finding, 'direction', None) or finding.title}"
