"""Stated against recorded: what sources state of a period, what the registers hold, what is probably missing."""

from proxeny.checks.recorded.comparing import (
    gaps_of_year,
    line_of,
    of_year,
    recorded_in_year,
    records_of,
    years_stated,
)
from proxeny.checks.recorded.lines import Hint, Line
from proxeny.checks.recorded.measures import Measure, measures
from proxeny.checks.recorded.missing import add_hints, counts_without_event

__all__ = [
    "Hint",
    "Line",
    "Measure",
    "add_hints",
    "counts_without_event",
    "gaps_of_year",
    "line_of",
    "measures",
    "of_year",
    "recorded_in_year",
    "records_of",
    "years_stated",
]
