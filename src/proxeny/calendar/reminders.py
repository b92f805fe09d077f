"""What a person is reminded of on a day: what is late, what is due, what ends, what takes place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.calendar.asking import late, occasions
from proxeny.calendar.models import ReminderChoice
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.registers.agenda import Occasion

MOST = 40  # lines of one part; more are counted, with the way to the list


@dataclass
class Reminders:
    """One person's reminders for a day, what is their own first in each part."""

    day: date
    until: date
    late: list[Occasion] = field(default_factory=list)
    due: list[Occasion] = field(default_factory=list)
    ending: list[Occasion] = field(default_factory=list)
    coming: list[Occasion] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.late or self.due or self.ending or self.coming)

    @property
    def parts(self) -> list[tuple[str, list[Occasion]]]:
        """The parts that say something, by name, in their order."""
        named = [("late", self.late), ("due", self.due), ("ending", self.ending), ("coming", self.coming)]
        return [(name, found) for name, found in named if found]

    @property
    def all(self) -> list[Occasion]:
        """Every occasion in the order of the parts."""
        return [occasion for _name, found in self.parts for occasion in found]


def reminders_for(person: User, choice: ReminderChoice, day: date) -> Reminders:
    """What a person is reminded of: their own, and with ``everything`` also what nobody is responsible for.

    As many SQL queries as the providers of the registers need.
    """
    told = Reminders(day, day + timedelta(days=choice.lead_days))
    takes_all = choice.scope == ReminderChoice.Scope.EVERYTHING
    found = [
        one
        for one in (*late(day, visible_to=person), *occasions(day, told.until, visible_to=person))
        if not one.is_done and (person.pk in one.responsible or (takes_all and not one.responsible))
    ]
    found.sort(key=lambda one: person.pk not in one.responsible)
    for one in found:
        if one.is_late(day):
            told.late.append(one)
        elif one.sort == "deadline" and one.last >= day:
            told.due.append(one)
        elif one.sort == "notice" and one.last >= day:
            told.ending.append(one)
        elif one.sort == "happening" and one.first >= day:
            told.coming.append(one)
    return told


def part_titles(told: Reminders) -> dict[str, str]:
    """The headings of the parts, in the active language."""
    until = edtf_in_words(told.until.isoformat(), get_language() or "en")
    return {
        "late": _("Late"),
        "due": _("Due until %(day)s") % {"day": until},
        "ending": _("Ends until %(day)s") % {"day": until},
        "coming": _("Takes place until %(day)s") % {"day": until},
    }
