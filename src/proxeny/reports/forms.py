"""A new report, a new edition, a paragraph, a Word template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxeny.core.forms import EdtfFormField
from proxeny.core.records import Mark
from proxeny.core.wording import language_name
from proxeny.partners.models import Person
from proxeny.reports.models import Report, WordTemplate
from proxeny.reports.sentences import LANGUAGES


def language_choices() -> list[tuple[str, str]]:
    """The languages of reports, each by its own name."""
    return [(language, (name := language_name(language, language))[:1].upper() + name[1:]) for language in LANGUAGES]


def _languages(**more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("languages"),
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Figures have the same numbers in all of them."),
        **more,
    )


def _template(**more: Any) -> forms.ModelChoiceField:  # type: ignore[type-arg]
    return forms.ModelChoiceField(
        label=_("Word template"),
        queryset=WordTemplate.objects.filter(retired_at=None),
        required=False,
        empty_label=_("the form of this program"),
        **more,
    )


class ReportForm(forms.Form):
    """A new report with its first edition."""

    kind = forms.ChoiceField(label=_("kind"), choices=[(kind.value, kind.label) for kind in Report.PERIODIC])
    period = forms.CharField(
        label=_("period"),
        max_length=40,
        help_text=_("A year, as 2023; for a report on a period, its first and last month or day: 2023-01/2023-08."),
    )
    languages = _languages(initial=["vi"])
    mark = forms.TypedChoiceField(
        label=_("for whom"),
        coerce=int,
        initial=Mark.INTERNAL,
        help_text=_("Nothing above this mark is in the report, whoever drafts it."),
    )
    title = forms.CharField(
        label=_("title"), max_length=300, required=False, help_text=_("Left empty, the draft gives one.")
    )
    template = _template()

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [choice for choice in Mark.choices if choice[0] <= person.clearance]
        self.fields["mark"].choices = allowed  # type: ignore[attr-defined]
        self.fields["template"].queryset = WordTemplate.objects.filter(retired_at=None)  # type: ignore[attr-defined]


class SettingsForm(forms.Form):
    """Title and template of a report."""

    title = forms.CharField(label=_("title"), max_length=300, required=False)
    template = _template()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = WordTemplate.objects.filter(retired_at=None)  # type: ignore[attr-defined]


class MeetingForm(SettingsForm):
    """The same, with the meeting that a brief is for."""

    day = EdtfFormField(label=_("day of the meeting"), required=False, help_text=_("14/04/2024, or 04/2024."))
    place = forms.CharField(label=_("place"), max_length=300, required=False)
    people = forms.MultipleChoiceField(
        label=_("whom we meet"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Chosen from those whom the record knows there. Without a choice all of them are named."),
    )  # fmt: skip
    to_raise = forms.CharField(
        label=_("what we want to raise"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Your own points, one a line. They are printed as you write them."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(one.reference, one.name) for one in people]  # type: ignore[attr-defined]


class EditionForm(forms.Form):
    """The next edition of a report."""

    reason = forms.CharField(
        label=_("why a new edition"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Readers are told: it is printed in the edition."),
    )
    languages = _languages(required=False)


class ParagraphForm(forms.Form):
    """A paragraph as it is typed."""

    typed = forms.CharField(label=_("paragraph"), required=False, widget=forms.Textarea(attrs={"rows": 6}))


class TemplateForm(forms.Form):
    """A Word file to be a template."""

    upload = forms.FileField(label=_("Word file (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"}))
    name = forms.CharField(
        label=_("name"), max_length=120, required=False, help_text=_("Left empty, that of the file.")
    )
