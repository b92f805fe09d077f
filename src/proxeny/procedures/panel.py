"""The panel "Procedure" on the page of a record: each case as a line of steps, with what is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.accounts.rights import can
from proxeny.core.records import Record
from proxeny.documents.models import Document
from proxeny.procedures import office, queries, rules
from proxeny.procedures.models import Case, ChecklistItem, Consultation, Step
from proxeny.procedures.office import said
from proxeny.procedures.services.refusals import ACT_OF
from proxeny.procedures.services.timetables import timetable
from proxeny.registers.panels import Panel
from proxeny.registers.register import Register


@dataclass(frozen=True)
class Cited:
    """A rule's citation as a page shows it."""

    words: str
    address: str
    is_verified: bool


@dataclass(frozen=True)
class StepShown:
    """A step on the line and in the table. ``state`` is one of done, late, waived, refused, returned, overdue, next,
    open; ``state_words`` says it."""

    step: Step
    title: str
    rule: str
    who: str
    state: str
    state_words: str
    day: date | None
    due: date | None
    act_by: date | None
    span: str
    note: str
    form: str
    cited: Cited
    document: Document | None
    url: str
    reopen_url: str

    @property
    def acts_earlier(self) -> bool:
        """Whether its last day is closed, so that it is to be done before."""
        return self.act_by is not None and self.due is not None and self.act_by != self.due


@dataclass(frozen=True)
class AnswerShown:
    """A body asked, or one that the rules say to ask (``consultation`` is ``None`` then)."""

    name: str
    when: str
    consultation: Consultation | None
    is_overdue: bool
    document: Document | None
    url: str
    left: str = ""


@dataclass(frozen=True)
class PaperShown:
    """A paper of the dossier."""

    item: ChecklistItem
    title: str
    when: str
    is_required: bool
    document: Document | None


@dataclass(frozen=True)
class CaseShown:
    """A case as the panel shows it."""

    case: Case
    title: str
    anchor_words: str
    cited: Cited
    rules_note: str
    steps: list[StepShown]
    answers: list[AnswerShown]
    papers: list[PaperShown]
    papers_there: int
    overrides: list[Any]
    next: StepShown | None
    settled: int


def panel_of(request: HttpRequest, register: Register, record: Record) -> Panel | None:
    """The cases of a record, or the offer to open one; nothing where the office's rules have no procedure for it.

    One SQL query where there is no case, six for one.
    """
    person: Any = request.user
    offered = office.procedures_of(record)
    cases = list(queries.cases_of(record))
    if not offered and not cases:
        return None
    open_kinds = {case.kind for case in cases if case.is_open}
    may_change = can(person, "change")
    shown = [case_shown(case, record, person) for case in sorted(cases, key=lambda case: not case.is_open)]
    startable = [procedure for procedure in offered if procedure.case not in open_kinds]
    if not shown and not may_change:
        return None
    return Panel(
        "procedures/panel.html",
        {
            "cases": shown,
            "may_change": may_change,
            "may_reopen": can(person, "accept"),
            "start_url": reverse("procedures:open", args=[register.name, record.reference]) if startable else "",
            "startable": [said(procedure.title) for procedure in startable],
            "today": timezone.localdate(),
        },
        is_pressing=bool(open_kinds),
    )


def case_shown(case: Case, record: Record, person: Any) -> CaseShown:
    """A case with everything beside it, as far as a person may see. No SQL query for a case of ``queries.cases_of``."""
    case.record = record
    book, today = case.rulebook, timezone.localdate()
    case_steps = list(case.steps.all())
    parts: list[Any] = [*case_steps, *case.consultations.all(), *case.papers.all()]
    for part in parts:
        part.case = case
    lines = {line.step: line for line in timetable(case)}
    waiting = next((step for step in case_steps if step.is_to_do and _may_go(step, case_steps, book)), None)
    steps = [_step(step, lines, waiting, person, today) for step in case_steps if book.step(step.key)]
    papers = [_paper(item, person) for item in case.papers.all()]
    return CaseShown(
        case=case,
        title=said(book.title),
        anchor_words=said(book.anchor),
        cited=cited(book.citation),
        rules_note=said(book.note),
        steps=steps,
        answers=_answers(case, person, today),
        papers=papers,
        papers_there=sum(shown.item.state == ChecklistItem.State.THERE for shown in papers),
        overrides=list(case.overrides.all()),
        next=next((shown for shown in steps if case.is_open and waiting is not None and shown.step == waiting), None),
        settled=sum(step.is_settled for step in case_steps),
    )


def cited(citation: rules.Citation) -> Cited:
    """A citation in the person's language."""
    return Cited(said(citation.words), citation.address, citation.status == "verified")


def _may_go(step: Step, steps: Iterable[Step], book: rules.Rules) -> bool:
    rule = book.step(step.key)
    before = rule.after if rule is not None else ()
    return all(other.is_settled for other in steps if other.key in before)


