"""Form fields that read dates and amounts the way an officer writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proxeny.core import period
from proxeny.core.errors import BadAmount, BadPeriod
from proxeny.core.money import amount_from_office_form


class EdtfFormField(forms.CharField):
    """A date or period: ``14/04/2023``, ``04/2023``, ``2023`` or EDTF."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As precise as the source: 14/04/2023, 04/2023, 2023, 2014/.. for since."))
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> str:
        """An EDTF string, or an empty one."""
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return period.from_office_form(text)
        except BadPeriod as error:
            raise ValidationError(str(error), code=error.code) from error


class AmountFormField(forms.CharField):
    """An amount in digits, with the separators of the person's language."""

    def clean(self, value: Any) -> Decimal | None:
        """The amount as a Decimal; ``None`` for nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return amount_from_office_form(text)
        except BadAmount as error:
            raise ValidationError(str(error), code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        """Plain digits, so that what was saved can be saved again."""
        if isinstance(value, Decimal):
            return f"{value:f}"
        return value
