"""Options that every command of the reader takes."""

from __future__ import annotations

import argparse
import datetime
import re


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """``--language``, ``--published`` and ``--home``."""
    parser.add_argument("--language", metavar="TAG", help="en, vi, id, fr or es; detected where left out")
    parser.add_argument(
        "--published", metavar="DATE", type=day, help="when the documents appeared (EDTF: 2023-12-26), for 'last year'"
    )
    parser.add_argument("--home", metavar="CITY", help="the city that keeps the record, in English")


def day(written: str) -> str:
    """An EDTF year, month or day that exists."""
    try:
        if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", written):
            datetime.date.fromisoformat((written + "-01-01")[:10])
            return written
    except ValueError:
        written = written.strip()
    raise argparse.ArgumentTypeError(
        f"'{written}' is no date that exists; write the year, month and day as 2023-12-26, or 2023-12, or 2023"
    )
