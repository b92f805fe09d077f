"""The forms of enquiries, movements, grievances and calls: they ask, the services decide."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import Role, User
from proxeny.investments import clocks, origins, services
from proxeny.investments.models import Call, CapitalMovement, Contact, Grievance, Lead, Project, Promise
from proxeny.investments.models.leads import BY_ACT, LostBecause, Stage, pipeline_position
from proxeny.registers.forms import PartForm, RecordForm, SourcedForm, form_field
from proxeny.registers.stated_values import give_value
from proxeny.registers.value_forms import ValueForm


def officers() -> Any:
    """The people of the office who may be responsible for something."""
    return User.objects.filter(is_active=True, role__gte=Role.OFFICER).order_by("last_name", "first_name", "username")


class DayField(forms.DateField):
    """A day, by the browser's own picker or typed: 2026-05-16 or 16/05/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("initial", timezone.localdate)
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)


class OriginSelect(forms.Select):
    """What an enquiry came from, found with a few letters in all registers that it may come from."""

    person: Any = None

    def __init__(self) -> None:
        super().__init__({"data-select": "", "data-url": reverse_lazy("leads-origins")})

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        """What is chosen, by name; a key that names nothing visible as it is."""
        wanted = [item for item in value if item]
        found = origins.named(wanted, visible_to=self.person)
        self.choices = [("", ""), *((key, str(record)) for key, record in found.items())]
        return super().optgroups(name, value, attrs)


