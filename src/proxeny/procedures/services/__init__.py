"""What the office does with a case, each act in one transaction with its audit entry."""

from proxeny.procedures.services.cases import assign, close, move_anchor, open_case, reopen
from proxeny.procedures.services.consultations import answer, ask
from proxeny.procedures.services.overriding import LimitFound, check_limits, override, override_limit
from proxeny.procedures.services.papers import tick
from proxeny.procedures.services.refusals import CaseClosed, DatesBackwards, DossierIncomplete, OutOfOrder
from proxeny.procedures.services.steps import record_step, reopen_step

__all__ = [
    "CaseClosed",
    "DatesBackwards",
    "DossierIncomplete",
    "LimitFound",
    "OutOfOrder",
    "answer",
    "ask",
    "assign",
    "check_limits",
    "close",
    "move_anchor",
    "open_case",
    "override",
    "override_limit",
    "record_step",
    "reopen",
    "reopen_step",
    "tick",
]
