"""The files of the exercise: one YAML list each."""

from __future__ import annotations

from pathlib import Path

import yaml

from proxeny.sample.files import Rows


def rows_of(name: str) -> Rows:
    """The rows of one file of this folder."""
    rows: Rows = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    return rows