class LeadForm(ValueForm):
    """An investor's enquiry; the capital is what is expected."""

    class Meta:
        model = Lead
        fields = [
            "title",
            "investor",
            "partners",
            "key_account",
            "channel",
            "origin",
            "received",
            "sector",
            "place",
            "value",
            "high",
            "unit",
            "qualifier",
            "jobs",
            "call",
            "note",
            "mark",
        ]
        formfield_callback = form_field
        help_texts = {
            "received": _("The day it came in: the clock for the first answer starts then. Empty for a suspect."),
            "key_account": _("One person who speaks with this investor for the whole city."),
            "origin": _("The event, visit, partner or call that it came from."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = OriginSelect()
        widget.person = self.person
        help_text = self.fields["origin"].help_text
        self.fields["origin"] = forms.CharField(
            label=_("came from"), required=False, widget=widget, help_text=help_text, max_length=160
        )
        people = self.fields["key_account"]
        assert isinstance(people, forms.ModelChoiceField)
        people.queryset = officers()
        if not self.instance.pk:
            self.initial.setdefault("key_account", self.person.pk)

    def clean(self) -> dict[str, Any]:
        """An enquiry has come in; what it came from is on record."""
        cleaned = super().clean()
        if clocks.is_to_come(cleaned.get("received", "")):
            self.add_error("received", ValidationError(_("This day is still to come.")))
        origin = cleaned.get("origin", "")
        is_kept = bool(self.instance.pk) and origin == self.instance.origin
        if origin and not is_kept and not origins.named([origin], visible_to=self.person):
            self.add_error("origin", ValidationError(_("There is no such record. Choose one from the list.")))
        return cleaned


class ContactForm(PartForm):
    """A contact with an investor."""

    class Meta:
        model = Contact
        fields = ["date", "kind", "side", "who", "what", "next_step", "due", "done", "responsible", "satisfaction"]
        formfield_callback = form_field
        help_texts = {"satisfaction": _("Where the investor said so: 1 is bad, 5 is good. May stay empty.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["responsible"]
        assert isinstance(people, forms.ModelChoiceField)
        people.queryset = officers()
        if not self.instance.pk:
            self.initial.setdefault("date", timezone.localdate().isoformat())


class PromiseForm(PartForm):
    """What an investor promised."""

    class Meta:
        model = Promise
        fields = ["date", "what", "agreement", "value", "high", "unit", "qualifier"]
        formfield_callback = form_field


class MovementForm(PartForm):
    """A movement of capital, with its publisher and cut-off day."""

    class Meta:
        model = CapitalMovement
        fields = ["kind", "date", "value", "high", "unit", "qualifier", "publisher", "as_of", "count", "reason", "note"]
        formfield_callback = form_field
        help_texts = {
            "as_of": _("The day up to which the publisher counts, where it says so."),
            "count": _("More than one where the source sums several up, as “raised, 12 turns”."),
            "reason": _("Only where the ledger refuses an entry that the source gives all the same."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["count"].required = False

    def clean_count(self) -> int:
        """One where nothing is said."""
        return self.cleaned_data.get("count") or 1


class GrievanceForm(RecordForm):
    """A grievance as it was received."""

    class Meta:
        model = Grievance
        fields = ["title", "project", "about", "received", "description", "responsible", "due", "note", "mark"]
        formfield_callback = form_field
        help_texts = {"due": _("Left empty, the office's clock gives the day.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["responsible"]
        assert isinstance(people, forms.ModelChoiceField)
        people.queryset = officers()

    def clean(self) -> dict[str, Any]:
        """It has been received."""
        cleaned = super().clean()
        if clocks.is_to_come(cleaned.get("received", "")):
            self.add_error("received", ValidationError(_("This day is still to come.")))
        return cleaned


class LicenceForm(SourcedForm):
    """The licence of an enquiry: a project that is made, or one that is on record already."""

    project = forms.ModelChoiceField(
        queryset=Project.objects.none(), required=False, label=_("Project on record"),
        help_text=_("Where the licence came in with the register already. Left empty, the project is made."),
    )  # fmt: skip
    publisher = forms.CharField(label=_("Published by"), required=False, max_length=200)
    reason = forms.CharField(
        label=_("Reason for skipping stages"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = Project
        fields = ["date", "licence_number", "value", "unit", "form", "mark"]
        formfield_callback = form_field

    def __init__(self, *args: Any, lead: Lead, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lead = lead
        self.fields["date"] = DayField(label=_("Day of the licence"))
        self.fields["value"].label = _("registered capital")
        self.fields["project"].widget = form_field(Lead._meta.get_field("project")).widget  # type: ignore[union-attr,arg-type]
        self.fields["project"].widget.person = self.person  # type: ignore[attr-defined]
        self.fields["project"].queryset = Project.objects.visible_to(self.person)  # type: ignore[attr-defined]
        if lead.stage == Stage.MOU:
            del self.fields["reason"]
        self.order_fields(
            ["date", "licence_number", "value", "unit", "form", "publisher", "mark", "project", "reason"]
        )

    def clean(self) -> dict[str, Any]:
        """Capital has a currency."""
        cleaned = super().clean()
        if cleaned.get("value") is not None and not cleaned.get("unit"):
            self.add_error("unit", ValidationError(_("Give the currency, as USD.")))
        return cleaned

    def save(self, commit: bool = True) -> Project:
        """Through the service. Raises ``DomainError``; nothing is written then."""
        cleaned = self.cleaned_data
        return services.license_lead(
            self.lead,
            on=cleaned["date"],
            licence_number=cleaned["licence_number"],
            value=cleaned["value"],
            unit=cleaned["unit"],
            form=cleaned["form"],
            mark=cleaned["mark"],
            publisher=cleaned["publisher"],
            project=cleaned.get("project"),
            reason=cleaned.get("reason", ""),
            evidence=give_value(self.statements(), cleaned),
            by=self.person,
        )


class TakeUpForm(SourcedForm):
    """Which project takes a call up, and who says so."""

    class Meta:
        model = Call
        fields = ["taken_by"]
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken_by"].required = True

    def save(self, commit: bool = True) -> Call:
        """Through the service. Raises ``DomainError``; nothing is written then."""
        return services.take_up(
            self.instance, project=self.cleaned_data["taken_by"], evidence=self.statements(), by=self.person
        )


class ReasonForm(forms.Form):
    """A reason for the record."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class ActForm(forms.Form):
    """An act on an enquiry: its day and, where it needs one, a reason."""

    on = DayField(label=_("Day"))
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class MoveForm(ActForm):
    """To which stage."""

    to = forms.ChoiceField(label=_("To the stage"))

    def __init__(self, *args: Any, lead: Lead, is_back: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = pipeline_position(lead.stage) if lead.stage != Stage.LOST else 0
        stages = [stage for stage in BY_ACT if (pipeline_position(stage) < here) == is_back]
        chosen = [(stage.value, stage.label) for stage in stages if pipeline_position(stage) != here]
        self.fields["to"].choices = chosen[::-1] if is_back else chosen  # type: ignore[attr-defined]
        self.fields["reason"].help_text = "" if is_back else _("Needed only where a stage is skipped.")
        self.fields["reason"].required = is_back
        self.order_fields(["to", "on", "reason"])


class LoseForm(ActForm):
    """Why an investor was lost."""

    because = forms.ChoiceField(label=_("Lost because"), choices=[("", ""), *LostBecause.choices])

    field_order = ("because", "on", "reason")


class HandOverForm(forms.Form):
    """Who becomes the key account."""

    to = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Key account"))
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = officers()  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the investor was answered."""

    on = DayField(label=_("Day"))
    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 4}))


class SettleForm(forms.Form):
    """How a grievance ended."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", ""), *Grievance.Outcome.choices])
    on = DayField(label=_("Day"))
    handed_to = forms.CharField(label=_("Handed on to"), required=False, max_length=200)
    satisfaction = forms.IntegerField(
        label=_("Satisfaction, 1 to 5"), required=False, min_value=1, max_value=5,
        help_text=_("Where the investor said so: 1 is bad, 5 is good. May stay empty."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class PublishForm(forms.Form):
    """From which day a call is public."""

    on = DayField(label=_("Day"))

    def clean_on(self) -> str:
        """EDTF."""
        day: date = self.cleaned_data["on"]
        return day.isoformat()
