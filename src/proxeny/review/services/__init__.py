"""What a person does in review: have a document read, decide on proposals, take a decision back, rule on conflicts."""

from proxeny.review.services.deciding import accept, correct, mark_duplicate, reject
from proxeny.review.services.in_batches import Batch, accept_all, preview
from proxeny.review.services.reading import read_document, reading_of
from proxeny.review.services.ruling import Together, reopen, rule, rule_together, undo_together
from proxeny.review.services.undoing import undo, undo_batch

__all__ = [
    "Batch",
    "Together",
    "accept",
    "accept_all",
    "correct",
    "mark_duplicate",
    "preview",
    "read_document",
    "reading_of",
    "reject",
    "reopen",
    "rule",
    "rule_together",
    "undo",
    "undo_batch",
    "undo_together",
]
