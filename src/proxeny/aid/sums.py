"""What was committed, disbursed and is left, in each currency: never added across currencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from proxeny.aid.models import Aid, Transaction

_NONE = Decimal(0)


@dataclass
class Sum:
    """The sums of one currency. ``is_rough`` where one of the transactions is not exact; then the sums are not."""

    unit: str
    committed: Decimal = _NONE
    cancelled: Decimal = _NONE
    disbursed: Decimal = _NONE
    refunded: Decimal = _NONE
    in_kind: Decimal = _NONE
    is_rough: bool = False

    @property
    def standing(self) -> Decimal:
        """What is promised and was not taken back."""
        return self.committed - self.cancelled

    @property
    def paid(self) -> Decimal:
        """What was paid and did not come back."""
        return self.disbursed - self.refunded

    @property
    def left(self) -> Decimal:
        """What is still to be paid."""
        return self.standing - self.paid

    @property
    def is_overpaid(self) -> bool:
        """Whether more was disbursed than committed."""
        return self.paid > self.standing

    @property
    def share(self) -> int:
        """Whole per cent of the commitment that is paid; 0 where nothing was committed."""
        return round(100 * self.paid / self.standing) if self.standing > 0 else 0

    @property
    def shown_share(self) -> int:
        """The share as far as a bar can show it."""
        return max(0, min(100, self.share))

    @property
    def left_or_over(self) -> Decimal:
        """What is left, or how much was paid above the commitment."""
        return abs(self.left)

    @property
    def qualifier(self) -> str:
        """How exact the sums are."""
        return "about" if self.is_rough else "exact"


@dataclass
class Sums:
    """The sums of aid, by currency in the order of their first transaction."""

    by_unit: dict[str, Sum] = field(default_factory=dict)

    def of(self, unit: str) -> Sum:
        """The sums of a currency."""
        return self.by_unit.setdefault(unit, Sum(unit))

    def add(self, kind: str, unit: str, value: Decimal, *, qualifier: str = "exact", is_in_kind: bool = False) -> None:
        """Add a transaction."""
        found = self.of(unit)
        match kind:
            case Transaction.Kind.COMMITMENT:
                found.committed += value
            case Transaction.Kind.CANCELLATION:
                found.cancelled += value
            case Transaction.Kind.DISBURSEMENT:
                found.disbursed += value
                found.in_kind += value if is_in_kind else _NONE
            case Transaction.Kind.REFUND:
                found.refunded += value
        found.is_rough = found.is_rough or qualifier not in ("", "exact")

    def __iter__(self) -> Iterator[Sum]:
        return iter(self.by_unit.values())

    def __len__(self) -> int:
        return len(self.by_unit)


def sums_of(transactions: Iterable[Transaction]) -> Sums:
    """The sums of transactions."""
    sums = Sums()
    for one in transactions:
        if one.value is not None:
            sums.add(one.kind, one.unit, one.value, qualifier=one.qualifier, is_in_kind=one.is_in_kind)
    return sums


def dollars_of(aid: Aid, sums: Sums) -> int | None:
    """What a limit in US dollars is checked against: the commitment standing, else the stated value; ``None`` where
    neither is in US dollars, for no rate of exchange is guessed."""
    standing = sums.by_unit["USD"].standing if "USD" in sums.by_unit else _NONE
    if standing > 0 and len(sums) == 1:
        return int(standing)
    if aid.value is not None and aid.unit == "USD" and not sums:
        return int(aid.value)
    return None
