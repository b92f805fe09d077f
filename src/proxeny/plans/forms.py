"""The form that reports a commitment done."""

from __future__ import annotations

from typing import Any

from proxeny.core.records import Record
from proxeny.plans import services
from proxeny.plans.models import Commitment
from proxeny.registers.forms import RecordForm, form_field


class FulfilForm(RecordForm):
    """When it was done, and what says so."""

    class Meta:
        model = Commitment
        fields = ["fulfilled"]
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fulfilled"].required = True

    def save(self, commit: bool = True) -> Record:
        """Through the service. Raises ``DomainError``; nothing is written then."""
        return services.fulfil(
            self.instance,
            on=self.cleaned_data["fulfilled"],
            evidence=self.statements(),
            by=self.person,
            version=self.cleaned_data.get("version"),
        )
