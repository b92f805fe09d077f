"""Drafting a report: chapters and annexes of a period, or a brief, in one of four languages.

Nothing is written that the record does not hold or the person may not see; what is lacking is said, never filled in.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from proxeny.partners.models import Partner
from proxeny.reports.annexes import PERIODIC as ANNEXES
from proxeny.reports.chapters import PERIODIC as CHAPTERS
from proxeny.reports.chapters.desk import Desk
from proxeny.reports.parts import Report
from proxeny.reports.periods import Period, period_of

KINDS = ("yearly", "nine-month", "six-month", "period")


def draft(
    kind: str, period: Period | str, language: str, *, visible_to: Any, partner: Partner | None = None,
    on: date | None = None,
) -> Report:  # fmt: skip
    """A report drafted from the record as it stands.

    ``kind`` is one of ``KINDS``; ``period`` is a ``Period``, or EDTF as ``periods.period_of`` takes it; ``language``
    ``vi``, ``en``, ``id`` or ``fr``. ``visible_to`` is for whom it is drafted: nothing they may not see enters. ``on``
    is the day of drafting (today), for what is overdue.

    Raises ``BadPeriod`` for a period that is none, ``KeyError`` for a language that reports are not written in.
    """
    asked = period_of(kind, period) if isinstance(period, str) else period  # type: ignore[arg-type]
    desk = Desk(asked, language, visible_to, on=on)
    return Report(
        kind=kind,
        period=asked.edtf,
        language=language,
        title=desk.text(f"title-{kind}"),
        subtitle=desk.text("subtitle", day=desk.date(desk.on.isoformat())),
        chapters=tuple(chapter(desk) for chapter in CHAPTERS),
        annexes=tuple(annex(desk) for annex in ANNEXES),
        notes=(desk.text("note-origin"),),
    )
