"""The observations of the sample: rows about one point of a series are one observation with several statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from proxeny.accounts.models import User
from proxeny.documents.models import Statement
from proxeny.indicators import services as indicators
from proxeny.indicators.models import Indicator, Observation
from proxeny.partners.models import Partner
from proxeny.sample.evidence import CARRIED_BY_THE_RECORD, Evidence
from proxeny.sample.files import Row, Rows
from proxeny.sample.sheets import figure_of

Key = tuple[Any, ...]


def key_of(row: Row) -> Key:
    """What makes two rows speak of the same point of a series."""
    return tuple(row.get(name) or "" for name in ("indicator", "area", "partner", "period", "status", "label"))


def partner_named(name: str, partners: Iterable[Partner]) -> Partner | None:
    """The country of an ISO code, or the partner of a name. Raises ``KeyError`` for a name that nobody has."""
    if not name:
        return None
    for partner in partners:
        if name == (partner.country if partner.kind == Partner.Kind.COUNTRY else partner.name):
            return partner
    raise KeyError(name)


def reference_of(key: Key) -> str:
    """``visitors-us-2023-01-2023-08`` with status and label where they are not the usual ones."""
    indicator, _area, partner, period, status, label = key
    parts = [indicator, partner, period, status if status != Observation.Status.ACTUAL else "", label]
    words = "-".join(part for part in parts if part).lower()
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in words)[:110].strip("-")


class Series:
    """The observations of the sample, made and written whole, then settled where the sources differ."""

    def __init__(self, rows: Rows, partners: Iterable[Partner], evidence: Evidence) -> None:
        self.records: list[Observation] = []
        self.stated: list[list[Statement]] = []
        by_code = Indicator.objects.in_bulk()
        partners = list(partners)
        grouped: dict[Key, Rows] = {}
        for row in rows:
            grouped.setdefault(key_of(row), []).append(row)
        taken: set[str] = set()
        for key, group in grouped.items():
            self._make(key, group, by_code, partners, evidence, taken)

    def _make(
        self,
        key: Key,
        group: Rows,
        by_code: dict[str, Indicator],
        partners: list[Partner],
        evidence: Evidence,
        taken: set[str],
    ) -> None:
        row = group[0]
        reference, number = reference_of(key), 2
        while reference in taken:
            reference, number = f"{reference_of(key)}-{number}", number + 1
        taken.add(reference)
        observation = Observation(
            reference=reference,
            indicator=by_code[row["indicator"]],
            area=row["area"],
            partner=partner_named(row.get("partner", ""), partners),
            period=row["period"],
            status=row["status"],
            label=row.get("label", ""),
            note=" ".join(dict.fromkeys(one["note"] for one in group if "note" in one)),
            sources=len({source for one in group for source in one["sources"]}),
            **figure_of(row),
        )
        statements = []
        for one in group:
            payload = {name: value for name, value in one.items() if name not in CARRIED_BY_THE_RECORD}
            for source in one["sources"]:
                statement = evidence.state(source, payload, kind=Statement.Kind.OBSERVATION, **figure_of(one))
                evidence.cite(observation, ["", "value"], statement)
                statements.append(statement)
        self.records.append(observation)
        self.stated.append(statements)

    def settle(self, *, by: User) -> None:
        """Choose the value shown, and open a conflict, where the sources of one observation give different values."""
        for observation, statements in zip(self.records, self.stated, strict=True):
            if len({(s.value, s.high, s.unit, s.qualifier) for s in statements}) > 1:
                indicators.settle(observation, by=by)
