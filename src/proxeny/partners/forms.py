"""Forms of merging, splitting and asking who held a post."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxeny.core.errors import BadPeriod
from proxeny.core.lists.widgets import RemoteSelectMultiple
from proxeny.core.period import days, from_office_form
from proxeny.partners.models import Partner, Person


class ChoosingForm(forms.Form):
    """Which records are one and the same."""

    records = forms.ModelMultipleChoiceField(
        queryset=Partner.objects.none(), label=_("records"), help_text=_("Two or more; a few letters find them.")
    )

    def __init__(self, *args: Any, model: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["records"]
        field.queryset = model.objects.visible_to(person)
        field.widget = RemoteSelectMultiple(model)
        field.widget.person = person
        field.widget.choices = field.choices

    def clean_records(self) -> list[Any]:
        """At least two."""
        found = list(self.cleaned_data["records"])
        if len(found) < 2:
            raise forms.ValidationError(_("Choose at least two records."))
        return found


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("How it is known; it stands in the history of each."),
    )


class SplitPartnerForm(forms.ModelForm):  # type: ignore[type-arg]
    """The partner that a split makes."""

    class Meta:
        model = Partner
        fields = ["kind", "name", "name_vi", "country", "mark"]


class SplitPersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """The person that a split makes."""

    class Meta:
        model = Person
        fields = ["name", "country", "mark"]


class DayForm(forms.Form):
    """On which day, and which post."""

    day = forms.CharField(label=_("on the day"), required=False, widget=forms.TextInput(attrs={"size": 12}))
    role = forms.CharField(label=_("post"), required=False, widget=forms.TextInput(attrs={"size": 16}))

    def clean_day(self) -> Any:
        """One day: ``2021-05-04`` or ``04/05/2021``."""
        text = self.cleaned_data["day"].strip()
        if not text:
            return None
        try:
            first, last = days(from_office_form(text))
        except BadPeriod as error:
            raise forms.ValidationError(str(error)) from error
        if first is None or first != last:
            raise forms.ValidationError(_("Write one day, as 2021-05-04 or 04/05/2021."))
        return first
