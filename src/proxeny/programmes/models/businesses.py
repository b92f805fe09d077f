"""Businesses of the city that take part in its programmes. They are no partners abroad: they have a register."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.records import Record

# Ten digits, with three more for a branch; twelve where a household pays by its owner's identity number.
_TAX_CODE = re.compile(r"\d{10}(-\d{3})?|\d{12}")


class Business(Record):
    """A company, cooperative or household business. ``contact``, ``phone`` and ``email`` are never on open pages."""

    register_name = "businesses"

    name = models.CharField(_("name"), max_length=200, db_index=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    tax_code = models.CharField(_("tax code"), max_length=20, blank=True)
    sector = models.CharField(_("sector"), max_length=60, blank=True, db_index=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    ward = models.CharField(_("ward"), max_length=80, blank=True, db_index=True)
    contact = models.CharField(_("contact person"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("web site"), blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tax_code"],
                condition=~models.Q(tax_code=""),
                name="one_business_of_a_tax_code",
                violation_error_message=_("Another business has this tax code; open that one instead."),
            )
        ]
        verbose_name = _("business")
        verbose_name_plural = _("businesses")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A tax code is written one way; a code of no known form is refused."""
        super().clean()
        code = re.sub(r"[\s.]", "", self.tax_code)
        if re.fullmatch(r"\d{13}", code):
            code = f"{code[:10]}-{code[10:]}"
        if code and not _TAX_CODE.fullmatch(code):
            said = _("'%(code)s' is no tax code: expected ten digits, 0101234567, with -001 for a branch; or twelve.")
            raise ValidationError({"tax_code": said % {"code": self.tax_code}})
        self.tax_code = code
