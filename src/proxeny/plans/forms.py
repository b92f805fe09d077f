"""The forms of commitments: one, several at once, and those of each act; the result of a target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import TextInput
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import User
from proxeny.core.forms import EdtfFormField
from proxeny.core.lists.widgets import RemoteSelect
from proxeny.core.records import Record
from proxeny.documents.models import Statement
from proxeny.missions.forms import colleague_field
from proxeny.missions.models import Mission
from proxeny.plans import origins, services
from proxeny.plans.models import Commitment, Target
from proxeny.registers import services as registers
from proxeny.registers.forms import RecordForm, form_field


class Suggestions(TextInput):
    """A line of text with suggestions of the browser's own; other words may be written."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.offered: list[tuple[str, str]] = []

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """With the list behind it."""
        if not self.offered:
            return super().render(name, value, attrs, renderer)
        key = f"{(attrs or {}).get('id', name)}_offered"
        field = super().render(name, value, {**(attrs or {}), "list": key}, renderer)
        options = format_html_join("", '<option value="{}">{}</option>', self.offered)
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, options)


class FromOrigin:
    """What forms have that enter commitments: the record that they came from, and the part of it."""

    origin: Record | None = None
    parts: Sequence[tuple[str, str]] = ()
    person: User
    fields: Any
    initial: Any
    cleaned_data: Any

    def dress_origin(self, given: str) -> None:
        """Show the parts of an origin that an address names; one that the person may not see is not named."""
        field = self.fields["origin_key"]
        try:
            record = origins.origin_named(given, visible_to=self.person) if given else None
        except origins.NoSuchOrigin:
            record = None
            self.initial["origin_key"] = ""
        if record is not None:
            self.origin = record
            register = origins.register_of(record)
            self.initial["origin_key"] = origins.key_of(record)
            field.help_text = f"{register.singular if register else ''}: {record}"
            offered = origins.parts_of_origin(record)
            if "part" in self.fields:
                self.fields["part"].widget.offered = offered
            self.parts = offered

    def clean_origin_key(self) -> Record | None:
        """The record."""
        words = self.cleaned_data["origin_key"].strip()
        if not words:
            return None
        try:
            return origins.origin_named(words, visible_to=self.person)
        except origins.NoSuchOrigin as error:
            raise ValidationError(str(error), code=error.code) from error


def origin_field() -> forms.CharField:
    """Where it came from, as a person pastes it."""
    return forms.CharField(
        label=_("Came from"),
        required=False,
        max_length=500,
        help_text=_("The address of the record's page, or its reference: the minutes, the visit, the agreement."),
    )


class CommitmentForm(FromOrigin, RecordForm):
    """A commitment. How it goes on is reported by acts, not by editing."""

    origin_key = origin_field()

    class Meta:
        model = Commitment
        fields = [
            "what",
            "side",
            "by",
            "mission",
            "person",
            "partners",
            "made",
            "due",
            "every",
            "until",
            "owner_body",
            "priority",
            "status",
            "fulfilled",
            "part",
            "origin_note",
            "note",
            "mark",
        ]
        formfield_callback = form_field
        widgets = {"part": Suggestions}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = colleague_field(_("Seen to by"), help_text=_("A colleague, who is reminded of it."))
        self.fields["by"].help_text = _("As the source names them.")
        self.fields["owner_body"].help_text = _("A department or body outside the office.")
        self.fields["until"].help_text = _("Of what comes again; left out, it goes on.")
        self.fields["part"].help_text = _("A clause, a session, an item of the minutes.")
        self.fields["origin_note"].help_text = _("Where no record of the register is its origin.")
        given = self.initial.pop("origin", "") or self.initial.get("origin_key", "")
        if self.instance.pk:
            for name in ("owner", "owner_body", "status", "fulfilled"):
                del self.fields[name]
            seen = origins.seen_origin(self.instance, visible_to=self.person)
            if seen is None and self.instance.origin_id is not None:
                del self.fields["origin_key"]
                del self.fields["part"]
            given = origins.key_of(seen) if seen is not None else ""
        elif self.fields["status"].choices:
            choices = [c for c in Commitment.Status.choices if c[0] != Commitment.Status.DROPPED]
            self.fields["status"].choices = choices
        if "origin_key" in self.fields:
            self.dress_origin(self.data.get("origin_key", "") if self.is_bound else given)
        if self.origin is not None and not self.instance.pk:
            self.initial.setdefault("mark", self.origin.mark)
        order = ["what", "side", "by", "mission", "person", "partners", "origin_key", "part", "origin_note", "made",
                 "due", "every", "until", "owner", "owner_body", "priority"]  # fmt: skip
        self.order_fields(order)

    def save(self, commit: bool = True) -> Record:
        """Through the services. Raises ``DomainError``; nothing is written then."""
        own, many = self.split()
        statements = self.statements()
        origin = self.cleaned_data.get("origin_key")
        if not self.instance.pk:
            return services.promise(
                Commitment(**own),
                by=self.person,
                evidence=statements,
                partners=many.get("partners", ()),
                origin=origin,
            )
        saved = registers.change(
            self.instance,
            own,
            many=many,
            by=self.person,
            evidence=statements,
            version=self.cleaned_data.get("version"),
        )
        if "origin_key" not in self.fields:
            return saved
        return services.place(saved, origin, by=self.person, evidence=statements)


