"""How a brief is asked for, and how it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxeny.core.forms import EdtfFormField
from proxeny.core.records import Mark
from proxeny.partners.models import Person
from proxeny.reports.briefing import MEETINGS
from proxeny.reports.forms import language_choices
from proxeny.reports.models import Report

OF_A_YEAR = (Report.Kinds.HEADS_BRIEFING, Report.Kinds.INVESTOR_PROFILE)


class BriefForm(forms.Form):
    """What a brief is asked with; fields that its kind has no use for are not there."""

    mark = forms.TypedChoiceField(
        label=_("for whom"), coerce=int, required=False, help_text=_("Nothing above this mark is in the brief.")
    )
    year = forms.RegexField(
        label=_("figures of the year"), regex=r"^[12]\d{3}$", required=False,
        error_messages={"invalid": _("Give a year of four digits, as 2023.")},
    )  # fmt: skip
    day = EdtfFormField(label=_("day of the meeting"), required=False, help_text=_("14/04/2024, or 04/2024."))
    place = forms.CharField(label=_("place"), max_length=300, required=False)
    people = forms.MultipleChoiceField(
        label=_("who we meet"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Those on record there. Without a choice all of them are named."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, person: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [choice for choice in Mark.choices if choice[0] <= person.clearance]
        self.fields["mark"].choices = allowed  # type: ignore[attr-defined]
        self.fields["people"].choices = [(one.reference, one.name) for one in people]  # type: ignore[attr-defined]
        unused = set() if kind in OF_A_YEAR else {"year"}
        if kind not in MEETINGS:
            unused |= {"day", "place", "people"}
        elif not people:
            unused.add("people")
        if len(allowed) == 1:
            unused.add("mark")
        for name in unused:
            del self.fields[name]


class KeepForm(BriefForm):
    """The same, with what is only of a brief that is kept."""

    to_raise = forms.CharField(
        label=_("what we want to raise"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Your own points, one a line. They are printed as you write them."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("languages"), choices=language_choices, widget=forms.CheckboxSelectMultiple
    )
    title = forms.CharField(
        label=_("title"), max_length=300, required=False, help_text=_("Left empty, the draft gives one.")
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        if kind not in MEETINGS:
            del self.fields["to_raise"]
