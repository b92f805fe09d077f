"""Papers that are printed from a delegation: the decision, the programme booklet, name cards, the seating list."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Paper:
    """A paper that can be printed: ``name`` in its address, ``kind`` the ending of the file."""

    name: str
    title: str | Promise
    kind: str


DECISION = Paper("decision", _("Draft of the decision"), "docx")
DECISION_PDF = Paper("decision-pdf", _("Draft of the decision"), "pdf")
PROGRAMME = Paper("programme", _("Programme booklet"), "pdf")
CARDS = Paper("cards", _("Name cards"), "pdf")
SEATING = Paper("seating", _("Seating list"), "pdf")
VISIT_SHEET = Paper("visit-sheet", _("Visit sheet"), "pdf")

PAPERS_OF = {
    "out": (DECISION, DECISION_PDF, PROGRAMME, CARDS, SEATING),
    "in": (VISIT_SHEET, PROGRAMME, CARDS, SEATING),
}
