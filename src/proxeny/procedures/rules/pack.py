"""What a rule pack says, as plain values. A pack has procedures, a procedure has dated versions: the ``Rules``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

Words = Mapping[str, str]  # language tag → words

VERIFIED, TO_CHECK = "verified", "to_check"
STATUSES = (VERIFIED, TO_CHECK)
KINDS_OF_DAYS = ("calendar", "working", "clear", "months")
DIRECTIONS = ("after", "before")
RECORDERS = ("officer", "reviewer", "approver")
ANCHOR, OPENED = "anchor", "opened"


def in_words(words: Words, language: str) -> str:
    """The words in a language, or else in the first language that the pack gives; empty for none."""
    root = language.replace("_", "-").split("-")[0]
    return words.get(root) or next(iter(words.values()), "")


@dataclass(frozen=True)
class Citation:
    """Where a rule stands: act and article in words, address of the text, and whether somebody read it there."""

    words: Words = field(default_factory=dict)
    address: str = ""
    status: str = TO_CHECK


@dataclass(frozen=True)
class Span:
    """A number of days or months: ``days`` of ``kind`` (calendar, working, clear, months)."""

    days: int
    kind: str = "calendar"


@dataclass(frozen=True)
class Body:
    """A body that a step consults, and how long it has from the day it is asked; ``None`` where no rule says."""

    key: str
    title: Words
    span: Span | None = None
    is_required: bool = True
    when: Words = field(default_factory=dict)
    citation: Citation = field(default_factory=Citation)


@dataclass(frozen=True)
class Step:
    """One step. Its day lies ``span`` ``direction`` the day of ``start``: the anchor, the opening or another step.

    Without ``start`` no rule gives it a day. ``after`` are the steps that must be done first. ``needs_papers`` says
    that the dossier must be complete. ``recorded_by`` is the lowest role that may record it.
    """

    key: str
    title: Words
    rule: Words = field(default_factory=dict)
    who: Words = field(default_factory=dict)
    start: str = ""
    direction: str = "after"
    span: Span | None = None
    after: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    needs_papers: bool = False
    is_decision: bool = False
    recorded_by: str = "officer"
    form: str = ""
    note: Words = field(default_factory=dict)
    citation: Citation = field(default_factory=Citation)


@dataclass(frozen=True)
class Paper:
    """A paper of the dossier."""

    key: str
    title: Words
    is_required: bool = True
    when: Words = field(default_factory=dict)
    citation: Citation = field(default_factory=Citation)


@dataclass(frozen=True)
class Form:
    """A form that the rules prescribe."""

    key: str
    title: Words
    citation: Citation = field(default_factory=Citation)


@dataclass(frozen=True)
class Limit:
    """At most (or at least) so many of ``measure``, one of ``limits.MEASURES``.

    ``where`` narrows it to records that have exactly so many of other measures: five days where one country is visited.
    """

    key: str
    title: Words
    measure: str
    most: int | None = None
    least: int | None = None
    note: Words = field(default_factory=dict)
    citation: Citation = field(default_factory=Citation)
    where: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Counting:
    """How days are counted. ``forward`` and ``backward`` say where a last day goes that falls on a closed day.

    ``forward`` is ``next`` (the next working day) or ``stay``; ``backward`` is ``previous`` or ``stay``.
    """

    first_day_counts: bool = False
    forward: str = "stay"
    backward: str = "stay"
    rule: Words = field(default_factory=dict)
    citation: Citation = field(default_factory=Citation)


@dataclass(frozen=True)
class Change:
    """A day that is closed or open otherwise than the library of holidays says, and why."""

    day: date
    is_open: bool
    why: str


@dataclass(frozen=True)
class Holidays:
    """Whose holidays: ISO 3166-1 country, subdivision if any, and the pack's own changes."""

    country: str
    subdivision: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Rules:
    """The rules of one case kind in force in one stretch of time, complete in themselves: a case keeps a copy."""

    pack: str
    case: str
    register: str
    title: Words
    anchor: Words
    valid_from: date
    valid_to: date | None
    citation: Citation
    note: Words
    steps: tuple[Step, ...]
    papers: tuple[Paper, ...]
    forms: tuple[Form, ...]
    limits: tuple[Limit, ...]
    bodies: Mapping[str, Words]
    counting: Counting
    holidays: Holidays

    def step(self, key: str) -> Step | None:
        """The step of a key."""
        return next((step for step in self.steps if step.key == key), None)

    def are_in_force(self, on: date) -> bool:
        """Whether a day lies in their time."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, days as ISO 8601; ``from_json`` takes them back."""
        return _plain(asdict(self))  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Rules:
        """The rules as ``to_json`` wrote them; fields that this version does not know are left out."""
        return cls(
            **{
                **_known(cls, content),
                "valid_from": date.fromisoformat(content["valid_from"]),
                "valid_to": date.fromisoformat(content["valid_to"]) if content.get("valid_to") else None,
                "citation": _citation(content),
                "steps": tuple(_step(step) for step in content["steps"]),
                "papers": tuple(_cited(Paper, paper) for paper in content["papers"]),
                "forms": tuple(_cited(Form, form) for form in content["forms"]),
                "limits": tuple(_cited(Limit, limit) for limit in content["limits"]),
                "counting": _cited(Counting, content["counting"]),
                "holidays": _holidays(content["holidays"]),
            }
        )


@dataclass(frozen=True)
class Procedure:
    """The versions of the rules of one case kind, the oldest first."""

    case: str
    register: str
    title: Words
    anchor: Words
    versions: tuple[Rules, ...]

    def in_force(self, on: date) -> Rules | None:
        """The version in force on a day; ``None`` where none was."""
        return next((rules for rules in self.versions if rules.are_in_force(on)), None)


@dataclass(frozen=True)
class Pack:
    """A rule pack: what one office goes by."""

    name: str
    jurisdiction: str
    title: Words
    languages: tuple[str, ...]
    holidays: Holidays
    counting: Counting
    bodies: Mapping[str, Words]
    procedures: Mapping[str, Procedure]

    def for_register(self, register: str) -> list[Procedure]:
        """The procedures for the records of a register, in the order of their names."""
        return [procedure for _case, procedure in sorted(self.procedures.items()) if procedure.register == register]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _known(kind: Any, content: Mapping[str, Any]) -> dict[str, Any]:
    names = {item.name for item in fields(kind)}
    return {name: value for name, value in content.items() if name in names}


def _citation(content: Mapping[str, Any]) -> Citation:
    return Citation(**_known(Citation, content["citation"]))


def _cited(kind: Any, content: Mapping[str, Any]) -> Any:
    return kind(**{**_known(kind, content), "citation": _citation(content)})


def _span(content: Mapping[str, Any]) -> Span | None:
    return Span(**_known(Span, content["span"])) if content.get("span") else None


def _step(content: Mapping[str, Any]) -> Step:
    bodies = tuple(
        Body(**{**_known(Body, body), "span": _span(body), "citation": _citation(body)}) for body in content["bodies"]
    )
    given = {"span": _span(content), "after": tuple(content["after"]), "bodies": bodies, "citation": _citation(content)}
    return Step(**{**_known(Step, content), **given})


def _holidays(content: Mapping[str, Any]) -> Holidays:
    changes = tuple(
        Change(date.fromisoformat(change["day"]), change["is_open"], change["why"]) for change in content["changes"]
    )
    return Holidays(content["country"], content["subdivision"], changes)
