"""What a delegation costs, line by line: as estimated and as it came out."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.fields import ExactDecimalField
from proxeny.delegations.models.delegation import Delegation


class Payer(models.TextChoices):
    """Whose money it is."""

    PROVINCE = "province", _("budget of the city")
    SECTOR = "sector", _("budget of the department or sector")
    HOST = "host", _("the host")
    SPONSOR = "sponsor", _("a sponsor")
    OWN = "own", _("the members themselves")


class CostLine(models.Model):
    """One line of the budget of a delegation, in one currency (ISO 4217)."""

    class Item(models.TextChoices):
        """What for."""

        FARE = "fare", _("fares")
        STAY = "stay", pgettext_lazy("cost", "accommodation")
        ALLOWANCE = "allowance", _("daily allowance")
        VISA = "visa", _("visas and passports")
        INSURANCE = "insurance", _("insurance")
        TRANSPORT = "transport", _("local transport")
        RECEPTION = "reception", _("receptions and meals")
        GIFTS = "gifts", _("gifts")
        INTERPRETING = "interpreting", _("interpreting")
        OTHER = "other", _("other")

    delegation = models.ForeignKey(Delegation, related_name="costs", on_delete=models.CASCADE)
    item = models.CharField(_("item"), max_length=12, choices=Item.choices)
    what = models.CharField(_("what"), max_length=200, blank=True)
    estimate = ExactDecimalField(_("estimate"), null=True, blank=True)
    actual = ExactDecimalField(_("actual"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3)
    paid_by = models.CharField(_("paid by"), max_length=8, choices=Payer.choices)

    class Meta:
        ordering = ["id"]
        verbose_name = _("line of the budget")
        verbose_name_plural = _("costs")

    def __str__(self) -> str:
        return f"{self.get_item_display()}: {self.what}" if self.what else str(self.get_item_display())

    @property
    def estimate_unit(self) -> str:
        """Its currency, for the pages that set figures."""
        return self.currency

    @property
    def actual_unit(self) -> str:
        """Its currency."""
        return self.currency

    def clean(self) -> None:
        """At least one figure, none below nothing, in a currency."""
        self.currency = self.currency.upper()
        if not (len(self.currency) == 3 and self.currency.isalpha()):
            raise ValidationError({"currency": _("Write the currency with its three letters, as VND or USD.")})
        if self.estimate is None and self.actual is None:
            raise ValidationError({"estimate": _("Give the estimate, the actual cost, or both.")})
        for name in ("estimate", "actual"):
            value = getattr(self, name)
            if value is not None and value < 0:
                raise ValidationError({name: _("A cost is not below nothing.")})
