"""The form of a record with a value of its own: what is written by hand compares with what other sources state."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from proxeny.core.records import Record
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.registers.forms import RecordForm
from proxeny.registers.stated_values import VALUE_FIELDS, give_value


class ValueForm(RecordForm):
    """A record with a value: the source given with it states that value, and a disagreement opens a conflict."""

    def clean(self) -> dict[str, Any]:
        """A value has a unit; the upper end of a range lies above it."""
        cleaned = super().clean()
        value, high = cleaned.get("value"), cleaned.get("high")
        if value is not None and not cleaned.get("unit") and "unit" not in self.errors:
            self.add_error("unit", ValidationError(_("Give the unit: a currency as USD, % or count.")))
        if value is not None and high is not None and high < value:
            self.add_error("high", ValidationError(_("The upper end is below the value. Exchange the two.")))
        return cleaned

    @property
    def states_a_value(self) -> bool:
        """Whether the value is new or changed."""
        return not self.instance.pk or bool(set(self.changed_data) & set(VALUE_FIELDS))

    def statements(self) -> list[Statement]:
        """The source as statements, carrying the value where it was written."""
        made = super().statements()
        return give_value(made, self.cleaned_data) if self.states_a_value else made

    @transaction.atomic
    def save(self, commit: bool = True) -> Record:
        """Through the register's services, and compared."""
        record = super().save(commit)
        if self.states_a_value:
            documents.compare(record, "value")
        return record
