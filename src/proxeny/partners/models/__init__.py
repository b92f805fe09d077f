"""Whom the home city works with: countries, cities, organisations, and the people in them with dated posts."""

from proxeny.partners.models.merging import Merge, NotTheSame
from proxeny.partners.models.names import SCRIPTS, Alias, NameOfPerson, OtherName
from proxeny.partners.models.partner import LANGUAGES, Grading, Partner
from proxeny.partners.models.person import Person, Post
from proxeny.partners.models.standing import StandingRecord

__all__ = [
    "LANGUAGES",
    "SCRIPTS",
    "Alias",
    "Grading",
    "Merge",
    "NameOfPerson",
    "NotTheSame",
    "OtherName",
    "Partner",
    "Person",
    "Post",
    "StandingRecord",
]
