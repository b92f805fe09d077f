"""The pages that show: what was done to a case and by which rules, and what is due in all registers."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxeny.accounts.models import User
from proxeny.accounts.requests import SignedIn
from proxeny.audit.queries import in_words
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.procedures import forms as case_forms
from proxeny.procedures import office, queries
from proxeny.procedures.models import Case, ChecklistItem, Consultation, Step
from proxeny.procedures.office import said
from proxeny.procedures.panel import case_shown
from proxeny.procedures.views import case_for
from proxeny.registers.register import REGISTERS
from proxeny.registers.services import history as entries_of

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@login_required
def history(request: SignedIn, pk: int) -> HttpResponse:
    """Who did what to a case, the newest first, and the rules that it keeps."""
    case = case_for(request, pk)
    entries = [
        {"entry": entry, "act": in_words(entry.action), "changes": _changes(case, entry.changes)}
        for entry in entries_of(case)
    ]
    shown = case_shown(case, case.record, request.user)  # type: ignore[arg-type]
    context = {"case": case, "record": case.record, "entries": entries, "shown": shown, "book": case.rulebook}
    return render(request, "procedures/history.html", context)


def _changes(case: Case, changes: dict[str, Any]) -> list[tuple[str, str]]:
    """The changes of an entry in words: steps and papers by their titles, documents left to the steps themselves."""
    titles = {step.key: said(step.title) for step in case.rulebook.steps}
    titles |= {paper.key: said(paper.title) for paper in case.rulebook.papers}
    titles[case.kind] = said(case.rulebook.title)
    labels = {
        "step": _("step"),
        "paper": _("paper"),
        "outcome": _("outcome"),
        "state": _("state"),
        "done_on": _("day"),
        "anchor": said(case.rulebook.anchor),
        "opened_on": _("opened"),
        "closed_on": _("closed"),
        "body": _("body"),
        "asked_on": _("asked"),
        "answered_on": _("answered"),
        "answer": _("answer"),
        "due": _("due"),
        "rule": _("rule"),
        "found": _("found"),
        "says": _("the rule says"),
        "reason": _("reason"),
        "note": _("note"),
        "summary": _("what it says"),
        "responsible": _("responsible"),
        "rules_from": _("rules in force since"),
        "kind": _("procedure"),
        "is_late": _("late"),
    }
    choices = dict(Step.Outcome.choices) | dict(Consultation.Answer.choices) | dict(Case.Outcome.choices)
    choices |= dict(ChecklistItem.State.choices)
    found = []
    for name, values in changes.items():
        if name == "document_id":
            continue
        before, after = values if isinstance(values, list) and len(values) == 2 else (None, values)
        stem, _colon, key = name.partition(": ")
        label = labels.get(stem, stem) + (f" ({titles.get(key, key)})" if key else "")
        told = [_told(value, name, titles, choices) for value in (before, after)]
        found.append((label, " → ".join(words for words in told if words) or "–"))
    return found


def _told(value: Any, name: str, titles: dict[str, str], choices: dict[Any, Any]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in {"step", "paper", "kind"}:
        return titles.get(str(value), str(value))
    if _DAY.fullmatch(str(value)):
        return edtf_in_words(str(value), get_language() or "en", short=True)
    if name in {"outcome", "answer", "state"}:
        return str(choices.get(value, value))
    return str(value)


@login_required
def deadlines(request: SignedIn) -> HttpResponse:
    """What is due this week and what is late, in all registers, for one person or one register if asked."""
    today = timezone.localdate()
    filters = case_forms.DeadlineFilters(request.GET or None)
    register_choices = [
        (name, register.title) for name, register in REGISTERS.items() if office.procedures_for(name)
    ]
    people = User.objects.filter(cases__isnull=False).distinct().order_by("last_name", "first_name")
    filters.fields["register"].choices = [("", _("all registers")), *register_choices]  # type: ignore[attr-defined]
    filters.fields["person"].choices = [  # type: ignore[attr-defined]
        ("", _("everybody")),
        ("me", _("me")),
        *((str(person.pk), str(person)) for person in people if person != request.user),
    ]
    filters.fields["within"].initial = "7"
    asked = filters.cleaned_data if filters.is_bound and filters.is_valid() else {}
    person = asked.get("person", "")
    found = queries.due_until(
        case_forms.within_until(asked.get("within", ""), today),
        visible_to=request.user,
        register=asked.get("register", ""),
        person=request.user.pk if person == "me" else int(person) if person else None,
    )
    lines = [
        {
            "due": one,
            "title": str(one.what),
            "procedure": said(one.case.rulebook.title),
            "record": one.case.record,
            "register": REGISTERS[one.case.register].title,
            "is_late": one.is_late(today),
            "days": abs((one.due - today).days),
        }
        for one in found
    ]
    context = {
        "filters": filters,
        "late": [line for line in lines if line["is_late"]],
        "coming": [line for line in lines if not line["is_late"]],
        "today": today,
        "is_filtered": bool(asked.get("register") or person),
    }
    return render(request, "procedures/deadlines.html", context)
