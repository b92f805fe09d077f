"""What an agreement's page shows beside the kit's: its line of acts, what is ahead, what can be recorded, its texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.accounts.rights import can
from proxeny.agreements import chain
from proxeny.agreements.models import Act, Agreement, Clause, TextVersion
from proxeny.agreements.services.acts import CASE, CLOSING
from proxeny.agreements.services.keeping import acts_of
from proxeny.agreements.states import BEFORE_SIGNATURE, OVER, RUNNING, Deed, State
from proxeny.core.lists.columns import TONES
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.partners.models import Person
from proxeny.procedures import queries as procedures
from proxeny.registers import content

SOON = 90  # days before an end or a last day of notice from which it presses


@dataclass(frozen=True)
class ActShown:
    """An act on the line: ``state`` is what it led to, ``statements`` what it rests on for the person who asks."""

    act: Act
    label: str
    state: str
    tone: str
    people: list[Any]
    successor: Agreement | None
    statements: list[Statement] = field(default_factory=list)
    edit_url: str = ""
    remove_url: str = ""
    is_of_a_step: bool = False

    @property
    def dialog(self) -> str:
        """The id of the question before it is taken back."""
        return f"back-{self.act.pk}"


@dataclass(frozen=True)
class Ahead:
    """A day to come: an end, a last day of notice. ``presses`` says that it is near or past."""

    day: date
    words: str
    left: str
    presses: bool = False


@dataclass(frozen=True)
class Offer:
    """An act that could be recorded now."""

    deed: str
    label: str
    url: str
    is_next: bool = False


def context(request: HttpRequest, agreement: Agreement) -> dict[str, Any]:
    """The context of the page. Nine SQL queries, however many acts."""
    person: Any = request.user
    today = timezone.localdate()
    may_change = can(person, "change")
    acts = acts_of(agreement)
    line = _line(agreement, acts, person, may_change)
    rows = content.content_of(agreement, person, first=_FIRST)
    content.numbered([one for row in rows for one in row.statements] + [one for act in line for one in act.statements])
    standing, state = chain.standing_of(acts, on=today), chain.state_of(acts, today, agreement.running)
    is_led = may_change and not standing.is_signed and procedures.open_case_of(agreement, CASE) is not None
    offers = _offers(agreement, standing, state, is_led) if may_change else []
    usual = 1 if is_led else 4
    texts = list(agreement.texts.select_related("document"))
    shown = [text for text in texts if text.document is None or text.document.mark <= person.clearance]
    return {
        "state": state,
        "state_words": State(state).label,
        "state_tone": TONES.get(state, "quiet"),
        "line": line,
        "ahead": ahead_of(agreement, standing, state, today),
        "next": _next(agreement, state, acts),
        "offers": offers[:usual],
        "other_offers": offers[usual:],
        "content": [row for row in rows if row.name not in _ELSEWHERE],
        "parties": _named(rows, _PARTIES),
        "term": _term(agreement, rows),
        "languages": _named(rows, ("languages", "authentic", "prevailing")),
        "sources": sources_of(rows, line),
        "clauses": sorted(agreement.clauses.all(), key=clause_key),
        "texts": shown,
        "compare_url": _compare_url(agreement, shown),
    }


_PARTIES = ("partners", "parties", "proposer", "capacity", "signed_by", "approved_by", "delegated")
_TERM = ("signed", "entry_into_force", "term", "expires", "ended", "renewal")
_ELSEWHERE = {
    *_PARTIES, *_TERM, "status", "renewal_months", "notice", "notice_unit", "languages", "authentic", "prevailing",
}  # fmt: skip
_FIRST = ("kind", "fields_of_work", "in_plan", "at_high_level_visit")


def _named(rows: Sequence[content.Shown], names: Sequence[str]) -> list[content.Shown]:
    found = {row.name: row for row in rows}
    return [found[name] for name in names if name in found]


def _term(agreement: Agreement, rows: Sequence[content.Shown]) -> list[content.Shown]:
    """The dates and the rule of renewal, with its period and that of notice in words."""
    shown = _named(rows, _TERM)
    if agreement.renewal == Agreement.Renewal.TACIT and agreement.renewal_months:
        shown.append(content.Shown("renewal_months", _("goes on for"), in_months(agreement.renewal_months), "plain"))
    if agreement.notice:
        number = agreement.notice
        in_days = ngettext("%(n)d day before the end", "%(n)d days before the end", number)
        in_whole_months = ngettext("%(n)d month before the end", "%(n)d months before the end", number)
        words = in_days if agreement.notice_unit == Agreement.NoticeUnit.DAYS else in_whole_months
        shown.append(content.Shown("notice", _("notice"), words % {"n": number}, "plain"))
    return shown


def in_months(months: int) -> str:
    """A number of months in words; whole years as years."""
    if months % 12 == 0:
        return ngettext("%(n)d year", "%(n)d years", months // 12) % {"n": months // 12}
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


def _line(agreement: Agreement, acts: list[Act], person: Any, may_change: bool) -> list[ActShown]:
    kept = [act for act in acts if act.pk is not None]
    prefetch_related_objects(kept, Prefetch("signatories", Person.objects.visible_to(person)), "successor")
    evidence = documents.evidence_of_many(kept, visible_to=person)
    shown = []
    standing = chain.Standing()
    for act in acts:
        standing = chain.applied(standing, act)
        state = chain.as_of(standing, _day_of(act), agreement.running)
        place = [agreement.reference, act.pk]
        people = list(act.signatories.all()) if act.pk is not None else []
        shown.append(
            ActShown(
                act=act,
                label=str(Deed(act.deed).label),
                state=str(State(state).label),
                tone=TONES.get(state, "quiet"),
                people=people,
                successor=act.successor if act.successor and act.successor.mark <= person.clearance else None,
                statements=_once(
                    [one for found in (evidence.get(act, {}) if act.pk else {}).values() for one in found]
                ),
                edit_url=reverse("agreement-act", args=place) if may_change and act.pk and not act.step else "",
                remove_url=reverse("agreement-act-back", args=place) if may_change and act.pk and act.step != CLOSING
                else "",
                is_of_a_step=bool(act.step),
            )
        )  # fmt: skip
    return shown


def _day_of(act: Act) -> date:
    """The day on which what an act led to is told."""
    edtf = act.date or act.effective
    return chain.period.days(edtf)[0] or timezone.localdate() if edtf else timezone.localdate()


def _once(statements: list[Statement]) -> list[Statement]:
    return list({one.document_id: one for one in reversed(statements)}.values())[::-1]


def sources_of(rows: Sequence[content.Shown], line: Sequence[ActShown]) -> list[Statement]:
    """One statement for each document that the page's marks lead to."""
    first: dict[int, Statement] = {}
    for statement in (*(one for row in rows for one in row.statements), *(s for act in line for s in act.statements)):
        first.setdefault(statement.number, statement)  # type: ignore[attr-defined]
    return [first[number] for number in sorted(first)]


