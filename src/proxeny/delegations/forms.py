"""The forms of delegations: they ask, the services decide."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from proxeny.core.records import Record
from proxeny.delegations import services
from proxeny.delegations.models import (
    Delegation,
    DelegationPaper,
    Member,
    ProgrammeItem,
    TravelDocument,
    VisitSheet,
)
from proxeny.delegations.protocol import protocol
from proxeny.delegations.reporting import TRIP
from proxeny.documents.models import Document
from proxeny.procedures.forms import DayField, document_field
from proxeny.procedures.queries import open_case_of
from proxeny.registers.forms import PartForm, RecordForm, SourcedForm, form_field

FIELDS = [
    "title",
    "direction",
    "level",
    "channel",
    "status",
    "plan_year",
    "in_plan",
    "dates",
    "places",
    "partners",
    "led_by",
    "met",
    "proposing_unit",
    "receiving_unit",
    "sent_by",
    "invitation",
    "purpose",
    "content",
    "accompanying",
    "size",
    "cost",
    "cost_currency",
    "cost_source",
    "results",
    "agreements",
    "outcomes",
    "report_due",
    "reported",
    "report_number",
    "note",
    "mark",
]

MEMBER_FIELDS = (
    "name",
    "person",
    "role",
    "post",
    "workplace",
    "post_translated",
    "workplace_translated",
    "rank",
    "is_key_leader",
    "sex",
    "born",
    "contact",
    "passport_kind",
    "language",
    "diet",
    "days",
)


class DelegationForm(RecordForm):
    """A delegation. Its state is not asked for where a case says it."""

    class Meta:
        model = Delegation
        fields = FIELDS
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and open_case_of(self.instance, TRIP) is not None:
            del self.fields["status"]
        elif not self.instance.pk:
            self.fields["status"].initial = self.initial.get("status") or Delegation.Status.PLANNED

    @transaction.atomic
    def save(self, commit: bool = True) -> Record:
        """Through the register's services; an open case counts from the first day that the trip now has."""
        is_moved = bool(self.instance.pk) and "dates" in self.changed_data
        saved = super().save(commit)
        if is_moved and isinstance(saved, Delegation):
            services.follow_dates(saved, by=self.person)
        return saved


