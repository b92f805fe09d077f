"""What the office does with documents: bring them in, state what they say, cite them, compare what they state."""

from proxeny.documents.services.adding import Added, CannotAdd, add_address, add_file, check_size, describe, write_note
from proxeny.documents.services.citing import (
    citations_of,
    cite,
    evidence_of,
    evidence_of_many,
    state,
    withdraw_citations,
)
from proxeny.documents.services.comparing import (
    Difference,
    compare,
    conflicts_of,
    difference,
    disagreements,
    figure_of,
    open_conflict,
    rule,
)

__all__ = [
    "Added",
    "CannotAdd",
    "Difference",
    "add_address",
    "add_file",
    "check_size",
    "citations_of",
    "cite",
    "compare",
    "conflicts_of",
    "describe",
    "difference",
    "disagreements",
    "evidence_of",
    "evidence_of_many",
    "figure_of",
    "open_conflict",
    "rule",
    "state",
    "withdraw_citations",
    "write_note",
]