def _visible(document: Document | None, person: Any) -> Document | None:
    return document if document is not None and document.mark <= getattr(person, "clearance", 0) else None


def _step(
    step: Step, lines: dict[str, rules.Deadline], waiting: Step | None, person: Any, today: date
) -> StepShown:
    rule = step.case.rulebook.step(step.key)
    assert rule is not None
    line = lines.get(step.key)
    state, words = _state(step, waiting, today)
    may = step.case.is_open and can(person, ACT_OF[rule.recorded_by])
    place = [step.case_id, step.key]
    return StepShown(
        step=step,
        title=said(rule.title),
        rule=said(rule.rule),
        who=said(rule.who),
        state=state,
        state_words=words,
        day=step.done_on if step.done_on and step.outcome != Step.Outcome.RETURNED else step.due,
        due=step.due,
        act_by=line.act_by if line is not None and step.is_to_do else None,
        span=span_in_words(step.case.rulebook, rule),
        note=said(rule.note),
        form=next((said(form.title) for form in step.case.rulebook.forms if form.key == rule.form), ""),
        cited=cited(rule.citation),
        document=_visible(step.document, person),
        url=reverse("procedures:step", args=place) if may and step.is_to_do else "",
        reopen_url=reverse("procedures:step-reopen", args=place) if may and step.outcome else "",
    )


def _state(step: Step, waiting: Step | None, today: date) -> tuple[str, str]:
    if step.outcome == Step.Outcome.DONE:
        return ("late", _("done late")) if step.is_late else ("done", _("done"))
    if step.outcome == Step.Outcome.WAIVED:
        return "waived", _("waived")
    if step.outcome == Step.Outcome.REFUSED:
        return "refused", _("refused")
    if not step.case.is_open:
        return "open", _("not done")
    if step.is_overdue(today) and step.due is not None:
        days = (today - step.due).days
        return "overdue", ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
    if step.outcome == Step.Outcome.RETURNED:
        return "returned", _("returned for repair")
    return ("next", _("next")) if step == waiting else ("open", _("to do"))


def span_in_words(book: rules.Rules, rule: rules.Step) -> str:
    """How a step's day is counted, in a sentence: "30 calendar days before: first day of the conference"."""
    if rule.span is None:
        return ""
    start = book.step(rule.start)
    since = {"anchor": said(book.anchor), "opened": _("opening of the case")}.get(rule.start) or (
        said(start.title) if start is not None else rule.start
    )
    number = span_number(rule.span)
    words = _("%(days)s before: %(what)s") if rule.direction == "before" else _("%(days)s after: %(what)s")
    return words % {"days": number, "what": since}


def span_number(span: rules.Span) -> str:
    """A number of days or months in words."""
    words = {
        "calendar": ngettext("%(n)d calendar day", "%(n)d calendar days", span.days),
        "working": ngettext("%(n)d working day", "%(n)d working days", span.days),
        "clear": ngettext("%(n)d clear day", "%(n)d clear days", span.days),
        "months": ngettext("%(n)d month", "%(n)d months", span.days),
    }
    return words[span.kind] % {"n": span.days}


def _answers(case: Case, person: Any, today: date) -> list[AnswerShown]:
    asked = list(case.consultations.all())
    shown = [
        AnswerShown(
            name=str(one),
            when="",
            consultation=one,
            is_overdue=case.is_open and one.is_overdue(today),
            left=_days_left(one, today) if case.is_open else "",
            document=_visible(one.document, person),
            url=reverse("procedures:answer", args=[one.pk])
            if case.is_open and one.answered_on is None and can(person, "change")
            else "",
        )
        for one in asked
    ]
    reached = {(one.step, one.body) for one in asked}
    may_ask = case.is_open and can(person, "change")
    for step in case.rulebook.steps:
        for body in step.bodies:
            if (step.key, body.key) not in reached:
                url = f"{reverse('procedures:ask', args=[case.pk])}?step={step.key}&body={body.key}" if may_ask else ""
                when = said(body.when) or (_("to be asked") if body.is_required else _("where it concerns them"))
                shown.append(AnswerShown(said(body.title), when, None, False, None, url))
    return shown


def _days_left(asked: Consultation, today: date) -> str:
    """How long a body still has for its answer, or since when it is late or, without a day, is waited for."""
    if asked.answered_on is not None:
        return ""
    if asked.due is None:
        waited = (today - asked.asked_on).days
        return ngettext("asked %(n)d day ago", "asked %(n)d days ago", waited) % {"n": waited} if waited else ""
    days = (asked.due - today).days
    if days < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
    return _("due today") if days == 0 else ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


def _paper(item: ChecklistItem, person: Any) -> PaperShown:
    rule = next((paper for paper in item.case.rulebook.papers if paper.key == item.key), None)
    return PaperShown(
        item=item,
        title=str(item),
        when=said(rule.when) if rule is not None else "",
        is_required=rule is None or rule.is_required,
        document=_visible(item.document, person),
    )
