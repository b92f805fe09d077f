"""The forms of an import: the file, and what its columns fill."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxeny.accounts.models import User
from proxeny.core.forms import EdtfFormField
from proxeny.core.records import Mark
from proxeny.documents.forms import marks_for
from proxeny.exchange.mapping import Column, Mapping
from proxeny.exchange.services import Options
from proxeny.exchange.targets import targets_of
from proxeny.registers.register import Register


class UploadForm(forms.Form):
    """The spreadsheet, and who may see it."""

    file = forms.FileField(
        label=_("spreadsheet"), help_text=_("XLSX, XLS, ODS or CSV; headings anywhere near the top.")
    )
    mark = forms.TypedChoiceField(
        label=_("mark"), coerce=int, help_text=_("Of the file, and of the records made from it where no column says.")
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark = self.fields["mark"]
        assert isinstance(mark, forms.TypedChoiceField)
        mark.choices = marks_for(person)
        mark.initial = min(Mark.INTERNAL, person.clearance)


class MappingForm(forms.Form):
    """Each column's target, constants for what no column has, and how the file is to be taken."""

    OPTIONS = ("key", "as_of", "only", "makes", "good_rows", "hidden_rows", "is_whole")

    makes = forms.BooleanField(
        label=_("make partners and people that nothing answers to"),
        required=False,
        help_text=_("Countries as countries, other names as cities; look at them afterwards."),
    )
    good_rows = forms.BooleanField(label=_("write the good rows and leave the wrong ones out"), required=False)
    hidden_rows = forms.BooleanField(label=_("take hidden rows in too"), required=False)
    is_whole = forms.BooleanField(
        label=_("the file is the whole register"),
        required=False,
        help_text=_("What is on record and not in the file is listed; nothing is taken out for that."),
    )
    key = forms.ChoiceField(
        label=_("rows are told apart by"), required=False, help_text=_("So a row finds the record that it is about.")
    )
    as_of = EdtfFormField(
        label=_("a register as of"),
        required=False,
        help_text=_("For the licensing office's own register: capital that changed becomes a movement on this day."),
    )
    only = forms.ChoiceField(
        label=_("write"),
        required=False,
        choices=[("", _("new and changed rows")), ("new", _("new rows only")), ("changed", _("changed rows only"))],
    )

    def __init__(
        self, *args: Any, register: Register, mapping: Mapping, samples: Sequence[str], options: Options, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {name: getattr(options, name) for name in self.OPTIONS}
        super().__init__(*args, **kwargs)
        self.register, self.given = register, mapping
        known = targets_of(register)
        key = self.fields["key"]
        assert isinstance(key, forms.ChoiceField)
        mapped = [known[column.target] for column in mapping.columns if column.target]
        key.choices = [
            ("", _("reference, a number of their own, or name and date")),
            *((target.name, target.label) for target in mapped if target.kind == "text" and target.children is None),
        ]
        if register.bring_up_to_date is None:
            del self.fields["as_of"]
        choices = [("", _("left out")), *((target.name, target.label) for target in known.values())]
        self.samples = samples
        for at, column in enumerate(mapping.columns):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=column.heading, choices=choices, required=False, initial=column.target
            )
            if column.target and known[column.target].kind == "amount":
                self.fields[f"scale_{at}"] = forms.DecimalField(
                    label=_("times"), required=False, initial=f"{column.scale:f}" if column.scale != 1 else None
                )
                self.fields[f"decimal_{at}"] = forms.ChoiceField(
                    label=_("fractions"),
                    required=False,
                    choices=[("", _("as the column shows")), (",", "1.250,5"), (".", "1,250.5")],
                    initial=column.decimal,
                )
        filled = {column.target for column in mapping.columns}
        self.constant_names = [
            name for name, target in known.items()
            if name not in filled and name not in {"reference", "note"} and target.kind in
            {"choice", "text", "unit", "period", "link", "links", "country", "yesno"}
            and (target.is_needed or target.kind in {"choice", "unit", "links"} or name in mapping.constants)
        ]  # fmt: skip
        for name in self.constant_names:
            self.fields[f"constant_{name}"] = forms.CharField(
                label=known[name].label, required=False, initial=mapping.constants.get(name, "")
            )

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each column with its sample and fields."""
        return [
            {
                "heading": column.heading,
                "sample": self.samples[at],
                "field": self[f"column_{at}"],
                "more": [self[f"{name}_{at}"] for name in ("scale", "decimal") if f"{name}_{at}" in self.fields],
            }
            for at, column in enumerate(self.given.columns)
        ]

    def constants(self) -> list[forms.BoundField]:
        """For the page."""
        return [self[f"constant_{name}"] for name in self.constant_names]

    def options(self) -> list[forms.BoundField]:
        """For the page."""
        return [self[name] for name in self.OPTIONS if name in self.fields]

    def chosen(self) -> dict[str, Any]:
        """The options as they were set."""
        return {name: self.cleaned_data[name] for name in self.OPTIONS if name in self.cleaned_data}

    def mapping(self) -> Mapping:
        """What was chosen."""
        cleaned = self.cleaned_data
        columns = []
        for at, column in enumerate(self.given.columns):
            target = cleaned[f"column_{at}"]
            is_same = target == column.target
            scale = cleaned.get(f"scale_{at}") or (Decimal(1) if f"scale_{at}" in self.fields else column.scale)
            columns.append(
                Column(
                    column.heading,
                    target,
                    scale if is_same else Decimal(1),
                    column.unit if is_same else "",
                    cleaned.get(f"decimal_{at}", "") if is_same else "",
                )
            )
        constants = {name: cleaned[f"constant_{name}"] for name in self.constant_names if cleaned[f"constant_{name}"]}
        return Mapping(tuple(columns), constants)
