"""What the office does with investors: moves enquiries on, keeps ledgers, answers grievances, offers projects."""

from proxeny.investments.services.calls import close_call, publish_call, take_up, withdraw_to_draft
from proxeny.investments.services.grievances import answer_grievance, settle_grievance
from proxeny.investments.services.leads import (
    DatesBackwards,
    NeedsReason,
    hand_over,
    license_lead,
    look_after,
    lose,
    move_on,
    put_back,
    refuse_proposal,
    reopen,
)
from proxeny.investments.services.movements import record_movement
from proxeny.investments.services.portal import Brought, StaleRegister, bring_up_to_date

__all__ = [
    "Brought",
    "DatesBackwards",
    "NeedsReason",
    "StaleRegister",
    "answer_grievance",
    "bring_up_to_date",
    "close_call",
    "hand_over",
    "license_lead",
    "look_after",
    "lose",
    "move_on",
    "publish_call",
    "put_back",
    "record_movement",
    "refuse_proposal",
    "reopen",
    "settle_grievance",
    "take_up",
    "withdraw_to_draft",
]
