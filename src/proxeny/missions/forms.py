"""The forms of missions, their heads, briefings and reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import Role, User
from proxeny.core.forms import EdtfFormField
from proxeny.core.lists.columns import language
from proxeny.core.records import Record
from proxeny.core.wording import country_name
from proxeny.missions import services
from proxeny.missions.models import Briefing, HeadOfMission, Mission, MissionReport
from proxeny.partners.queries import country_code
from proxeny.registers.forms import ListField, PartForm, RecordForm, form_field


def _code(words: str) -> str:
    code = country_code(words.upper() if len(words) == 2 else words)
    if code is None:
        raise ValidationError(
            _("“%(found)s” is no country that we know. Write its name or its code, as Cambodia or KH."),
            params={"found": words},
        )
    return code


class CountryField(forms.CharField):
    """A country by its name in any language of our sources, or by its ISO 3166-1 code."""

    def clean(self, value: Any) -> str:
        """The code."""
        words: str = super().clean(value)
        return _code(words) if words else ""

    def prepare_value(self, value: Any) -> Any:
        """The name, for a code."""
        return country_name(value, language()) if isinstance(value, str) and len(value) == 2 else value


class CountriesField(ListField):
    """Countries, one a line, by name or code."""

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        """Their codes, each once."""
        return list(dict.fromkeys(_code(line) for line in super().clean(value)))

    def prepare_value(self, value: Any) -> Any:
        """Their names."""
        names = [country_name(code, language()) for code in value] if isinstance(value, list) else value
        return super().prepare_value(names)


def colleagues() -> Any:
    """Those of the office who can be given something to see to."""
    return User.objects.filter(is_active=True, role__gte=Role.OFFICER).order_by("last_name", "first_name", "username")


def colleague_field(label: Any, **kwargs: Any) -> forms.ModelChoiceField:
    """A choice of a colleague."""
    return forms.ModelChoiceField(
        queryset=colleagues(),
        label=label,
        required=False,
        widget=forms.Select(attrs={"data-select": ""}),
        **kwargs,
    )


class MissionForm(RecordForm):
    """A mission. A new one is the partner of that name, or makes it; later its names are changed there."""

    name = forms.CharField(
        label=_("Or the name of a new one"),
        required=False,
        max_length=200,
        help_text=_("As Embassy of Vietnam in Cambodia. It becomes a partner of the kind mission."),
    )
    name_vi = forms.CharField(label=_("Its name in Vietnamese"), required=False, max_length=200)
    country = CountryField(label=_("Host country"), help_text=_("Its name or code."))
    accredited = CountriesField(
        label=_("Also accredited to"), required=False, help_text=_("Countries, one a line, by name or code.")
    )

    class Meta:
        model = Mission
        fields = [
            "partner",
            "kind",
            "country",
            "city",
            "accredited",
            "address",
            "email",
            "phone",
            "reports_every",
            "reports_since",
            "reports_within",
            "note",
            "mark",
        ]
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = colleague_field(_("Contact in the office"))
        self.initial.setdefault("owner", self.instance.owner_id)
        self.fields["partner"].required = False
        self.fields["partner"].help_text = _("The partner that is this mission, where the record has it.")
        if self.instance.pk:
            for name in ("partner", "name", "name_vi"):
                del self.fields[name]
        self.order_fields(["partner", "name", "name_vi", "kind", "country", "city", "accredited", "owner"])

    def save(self, commit: bool = True) -> Record:
        """Through the services. Raises ``DomainError``; nothing is written then."""
        if self.instance.pk:
            return super().save(commit)
        own, _many = self.split()
        return services.enter(
            by=self.person,
            evidence=self.statements(),
            name=self.cleaned_data.get("name", ""),
            name_vi=self.cleaned_data.get("name_vi", ""),
            **own,
        )


class HeadForm(PartForm):
    """A head of mission."""

    accredited = CountriesField(
        label=_("Also accredited to"), required=False, help_text=_("Countries, one a line, by name or code.")
    )

    class Meta:
        model = HeadOfMission
        fields = ["person", "title", "begins", "ends", "term", "seen", "accredited"]
        formfield_callback = form_field


class BriefingForm(RecordForm):
    """A briefing."""

    class Meta:
        model = Briefing
        fields = [
            "title",
            "held",
            "place",
            "status",
            "missions",
            "people",
            "summary",
            "answers_due",
            "related",
            "note",
            "mark",
        ]
        formfield_callback = form_field


class MissionReportForm(RecordForm):
    """What a mission reported."""

    class Meta:
        model = MissionReport
        fields = [
            "mission",
            "period",
            "briefing",
            "received",
            "summary",
            "contacts_made",
            "investors_introduced",
            "events_held",
            "introduced",
            "note",
            "mark",
        ]
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["introduced"].help_text = _(
            "References of the leads, delegations or agreements that came through it, one a line."
        )


class DayForm(forms.Form):
    """A day to look back to."""

    on = EdtfFormField(label=_("Head on the day"), required=False, help_text=_("As 14/04/2023."))
