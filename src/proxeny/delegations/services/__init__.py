"""What the office does with delegations beside keeping their record."""

from proxeny.delegations.services.cases import follow, state_by_case
from proxeny.delegations.services.dates import follow_dates
from proxeny.delegations.services.members import add_members
from proxeny.delegations.services.passports import PassportsWithheld, may_see_passports, write_travel_document
from proxeny.delegations.services.reports import file_report
from proxeny.delegations.services.visits import arrange_seating, write_visit_sheet

__all__ = [
    "PassportsWithheld",
    "add_members",
    "arrange_seating",
    "file_report",
    "follow",
    "follow_dates",
    "may_see_passports",
    "state_by_case",
    "write_travel_document",
    "write_visit_sheet",
]
