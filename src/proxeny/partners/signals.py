"""What storeys above are told of partners and people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.dispatch import Signal

# model: type[Model], keys: set of primary keys — rows whose links to partners or people were turned over at once, past
# the signals of saving; sent inside the transaction
links_moved = Signal()


def tell_moved(touched: Mapping[type[models.Model], set[Any]]) -> None:
    """Send ``links_moved`` for each model that has rows among those touched."""
    for model, keys in touched.items():
        if keys:
            links_moved.send(sender=model, model=model, keys=keys)
