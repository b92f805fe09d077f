"""What each indicator counts in the registers, read from ``measures.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language

from proxeny.partners.models import Partner
from proxeny.registers.register import REGISTERS, Register

Counts = Literal["number", "sum", "ledger"]
Values = Mapping[str, list[Any]]


@dataclass(frozen=True)
class Waiting:
    """The proposals that would fill a gap: statements of a kind, of any of the types where some are named."""

    kind: str
    types: tuple[str, ...] = ()
    key: str = "type"

    def takes(self, kind: str, content: Mapping[str, Any]) -> bool:
        """Whether a statement is one of them."""
        return kind == self.kind and (not self.types or content.get(self.key) in self.types)


@dataclass(frozen=True, eq=False)
class Measure:
    """How an indicator is counted in a register; the keys of ``measures.toml``. Equal to itself only."""

    indicator: str
    register: str
    en: str
    vi: str
    date: str = ""
    counts: Counts = "number"
    is_stock: bool = False
    is_whole: bool = False
    where: Values = field(default_factory=dict)
    left_out: Values = field(default_factory=dict)
    list: Mapping[str, str] = field(default_factory=dict)
    waiting: Waiting | None = None
    mentions: tuple[str, ...] = ()

    @property
    def definition(self) -> str:
        """What is counted, in the reader's language."""
        return self.vi if (get_language() or "en").startswith("vi") else self.en

    @property
    def kept_in(self) -> Register:
        """The register that is counted."""
        return REGISTERS[self.register]

    @property
    def of_kind(self) -> Q:
        """The records that the list shows, counting or not."""
        return Q(**{f"{name}__in": values for name, values in self.where.items()})

    @property
    def apart(self) -> Q | None:
        """Those among them that do not count; ``None`` where all do."""
        if not self.left_out:
            return None
        return Q(**{f"{name}__in": values for name, values in self.left_out.items()})

    @property
    def counting(self) -> Q:
        """The records that count."""
        return self.of_kind & ~self.apart if self.apart is not None else self.of_kind

    @property
    def partner_field(self) -> str:
        """The way from a record to its partner; empty where it has none."""
        if self.register == "partners":
            return "pk"
        related = {field.name: field.related_model for field in self.kept_in.model._meta.get_fields()}
        return next((name for name in ("partners", "partner") if related.get(name) is Partner), "")

    def address(self, year: int | None) -> str:
        """The list of the records, of a year where the register goes by dates."""
        query = dict(self.list)
        if year is not None and self.date and not self.is_stock:
            query["year"] = str(year)
        found = reverse(f"{self.register}:list")
        return f"{found}?{urlencode(query)}" if query else found


@lru_cache(maxsize=1)
def measures() -> dict[str, Measure]:
    """Indicator → how it is counted."""
    content = tomllib.loads(Path(__file__).with_name("measures.toml").read_text(encoding="utf-8"))
    return {entry["indicator"]: _measure(entry) for entry in content["measure"]}


def _measure(entry: dict[str, Any]) -> Measure:
    known = dict(entry)
    waiting = known.pop("waiting", None)
    if waiting is not None:
        known["waiting"] = Waiting(waiting["kind"], tuple(waiting["types"]), waiting.get("key", "type"))
    known["mentions"] = tuple(known.get("mentions", ()))
    return Measure(**known)
