"""The seating list: two sides of a table, the heads in the middle, the others to their right and left in turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import translation

from proxeny.core.home import home_name
from proxeny.core.typesetting import pdf
from proxeny.delegations.models import Delegation, Seating
from proxeny.delegations.papers import content
from proxeny.delegations.papers.words import words_of
from proxeny.partners.models import Person

TEMPLATE = Path(__file__).with_name("seating.typ")
SEATS_A_ROW = 9

Seat = dict[str, str]


def proposed_seats(delegation: Delegation, visible_to: Any) -> tuple[list[Seat], list[Seat]]:
    """Our side and the other side from the people on record: members on theirs for a visit, on ours for a trip; the
    people whom they meet on the other."""
    with translation.override("en"):
        people = content.travellers(delegation, "en", visible_to=visible_to)
    met = Person.objects.visible_to(visible_to).filter(delegations_met=delegation).prefetch_related("posts")
    away = [{"name": one.name, "post": one.post or one.role} for one in people]
    others = [
        {"name": person.name, "post": next((post.role for post in person.posts.all()), "")}
        for person in met.order_by("name")
    ]
    return (away, others) if delegation.is_out else (others, away)


def in_places(seats: list[Seat], *, faces_down: bool) -> list[list[dict[str, Any]]]:
    """Rows of seats from left to right as they are drawn, the front row first; each seat with its ``number``.

    The first sits in the middle, the second at their right hand, the third at their left, and so on; of an even number
    the right hand has one more. Who faces down the page has the right hand at its left. More than ``SEATS_A_ROW`` sit
    in a second row behind.
    """
    rows = []
    for start in range(0, len(seats), SEATS_A_ROW):
        row = [
            {**seat, "number": number} for number, seat in enumerate(seats[start : start + SEATS_A_ROW], start + 1)
        ]
        right, left = row[1::2], row[2::2]
        placed = [*reversed(left), *row[:1], *right]
        rows.append(placed[::-1] if faces_down else placed)
    return rows


def as_pdf(delegation: Delegation, language: str, *, visible_to: Any) -> bytes:
    """The PDF, landscape A4: the table as it is laid, and both lists."""
    held = Seating.objects.filter(delegation=delegation).first()
    ours, theirs = (held.ours, held.theirs) if held is not None else proposed_seats(delegation, visible_to)
    words = dict(words_of("seating", language))
    words["ours"] = words["ours"].format(home=home_name(language))
    words["theirs"] = words["theirs_out"] if delegation.is_out else words["theirs"]
    width = _width(max(len(ours), len(theirs)))
    data = {
        "language": language,
        "title": delegation.title,
        "dates": content.dates_in_words(delegation, language) if delegation.dates else "",
        "ours": ours,
        "theirs": theirs,
        "top": _centred(in_places(theirs, faces_down=True), width),
        "bottom": _centred(in_places(ours, faces_down=False), width),
    }
    return pdf(TEMPLATE, data, words)


def _width(longest: int) -> int:
    """Places of a row, an odd number, so that the heads sit across from each other in the middle."""
    return min(max(longest | 1, 5), SEATS_A_ROW)


def _centred(rows: list[list[dict[str, Any]]], width: int) -> list[list[dict[str, Any] | None]]:
    """Rows of ``width`` places, empty ones as ``None``, the first of each row in the middle."""
    placed = []
    for row in rows:
        middle = min(range(len(row)), key=lambda place: row[place]["number"])
        before = [None] * (width // 2 - middle)
        after = [None] * (width - len(before) - len(row))
        placed.append([*before, *row, *after])
    return placed
