"""What the organisers and the businesses do, each in one transaction with its audit entry."""

from proxeny.programmes.services.access import (
    access_for,
    allow_late,
    count_act,
    issue_address,
    issue_missing,
    revoke_address,
)
from proxeny.programmes.services.offers import enter, publish, publish_all, set_picture, withdraw_offer
from proxeny.programmes.services.papers import accept_paper, hand_in, papers_of, refuse_paper
from proxeny.programmes.services.participations import (
    admit,
    apply,
    begin_check,
    hand_in_plan,
    hand_in_report,
    participation_of,
    refuse,
    withdraw,
)
from proxeny.programmes.services.programmes import BACK, ONWARD, move

__all__ = [
    "BACK",
    "ONWARD",
    "accept_paper",
    "access_for",
    "admit",
    "allow_late",
    "apply",
    "begin_check",
    "count_act",
    "enter",
    "hand_in",
    "hand_in_plan",
    "hand_in_report",
    "issue_address",
    "issue_missing",
    "move",
    "papers_of",
    "participation_of",
    "publish",
    "publish_all",
    "refuse",
    "refuse_paper",
    "revoke_address",
    "set_picture",
    "withdraw",
    "withdraw_offer",
]
