"""The form of a watched place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import User
from proxeny.core.records import Mark
from proxeny.documents.forms import LANGUAGES, marks_for
from proxeny.watching.models import Watch

EVERY = [
    (15, _("every quarter of an hour")),
    (60, _("every hour")),
    (360, _("every six hours")),
    (1440, _("every day")),
    (10080, _("every week")),
]


class WatchForm(forms.Form):
    """What a place is, and what its documents get."""

    title = forms.CharField(label=_("title"), max_length=200, help_text=_("As the office calls it."))
    kind = forms.ChoiceField(label=_("kind"), choices=Watch.Kind.choices, initial=Watch.Kind.FEED)
    address = forms.CharField(label=_("address"), max_length=1000)
    publisher = forms.CharField(
        label=_("publisher"), required=False, max_length=200, help_text=_("Every document from here gets it.")
    )
    language = forms.ChoiceField(label=_("language"), required=False, choices=LANGUAGES)
    mark = forms.TypedChoiceField(
        label=_("mark"), coerce=int, choices=Mark.choices, initial=Mark.PUBLIC,
        help_text=_("Of the place and of every document from it."),
    )  # fmt: skip
    every = forms.TypedChoiceField(label=_("how often"), coerce=int, choices=EVERY, initial=60)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark, every = self.fields["mark"], self.fields["every"]
        assert isinstance(mark, forms.TypedChoiceField)
        assert isinstance(every, forms.TypedChoiceField)
        mark.choices = marks_for(person)
        own = self.initial.get("every")
        if own and own not in dict(EVERY):
            every.choices = [(own, _("every %(minutes)s minutes") % {"minutes": own}), *EVERY]
        self.fields["address"].help_text = _(
            "Of a feed or sitemap: https://… Of a folder: its name within %(folder)s on the server."
        ) % {"folder": settings.PROXENY_WATCHED}
