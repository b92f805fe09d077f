"""The files of the sample: facts and figures of Hanoi, one YAML list a register."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("hanoi")
NAMES = (
    "sources",
    "partners",
    "people",
    "agreements",
    "delegations",
    "events",
    "awards",
    "investments",
    "aid",
    "missions",
    "briefings",
    "observations",
    "targets",
    "commitments",
    "quotes",
)

Row = dict[str, Any]
Rows = list[Row]

# The parser written in C reads all files in a tenth of a second, the other one in four; not every build has it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def rows_of(name: str) -> Rows:
    """The rows of one file."""
    with (FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        rows: Rows = yaml.load(file, Loader=_Loader)
    return rows


def all_rows() -> dict[str, Rows]:
    """Every file's rows, by its name."""
    return {name: rows_of(name) for name in NAMES}
