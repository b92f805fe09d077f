"""What the office does with the calendar: feeds, and reminders by e-mail."""

from proxeny.calendar.services.choosing import choice_of, choose_reminders
from proxeny.calendar.services.feeding import feed_at, make_feed, read_feed, revoke_feed
from proxeny.calendar.services.reminding import CannotSend, Outcome, remind

__all__ = [
    "CannotSend",
    "Outcome",
    "choice_of",
    "choose_reminders",
    "feed_at",
    "make_feed",
    "read_feed",
    "remind",
    "revoke_feed",
]
