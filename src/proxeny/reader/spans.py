"""What the reader finds: spans of a text with the meaning they state.

``start`` is included, ``end`` excluded, both in Unicode code points of the text as given, so that
``text[start:end] == finding.text`` (the position selector of W3C Web Annotation).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Qualifier = Literal["exact", "about", "over", "under", "nearly", "at_least", "up_to"]


class Doubt(str):
    """A sentence that says why printed words look wrong and what was probably meant.

    ``code`` is stable (``doubt.sum``) and ``values`` are the words and figures the sentence names, so that it can be
    put into another language; ``proxeny.reader.doubts.WORDING`` has the sentence of each code.
    """

    __slots__ = ("code", "values")
    code: str
    values: dict[str, str]

    def __new__(cls, sentence: str, code: str = "doubt", values: Mapping[str, str] | None = None) -> Doubt:
        doubt = super().__new__(cls, sentence)
        doubt.code, doubt.values = code, dict(values or {})
        return doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A span with its words, the rule that found it and how sure that rule is.

    ``confidence`` lies between 0 and 1. ``doubts`` are sentences (``Doubt``, with a code) that say why the words look
    wrong and what was probably meant; the finding keeps what was printed all the same. ``optional`` marks what is too
    vague to be a fact of the record (``dozens of``), still worth showing.
    """

    start: int
    end: int
    text: str
    rule: str
    language: str
    confidence: float = 1.0
    optional: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Finding):
    """An amount, share, count or measure.

    ``value`` is in base units of ``unit`` (4.6 billion USD is 4600000000): an ISO 4217 code, ``%``, ``count``, or
    a UCUM code. ``high`` is the upper end of a range. ``of`` is the counted noun phrase as written. ``value`` is
    ``None`` only for vague wordings, which are optional. ``alternatives`` are other values the same digits may
    mean (1.250 as 1250 or as one and a quarter).
    """

    value: Decimal | None
    unit: str
    high: Decimal | None = None
    of: str | None = None
    qualifier: Qualifier = "exact"
    alternatives: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Finding):
    """A date, period or open interval as an EDTF string (levels 0 and 1), as precise as the text and no more.

    ``edtf`` is ``None`` for a relative expression that nothing anchors; such a finding is optional.
    ``alternatives`` hold other readings (``03/04`` as two days).
    """

    edtf: str | None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Finding):
    """A country (``name`` is ``None``) or a city or region in it (its usual English name).

    ``country`` is ISO 3166-1 alpha-2. Coordinates are in degrees, of the place where the gazetteer has it.
    """

    country: str
    name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Finding):
    """A named person with the title and organisation that stand beside the name, as written."""

    name: str
    title: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Finding):
    """A record candidate; its span is the evidence, the sentence or line that says most."""

    @property
    def kind(self) -> str:
        """The gold schema's name of this kind of fact."""
        return KIND_OF_FACT[type(self)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Fact):
    """One value of an indicator for an area, a partner and a period, as the text states it.

    ``label`` names what is counted where ``indicator`` is ``other``. ``value_start`` and ``value_end`` are the
    span of the quantity inside the evidence, where there is one. ``alternatives`` and ``doubts`` are those of the
    quantity, and a doubt more where the value does not fit what it is said of.
    """

    indicator: str
    area: str | None
    value: Decimal
    unit: str
    partner: str | None = None
    period: str | None = None
    qualifier: Qualifier = "exact"
    status: Literal["actual", "estimate", "target"] = "actual"
    label: str | None = None
    value_start: int | None = None
    value_end: int | None = None
    alternatives: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement(Fact):
    """A visit, meeting, conference, fair, festival, campaign or talk with partners."""

    type: Literal[
        "visit_in", "visit_out", "meeting", "conference", "summit", "fair", "festival", "campaign", "talk", "other"
    ]
    title: str
    date: str | None = None
    place: str | None = None
    partners: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Fact):
    """An agreement with one partner (the city or organisation and its country's code)."""

    type: Literal["mou", "cooperation_agreement", "contract", "lease", "twinning", "other"]
    title: str
    date: str | None = None
    partners: tuple[str, ...] = ()
    status: Literal["signed", "negotiating", "proposed"] = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Investment(Fact):
    """A project or investor; totals are observations."""

    title: str
    investor: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    place: str | None = None
    status: Literal["licensed", "agreed", "proposed"] = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid(Fact):
    """One gift or grant; the sum of a period is an observation of ``aid_received``."""

    direction: Literal["given", "received"]
    partner: str
    value: Decimal | None = None
    unit: str | None = None
    items: str | None = None
    date: str | None = None


KIND_OF_FACT: dict[type[Fact], str] = {
    Observation: "observation",
    Engagement: "engagement",
    Agreement: "agreement",
    Investment: "investment",
    Aid: "aid",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything found in one text: lists in text order, not overlapping within a kind (facts may)."""

    language: str
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[Date, ...] = ()
    places: tuple[Place, ...] = ()
    people: tuple[Person, ...] = ()
    facts: tuple[Fact, ...] = field(default=())
