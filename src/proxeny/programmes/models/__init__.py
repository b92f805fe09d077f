"""What the registers of programmes keep: programmes with stalls, businesses, who takes part, and what they offer."""

from proxeny.programmes.models.access import Access
from proxeny.programmes.models.businesses import Business
from proxeny.programmes.models.offers import Offer
from proxeny.programmes.models.participations import Inspection, Paper, Participation
from proxeny.programmes.models.programmes import Programme, Stall

__all__ = ["Access", "Business", "Inspection", "Offer", "Paper", "Participation", "Programme", "Stall"]
