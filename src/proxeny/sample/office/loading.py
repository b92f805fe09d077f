"""Loading the exercise: once, in one transaction, after the sample."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from proxeny.audit import services as audit
from proxeny.audit.models import Entry
from proxeny.sample.office import (
    agreements,
    aid,
    delegations,
    events,
    faces,
    investors,
    missions,
    programmes,
    promises,
)
from proxeny.sample.office.desk import Desk
from proxeny.search import services as search

LOADED = "sample.exercise_loaded"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Exercise:
    """What a load did: whether the exercise was there already, and how many papers it has."""

    was_there: bool
    papers: int = 0


def is_loaded() -> bool:
    """Whether this record holds the exercise."""
    return Entry.objects.filter(action=LOADED).exists()


def _silent(step: str, done: int, total: int) -> None:
    """No report."""


def load(*, progress: Progress = _silent) -> Exercise:
    """Load the exercise into a record that holds the sample's people, or find that it is there.

    All in one transaction. Raises what the services raise, and ``KeyError`` without the cast of the demonstration.
    """
    with translation.override("en"), transaction.atomic(), search.gathered():
        if is_loaded():
            return Exercise(True)
        desk = Desk()
        rooms: list[tuple[str, Callable[[Desk], Any]]] = [
            (_("exercise: partners and people"), faces.introduce),
            (_("exercise: agreements"), agreements.negotiate),
            (_("exercise: delegations"), delegations.travel),
            (_("exercise: events"), events.gather),
            (_("exercise: programmes"), programmes.promote),
            (_("exercise: investors"), investors.court),
            (_("exercise: aid"), aid.receive),
            (_("exercise: missions"), missions.brief),
            (_("exercise: commitments"), promises.make),
        ]
        for done, (name, room) in enumerate(rooms):
            progress(name, done, len(rooms))
            room(desk)
        audit.record(LOADED, by=desk.lan, changes={"papers": [None, desk.papers_written]})
        progress(_("done"), len(rooms), len(rooms))
        return Exercise(False, desk.papers_written)
