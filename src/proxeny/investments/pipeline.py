"""The pipeline: investors by stage with the capital that is expected of them, and what is late or due."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from proxeny.core.money import Qualifier
from proxeny.core.records import Mark
from proxeny.investments import clocks
from proxeny.investments.models import Contact, Grievance, Lead, Project, StageAct
from proxeny.investments.models.leads import Stage

CARDS = 12
COLUMNS = tuple(Stage)
# A long time without a word, for an investor who is here.
SILENT_AFTER_DAYS = 365


def _first(column: str, how: Any, **filters: Any) -> Subquery:
    """The first or last day of an enquiry's contacts, as a subquery."""
    rows = Contact.objects.filter(lead=OuterRef("pk"), **filters).order_by().values("lead")
    return Subquery(rows.annotate(day=how(column)).values("day"))


def with_days(leads: QuerySet[Lead]) -> QuerySet[Lead]:
    """Leads with ``standing``, the day of their first answer, their last contact and the next step due."""
    return leads.standing().annotate(  # type: ignore[attr-defined,no-any-return]
        answered_on=_first("date_latest", Min, side=Contact.Side.OURS),
        last_contact=_first("date_latest", Max),
        next_due=_first("due_latest", Min, done="", due_latest__isnull=False),
    )


def answers() -> QuerySet[Contact]:
    """The contacts that answer an enquiry: those that came from the office, on a day that is known."""
    return Contact.objects.filter(side=Contact.Side.OURS, date_latest__isnull=False)


def with_answer(leads: QuerySet[Lead]) -> QuerySet[Lead]:
    """Leads with ``answered_on``, the day of their first answer."""
    return leads.annotate(answered_on=_first("date_latest", Min, side=Contact.Side.OURS))


def unanswered(leads: QuerySet[Lead]) -> QuerySet[Lead]:
    """Enquiries that nobody has answered, and which are not lost."""
    ours = Contact.objects.filter(side=Contact.Side.OURS)
    return leads.exclude(received="").exclude(stage=Stage.LOST).exclude(pk__in=ours.values("lead"))


def late_for_answer(leads: QuerySet[Lead], on: date) -> QuerySet[Lead]:
    """Enquiries whose last day for a first answer is gone without one."""
    before, days = clocks.received_before_due("enquiry", on)
    known_to_the_day = Q(received_earliest=F("received_latest"))
    late = Q(received_latest__lt=before) | Q(received_latest__in=days)
    return unanswered(leads).filter(known_to_the_day & late)


@dataclass(frozen=True)
class Expected:
    """Capital that is expected, in one currency, of so many; ``without`` say nothing of an amount."""

    unit: str
    amount: Decimal
    number: int


@dataclass
class Column:
    """A stage of the board: how many stand there, what is expected of them, and the first of them."""

    stage: Stage
    number: int = 0
    without: int = 0
    expected: list[Expected] = field(default_factory=list)
    cards: list[Lead] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.cards)


def board(leads: QuerySet[Lead]) -> list[Column]:
    """The pipeline as columns, the latest enquiries of each first. Three SQL queries."""
    columns = {stage.value: Column(stage) for stage in COLUMNS}
    counted = (
        leads.standing()  # type: ignore[attr-defined]
        .order_by()
        .values("standing", "unit")
        .annotate(number=Count("pk"), valued=Count("value"), amount=Sum("value"))
    )
    for row in counted:
        column = columns[row["standing"]]
        column.number += row["number"]
        column.without += row["number"] - row["valued"]
        if row["valued"]:
            column.expected.append(Expected(row["unit"], row["amount"], row["valued"]))
    rank = Window(
        RowNumber(), partition_by=F("standing"), order_by=[F("received_earliest").desc(nulls_last=True), "-pk"]
    )
    # Their contacts are looked for once it is known which are shown: a few dozen of ten thousand.
    first = leads.standing().annotate(rank=rank).filter(rank__lte=CARDS).order_by("rank").values_list("pk", flat=True)  # type: ignore[attr-defined]
    places = {pk: place for place, pk in enumerate(first)}
    found = with_days(Lead.objects.filter(pk__in=places)).select_related("key_account").order_by()
    shown = sorted(found, key=lambda lead: places[lead.pk])
    today = timezone.localdate()
    for lead in shown:
        judge(lead, today)
        columns[lead.standing].cards.append(lead)  # type: ignore[attr-defined]
    return list(columns.values())


