"""What the storeys above are told of: they may listen, documents need not know them."""

from __future__ import annotations

from django.dispatch import Signal

# Sent inside the transaction that adds a document with text: ``document`` and ``by``. A receiver that raises a
# ``DomainError`` has its message kept as a remark on the document; the document is added all the same.
document_added = Signal()
