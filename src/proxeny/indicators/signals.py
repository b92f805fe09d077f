"""What the storeys above are told of observations: they may listen, indicators need not know them."""

from __future__ import annotations

from django.dispatch import Signal

# Sent inside the transaction in which an observation is made, settled anew or taken out: ``observation``.
settled = Signal()
