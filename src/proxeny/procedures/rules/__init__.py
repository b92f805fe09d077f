"""Rule packs and the counting of days; pure Python, so that the command line needs neither Django nor a database."""

from proxeny.procedures.rules.days import Calendar
from proxeny.procedures.rules.deadlines import Deadline, deadlines, due_of_answer
from proxeny.procedures.rules.errors import BadDay, BadPack, Problem, RulesError, UnknownCase, UnknownPack
from proxeny.procedures.rules.limits import MEASURES, Finding, findings
from proxeny.procedures.rules.loading import load_pack, packs_on_board
from proxeny.procedures.rules.pack import (
    Body,
    Citation,
    Form,
    Limit,
    Pack,
    Paper,
    Procedure,
    Rules,
    Span,
    Step,
    in_words,
)

__all__ = [
    "MEASURES",
    "BadDay",
    "BadPack",
    "Body",
    "Calendar",
    "Citation",
    "Deadline",
    "Finding",
    "Form",
    "Limit",
    "Pack",
    "Paper",
    "Problem",
    "Procedure",
    "Rules",
    "RulesError",
    "Span",
    "Step",
    "UnknownCase",
    "UnknownPack",
    "deadlines",
    "due_of_answer",
    "findings",
    "in_words",
    "load_pack",
    "packs_on_board",
]
