"""The forms of events: the record itself, its numbers and sessions, its dates moved, its list of participants."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import User
from proxeny.core.records import Record
from proxeny.events import services
from proxeny.events.models import Backer, Count, Event, Participant, Session
from proxeny.events.models.events import exact_days
from proxeny.events.participants.columns import TARGETS, is_enough
from proxeny.partners.queries import country_code
from proxeny.procedures.models import Case
from proxeny.registers.forms import PartForm, RecordForm, SourcedForm, form_field


class EventForm(RecordForm):
    """An event. While a procedure is open, state and dates are moved by it and not written here."""

    class Meta:
        model = Event
        fields = [
            "title", "kind", "status", "dates", "place", "format", "partners", "leaders", "organiser",
            "foreign_organiser", "reason", "aim", "content", "tours", "attendance", "permitted_by", "in_plan", "cost",
            "cost_currency", "cost_source", "report_due", "report_number", "outcomes", "note", "mark",
        ]  # fmt: skip
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "status" not in (kwargs.get("initial") or {}):
            self.initial["status"] = Event.Status.IDEA
        if self.instance.pk and Case.objects.about(self.instance).filter(closed_on=None).exists():
            for name, why in (
                ("status", _("Follows the procedure that is open.")),
                ("dates", _("A procedure is open: use “Move the dates” on the event's page.")),
            ):
                self.fields[name].disabled, self.fields[name].help_text = True, why

    def clean(self) -> dict[str, Any]:
        """What is still to come was not held; a cost has a currency."""
        cleaned = super().clean()
        first, _last = exact_days(cleaned.get("dates") or "")
        is_over = cleaned.get("status") in Event.OVER
        if first is not None and first > timezone.localdate() and is_over and not self.fields["status"].disabled:
            self.add_error(
                "status", ValidationError(_("Its first day is still to come: choose a state before “held”."))
            )
        if cleaned.get("cost") is not None and not cleaned.get("cost_currency"):
            self.add_error("cost_currency", ValidationError(_("Give the currency of the cost, as VND or USD.")))
        return cleaned


class CountForm(PartForm):
    """How many of whom; the delegates of the annex by name, anything else in words."""

    others = forms.CharField(
        label=_("or other words"), required=False, max_length=60, help_text=_("As “enterprises” or “stalls”.")
    )

    class Meta:
        model = Count
        fields = ["of", "is_planned", "value", "high", "unit", "qualifier"]
        formfield_callback = form_field

    field_order = ["of", "others", "is_planned", "value", "high", "unit", "qualifier"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.instance.of or str(self.initial.get("of", ""))
        known = held in Count.Delegates.values
        self.fields["of"] = forms.ChoiceField(
            label=_("of"), choices=[*Count.Delegates.choices, ("", _("others"))], required=False
        )
        self.initial["of"] = held if known else ("" if held else Count.Delegates.HOME.value)
        self.fields["others"].initial = "" if known else held
        self.fields["is_planned"].label = _("foreseen, not yet counted")
        self.fields["unit"].initial = self.instance.unit or "count"
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Of something; a number."""
        cleaned = super().clean()
        cleaned["of"] = cleaned.get("of") or (cleaned.get("others") or "").strip()
        if not cleaned["of"]:
            self.add_error("others", ValidationError(_("Say what is counted.")))
        if cleaned.get("value") is None and "value" not in self.errors:
            self.add_error("value", ValidationError(_("Give the number.")))
        cleaned["unit"] = cleaned.get("unit") or "count"
        return cleaned