def left_until(day: date, today: date) -> str:
    """How long until a day, or since: "in 40 days", "12 days ago"."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("%(n)d day ago", "%(n)d days ago", -days) % {"n": -days}
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}


def ahead_of(agreement: Agreement, standing: chain.Standing, state: str, today: date) -> list[Ahead]:
    """The days ahead that the acts and the term give, the next one first."""
    if state not in RUNNING or not standing.is_signed:
        return []
    found = []
    begins = chain.period.days(standing.in_force)[0] if standing.in_force else None
    if begins is not None and begins > today:
        found.append(Ahead(begins, _("It enters into force"), left_until(begins, today)))
    ends = chain.period.days(standing.ended)[0] if standing.ended else None
    if ends is not None and ends > today:
        found.append(Ahead(ends, _("Its termination takes effect"), left_until(ends, today), presses=True))
        return sorted(found, key=lambda one: one.day)
    term = agreement.running
    notice, end = term.last_day_of_notice(today), term.end_running_on(today)
    if notice is not None and notice >= today:
        near = (notice - today).days <= SOON
        found.append(Ahead(notice, _("Last day to give notice"), left_until(notice, today), near))
    if end is not None and end >= today:
        words = _("The term ends and goes on tacitly") if term.goes_on_by_itself else _("The term ends")
        near = not term.goes_on_by_itself and (end - today).days <= SOON
        found.append(Ahead(end, words, left_until(end, today), near))
    return sorted(found, key=lambda one: one.day)


def _next(agreement: Agreement, state: str, acts: Sequence[Act]) -> str:
    """What comes next, in a sentence."""
    if not acts:
        return _("Nothing is done yet: record the first act, or open its procedure.")
    if state in BEFORE_SIGNATURE:
        waits = {
            State.APPROVED: _("It is approved and waits for its signature."),
            State.SUBMITTED: _("It waits for the decision."),
            State.CONSULTING: _("It waits for the opinions that were asked."),
        }
        return waits.get(State(state), _("It is not signed yet."))
    if state == State.SIGNED and not agreement.entry_into_force:
        return _("It is signed. When its entry into force is known, record it.")
    if state == State.EXPIRED:
        return _("Its term is over. Where the parties go on, record the renewal with its source.")
    if state == State.UNKNOWN:
        return _("Whether it still holds is not known. Record what a source tells of it.")
    if state == State.SUSPENDED:
        return _("It is suspended until its resumption or its end is recorded.")
    if state == State.REFUSED:
        return _("It was refused. A new draft or a new procedure takes it up again.")
    return ""


# In the order in which they are offered, by what the agreement is.
_OFFERED = {
    "open": (Deed.SIGN, Deed.DRAFT, Deed.NEGOTIATE, Deed.APPROVE, Deed.SUBMIT, Deed.REVISE, Deed.CONSULT,
             Deed.ANNOUNCE, Deed.PROPOSE, Deed.REFUSE, Deed.WITHDRAW, Deed.LAPSE, Deed.SUPERSEDE, Deed.TELL),
    "signed": (Deed.ENTER, Deed.AMEND, Deed.EXTEND, Deed.TERMINATE, Deed.RENEW, Deed.RESUME, Deed.SUSPEND, Deed.LAPSE,
               Deed.EXPIRE, Deed.SUPERSEDE, Deed.TELL),
}  # fmt: skip


_STEPS = frozenset(
    {Deed.DRAFT, Deed.CONSULT, Deed.REVISE, Deed.SUBMIT, Deed.APPROVE, Deed.REFUSE, Deed.WITHDRAW}
)
_NEXT: dict[str, Deed] = {
    State.APPROVED: Deed.SIGN,
    State.SIGNED: Deed.ENTER,
    State.EXPIRED: Deed.RENEW,
    State.SUSPENDED: Deed.RESUME,
}


def _offers(agreement: Agreement, standing: chain.Standing, state: str, is_led: bool) -> list[Offer]:
    """What could be recorded today; of what a procedure leads (``is_led``) its steps are left to it."""
    group = "signed" if standing.is_signed else "open"
    if state == State.TERMINATED or (state in OVER and state != State.EXPIRED):
        return []
    return [
        Offer(
            deed.value,
            str(deed.label),
            reverse("agreement-act-new", args=[agreement.reference, deed.value]),
            is_next=_NEXT.get(state) == deed,
        )
        for deed in _OFFERED[group]
        if not (is_led and deed in _STEPS) and chain.may_follow(standing, state, deed)
    ]


_PARTS_OF_NUMBER = re.compile(r"\d+|\D+")


def clause_key(clause: Clause) -> list[tuple[int, int, str]]:
    """Clauses in the order of their numbers: 2 before 10, 2 before 2.1."""
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _PARTS_OF_NUMBER.findall(clause.number)
    ]


def _compare_url(agreement: Agreement, texts: Sequence[TextVersion]) -> str:
    """The last version beside the one before it in the same language, else beside any other."""
    if len(texts) < 2:
        return ""
    new = texts[-1]
    old = next((text for text in reversed(texts[:-1]) if text.language == new.language), texts[-2])
    return f"{reverse('agreement-compare', args=[agreement.reference])}?old={old.pk}&new={new.pk}"
