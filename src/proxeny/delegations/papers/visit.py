"""The visit sheet: who comes, what is arranged and what the rank gets, diet and languages, gifts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import translation

from proxeny.core.home import home_name
from proxeny.core.typesetting import pdf
from proxeny.delegations.models import Delegation, VisitSheet
from proxeny.delegations.papers import content
from proxeny.delegations.papers.words import words_of
from proxeny.delegations.protocol import GIVEN, protocol
from proxeny.procedures.office import said

TEMPLATE = Path(__file__).with_name("visit.typ")


def as_pdf(delegation: Delegation, language: str, *, visible_to: Any) -> bytes:
    """The PDF, A4."""
    with translation.override(language):
        found = content.loaded(delegation, visible_to=visible_to)
        people = content.travellers(found, language, visible_to=visible_to)
        sheet = VisitSheet.objects.filter(delegation=found).first() or VisitSheet(delegation=found)
        rank = protocol().rank(sheet.rank)
        words = words_of("visit", language)
        data = {
            "language": language,
            "title": found.title,
            "home": home_name(language),
            "facts": [
                [words["dates"], content.dates_in_words(found, language) if found.dates else ""],
                [words["sent_by"], found.sent_by or ", ".join(map(str, found.partners.all()))],
                [words["receiving"], found.receiving_unit],
                [words["people"], str(max(len(people), found.size or 0) or "")],
                [words["rank"], str(rank) if rank is not None else ""],
            ],
            "lines": [
                {
                    "what": _label(name),
                    "arranged": getattr(sheet, name),
                    "by_rank": said(rank.given[name]) if rank is not None and name in rank.given else "",
                }
                for name in ("arrives", "departs", *VisitSheet.ARRANGED, "interpreters", "flags", "note")
                if getattr(sheet, name) or name in GIVEN
            ],
            "people": [
                [one.name, one.office or one.role, one.rank, one.language, one.diet] for one in people
            ],
            "gifts": [[gift.get_direction_display(), gift.what, gift.recipient] for gift in found.gifts.all()],
            "days": content.days_of(found, language),
        }
    return pdf(TEMPLATE, data, words)


def _label(name: str) -> str:
    words = str(VisitSheet._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words[:1].upper() + words[1:]
