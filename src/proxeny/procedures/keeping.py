"""A record with an open case is not taken out: its procedure would go on for nobody."""

from __future__ import annotations

from typing import Any

from django.db import models

from proxeny.procedures.models import Case


def keep_what_has_an_open_case(sender: type[models.Model], instance: models.Model, **_signal: Any) -> None:
    """Raises ``ProtectedError`` before a record with an open case is deleted; the kit tells the person why."""
    open_ones = list(Case.objects.about(instance).filter(closed_on=None))
    for case in open_ones:
        case.record = instance  # so that its name needs no query in a transaction that is over
    if open_ones:
        raise models.ProtectedError("A record with an open case is not deleted.", set(open_ones))
