"""Forms for bringing documents in and for correcting what is kept about them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import User
from proxeny.core.forms import EdtfFormField
from proxeny.core.records import Mark
from proxeny.documents.models import Document

LANGUAGES = [
    ("", _("as the text says")),
    ("en", _("English")),
    ("vi", _("Vietnamese")),
    ("id", _("Indonesian")),
    ("fr", _("French")),
    ("es", _("Spanish")),
]


def marks_for(person: User) -> list[tuple[int, Any]]:
    """The marks that a person may give: none that they could not see themselves."""
    return [(mark, words) for mark, words in Mark.choices if mark <= person.clearance]


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is judged by itself when it is added, so that one bad file does not stop the others."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, at least one. Empty ones pass: adding says so by name."""
        files = [file for file in (data or []) if file]
        if not files and self.required:
            raise forms.ValidationError(_("Choose at least one file."), code="required")
        return files


class AddForm(forms.Form):
    """Files, and what is known about them."""

    uploads = FilesField(
        label=_("files"), help_text=_("PDF, Word, Excel, web page, e-mail, plain text, scan; 200 MB each.")
    )
    title = forms.CharField(
        label=_("title"), required=False, max_length=400, help_text=_("For one file; left out, the file's own title.")
    )
    publisher = forms.CharField(label=_("publisher"), required=False, max_length=200)
    published = EdtfFormField(label=_("published"), required=False)
    language = forms.ChoiceField(label=_("language"), required=False, choices=LANGUAGES)
    url = forms.URLField(label=_("address"), required=False, max_length=600, assume_scheme="https")
    mark = forms.TypedChoiceField(label=_("mark"), coerce=int, choices=Mark.choices, initial=Mark.INTERNAL)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark = self.fields["mark"]
        assert isinstance(mark, forms.TypedChoiceField)
        mark.choices = marks_for(person)
        mark.initial = min(Mark.INTERNAL, person.clearance)

    def about(self) -> dict[str, Any]:
        """What is known about each of the files; title and address belong to a single one."""
        known = {name: value for name, value in self.cleaned_data.items() if name != "uploads"}
        if len(self.cleaned_data["uploads"]) > 1:
            known |= {"title": "", "url": ""}
        return known


class DescribeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is kept about a document; never its text."""

    url = forms.URLField(label=_("address"), required=False, max_length=600, assume_scheme="https")

    class Meta:
        model = Document
        fields = ["title", "publisher", "published", "language", "url", "mark", "status", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3}), "language": forms.Select(choices=LANGUAGES)}

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark, language = self.fields["mark"], self.fields["language"]
        assert isinstance(mark, forms.TypedChoiceField)
        mark.choices = marks_for(person)
        own = self.instance.language
        known = dict(LANGUAGES)
        language.widget.choices = LANGUAGES if own in known else [*LANGUAGES, (own, own)]

    def _post_clean(self) -> None:
        """The service checks, on its own copy."""
