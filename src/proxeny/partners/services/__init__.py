"""What the office does with partners and people: found or made with a fact, merged, split, told apart."""

from proxeny.partners.services.finding import partner_for, partners_for
from proxeny.partners.services.merging import CannotMerge, choosable, merge, say_not_the_same, unmerge, which_stays
from proxeny.partners.services.moving import Undone, leave_behind
from proxeny.partners.services.splitting import split

__all__ = [
    "CannotMerge",
    "Undone",
    "choosable",
    "leave_behind",
    "merge",
    "partner_for",
    "partners_for",
    "say_not_the_same",
    "split",
    "unmerge",
    "which_stays",
]
