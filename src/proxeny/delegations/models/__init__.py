"""Delegations sent abroad and received, and what belongs to each: people, days, costs, gifts, arrangements, papers."""

from proxeny.delegations.models.costs import CostLine, Payer
from proxeny.delegations.models.delegation import Delegation
from proxeny.delegations.models.journey import Leg, ProgrammeItem
from proxeny.delegations.models.papers import DelegationPaper, OfficeTemplate
from proxeny.delegations.models.people import Member, TravelDocument
from proxeny.delegations.models.visits import Gift, Seating, VisitSheet

__all__ = [
    "CostLine",
    "Delegation",
    "DelegationPaper",
    "Gift",
    "Leg",
    "Member",
    "OfficeTemplate",
    "Payer",
    "ProgrammeItem",
    "Seating",
    "TravelDocument",
    "VisitSheet",
]
