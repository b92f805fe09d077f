"""What a check found, in the words of the person who reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.checks.rules import NAMES
from proxeny.core import wording
from proxeny.documents import doubts
from proxeny.documents.models import Conflict


def _number(value: Any) -> str:
    try:
        return wording.number(Decimal(str(value)), get_language() or "en")
    except InvalidOperation:
        return str(value)


def _amount(value: Any, unit: str) -> str:
    try:
        return wording.in_words(Decimal(str(value)), unit or "count", get_language() or "en").text
    except InvalidOperation:
        return str(value)


def _slip(values: Mapping[str, Any]) -> str:
    return _("They are out by a factor of about %(slip)s: one of them slipped in the scale or the decimal sign.") % {
        "slip": _number(values["slip"])
    }


def _part_of_year(kind: str, values: Mapping[str, Any]) -> str:
    if kind == Conflict.Kind.SCALE:
        return _slip(values)
    if kind == Conflict.Kind.PERIOD:
        return _("One figure is given to two periods, the shorter of which lies in the longer.")
    if kind == Conflict.Kind.DEFINITION:
        return _("The shorter period has far more than the longer one that it lies in: not the same thing is counted.")
    return _("The shorter period has more than the longer one that it lies in.")


def _same_days(kind: str, values: Mapping[str, Any]) -> str:
    if kind == Conflict.Kind.SCALE:
        return _slip(values)
    return _("An estimate and an actual figure of the same days are far apart: not the same thing is counted.")


def _sum(_kind: str, values: Mapping[str, Any]) -> str:
    return _("Added up, the parts come to %(sum)s.") % {"sum": _amount(values["sum"], values.get("unit", ""))}


def _computed(_kind: str, values: Mapping[str, Any]) -> str:
    return _("Computed from the figures themselves it would be %(computed)s.") % {
        "computed": _amount(values["computed"], "%")
    }


def _out_of_series(kind: str, values: Mapping[str, Any]) -> str:
    if kind == Conflict.Kind.SCALE:
        return _slip(values)
    return _("It is more than ten times away from the other figures of its series.")


_SAY: dict[str, Callable[[str, Mapping[str, Any]], str]] = {
    "part_of_year": _part_of_year,
    "same_days": _same_days,
    "sum": _sum,
    "within": lambda _kind, _values: _("The part is more than the whole that it is counted in."),
    "partner": lambda _kind, _values: _("The figure of one partner is more than that of all."),
    "share": _computed,
    "growth": _computed,
    "additions": _sum,
    "falling_stock": lambda _kind, _values: _(
        "It is a fifth or more below an earlier figure, and such a figure does not fall so: something else is counted."
    ),
    "index": lambda _kind, values: _(
        "Beside the other rates it looks like an index (the year before is 100): a change of %(computed)s."
    )
    % {"computed": _amount(values["computed"], "%")},
    "out_of_series": _out_of_series,
}


def explanation(conflict: Conflict) -> str:
    """Why the statements of a conflict cannot all be right; what is stored with it where no check found it."""
    if conflict.field not in NAMES:
        if raised := conflict.details.get("doubts"):
            return " ".join(map(doubts.in_words, raised))
        return conflict.explanation or _unexplained(conflict.kind)
    values = conflict.details.get("values", {})
    unit = {"unit": getattr(conflict.record, "unit", "")} if "sum" in values else {}
    return _SAY[conflict.field](conflict.kind, {**unit, **values})


def _unexplained(kind: str) -> str:
    """What the kind itself says, where the list would show nothing but its name."""
    if kind == Conflict.Kind.CURRENCY:
        return _("Amounts in two currencies that no rate of the time turns into one another.")
    return ""
