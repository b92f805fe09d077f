"""The days of aid for the calendar: until when the work of approved aid is to begin."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proxeny.aid import queries
from proxeny.registers.agenda import Asked, Occasion


def occasions(asked: Asked) -> Iterator[Occasion]:
    """Approvals that may lapse in the time asked for. Two SQL queries."""
    if asked.is_for_late:
        return
    for aid, lapsing in queries.lapsing_between(asked.first, asked.last, visible_to=asked.person):
        responsible = lapsing.step.case.responsible_id
        yield Occasion(
            key=f"aid:{aid.reference}:lapse",
            register="aid",
            sort="notice",
            title=_("Approval may lapse: %(aid)s") % {"aid": aid.title},
            first=lapsing.day,
            last=lapsing.day,
            url=aid.get_absolute_url(),
            mark=aid.mark,
            what=lapsing.rule,
            responsible=frozenset({responsible} if responsible else ()),
        )
