"""Model fields of the record: exact decimals and partial dates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from proxeny.core import period
from proxeny.core.errors import BadPeriod


class ExactDecimalField(models.DecimalField):  # type: ignore[type-arg]
    """A decimal that comes back as it went in, on SQLite too.

    Django reads decimals from SQLite through a float of fifteen digits, so that 1 234 567 890 123 456 VND would come
    back rounded. Whole numbers are kept there as 64-bit integers; a fraction that a float cannot hold is refused.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 30)
        kwargs.setdefault("decimal_places", 6)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        """A type of our own, so that the backend's float converter keeps away."""
        return "ExactDecimalField"

    def db_type(self, connection: Any) -> str:
        """``decimal`` has numeric affinity on SQLite."""
        return "decimal" if connection.vendor == "sqlite" else f"numeric({self.max_digits}, {self.decimal_places})"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Text in plain notation; whole numbers without a point."""
        if not prepared:
            value = self.get_prep_value(value)
        if value is None or hasattr(value, "as_sql"):
            return value
        if connection.vendor != "sqlite":
            return value
        plain = f"{value:f}"
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".")
        if "." in plain and Decimal(repr(float(plain))) != Decimal(plain):
            raise ValidationError(
                _("%(value)s has more digits than the embedded database keeps; round it or use PostgreSQL.")
                % {"value": plain}
            )
        return int(plain) if "." not in plain and abs(int(plain)) < 2**63 else plain

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """As in a query."""
        if hasattr(value, "as_sql"):
            return value
        return self.get_db_prep_value(value, connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        """A Decimal without trailing zeros."""
        if value is None:
            return None
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
        return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()


class EdtfField(models.CharField):  # type: ignore[type-arg]
    """An EDTF string, with its first and last day beside it in ``<name>_earliest`` and ``<name>_latest``.

    The two date columns follow the string on every save and serve order and filters. An open end gives ``NULL``.
    """

    description = "EDTF"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Adds the two date columns, but in migrations, where they stand by themselves."""
        super().contribute_to_class(cls, name, private_only)
        if cls.__module__ != "__fake__":
            for end in ("earliest", "latest"):
                day = models.DateField(null=True, blank=True, editable=False, db_index=end == "earliest")
                cls.add_to_class(f"{name}_{end}", day)

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        """The string, if it is a date or period."""
        text: str = super().clean(value, model_instance)
        if text:
            try:
                period.days(text)
            except BadPeriod as error:
                raise ValidationError(str(error), code=error.code) from error
        return text

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Sets the two days before they are saved, which is after this field in the order of columns."""
        value = getattr(model_instance, self.attname) or ""
        first, last = period.days(value) if value else (None, None)
        setattr(model_instance, f"{self.name}_earliest", first)
        setattr(model_instance, f"{self.name}_latest", last)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        """A text field that takes the office's ways of writing dates."""
        from proxeny.core.forms import EdtfFormField  # core.forms needs settled models

        return super().formfield(**{"form_class": EdtfFormField, **kwargs})
