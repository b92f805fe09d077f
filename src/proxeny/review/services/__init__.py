"""What a person does in review: have a document read, decide on proposals, take a decision back, rule on conflicts."""

from proxeny.review.services.deciding import accept, correct, mark_duplicate, reject
from proxeny.review.services.in_batches import Batch, accept_all, preview
from proxeny.review.services.reading import read_document
from proxeny.review.services.ruling import rule
from proxeny.review.services.undoing import undo, undo_batch

__all__ = [
    "Batch",
    "accept",
    "accept_all",
    "correct",
    "mark_duplicate",
    "preview",
    "read_document",
    "reject",
    "rule",
    "undo",
    "undo_batch",
]
