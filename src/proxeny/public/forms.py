"""What a business fills in at its secret address."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxeny.core.forms import AmountFormField, EdtfFormField
from proxeny.programmes.models import Offer, Paper
from proxeny.programmes.models.participations import OCOP_STARS

_GROUPED = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+")


class DongField(AmountFormField):
    """An amount in dong, which has no hundredths: ``200.000`` and ``200,000`` are both two hundred thousand."""

    def clean(self, value: Any) -> Decimal | None:
        """The amount; groups of three digits are thousands in every language."""
        text = str(value or "").strip()
        return super().clean(re.sub(r"\D", "", text) if _GROUPED.fullmatch(text) else text)


class ApplicationForm(forms.Form):
    """The application."""

    goods = forms.CharField(
        label=_("goods and services that you bring"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    ocop_stars = forms.TypedChoiceField(
        label=_("OCOP stars, if your product has some"), required=False, coerce=int, empty_value=None,
        choices=[("", "–"), *OCOP_STARS],
    )  # fmt: skip
    ocop_decision = forms.CharField(label=_("OCOP decision no."), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """Stars rest on a decision."""
        cleaned = super().clean() or {}
        if cleaned.get("ocop_stars") and not cleaned.get("ocop_decision"):
            self.add_error("ocop_decision", _("Give the number of the decision that grants the stars."))
        return cleaned


class PaperForm(forms.Form):
    """A file."""

    kind = forms.ChoiceField(label=_("what it shows"), choices=Paper.Kind.choices)
    file = forms.FileField(
        label=_("file"),
        help_text=_("PDF, JPEG, PNG or DOCX, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx"}),
    )


class PlanForm(forms.Form):
    """The plan."""

    plan = forms.CharField(
        label=_("your plan: what, where, when, how many people"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class OfferForm(forms.Form):
    """One offer. Of the two prices and the discount, two are enough."""

    title = forms.CharField(label=_("product"), max_length=200)
    category = forms.ChoiceField(label=_("category"), choices=Offer.Category.choices)
    price_before = DongField(label=_("price before, VND"), required=False)
    price_after = DongField(label=_("price now, VND"), required=False)
    discount = AmountFormField(
        label=_("discount, %"), required=False, help_text=_("Of prices and discount, two are enough.")
    )
    dates = EdtfFormField(
        label=_("dates"), required=False, help_text=_("As 2026-11-01/2026-11-30; empty for the whole programme.")
    )
    address = forms.CharField(label=_("address"), max_length=300, required=False)
    ward = forms.CharField(label=_("ward"), max_length=80, required=False)
    also_at = forms.CharField(
        label=_("also at"), max_length=4000, required=False, help_text=_("One address a line."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    url = forms.URLField(label=_("web address"), required=False, assume_scheme="https", max_length=200)
    description = forms.CharField(
        label=_("description"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    picture = forms.FileField(
        label=_("picture"),
        required=False,
        help_text=_("JPEG or PNG, at most 4 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )

    def content(self, currency: str) -> dict[str, Any]:
        """What goes into the offer; ``currency`` is that of the prices."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "picture"}
        said["also_at"] = [line.strip() for line in said["also_at"].splitlines() if line.strip()][:50]
        has_price = said["price_before"] is not None or said["price_after"] is not None
        return said | {"price_currency": currency if has_price else ""}


class ReportForm(forms.Form):
    """The report; figures may stay empty, a zero is a figure."""

    revenue = DongField(label=_("revenue, VND"), required=False)
    discount_value = DongField(label=_("value of discounts given, VND"), required=False)
    orders = forms.IntegerField(label=_("orders"), required=False, min_value=0, max_value=10**12)
    visitors = forms.IntegerField(label=_("visitors"), required=False, min_value=0, max_value=10**12)
    report = forms.CharField(
        label=_("in words: what went well, what did not"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        """Something is reported."""
        cleaned = super().clean() or {}
        if not self.errors and all(value in (None, "") for value in cleaned.values()):
            raise forms.ValidationError(_("Give at least one figure, or a few words."))
        return cleaned
