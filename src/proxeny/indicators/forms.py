"""The form of an observation: what it measures, and what a source states of it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from proxeny.core.errors import DomainError
from proxeny.core.records import Record
from proxeny.documents.models import Statement
from proxeny.indicators import services
from proxeny.indicators.models import Observation
from proxeny.registers import services as registers
from proxeny.registers.forms import RecordForm, form_field
from proxeny.registers.stated_values import VALUE_FIELDS, give_value


class ObservationForm(RecordForm):
    """An observation.

    A value that is written here is a statement of its source beside the others: where they disagree, a conflict opens,
    and a person rules. Nothing that another source said is overwritten.
    """

    class Meta:
        model = Observation
        fields = [
            "indicator",
            "partner",
            "area",
            "period",
            "value",
            "high",
            "unit",
            "qualifier",
            "status",
            "definition",
            "label",
            "note",
            "mark",
        ]
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].required = True
        self.fields["period"].required = True
        self.fields["mark"].label = _("mark of the note to file")
        self.fields["mark"].help_text = _("A figure carries the mark of its openest source.")
        if self.instance.pk:
            self.fields["value"].help_text = _(
                "Another value stands beside what the other sources state; where they disagree, somebody rules."
            )

    def clean(self) -> dict[str, Any]:
        """The upper end of a range lies above its value."""
        cleaned = super().clean()
        value, high = cleaned.get("value"), cleaned.get("high")
        if value is not None and high is not None and high < value:
            self.add_error("high", ValidationError(_("The upper end is below the value. Exchange the two.")))
        return cleaned

    def statements(self) -> list[Statement]:
        """The source as a statement of the figure."""
        return give_value(super().statements(), self.cleaned_data)

    def save(self, commit: bool = True) -> Record:
        """Through the services of the indicators. Raises ``DomainError``; nothing is written then."""
        cleaned = self.cleaned_data
        point = {name: cleaned[name] for name in ("area", "partner", "period", "status", "definition", "label")}
        evidence = self.statements() if self._states_a_value or not self.instance.pk else []
        if self.instance.pk:
            return self._save_change(point | {"indicator": cleaned["indicator"], "note": cleaned["note"]}, evidence)
        if not evidence:
            raise DomainError(
                _now("A figure needs a source: choose a document, or write a note to file with what you know.")
            )
        observation = None
        for statement in evidence:
            observation, _is_new = services.record_observation(
                cleaned["indicator"], **point, note=cleaned["note"], evidence=statement, by=self.person
            )
        assert observation is not None  # there is at least one statement
        return observation

    @property
    def _states_a_value(self) -> bool:
        return bool(set(self.changed_data) & {*VALUE_FIELDS, *self.SOURCE_FIELDS})

    def _save_change(self, content: dict[str, Any], evidence: list[Statement]) -> Record:
        if set(self.changed_data) & set(VALUE_FIELDS) and not evidence:
            raise DomainError(_now("Another value needs a source: choose a document, or write a note to file."))
        observation: Observation = registers.change(
            self.instance, content, by=self.person, evidence=evidence, version=self.cleaned_data.get("version")
        )
        for statement in evidence:
            observation = services.state_again(observation, statement, by=self.person)
        return observation
