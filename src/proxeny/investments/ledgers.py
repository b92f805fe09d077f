"""The ledger of a project's capital: what is registered, bought and paid in after each movement, and what cannot be.

Registered capital is what was newly registered, plus what was added, less what was reduced or revoked. A purchase of
shares changes who owns the capital, not how much is registered; it is kept apart. Knows no model, so that models may
ask it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.core import period
from proxeny.core.wording import in_words

NEW, ADDED, REDUCED, REVOKED = "new", "added", "reduced", "revoked"
SHARE_PURCHASE, DISBURSED = "share_purchase", "disbursed"

REGISTERS = {NEW: 1, ADDED: 1, REDUCED: -1, REVOKED: -1}
ZERO = Decimal(0)


@dataclass(frozen=True)
class Entry:
    """One line of a ledger with what is registered, was bought and was paid in after it."""

    movement: Any
    registered: Decimal
    purchased: Decimal
    disbursed: Decimal

    @property
    def is_below_zero(self) -> bool:
        """More was taken than is on record."""
        return self.registered < 0

    @property
    def is_over_registered(self) -> bool:
        """More was paid in than is registered."""
        return self.disbursed > self.registered


@dataclass(frozen=True)
class Ledger:
    """The movements of a project's capital in one currency, the earliest first."""

    unit: str
    entries: tuple[Entry, ...]

    @property
    def has_beginning(self) -> bool:
        """Whether the first registration is among them: without it the sum is only what moved since."""
        return any(entry.movement.kind == NEW for entry in self.entries)

    @property
    def registered(self) -> Decimal:
        """Registered capital after the last movement."""
        return self.entries[-1].registered if self.entries else ZERO

    @property
    def purchased(self) -> Decimal:
        """Capital that changed hands by purchase of shares."""
        return self.entries[-1].purchased if self.entries else ZERO

    @property
    def disbursed(self) -> Decimal:
        """Capital paid in after the last movement."""
        return self.entries[-1].disbursed if self.entries else ZERO

    @property
    def doubts(self) -> Iterator[str]:
        """What cannot be right, in sentences: entries may come from a file past the checks of the forms."""
        if any(entry.is_below_zero for entry in self.entries) and self.has_beginning:
            yield _("More was reduced or revoked than is registered: a movement is missing, or one is wrong.")
        if self.has_beginning and self.entries[-1].is_over_registered:
            yield _("More is disbursed than is registered: an increase may be missing.")


def running(movements: Iterable[Any]) -> list[Ledger]:
    """A ledger for each currency, of movements in their order."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    for movement in movements:
        kept = entries[movement.unit]
        last = kept[-1] if kept else Entry(None, ZERO, ZERO, ZERO)
        amount = movement.value or ZERO
        kept.append(
            Entry(
                movement,
                last.registered + REGISTERS.get(movement.kind, 0) * amount,
                last.purchased + (amount if movement.kind == SHARE_PURCHASE else ZERO),
                last.disbursed + (amount if movement.kind == DISBURSED else ZERO),
            )
        )
    return [Ledger(unit, tuple(lines)) for unit, lines in entries.items()]


def in_order(movements: Iterable[Any]) -> list[Any]:
    """Movements by their first day; those without one last."""
    return sorted(movements, key=lambda one: (_first_day(one) or date.max, one.pk or float("inf")))


def _first_day(movement: Any) -> date | None:
    return period.days(movement.date)[0] if movement.date and period.is_edtf(movement.date) else None


def capital_of(project: Any, movements: Iterable[Any]) -> list[tuple[str, Decimal]]:
    """(currency, registered capital) of a project: by its ledger where that has a beginning, else as stated."""
    ledgers = running(movements)
    begun = [(ledger.unit, ledger.registered) for ledger in ledgers if ledger.has_beginning]
    if begun:
        return begun
    if project.value is not None:
        return [(project.unit, project.value)]
    return [(ledger.unit, ledger.registered) for ledger in ledgers if ledger.registered > 0]


def _money(amount: Decimal, unit: str) -> str:
    return str(in_words(amount, unit or "count", get_language() or "en").text)


def check_movement(movement: Any) -> None:
    """Raises ``ValidationError`` where the ledger would not hold with a movement in it. One SQL query, two at most.

    A cut below zero is refused; where the first registration is not on record, so that nobody knows from how much, a
    ``reason`` lets it through. Capital paid in above what is registered needs a reason.
    """
    if movement.value is None or (movement.kind in (NEW, ADDED, SHARE_PURCHASE) and movement.pk is None):
        return
    others = type(movement).objects.filter(project=movement.project_id, unit=movement.unit).exclude(pk=movement.pk)
    (ledger,) = running(in_order([*others, movement]))
    base = ZERO
    if not ledger.has_beginning:
        project = movement.project
        if project.value is None or project.unit != movement.unit:
            _check_unknown(movement)
            return
        base = project.value
    at = next(place for place, entry in enumerate(ledger.entries) if entry.movement is movement)
    _check_cut(movement, ledger, at, base)
    _check_paid_in(movement, ledger, base)


def _check_unknown(movement: Any) -> None:
    if movement.kind in (REDUCED, REVOKED) and not movement.reason:
        raise ValidationError(
            {
                "reason": _(
                    "The capital first registered is not on record, so nobody can tell whether this cut fits. Enter "
                    "the new registration first, or say here why it is recorded all the same."
                )
            },
            code="movement.no_beginning",
        )


def _check_cut(movement: Any, ledger: Ledger, at: int, base: Decimal) -> None:
    lowest = min(entry.registered for entry in ledger.entries[at:]) + base
    if lowest >= 0 or (movement.reason and not ledger.has_beginning):
        return
    there = ledger.entries[at].registered + base - REGISTERS.get(movement.kind, 0) * movement.value
    said = {"cut": _money(movement.value, movement.unit), "there": _money(there, movement.unit)}
    if movement.kind in (REDUCED, REVOKED):
        words = _(
            "%(cut)s is more than the %(there)s registered then. Correct the amount or the day, or enter the increase "
            "that is missing first."
        )
    else:
        words = _("With %(cut)s here, a later cut would take more than is registered. Correct that cut first.")
    raise ValidationError({"value": words % said}, code="movement.below_zero")


def _check_paid_in(movement: Any, ledger: Ledger, base: Decimal) -> None:
    last = ledger.entries[-1]
    if movement.kind != DISBURSED or movement.reason or last.disbursed <= last.registered + base:
        return
    raise ValidationError(
        {
            "reason": _(
                "%(paid)s would be disbursed, more than the %(there)s registered: an increase may be missing. If the "
                "source says so all the same, give the reason here."
            )
            % {
                "paid": _money(last.disbursed, movement.unit),
                "there": _money(last.registered + base, movement.unit),
            }
        },
        code="movement.over_registered",
    )