class ActForm(RecordForm):
    """An act on a commitment with its source; ``said`` is what the source is said to say."""

    says: tuple[str, ...] = ("on", "note", "reason")

    class Meta:
        model = Commitment
        fields: list[str] = []

    def _stated(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.says if self.cleaned_data.get(name)}

    @property
    def common(self) -> dict[str, Any]:
        """What every act needs."""
        return {"by": self.person, "evidence": self.statements(), "version": self.cleaned_data.get("version")}


def _text(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3})
    )


class FulfilForm(ActForm):
    """When it was done, and what says so."""

    fulfilled = EdtfFormField(label=_("Done"))
    note = _text(_("Note"), required=False)
    says = ("fulfilled", "note")

    def save(self, commit: bool = True) -> Record:
        """Through the service. Raises ``DomainError``; nothing is written then."""
        done, note = self.cleaned_data["fulfilled"], self.cleaned_data["note"]
        return services.fulfil(self.instance, on=done, note=note, **self.common)


class PartForm(ActForm):
    """What was done of it, when, and what says so."""

    on = EdtfFormField(label=_("When"))
    note = _text(_("What was done, and what remains"))

    def save(self, commit: bool = True) -> Record:
        """Through the service."""
        return services.report_part(
            self.instance, on=self.cleaned_data["on"], note=self.cleaned_data["note"], **self.common
        )


class MissForm(ActForm):
    """Why an occurrence was not kept."""

    reason = _text(_("Why it was missed"))

    def save(self, commit: bool = True) -> Record:
        """Through the service."""
        return services.miss(self.instance, reason=self.cleaned_data["reason"], **self.common)


class DropForm(ActForm):
    """Why it will not be kept."""

    reason = _text(_("Why it will not be kept"), help_text=_("Refused, withdrawn, overtaken by something else."))

    def save(self, commit: bool = True) -> Record:
        """Through the service."""
        return services.drop(self.instance, reason=self.cleaned_data["reason"], **self.common)


class OwnActForm(forms.Form):
    """An act of the office's own, which needs no source."""

    reason = _text(_("Reason"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, instance: Commitment, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance, self.person = instance, person
        self.fields["version"].initial = instance.version

    @property
    def content_fields(self) -> list[forms.BoundField]:
        """All but the version."""
        return [self[name] for name in self.fields if name != "version"]


class ReopenForm(OwnActForm):
    """Why it is open again."""

    def save(self) -> Record:
        """Through the service."""
        cleaned = self.cleaned_data
        return services.reopen(self.instance, reason=cleaned["reason"], by=self.person, version=cleaned["version"])


class HandOverForm(OwnActForm):
    """To whom, and why."""

    body = forms.CharField(
        label=_("Or to a body outside the office"), required=False, max_length=200, help_text=_("As a department.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = colleague_field(_("To a colleague"))
        self.fields["to"].queryset = self.fields["to"].queryset.filter(clearance__gte=self.instance.mark)  # type: ignore[attr-defined]
        if self.instance.mission_id:
            missions = Mission.objects.visible_to(self.person)
            widget = RemoteSelect(Mission)
            widget.person = self.person
            self.fields["mission"] = forms.ModelChoiceField(
                queryset=missions, label=_("Or to another mission"), required=False, widget=widget
            )
        had = self.instance.owner_id or self.instance.owner_body or self.instance.mission_id
        self.fields["reason"].required = False
        self.fields["reason"].help_text = _("Needed where somebody has it already.") if had else ""
        self.order_fields(["to", "body", "mission", "reason"])

    def save(self) -> Record:
        """Through the service."""
        cleaned = self.cleaned_data
        return services.hand_over(
            self.instance,
            to=cleaned.get("to"),
            body=cleaned["body"],
            mission=cleaned.get("mission"),
            reason=cleaned["reason"],
            by=self.person,
            version=cleaned["version"],
        )


class ResultForm(RecordForm):
    """What was reached of a target, as a source says."""

    class Meta:
        model = Target
        fields = ["result_value", "result_unit", "result_qualifier", "achieved", "exceeded"]
        formfield_callback = form_field

    def clean(self) -> dict[str, Any]:
        """A figure has a unit, and something is said."""
        cleaned = super().clean()
        if cleaned.get("result_value") is not None and not cleaned.get("result_unit"):
            self.add_error("result_unit", ValidationError(_("Give the unit: a currency as USD, % or count.")))
        if all(cleaned.get(name) is None for name in ("result_value", "achieved", "exceeded")):
            raise ValidationError(_("Give the figure that was reached, or whether the target was met."))
        return cleaned

    def statements(self) -> list[Statement]:
        """The source as statements, carrying the figure."""
        made = super().statements()
        for statement in made:
            statement.value = self.cleaned_data.get("result_value")
            statement.unit = self.cleaned_data.get("result_unit") or ""
            statement.qualifier = self.cleaned_data.get("result_qualifier") or "exact"
            statement.save(update_fields=["value", "unit", "qualifier"])
        return made

    def save(self, commit: bool = True) -> Record:
        """Through the service."""
        cleaned = self.cleaned_data
        return services.record_result(
            self.instance,
            value=cleaned["result_value"],
            unit=cleaned["result_unit"],
            qualifier=cleaned["result_qualifier"],
            achieved=cleaned["achieved"],
            exceeded=cleaned["exceeded"],
            by=self.person,
            evidence=self.statements(),
            version=cleaned.get("version"),
        )
