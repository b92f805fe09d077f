"""The days of programmes in the calendar: when they are held, and until when what is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from proxeny.core import period
from proxeny.programmes.models import Programme
from proxeny.programmes.queries import with_deadlines
from proxeny.registers.agenda import Asked, Occasion


def occasions(asked: Asked) -> Iterator[Occasion]:
    """Every programme as a happening, its last days as deadlines. One SQL query."""
    S = Programme.Status
    programmes: Any = with_deadlines(asked.first, asked.last, visible_to=asked.person)  # with what is annotated
    for programme in programmes:
        common: dict[str, Any] = {"register": "programmes", "url": programme.get_absolute_url(), "mark": programme.mark}
        first, last = period.days(programme.dates) if programme.dates else (None, None)
        to_the_day = programme.dates and all(len(end) >= 10 for end in programme.dates.split("/"))
        if first and last and to_the_day and first <= asked.last and last >= asked.first:
            yield Occasion(
                key=f"programmes:{programme.reference}:dates", sort="happening", title=str(programme),
                first=first, last=last, place=programme.place, what=str(programme.get_kind_display()),
                is_tentative=programme.status == S.PLANNED, **common,
            )  # fmt: skip
        done = {
            "applications": programme.status != S.PLANNED and programme.status != S.OPEN,
            "plans": programme.no_plan == 0 or programme.status in {S.REPORTING, S.CLOSED},
            "reports": programme.status == S.CLOSED or (programme.status == S.REPORTING and not programme.no_report),
        }
        words = {
            "applications": _("Applications end: %(programme)s"),
            "plans": _("Plans of businesses due: %(programme)s"),
            "reports": _("Reports of businesses due: %(programme)s"),
        }
        for of, is_done in done.items():
            day = programme.last_day(of)
            stated = getattr(programme, f"{of}_until")
            if day is not None and len(stated) >= 10 and asked.first <= day <= asked.last:
                yield Occasion(
                    key=f"programmes:{programme.reference}:{of}", sort="deadline",
                    title=words[of] % {"programme": programme}, first=day, last=day, is_done=is_done, **common,
                )  # fmt: skip
