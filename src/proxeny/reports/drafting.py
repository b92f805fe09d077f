"""Drafting a report: chapters and annexes of a period, or a brief, in one of four languages.

Nothing is written that the record does not hold or the person may not see; what is lacking is said, never filled in.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from proxeny.core.errors import DomainError
from proxeny.delegations.models import Delegation
from proxeny.partners.models import Partner
from proxeny.reports.annexes import PERIODIC as ANNEXES
from proxeny.reports.chapters import BRIEFS, Desk
from proxeny.reports.chapters import PERIODIC as CHAPTERS
from proxeny.reports.parts import Chapter, Report
from proxeny.reports.periods import Period, period_of

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
KINDS = ("yearly", "nine-month", "six-month", "period", *BRIEFS)
OF_THE_CITY = ("yearly", "nine-month", "six-month", "period", "investor-profile")


class NotToBeDrafted(DomainError):
    """A kind of report that there is none of, or a brief without whom or what it is about."""

    code = "report.not_drafted"


def draft(
    kind: str, period: Period | str, language: str, *, visible_to: Any, partner: Partner | None = None,
    delegation: Delegation | None = None, on: date | None = None,
) -> Report:  # fmt: skip
    """A report or brief drafted from the record as it stands.

    ``kind`` is one of ``KINDS``; ``period`` is a ``Period``, or EDTF as ``periods.period_of`` takes it; of a brief it
    is that of the city's figures. ``language`` is ``vi``, ``en``, ``id`` or ``fr``. ``visible_to`` is for whom it is
    drafted. ``partner`` is whom a brief is about; a visit file has ``delegation`` instead, and is about its first
    partner. ``on`` is the day of drafting (today), for what is overdue and who holds which post.

    Raises ``BadPeriod`` for a period that is none, ``NotToBeDrafted`` for an unknown kind, a period that has not begun
    or a brief about nobody,
    ``KeyError`` for a language that reports are not written in.
    """
    if kind not in KINDS:
        raise NotToBeDrafted(
            _("There is no report of the kind “%(kind)s”. Ask for one of: %(kinds)s.")
            % {"kind": kind, "kinds": ", ".join(KINDS)}
        )
    asked = period_of(_period_kind(kind), period) if isinstance(period, str) else period  # type: ignore[arg-type]
    if kind in BRIEFS:
        return _brief(kind, asked, language, visible_to, partner, delegation, on)
    desk = Desk(asked, language, visible_to, on=on)
    if asked.first > desk.on:
        raise NotToBeDrafted(
            _("The period begins on %(day)s and has not begun: a report tells what was. Ask for an earlier one.")
            % {"day": asked.first.isoformat()}
        )
    return Report(
        kind=kind,
        period=asked.edtf,
        language=language,
        title=desk.text(f"title-{kind}"),
        subtitle=desk.text("subtitle", day=desk.date(desk.on.isoformat())),
        chapters=_numbered(tuple(chapter(desk) for chapter in CHAPTERS), language),
        annexes=tuple(annex(desk) for annex in ANNEXES),
        notes=(desk.text("note-origin"),),
    )


def _numbered(chapters: tuple[Chapter, ...], language: str) -> tuple[Chapter, ...]:
    """Chapters with their numbers before their titles: Roman as offices in Vietnam, Indonesia and France write them."""
    return tuple(
        replace(chapter, title=f"{_ROMAN[number] if language != 'en' else number + 1}. {chapter.title}")
        for number, chapter in enumerate(chapters)
    )


def _period_kind(kind: str) -> str:
    return "period" if kind in BRIEFS else kind


def _brief(
    kind: str, period: Period, language: str, person: Any, partner: Partner | None, delegation: Delegation | None,
    on: date | None,
) -> Report:  # fmt: skip
    if kind == "visit-file":
        if delegation is None:
            raise NotToBeDrafted(_("A visit file is about a delegation. Say which."))
        partner = partner or delegation.partners.visible_to(person).order_by("kind", "name").first()  # type: ignore[attr-defined]
    if partner is None and kind not in OF_THE_CITY:
        raise NotToBeDrafted(_("A brief is about a partner, and the record shows none here. Say which."))
    desk = Desk(period, language, person, on=on, partner=partner, delegation=delegation)
    about = {
        **desk.named(partner),
        "what": delegation.title if delegation is not None else "",
    }
    return Report(
        kind=kind,
        period=period.edtf,
        language=language,
        title=desk.text(f"title-{kind}", **about),
        subtitle=desk.text("subtitle", day=desk.date(desk.on.isoformat())),
        chapters=tuple(chapter(desk) for chapter in BRIEFS[kind]),
        notes=(desk.text("note-origin"),),
    )
