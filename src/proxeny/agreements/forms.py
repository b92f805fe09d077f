"""The form for a signature."""

from __future__ import annotations

from typing import Any

from proxeny.agreements import services
from proxeny.agreements.models import Agreement
from proxeny.registers.forms import RecordForm, form_field


class SignatureForm(RecordForm):
    """When an agreement was signed, since when and until when it binds, and the source that says so."""

    class Meta:
        model = Agreement
        fields = ["signed", "entry_into_force", "expires"]
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed"].required = True

    def save(self, commit: bool = True) -> Agreement:
        """Through the service that records a signature."""
        cleaned = self.cleaned_data
        return services.record_signature(
            self.instance,
            signed_on=cleaned["signed"],
            entry_into_force=cleaned["entry_into_force"],
            expires=cleaned["expires"],
            evidence=self.statements(),
            by=self.person,
            version=cleaned.get("version"),
        )
