"""The forms of aid: the record, a transaction, and what happened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proxeny.aid import services
from proxeny.aid.models import Aid, Transaction
from proxeny.core.forms import EdtfFormField
from proxeny.core.records import Record
from proxeny.procedures.models import Case
from proxeny.registers.forms import PartForm, SourcedForm, form_field
from proxeny.registers.value_forms import ValueForm


class AidForm(ValueForm):
    """Aid given or received; its value as the source states it. While an appraisal is open, the state follows it."""

    class Meta:
        model = Aid
        fields = [
            "title", "direction", "kind", "status", "partners", "content", "owner", "beneficiary", "place", "date",
            "value", "high", "unit", "qualifier", "items", "in_kind_value", "in_kind_unit", "in_kind_basis",
            "in_kind_remark", "decision", "decided", "decided_by", "account", "is_managed_by_owner", "began", "ended",
            "result", "note", "mark",
        ]  # fmt: skip
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "status" not in (kwargs.get("initial") or {}):
            self.initial["status"] = Aid.Status.OFFER
        if self.instance.pk and Case.objects.about(self.instance).filter(closed_on=None).exists():
            self.fields["status"].disabled = True
            self.fields["status"].help_text = _("Follows the procedure that is open.")


class TransactionForm(PartForm):
    """A commitment, disbursement, cancellation or refund."""

    class Meta:
        model = Transaction
        fields = [
            "kind", "date", "value", "unit", "qualifier", "provider", "recipient", "is_in_kind", "note",
        ]  # fmt: skip
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].required = True
        self.fields["unit"].label = _("currency")
        self.fields["unit"].required = True
        self.fields["is_in_kind"].help_text = _("The value is that of goods, not of money.")

    def clean_unit(self) -> str:
        """Three capital letters."""
        return str(self.cleaned_data.get("unit") or "").strip().upper()

    def save(self, commit: bool = True) -> Any:
        """Through the services. Raises ``DomainError``; nothing is written then."""
        if self.instance.pk:
            return super().save(commit)
        own, _many = self.split()
        assert isinstance(self.record, Aid)
        return services.enter(
            self.record,
            Transaction(**own),
            by=self.person,
            evidence=self.statements(),
            version=self.cleaned_data.get("version"),
        )


class ActForm(SourcedForm):
    """What happened to aid, on which day, and what came of it."""

    act = forms.ChoiceField(label=_("what happened"))
    on = EdtfFormField(label=_("on"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    class Meta:
        model = Aid
        fields = ["result"]
        formfield_callback = form_field

    field_order = ["act", "on", "result", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [  # type: ignore[attr-defined]
            (key, act.words) for key, act in services.acts_for(self.instance)
        ]
        self.fields["version"].initial = self.instance.version
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The day where the act has one."""
        cleaned = super().clean()
        act = services.ACTS.get(cleaned.get("act") or "")
        if act is not None and act.day and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", ValidationError(_("Give the day, as precise as the source.")))
        return cleaned

    def save(self, commit: bool = True) -> Record:
        """Through the service. Raises ``DomainError``; nothing is written then."""
        data = self.cleaned_data
        return services.record_act(
            self.instance,
            data["act"],
            on=data.get("on") or "",
            result=data.get("result") or "",
            reason=data.get("reason") or "",
            by=self.person,
            evidence=self.statements(),
            version=data.get("version"),
        )


class ByDonorForm(forms.Form):
    """The year and direction of the table by donor."""

    year = forms.IntegerField(label=_("year"), min_value=1900, max_value=2200)
    direction = forms.ChoiceField(label=_("direction"), choices=Aid.Direction.choices)
