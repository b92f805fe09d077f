"""What the storeys above the review are told of."""

from __future__ import annotations

from django.dispatch import Signal

# Sent inside the transaction that reads a document, after its proposals are laid: ``document``, ``reading`` (all that
# was found, the places, people and dates too that no fact takes up) and ``by``.
document_read = Signal()