class TimeInput(forms.TimeInput):
    """The browser's own field for a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ProgrammeForm(PartForm):
    """One item of the programme, on a day of the delegation."""

    day = DayField(label=_("day"))
    begins = forms.TimeField(label=_("from"), required=False, widget=TimeInput())
    ends = forms.TimeField(label=_("to"), required=False, widget=TimeInput())

    class Meta:
        model = ProgrammeItem
        fields = ["day", "begins", "ends", "what", "place", "with_whom", "attends", "note"]
        formfield_callback = form_field

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        span = record.span if isinstance(record, Delegation) else None
        if span is not None:
            self.fields["day"].widget.attrs |= {"min": span[0].isoformat(), "max": span[1].isoformat()}
            self.fields["day"].initial = self.initial.get("day") or span[0]


class MemberForm(PartForm):
    """A member: of guests their rank, language and diet are asked, of those sent whether they are a key leader."""

    class Meta:
        model = Member
        fields = MEMBER_FIELDS
        formfield_callback = form_field

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        if isinstance(record, Delegation) and record.is_out:
            for name in ("rank", "language", "diet"):
                del self.fields[name]
        else:
            del self.fields["is_key_leader"]
            self.fields["rank"] = forms.ChoiceField(
                label=self.fields["rank"].label, required=False, choices=_with(protocol().choices(), self.instance.rank)
            )


def _with(choices: list[tuple[str, str]], held: str) -> list[tuple[str, str]]:
    """A rank that the protocol has no longer stays what it was."""
    return choices if held in dict(choices) else [*choices, (held, held)]


class PaperOfDelegationForm(PartForm):
    """A document that belongs to a delegation; the document is its own source."""

    class Meta:
        model = DelegationPaper
        fields = ["kind", "document", "on", "what"]
        formfield_callback = form_field

    def __init__(self, *args: Any, person: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, person=person, record=record, **kwargs)
        self.fields["document"] = document_field(person, record)
        self.fields["document"].required = True

    @property
    def source_fields(self) -> list[forms.BoundField]:
        """None: the document is what it says."""
        return []


class MembersForm(SourcedForm):
    """Many members at once: one a line, as copied from a spreadsheet (tabs) or typed with semicolons."""

    people = forms.CharField(
        label=_("members"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("One person a line: name; post; workplace; role. Rows copied from a spreadsheet are taken too."),
    )

    class Meta:
        model = Delegation
        fields: list[str] = []

    def clean_people(self) -> list[Member]:
        """The people, in their order. Refuses a line without a name or with more than four parts."""
        members, wrong = [], []
        for number, line in enumerate(self.cleaned_data["people"].splitlines(), 1):
            if not line.strip():
                continue
            parts = [part.strip() for part in re.split(r"\t|;", line)]
            if not parts[0] or len(parts) > 4:
                wrong.append(_now("Line %(number)s: “%(line)s”.") % {"number": number, "line": line.strip()[:80]})
                continue
            name, post, workplace, role = [*parts, "", "", ""][:4]
            members.append(Member(name=name, post=post, workplace=workplace, role=role))
        if wrong:
            head = _now("These lines are not a name and at most three parts more (post; workplace; role). ")
            raise ValidationError(head + " ".join(wrong[:10]) + (" …" if len(wrong) > 10 else ""))
        return members

    def _stated(self) -> dict[str, Any]:
        return {"members": [member.name for member in self.cleaned_data["people"]]}

    def save(self, commit: bool = True) -> Any:
        """Through the service. Raises ``DomainError``; nothing is written then."""
        services.add_members(
            self.instance, self.cleaned_data["people"], by=self.person, evidence=self.statements()
        )
        return self.instance


class ReportForm(SourcedForm):
    """The report on return: when, under which number, what came of the trip."""

    override_reason = forms.CharField(
        label=_("Reason for going on all the same"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where an order or a paper is not kept; it stays on record with your name."),
    )

    class Meta:
        model = Delegation
        fields = ["reported", "report_number", "results"]
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reported"].required = True
        if not self.is_bound:
            del self.fields["override_reason"]

    def save(self, commit: bool = True) -> Any:
        """Through the service. Raises ``DomainError``; nothing is written then."""
        data = self.cleaned_data
        document = data.get("source_document")
        return services.file_report(
            self.instance,
            on=data["reported"],
            number=data["report_number"],
            results=data["results"],
            document=document if isinstance(document, Document) else None,
            evidence=self.statements(),
            by=self.person,
            override_reason=data.get("override_reason", ""),
        )


class OverrideLimitForm(forms.Form):
    """Why a limit is not kept."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class TravelDocumentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A passport and a visa."""

    class Meta:
        model = TravelDocument
        fields = ["number", "expires", "visa", "visa_note"]
        formfield_callback = form_field

    def _post_clean(self) -> None:
        """The service checks."""


class VisitSheetForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is arranged for a visit; beside each line stands what the rank gets."""

    class Meta:
        model = VisitSheet
        fields = [
            "rank",
            "arrives",
            "departs",
            *VisitSheet.ARRANGED,
            "interpreters",
            "flags",
            "note",
        ]
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rank"] = forms.ChoiceField(
            label=self.fields["rank"].label, required=False, choices=_with(protocol().choices(), self.instance.rank)
        )

    def _post_clean(self) -> None:
        """The service checks."""


class SeatingForm(forms.Form):
    """Who sits on each side, one a line, the head first."""

    ours = forms.CharField(
        label=_("our side"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("One person a line, the head first: name; post. Move the lines to change the order."),
    )
    theirs = forms.CharField(
        label=_("the other side"), required=False, widget=forms.Textarea(attrs={"rows": 10})
    )

    @staticmethod
    def as_text(seats: list[dict[str, str]]) -> str:
        """Seats as lines."""
        return "\n".join("; ".join(part for part in (seat["name"], seat.get("post", "")) if part) for seat in seats)

    @staticmethod
    def as_seats(text: str) -> list[dict[str, str]]:
        """Lines as seats."""
        rows = (re.split(r"\t|;", line, maxsplit=1) for line in text.splitlines() if line.strip())
        return [{"name": row[0].strip(), "post": row[1].strip() if len(row) > 1 else ""} for row in rows]
