"""What an engagement (a visit, a meeting, an event) states, and how well a record answers to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from proxeny.core import period
from proxeny.documents.models import Statement
from proxeny.registers import matching

VISITS = {"visit_in": "in", "visit_out": "out"}
_AROUND = timedelta(days=7)


@dataclass(frozen=True)
class Engagement:
    """The content of an engagement, with what is missing as empty."""

    type: str
    title: str
    date: str
    place: str
    partners: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def countries(self) -> list[str]:
        """The country codes among the partners: a visit to a city is one to its country too."""
        return [name for name in self.partners if len(name) == 2 and name.isupper()]

    @property
    def is_to_come(self) -> bool:
        """Whether its first day is still ahead."""
        first = period.days(self.date)[0] if self.date else None
        return first is not None and first > timezone.localdate()

    def called(self, length: int = 300) -> str:
        """Its title, or one made of whom it was with and where."""
        title = self.title or " – ".join(part for part in (", ".join(self.partners), self.place) if part)
        return (title or str(_("untitled")))[:length]


def engagement_of(statement: Statement) -> Engagement:
    """The engagement that a statement tells of; a date that cannot be kept counts as not stated."""
    content = statement.content
    stated = content.get("date") or ""
    return Engagement(
        type=content.get("type") or "other",
        title=(content.get("title") or "").strip(),
        date=stated if stated and period.is_edtf(stated) else "",
        place=(content.get("place") or "").strip(),
        partners=tuple(content.get("partners") or ()),
        people=tuple(content.get("people") or ()),
    )


def around(stated: str, field: str) -> Q:
    """Records dated near a stated date, or without a date; everything where none is stated."""
    if not stated:
        return Q()
    first, last = period.days(stated)
    near = Q()
    if last is not None:
        near &= Q(**{f"{field}_earliest__lte": _days_after(last, _AROUND)}) | Q(**{f"{field}_earliest": None})
    if first is not None:
        near &= Q(**{f"{field}_latest__gte": _days_after(first, -_AROUND)}) | Q(**{f"{field}_latest": None})
    return near


def _days_after(day: date, span: timedelta) -> date:
    try:
        return day + span
    except OverflowError:
        return day


def clue_of_partners(stated: Collection[Any], held: Sequence[Any], *, specific: float, country: float) -> Any:
    """Partners in common: a city or organisation says more than a country."""
    keys = {partner.pk for partner in stated}
    common = [partner for partner in held if partner.pk in keys]
    if not common:
        return None
    weight = country if all(partner.kind == "country" for partner in common) else specific
    names = ", ".join(str(partner) for partner in common)
    return matching.Clue(weight, _("Both are with %(names)s.") % {"names": names})


def preview_of(engagement: Engagement, kind: tuple[str, str]) -> list[tuple[str, str]]:
    """What a record made of it would hold: (label, value as shown)."""
    lines = [
        (_("title"), engagement.called()),
        kind,
        (_("dates"), matching.in_words(engagement.date)),
        (_("place"), engagement.place),
        (_("partners"), ", ".join(engagement.partners)),
        (_("people"), ", ".join(engagement.people)),
    ]
    return [(str(label), str(value)) for label, value in lines if value]