class SessionForm(PartForm):
    """A part of the programme."""

    class Meta:
        model = Session
        fields = ["title", "kind", "day", "begins", "ends", "room", "chair", "speakers", "note"]
        formfield_callback = form_field
        widgets = {name: forms.TimeInput(format="%H:%M", attrs={"type": "time"}) for name in ("begins", "ends")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = self.record.first_day if isinstance(self.record, Event) else None
        if first is not None and not self.instance.pk:
            self.fields["day"].initial = f"{first:%Y-%m-%d}"


class BackerForm(PartForm):
    """An organiser or sponsor."""

    class Meta:
        model = Backer
        fields = ["role", "name", "partner", "country", "amount", "amount_currency", "in_kind", "note"]
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = _country_field()

    def clean_country(self) -> str:
        """A country by its name in any of our languages, or its two letters."""
        return _country(self.cleaned_data.get("country") or "")


def _country_field() -> forms.CharField:
    """Takes a name, which is read as its two letters."""
    return forms.CharField(label=_("country"), required=False, max_length=100)


def _country(said: str) -> str:
    if not said.strip():
        return ""
    code = country_code(said.strip()) or country_code(said.strip().upper())
    if code is None:
        raise ValidationError(
            _("“%(said)s” is no country that is known. Write its name, or its two letters.") % {"said": said}
        )
    return code


class _ActForm(SourcedForm):
    """An act on an event: why, and the paper that says so."""

    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    class Meta:
        model = Event
        fields: list[str] = []
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version


class MoveForm(_ActForm):
    """New dates; what would be late by them is said before it is so."""

    anyway = forms.BooleanField(label=_("move it all the same"), required=False)

    class Meta(_ActForm.Meta):
        fields = ["dates"]

    field_order = ["dates", "reason", "anyway"]

    def clean(self) -> dict[str, Any]:
        """Where steps would be late at once, the person says that they know."""
        cleaned = super().clean()
        first, _last = exact_days(cleaned.get("dates") or "")
        if not cleaned.get("dates") and "dates" not in self.errors:
            self.add_error("dates", ValidationError(_("Give the new dates. To put it off without any, use “Put off”.")))
        if first is not None and not cleaned.get("anyway"):
            missed = services.what_would_be_missed(self.instance, first)
            if missed:
                said = "; ".join(f"{one.what} ({one.due.isoformat()})" for one in missed)
                self.add_error(
                    "anyway", ValidationError(_("These days would be past: %(missed)s.") % {"missed": said})
                )
        return cleaned

    def save(self, commit: bool = True) -> Record:
        """Through the service. Raises ``DomainError``; nothing is written then."""
        return services.move_dates(self.instance, self.cleaned_data["dates"], **_common(self))


class PostponeForm(_ActForm):
    """An event put off without a new day."""

    def save(self, commit: bool = True) -> Record:
        """Through the service. Raises ``DomainError``."""
        return services.postpone(self.instance, **_common(self))


class CallOffForm(_ActForm):
    """An event cancelled."""

    def save(self, commit: bool = True) -> Record:
        """Through the service. Raises ``DomainError``."""
        return services.call_off(self.instance, **_common(self))


def _common(form: _ActForm) -> dict[str, Any]:
    return {
        "reason": form.cleaned_data["reason"],
        "by": form.person,
        "evidence": form.statements(),
        "version": form.cleaned_data.get("version"),
    }


class ParticipantForm(forms.ModelForm):  # type: ignore[type-arg]
    """Somebody on the list."""

    class Meta:
        model = Participant
        fields = [
            "name", "organisation", "post", "email", "country", "origin", "role", "is_vip", "came", "registration",
        ]  # fmt: skip
        formfield_callback = form_field

    def __init__(self, *args: Any, event: Event, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.person = event, person
        self.fields["country"] = _country_field()

    def clean_country(self) -> str:
        """A country by its name, or its two letters."""
        return _country(self.cleaned_data.get("country") or "")

    def save(self, commit: bool = True) -> Participant:
        """Through the service. Raises ``DomainError``."""
        return services.save_participant(self.event, self.instance, by=self.person)

    def _post_clean(self) -> None:
        """The values are put into the row; the service checks them."""
        for name, value in self.cleaned_data.items():
            setattr(self.instance, name, value)


class FileForm(forms.Form):
    """A list of participants."""

    file = forms.FileField(
        label=_("list of participants"),
        help_text=_("CSV as Indico exports registrations, or any CSV, XLSX, XLS or ODS with a column of names."),
    )


class ColumnsForm(forms.Form):
    """What each column of a file says, and whether the good rows are taken alone."""

    good_rows = forms.BooleanField(label=_("take the good rows and leave the wrong ones out"), required=False)

    def __init__(self, *args: Any, headings: list[str], mapping: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("left out")), *TARGETS.items()]
        self.number = len(headings)
        for at, heading in enumerate(headings):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading or _("column %(n)s") % {"n": at + 1},
                choices=choices,
                required=False,
                initial=mapping[at] if at < len(mapping) else "",
            )

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the columns, as bound."""
        return [self[f"column_{at}"] for at in range(self.number)]

    def mapping(self) -> list[str]:
        """The target of each column, as chosen."""
        return [str(self.cleaned_data.get(f"column_{at}") or "") for at in range(self.number)]

    def clean(self) -> dict[str, Any]:
        """No target twice, and a name among them."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [target for target in self.mapping() if target]
        twice = sorted({target for target in chosen if chosen.count(target) > 1})
        if twice:
            words = ", ".join(str(TARGETS[target]) for target in twice)
            raise ValidationError(_("Two columns are said to be the same: %(columns)s.") % {"columns": words})
        if not is_enough(chosen):
            raise ValidationError(_("No column is said to hold the names. Choose it."))
        return cleaned
