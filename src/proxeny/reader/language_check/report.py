"""The check of a language in words: its faults, and what the language covers."""

from __future__ import annotations

from collections.abc import Iterator

from proxeny.reader.language_check.checking import Report
from proxeny.reader.language_check.schema import cases as kinds_of_cases
from proxeny.reader.language_check.schema import files


def lines(report: Report, *, advice: bool) -> Iterator[str]:
    """The faults, one a line, the advice where it is asked for, and the summary."""
    for fault in report.faults:
        if advice or not fault.advice:
            yield str(fault)
    yield f"{report.name} ({report.tag}), level {report.level}"
    for name in files():
        if name in report.words and name != "language":
            yield f"  {name:<12} {report.words[name]:>6,} words"
    for kind in kinds_of_cases():
        if kind in report.cases:
            all_of_them, negative = report.cases[kind]
            yield f"  {'cases of ' + kind:<19} {all_of_them:>5,}  ({negative} where nothing is to be found)"
    faults = sum(not fault.advice for fault in report.faults)
    advised = len(report.faults) - faults
    said = "no faults" if not faults else "1 fault" if faults == 1 else f"{faults} faults"
    hint = "" if advice or not advised else f"; {advised} pieces of advice (--advice)"
    yield f"{said}{hint}"
