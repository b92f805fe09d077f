"""Figures that an officer puts into a sentence though the draft has none of them: any observation of the record.

Such a figure is named ``record.<reference of the observation>``; like all others it follows the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from proxeny.core.folding import fold
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.models import Partner
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.chapters.figures import Found, open_conflicts, statements_of_values
from proxeny.reports.parts import Figure
from proxeny.reports.periods import period_of

PREFIX = "record."
OFFERED = 12


@dataclass(frozen=True)
class Offer:
    """A figure that was found, and what it is: ``exports, United States, 2023``."""

    figure: Figure
    what: str


def named_in(written: Mapping[str, tuple[str, list[Any]]], language: str, *, visible_to: Any) -> dict[str, Figure]:
    """The figures of the record that kept paragraphs name. Nothing is asked where none is; else three SQL queries."""
    keys = {
        piece["figure"]
        for _part, pieces in written.values()
        for piece in pieces
        if not isinstance(piece, str) and piece["figure"].startswith(PREFIX)
    }
    return figures(keys, language, visible_to=visible_to)


def figures(keys: Iterable[str], language: str, *, visible_to: Any) -> dict[str, Figure]:
    """Figures by key, those that the record gives to such readers."""
    references = [key.removeprefix(PREFIX) for key in keys if key.startswith(PREFIX)]
    if not references:
        return {}
    rows = list(_rows(visible_to).filter(reference__in=references))
    return {offer.figure.key: offer.figure for offer in _offers(rows, language, visible_to)}


def find(words: str, language: str, *, visible_to: Any) -> list[Offer]:
    """Figures by words: of an indicator, a partner, a year, in any order and without their accents. Five SQL queries.

    ``exports us 2023`` gives the exports to the United States in 2023; without a partner those of the city come first.
    """
    tokens = fold(words).split()
    years = [token for token in tokens if len(token) == 4 and token.isdecimal()]
    rest = [token for token in tokens if token not in years]
    if not tokens:
        return []
    rows = _rows(visible_to)
    called = {
        one.code: fold(f"{one.code.replace('_', ' ')} {one.name} {one.name_vi}") for one in Indicator.objects.all()
    }
    scores = {code: sum(token in name for token in rest) for code, name in called.items()}
    best = max(scores.values(), default=0)
    if best:
        codes = [code for code, score in scores.items() if score == best]
        rows = rows.filter(indicator__in=codes)
        rest = [token for token in rest if not any(token in called[code] for code in codes)]
    if rest:
        known = Partner.objects.visible_to(visible_to)
        for token in rest:
            by_code = Q(country=token.upper(), kind=Partner.Kind.COUNTRY) if len(token) == 2 else Q(pk=None)
            known = known.filter(Q(folded__contains=token) | by_code)
        rows = rows.filter(partner__in=known.values("pk"))
    for year in years:
        rows = rows.filter(period_earliest__year__lte=int(year), period_latest__year__gte=int(year))
    found = list(rows.order_by("partner_id", "-period_latest", "pk")[:OFFERED])
    return _offers(found, language, visible_to)


def _rows(person: Any) -> Any:
    return Observation.objects.visible_to(person).exclude(value=None).select_related("indicator", "partner")


def _offers(rows: list[Observation], language: str, person: Any) -> list[Offer]:
    desk = Desk(period_of("yearly", "2000"), language, person)
    said = statements_of_values(rows, visible_to=person)
    conflicts = open_conflicts(rows, visible_to=person)
    found = []
    for row in rows:
        if row.pk not in said:
            continue
        held = Found(row, None, said[row.pk], conflicts.get(row.pk, "plain" if row.is_disputed else ""))
        about = desk.name_of(row.partner) if row.partner is not None else row.area
        what = ", ".join(filter(None, (row.label or desk.indicator(row.indicator), about, desk.date(row.period))))
        found.append(Offer(desk.figure(f"{PREFIX}{row.reference}", held), what))
    return found
