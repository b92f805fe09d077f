"""Licence numbers: written with spaces, stops and hyphens or without, they are one number."""

from __future__ import annotations

import re
from typing import Any

from django.db import models

_BETWEEN = re.compile(r"[\s.\-–—_]+")


def normalised(number: str) -> str:
    """A licence number without what is written between its parts, in capitals: ``0123 456-789`` → ``0123456789``."""
    return _BETWEEN.sub("", number or "").upper()


class LicenceKeyField(models.CharField):  # type: ignore[type-arg]
    """The normalised number of the column ``licence_number`` beside it, unique; ``NULL`` where there is none.

    It follows the number on every save, bulk ones included.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 60, "null": True, "unique": True, "editable": False}
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        """Takes it from the number."""
        key = normalised(model_instance.licence_number) or None  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, key)
        return key