def judge(lead: Any, on: date) -> Any:
    """Set what is late about a lead of ``with_days``: ``answer_due``, and ``answer_late`` and ``step_late`` in days."""
    due = clocks.due_of_enquiry(lead)
    until = lead.answered_on or on
    lead.answer_due = due
    lead.answer_late = max(0, (until - due).days) if due else 0
    lead.is_unanswered = bool(lead.received) and lead.answered_on is None and lead.stage != Stage.LOST
    lead.step_late = max(0, (on - lead.next_due).days) if lead.next_due and lead.stage != Stage.LOST else 0
    lead.is_inexact = lead.qualifier != Qualifier.EXACT
    return lead


@dataclass(frozen=True)
class Stay:
    """One stage of a lead's history: from when to when, how many days, and the act that brought it there."""

    stage: str
    words: str
    since: date | None
    until: date | None
    days: int | None
    act: StageAct | None


def history_of(lead: Lead, on: date) -> list[Stay]:
    """The stages of a lead with the days that each took; those after the licence are read from the project.

    One SQL query.
    """
    acts = list(lead.acts.select_related("by"))
    received = lead.received_earliest  # type: ignore[attr-defined]
    first = Stage.ENQUIRY if lead.received or lead.project_id is None else Stage.LICENCE
    stays: list[tuple[str, date | None, StageAct | None]] = []
    if not acts or acts[0].stage != first:
        stays.append((first, received or timezone.localtime(lead.created_at).date(), None))
    stays += [(act.stage, act.on, act) for act in acts]
    found = []
    for at, (stage, since, act) in enumerate(stays):
        until = stays[at + 1][1] if at + 1 < len(stays) else None
        end = until or (on if stage not in (Stage.LOST, Stage.LICENCE) else None)
        days = (end - since).days if since and end else None
        words = str(act.get_kind_display()) if act and act.kind in _TOLD else str(Stage(stage).label)
        found.append(Stay(stage, words, since, until, days, act))
    return found


_TOLD = (StageAct.Kind.REFUSED, StageAct.Kind.LOST, StageAct.Kind.REOPENED, StageAct.Kind.BACK)


@dataclass(frozen=True)
class Aftercare:
    """What the investors who are here wait for."""

    grievances: list[Grievance]
    steps: list[Contact]
    silent: list[Lead]
    silent_number: int
    alone: list[Project]
    alone_number: int


def aftercare(on: date, *, visible_to: Any, shown: int = 30) -> Aftercare:
    """Open grievances, next steps that are due, and investors here whom nobody has spoken to for a year or ever.

    Seven SQL queries.
    """
    seen: Any = Project.objects.visible_to(visible_to)
    clearance = getattr(visible_to, "clearance", Mark.PUBLIC)
    here = (Project.Status.UNDER_CONSTRUCTION, Project.Status.IN_OPERATION)
    grievances = list(
        Grievance.objects.visible_to(visible_to)
        .filter(outcome="", project__mark__lte=clearance)
        .select_related("project", "responsible")
        .order_by("received_earliest", "pk")[:shown]
    )
    leads: Any = Lead.objects.visible_to(visible_to)
    steps = list(
        Contact.objects.filter(lead__mark__lte=clearance, done="", due_latest__isnull=False)
        .exclude(lead__stage=Stage.LOST)
        .select_related("lead", "lead__key_account", "responsible")
        .order_by("due_latest", "pk")[:shown]
    )
    long_ago = date.fromordinal(on.toordinal() - SILENT_AFTER_DAYS)
    looked_after = with_days(leads.filter(project__in=seen.filter(status__in=here)))
    unheard = looked_after.filter(Q(last_contact=None) | Q(last_contact__lt=long_ago))
    silent = list(unheard.order_by(F("last_contact").asc(nulls_first=True), "pk").values_list("pk", flat=True))
    in_place = {pk: place for place, pk in enumerate(silent[:shown])}
    leads_shown = with_days(Lead.objects.filter(pk__in=in_place)).select_related("key_account").order_by()
    alone = seen.filter(status__in=here).exclude(pk__in=Lead.objects.filter(project__isnull=False).values("project"))
    return Aftercare(
        grievances,
        steps,
        sorted(leads_shown, key=lambda lead: in_place[lead.pk]),
        len(silent),
        list(alone.order_by(F("value").desc(nulls_last=True), "pk")[:shown]),
        alone.count(),
    )


def sums(rows: Any) -> dict[str, Decimal]:
    """Amounts by currency, never across."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for unit, amount in rows:
        if amount is not None:
            found[unit] += amount
    return dict(found)
