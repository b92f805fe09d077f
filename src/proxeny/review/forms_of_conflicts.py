"""What is asked of the list of conflicts, and the ruling on several at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proxeny.core.lists.widgets import RemoteSelect
from proxeny.documents.models import Conflict
from proxeny.indicators.models import Indicator
from proxeny.partners.models import Partner
from proxeny.review.conflicts import OTHER_FIELD, Asked

# The checks by what they compare; every other name is a field of a record that sources state differently.
CHECKS: dict[str, str | Promise] = {
    "value": _("statements of one figure"),
    "same_days": _("estimate and actual figure of the same days"),
    "part_of_year": _("a part of a year and the year"),
    "index": _("growth printed as an index"),
    "sum": _("parts and their sum"),
    "within": _("a part and what it is counted in"),
    "partner": _("a partner and the city"),
    "share": _("a share and its two figures"),
    "growth": _("a growth and its two years"),
    "additions": _("periods that follow each other"),
    "falling_stock": _("a stock that falls"),
    "out_of_series": _("a figure and its own series"),
}


class ConflictFilters(forms.Form):
    """Kind, check, indicator, partner, year, publisher, and whether it was ruled upon."""

    state = forms.ChoiceField(
        label=_("state"), required=False, choices=[("", _("waiting")), ("ruled", _("ruled upon"))]
    )
    kind = forms.ChoiceField(
        label=_("kind"), required=False, choices=[("", _("any kind")), *Conflict.Kind.choices]
    )
    check = forms.ChoiceField(
        label=_("compared"),
        required=False,
        choices=[("", _("anything")), *CHECKS.items(), (OTHER_FIELD, _("another field of a record"))],
    )
    indicator = forms.ModelChoiceField(
        label=_("indicator"), required=False, queryset=Indicator.objects.all(), empty_label=_("all indicators")
    )
    partner = forms.CharField(label=_("partner"), required=False, max_length=120)
    year = forms.IntegerField(label=_("year"), required=False, min_value=1, max_value=9999)
    publisher = forms.CharField(label=_("publisher"), required=False, max_length=200)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        widget = RemoteSelect(Partner, key="reference")
        widget.person = person
        self.fields["partner"].widget = widget

    def asked(self) -> Asked:
        """What is asked; a value that cannot be understood asks for nothing."""
        self.is_valid()
        found = self.cleaned_data
        reference = found.get("partner")
        partner = Partner.objects.visible_to(self.person).filter(reference=reference).first() if reference else None
        return Asked(
            is_nothing=bool(reference) and partner is None,
            is_open=found.get("state") != "ruled",
            kind=found.get("kind") or "",
            check=found.get("check") or "",
            indicator=found.get("indicator"),
            partner=partner,
            year=found.get("year"),
            publisher=found.get("publisher") or "",
        )


class RulingTogetherForm(forms.Form):
    """Which conflicts, what holds in each of them, and why."""

    CHOICES = (
        ("all_stand", _("All can stand side by side")),
        ("latest", _("What was published last holds")),
        ("publisher", _("What this publisher says holds")),
    )

    conflict = forms.ModelMultipleChoiceField(queryset=Conflict.objects.none())
    choice = forms.ChoiceField(label=_("what holds"), choices=CHOICES, initial="all_stand", widget=forms.RadioSelect)
    publisher = forms.CharField(label=_("publisher"), required=False, max_length=200)
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, conflicts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conflict"].queryset = conflicts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A publisher is named where one is believed."""
        cleaned = super().clean() or {}
        if cleaned.get("choice") == "publisher" and not (cleaned.get("publisher") or "").strip():
            self.add_error("publisher", _("Name the publisher whose figures hold, as the list writes it."))
        return cleaned
