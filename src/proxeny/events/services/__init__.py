"""What the office does with an event, each act in one transaction with its audit entry."""

from proxeny.events.services.dates import Missed, call_off, move_dates, postpone, what_would_be_missed
from proxeny.events.services.following import follow
from proxeny.events.services.numbers import record_counts
from proxeny.events.services.participants import (
    check_in,
    forget,
    headings_of,
    look,
    remove_participant,
    save_participant,
    take,
    write,
)

__all__ = [
    "Missed",
    "call_off",
    "check_in",
    "follow",
    "forget",
    "headings_of",
    "look",
    "move_dates",
    "postpone",
    "record_counts",
    "remove_participant",
    "save_participant",
    "take",
    "what_would_be_missed",
    "write",
]
