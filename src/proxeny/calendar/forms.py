"""What is asked of the calendar, a new feed, and how one wants to be reminded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxeny.calendar.asking import Choice
from proxeny.calendar.models import Feed, ReminderChoice
from proxeny.registers.register import REGISTERS

SORTS = [
    ("", _("of every kind")),
    ("happening", _("visits and events")),
    ("deadline", _("deadlines")),
    ("notice", _("what ends")),
]


def register_choices() -> list[tuple[str, Any]]:
    """Every register that is open."""
    return [("", _("all registers")), *((name, register.title) for name, register in REGISTERS.items())]


class CalendarFilters(forms.Form):
    """Which occasions are shown. Anything that is none of the choices counts as left out."""

    register = forms.ChoiceField(label=_("register"), required=False)
    whose = forms.ChoiceField(
        label=_("whose"), required=False, choices=[("", _("everybody’s")), ("mine", _("mine"))]
    )
    sort = forms.ChoiceField(label=_("kind"), required=False, choices=SORTS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = register_choices()  # type: ignore[attr-defined]

    @property
    def choice(self) -> Choice:
        """What was chosen, as far as it is valid."""
        self.is_valid()
        return Choice(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class FeedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new feed."""

    register = forms.ChoiceField(label=_("register"), required=False)

    class Meta:
        model = Feed
        fields = ["name", "register", "is_mine"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = register_choices()  # type: ignore[attr-defined]


class ReminderForm(forms.ModelForm):  # type: ignore[type-arg]
    """One's own reminders."""

    lead_days = forms.IntegerField(
        label=_("days ahead"),
        min_value=1,
        max_value=90,
        help_text=_("How many days before its day a thing is told of, 1 to 90."),
    )

    class Meta:
        model = ReminderChoice
        fields = ["rhythm", "scope", "lead_days"]
