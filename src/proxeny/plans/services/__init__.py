"""What the office does with plans and commitments, each whole: promised, taken up, handed over, kept, dropped."""

from proxeny.plans.services.following import drop, fulfil, hand_over, miss, reopen, report_part, take_up
from proxeny.plans.services.promising import Promise, place, promise, promise_several
from proxeny.plans.services.results import record_result

__all__ = [
    "Promise",
    "drop",
    "fulfil",
    "hand_over",
    "miss",
    "place",
    "promise",
    "promise_several",
    "record_result",
    "reopen",
    "report_part",
    "take_up",
]
