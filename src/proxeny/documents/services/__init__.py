"""What the office does with documents: bring them in, state what they say, cite them, compare what they state."""

from proxeny.documents.services.adding import Added, add_address, add_file, describe, write_note
from proxeny.documents.services.citing import cite, evidence_of, state, withdraw_citations
from proxeny.documents.services.comparing import compare, disagreements, figure_of, open_conflict, rule

__all__ = [
    "Added",
    "add_address",
    "add_file",
    "cite",
    "compare",
    "describe",
    "disagreements",
    "evidence_of",
    "figure_of",
    "open_conflict",
    "rule",
    "state",
    "withdraw_citations",
    "write_note",
]
