"""Correcting a proposal: one form for each kind of fact, in the words of the office."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxeny.agreements.models import Agreement
from proxeny.core.forms import AmountFormField, EdtfFormField
from proxeny.core.money import Qualifier
from proxeny.documents.models import Statement
from proxeny.indicators.models import Indicator, Observation

ENGAGEMENTS = [
    ("visit_in", _("delegation received")),
    ("visit_out", _("delegation sent abroad")),
    ("meeting", _("meeting")),
    ("conference", _("conference")),
    ("summit", _("summit")),
    ("fair", _("fair")),
    ("festival", _("festival")),
    ("campaign", _("campaign")),
    ("talk", _("talk")),
    ("other", _("other")),
]
AGREEMENTS = [
    ("mou", Agreement.Kind.MOU.label),
    ("cooperation_agreement", Agreement.Kind.COOPERATION_AGREEMENT.label),
    ("contract", Agreement.Kind.CONTRACT.label),
    ("lease", Agreement.Kind.LEASE.label),
    ("twinning", Agreement.Kind.TWINNING.label),
    ("other", Agreement.Kind.OTHER.label),
]
AGREED = [("signed", _("signed")), ("negotiating", _("under negotiation")), ("proposed", _("proposed"))]
INVESTED = [("licensed", _("licensed")), ("agreed", _("agreed")), ("proposed", _("proposed"))]
DIRECTIONS = [("given", _("given")), ("received", _("received"))]


class ListedNames(forms.CharField):
    """Names separated by semicolons."""

    def prepare_value(self, value: Any) -> Any:
        """As written."""
        return "; ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        """A list without empty ones."""
        text = super().clean(value) or ""
        return [name.strip() for name in text.split(";") if name.strip()]


class Correction(forms.Form):
    """The content of a fact; ``span_start`` and ``span_end`` when other words were selected in the text."""

    span_start = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    span_end = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def content(self) -> dict[str, Any]:
        """The cleaned fields in the form of a payload."""
        return {
            name: self._plain(value)
            for name, value in self.cleaned_data.items()
            if name not in ("span_start", "span_end")
        }

    @staticmethod
    def _plain(value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value:f}"
        if isinstance(value, Indicator):
            return value.code
        return None if value == "" else value

    def span(self) -> tuple[int, int] | None:
        """The words selected instead, if any were."""
        start, end = self.cleaned_data.get("span_start"), self.cleaned_data.get("span_end")
        return (start, end) if start is not None and end is not None else None


class ObservationCorrection(Correction):
    """A figure."""

    indicator = forms.ModelChoiceField(label=_("indicator"), queryset=Indicator.objects.all(), empty_label=None)
    label = forms.CharField(label=_("what is counted"), required=False)
    value = AmountFormField(label=_("value"))
    unit = forms.CharField(label=_("unit"), max_length=16)
    qualifier = forms.ChoiceField(label=_("exactness"), choices=Qualifier.choices)
    period = EdtfFormField(label=_("period"), required=False)
    partner = forms.CharField(label=_("partner"), required=False, help_text=_("A country code, as US, or a city."))
    area = forms.CharField(label=_("area"))
    status = forms.ChoiceField(label=_("status"), choices=Observation.Status.choices)


class EngagementCorrection(Correction):
    """A visit or event."""

    type = forms.ChoiceField(label=_("kind"), choices=ENGAGEMENTS)
    title = forms.CharField(label=_("title"), max_length=300)
    date = EdtfFormField(label=_("date"), required=False)
    place = forms.CharField(label=_("place"), required=False)
    partners = ListedNames(label=_("partners"), required=False, help_text=_("Separated by semicolons."))
    people = ListedNames(label=_("people"), required=False, help_text=_("Separated by semicolons."))


class AgreementCorrection(Correction):
    """An agreement."""

    type = forms.ChoiceField(label=_("type"), choices=AGREEMENTS)
    title = forms.CharField(label=_("title"), max_length=400)
    date = EdtfFormField(label=_("date"), required=False)
    partners = ListedNames(label=_("partners"), required=False, help_text=_("Separated by semicolons."))
    status = forms.ChoiceField(label=_("state"), choices=AGREED)


class InvestmentCorrection(Correction):
    """An investment."""

    title = forms.CharField(label=_("project"), max_length=300)
    investor = forms.CharField(label=_("investor"), required=False)
    value = AmountFormField(label=_("capital"), required=False)
    unit = forms.CharField(label=_("currency"), max_length=16, required=False)
    place = forms.CharField(label=_("site"), required=False)
    status = forms.ChoiceField(label=_("state"), choices=INVESTED)


class AidCorrection(Correction):
    """Aid."""

    direction = forms.ChoiceField(label=_("direction"), choices=DIRECTIONS)
    partner = forms.CharField(label=_("partner"))
    value = AmountFormField(label=_("value"), required=False)
    unit = forms.CharField(label=_("unit"), max_length=16, required=False)
    items = forms.CharField(label=_("in kind"), required=False)
    date = EdtfFormField(label=_("date"), required=False)


FORMS: dict[str, type[Correction]] = {
    Statement.Kind.OBSERVATION: ObservationCorrection,
    Statement.Kind.ENGAGEMENT: EngagementCorrection,
    Statement.Kind.AGREEMENT: AgreementCorrection,
    Statement.Kind.INVESTMENT: InvestmentCorrection,
    Statement.Kind.AID: AidCorrection,
}


def lacks_period(statement: Statement) -> bool:
    """Whether a figure cannot enter the record because its source gives no period and nobody has supplied one."""
    return statement.kind == Statement.Kind.OBSERVATION and not statement.content.get("period")


def correction_of(statement: Statement, data: Any = None) -> Correction | None:
    """The form that corrects a statement, bound to ``data`` if given; ``None`` for kinds that no form corrects.

    A figure without a period is offered the year in which its source was published, for a person to confirm.
    """
    form = FORMS.get(statement.kind)
    if form is None:
        return None
    initial = dict(statement.content)
    if lacks_period(statement):
        initial["period"] = (statement.document.published or "")[:4]
    made = form(data, initial=initial, auto_id="c_%s")
    if lacks_period(statement):
        made.fields["period"].required = True
    return made
