"""What the office does in watching: keep places, look at them, take what is new, tell events apart, count mentions."""

from proxeny.watching.services.mentions import count_mentions, count_names
from proxeny.watching.services.places import add_watch, change_watch, pause, resume
from proxeny.watching.services.stories import keep_apart, know, take_back
from proxeny.watching.services.taking import Taken, look, take

__all__ = [
    "Taken",
    "add_watch",
    "change_watch",
    "count_mentions",
    "count_names",
    "keep_apart",
    "know",
    "look",
    "pause",
    "resume",
    "take",
    "take_back",
]
