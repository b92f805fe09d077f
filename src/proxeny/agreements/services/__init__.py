"""What happens to an agreement: it is entered, and acts are recorded, corrected and taken back."""

from proxeny.agreements.errors import ActIncomplete, CannotFollow, DatesBackwards
from proxeny.agreements.services.acts import SignatureMissing, correct_act, record_act, take_back
from proxeny.agreements.services.entering import change_agreement, enter_agreement, record_signature
from proxeny.agreements.services.keeping import adopt, recount

__all__ = [
    "ActIncomplete",
    "CannotFollow",
    "DatesBackwards",
    "SignatureMissing",
    "adopt",
    "change_agreement",
    "correct_act",
    "enter_agreement",
    "record_act",
    "record_signature",
    "recount",
    "take_back",
]
