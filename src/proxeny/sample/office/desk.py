"""Where the exercise is written from: the people who act, the days around today, and the papers it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from proxeny.accounts.models import User
from proxeny.agreements.models import Agreement
from proxeny.core.records import Mark, Record
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.missions.models import Mission
from proxeny.partners.models import Partner, Person
from proxeny.procedures import services as procedures
from proxeny.procedures.models import Case
from proxeny.registers import services as registers

PUBLISHER = "Exercise (invented)"
SAYS_SO = "This is an exercise. Persons, firms and figures are invented."

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=models.Model)


class Desk:
    """The officers of the demonstration, and what the rooms of the exercise share.

    Days are counted from the day of loading: ``day(-3)`` is three days ago, so that clocks run and are late whenever
    the exercise is loaded.
    """

    def __init__(self) -> None:
        people = {person.username: person for person in User.objects.filter(username__in=("lan", "hoa", "an", "minh"))}
        self.lan, self.hoa, self.an, self.minh = (people[name] for name in ("lan", "hoa", "an", "minh"))
        self.today = timezone.localdate()
        self.leaders: dict[str, Person] = {}
        self.partners: dict[str, Partner] = {}
        self.programme_with_valmont: Agreement | None = None
        self.missions: dict[str, Mission] = {}
        self.papers_written = 0

    def day(self, after: int) -> date:
        """The day so many days after today, or before it."""
        return self.today + timedelta(days=after)

    def at(self, after: int, until: int | None = None) -> str:
        """That day as EDTF, or the span until another one."""
        first = self.day(after).isoformat()
        return first if until is None else f"{first}/{self.day(until).isoformat()}"

    def paper(self, title: str, text: str, *, mark: int = Mark.PUBLIC, by: User | None = None) -> list[Statement]:
        """A paper of the exercise, and the statement that a record takes from it."""
        self.papers_written += 1
        document = documents.write_note(
            f"{SAYS_SO}\n\n{text}",
            by=by or self.lan,
            title=f"Exercise: {title}",
            language="en",
            mark=mark,
            reference=f"exercise-paper-{self.papers_written:02}",
            publisher=PUBLISHER,
        )
        payload = {"title": document.title}
        return [
            documents.state(document, kind=Statement.Kind.RECORD, payload=payload, quote=text, by=by or self.lan)
        ]

    def enter(
        self,
        record: R,
        evidence: Iterable[Statement],
        *,
        by: User | None = None,
        **many: Iterable[models.Model],
    ) -> R:
        """A record in its register."""
        return registers.create(record, by=by or self.lan, evidence=evidence, many=many)

    def add(self, record: Record, parts: str, evidence: Iterable[Statement], *rows: models.Model) -> None:
        """Rows of a record, each resting on the same paper."""
        statements = list(evidence)
        for row in rows:
            registers.add_part(record, parts, row, by=self.lan, evidence=statements)

    def case(self, record: Record, kind: str, *, opened: int, anchor: date | None, to: User | None = None) -> Case:
        """A case opened so many days ago, and given to somebody."""
        made = procedures.open_case(record, kind, by=self.lan, anchor=anchor, opened_on=self.day(opened))
        return made if to is None else procedures.assign(made, to, by=self.lan)

    def papers_there(self, case: Case, *but: str) -> None:
        """Tick the papers of a dossier, but for those named."""
        for item in case.papers.exclude(key__in=but):
            procedures.tick(case, item.key, state="there", by=self.lan)

    def step(self, case: Case, key: str, on: date, *, by: User | None = None, **how: Any) -> None:
        """What became of a step."""
        procedures.record_step(case, key, on=on, by=by or self.lan, **how)


def stated(content: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Some fields of a row of the files, where it has them."""
    return {name: content[name] for name in names if name in content}
