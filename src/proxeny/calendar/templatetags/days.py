"""How templates of the calendar say days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from babel import Locale
from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from proxeny.calendar.reminders import Reminders, part_titles
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.registers.agenda import Occasion
from proxeny.registers.register import REGISTERS

register = template.Library()


@register.filter
def weekday_name(day: date) -> str:
    """Monday … Sunday in the active language, as CLDR has it."""
    name = str(Locale.parse((get_language() or "en").split("-")[0]).days["stand-alone"]["wide"][day.weekday()])
    return name[:1].upper() + name[1:]


@register.simple_tag
def edtf_days(first: date, last: date) -> str:
    """A day, or from one to another: “4–6 May 2026”."""
    text = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return edtf_in_words(text, get_language() or "en", short=True)


@register.simple_tag
def is_in(key: str, keys: Collection[str]) -> bool:
    """Whether a key is one of some."""
    return key in keys if keys else False


@register.simple_tag
def is_late(occasion: Occasion, on: date) -> bool:
    """Whether a deadline has passed."""
    return occasion.is_late(on)


@register.simple_tag
def away(occasion: Occasion, on: date) -> str:
    """How far a deadline is: “3 days late”, “today”, “in 3 days”."""
    days = (occasion.last - on).days
    if days < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days} if days else _("today")


@register.filter
def register_title(name: str) -> str:
    """The title of a register by its name."""
    return str(REGISTERS[name].title) if name in REGISTERS else name


@register.simple_tag
def part_title(name: str, told: Reminders) -> str:
    """The heading of a part of the reminders."""
    return part_titles(told)[name]
