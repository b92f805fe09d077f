"""The forms of a case: they ask, the services decide."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.accounts.models import User
from proxeny.core.lists.widgets import RemoteSelect
from proxeny.core.records import Record
from proxeny.documents.models import Citation, Document
from proxeny.procedures.models import Case, ChecklistItem, Consultation, Step
from proxeny.procedures.office import said
from proxeny.procedures.rules import Procedure

_NEWEST = 15


class DayField(forms.DateField):
    """A day, by the browser's own picker or typed: 2026-05-16 or 16/05/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)


class DocumentSelect(RemoteSelect):
    """Any document by a few letters; without JavaScript those of the record and the newest."""

    near: list[tuple[str, str]]

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        """The near ones, and what is chosen where it is not among them."""
        super().optgroups(name, value, attrs)
        chosen = [choice for choice in self.choices if choice[0]]
        self.choices = [("", ""), *dict([*getattr(self, "near", []), *chosen]).items()]
        return forms.Select.optgroups(self, name, value, attrs)


def document_field(person: User, record: Record | None, label: Any = None) -> forms.ModelChoiceField:
    """A field for a document that a person may see."""
    widget = DocumentSelect(Document, address="documents:choices")
    visible = Document.objects.visible_to(person)
    near = list(visible.order_by("-pk").only("pk", "title", "reference")[:_NEWEST])
    if record is not None:
        cited = Citation.objects.filter(
            content_type__app_label=record._meta.app_label,
            content_type__model=record._meta.model_name,
            object_id=record.pk,
        )
        near = [*visible.filter(pk__in=cited.values("statement__document")), *near]
    widget.person = person
    widget.near = [(str(document.pk), str(document)) for document in near]
    made = forms.ModelChoiceField(
        visible,
        required=False,
        label=label or _("Document"),
        widget=widget,
        help_text=_("The paper itself, if it is in the record."),
    )
    widget.choices = []
    return made


class CaseForm(forms.Form):
    """What every form of a case has: the person, and their today."""

    def __init__(self, *args: Any, person: User, record: Record | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.record = person, record
        if "document" in self.fields:
            self.fields["document"] = document_field(person, record)
        for name in ("on", "opened_on"):
            if name in self.fields:
                self.fields[name].initial = self.fields[name].initial or timezone.localdate


class OpenForm(CaseForm):
    """Which procedure, and the day it turns on."""

    kind = forms.ChoiceField(label=_("Procedure"))
    anchor = DayField(
        label=_("Day it turns on"),
        required=False,
        help_text=_("May be left out until it is known; the days follow then."),
    )
    opened_on = DayField(label=_("Opened"), help_text=_("The rules in force on this day hold for the whole case."))

    def __init__(self, *args: Any, procedures: list[Procedure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (procedure.case, f"{said(procedure.title)} ({said(procedure.anchor)})") for procedure in procedures
        ]


class StepForm(CaseForm):
    """What became of a step."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=[choice for choice in Step.Outcome.choices if choice[0]])
    on = DayField(label=_("Day"))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    document = forms.Field(required=False)
    override_reason = forms.CharField(
        label=_("Reason for going on all the same"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where an order or a paper is not kept; it stays on record with your name."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:  # asked for once the rules refuse
            del self.fields["override_reason"]


class ReasonForm(CaseForm):
    """A reason, for what cannot be done without one."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class AskForm(CaseForm):
    """Which body is asked, and when."""

    body = forms.ChoiceField(label=_("Body"), required=False)
    name = forms.CharField(
        label=_("Or another body"), required=False, max_length=200, help_text=_("No rule gives it a number of days.")
    )
    on = DayField(label=_("Asked on"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "–")] + [  # type: ignore[attr-defined]
            (f"{step.key}.{body.key}", f"{said(body.title)} · {said(step.title)}")
            for step in case.rulebook.steps
            for body in step.bodies
        ]


class AnswerForm(CaseForm):
    """What a body answered."""

    on = DayField(label=_("Answered on"))
    answer = forms.ChoiceField(label=_("Answer"), choices=Consultation.Answer.choices)
    summary = forms.CharField(label=_("What it says"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    document = forms.Field(required=False)


class AnchorForm(CaseForm):
    """Another day, and why."""

    anchor = DayField(label=_("New day"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where a day was set before."),
    )


class CloseForm(CaseForm):
    """How a case ends."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Case.Outcome.choices)
    on = DayField(label=_("Day"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where it is refused or withdrawn."),
    )


class OverrideForm(CaseForm):
    """A rule that is not kept, on purpose."""

    found = forms.CharField(label=_("Found"), widget=forms.Textarea(attrs={"rows": 2}))
    says = forms.CharField(label=_("The rule says"), widget=forms.Textarea(attrs={"rows": 2}))
    citation = forms.CharField(label=_("Citation"), required=False, max_length=300)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class AssignForm(CaseForm):
    """Who is responsible."""

    responsible = forms.ModelChoiceField(User.objects.none(), label=_("Responsible"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark = self.record.mark if self.record is not None else 0
        people = User.objects.filter(is_active=True, clearance__gte=mark).order_by("last_name", "first_name")
        self.fields["responsible"].queryset = people  # type: ignore[attr-defined]


class PaperForm(CaseForm):
    """One paper of the dossier; a page holds one such form for each."""

    state = forms.ChoiceField(label=_("State"), choices=ChecklistItem.State.choices)
    document = forms.Field(required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class DeadlineFilters(forms.Form):
    """Filters of the page of deadlines."""

    within = forms.ChoiceField(
        label=_("Due"),
        required=False,
        choices=[
            ("late", pgettext_lazy("due", "overdue")),
            ("7", _("this week and overdue")),
            ("30", _("in 30 days and overdue")),
            ("365", _("in a year and overdue")),
        ],
    )
    register = forms.ChoiceField(label=_("Register"), required=False)
    person = forms.ChoiceField(label=_("Responsible"), required=False)


def within_until(within: str, today: date) -> date:
    """The last day that a filter of the page of deadlines takes in."""
    days = {"late": -1, "30": 30, "365": 365}.get(within, 7)
    return date.fromordinal(today.toordinal() + days)
