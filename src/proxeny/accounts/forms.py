"""Forms about people of the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import User
from proxeny.accounts.services import BadPerson


class _Serviced(forms.ModelForm):  # type: ignore[type-arg]
    """A form whose values go to a service, which checks them on its own copy."""

    def _post_clean(self) -> None:
        """The service checks."""

    def refuse(self, error: Exception) -> None:
        """Put what a service refused beside its field."""
        if isinstance(error, BadPerson):
            for name, messages in error.fields.items():
                self.add_error(name if name in self.fields else None, forms.ValidationError(messages))
        else:
            self.add_error(None, str(error))


class OwnForm(_Serviced):
    """One's own name and language."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "language"]


class PersonForm(_Serviced):
    """A person, as an administrator sees them."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "role", "clearance", "language", "is_active"]
        labels = {"is_active": _("may sign in")}
        help_texts = {
            "clearance": _("The highest mark of records and documents that they see."),
            "is_active": _("Taken away, the person is signed out at once; what they did stays under their name."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_active"].help_text = self.Meta.help_texts["is_active"]


class NewPersonForm(PersonForm):
    """Somebody new: with the name they sign in by and a first password."""

    password = forms.CharField(
        label=_("first password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters. Tell it to them in person; they can change it on their page."),
    )

    class Meta(PersonForm.Meta):
        fields = ["username", *PersonForm.Meta.fields[:-1]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super(PersonForm, self).__init__(*args, **kwargs)
        self.fields["username"].help_text = _("Letters, digits and . _ - @; they sign in by it.")


class PasswordForm(forms.Form):
    """A new password for somebody else, given by an administrator."""

    password = forms.CharField(
        label=_("new password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
