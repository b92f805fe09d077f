"""What a guest is given: the arrangements of a visit by rank, the seats at the table, gifts both ways."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.records import FoldedField
from proxeny.delegations.models.delegation import Delegation


class VisitSheet(models.Model):
    """What is arranged for a visit. ``rank`` is a key of the office's protocol, which says what that rank gets."""

    ARRANGED = ("met_by", "received_by", "cars", "banquet", "gift", "lodging")

    delegation = models.OneToOneField(Delegation, related_name="visit_sheet", on_delete=models.CASCADE)
    rank = models.CharField(_("rank of the head of the visitors"), max_length=60, blank=True)
    arrives = models.CharField(
        _("arrives"), max_length=200, blank=True, help_text=_("Day, hour, flight or border gate.")
    )
    departs = models.CharField(_("departs"), max_length=200, blank=True)
    met_by = models.CharField(_("met on arrival by"), max_length=300, blank=True)
    received_by = models.CharField(_("received by"), max_length=300, blank=True)
    cars = models.CharField(_("cars and escort"), max_length=300, blank=True)
    banquet = models.CharField(_("banquet"), max_length=300, blank=True)
    gift = models.CharField(_("gift"), max_length=300, blank=True)
    lodging = models.CharField(_("lodging"), max_length=300, blank=True)
    interpreters = models.CharField(_("interpreters"), max_length=300, blank=True)
    flags = models.CharField(_("flags, signs and flowers"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("visit sheet")
        verbose_name_plural = _("visit sheets")

    def __str__(self) -> str:
        return str(_("visit sheet"))


class Seating(models.Model):
    """Who sits on which side of the table, in order of protocol: rows of ``{"name": …, "post": …}``, the head first."""

    delegation = models.OneToOneField(Delegation, related_name="seating", on_delete=models.CASCADE)
    ours = models.JSONField(_("our side"), default=list, blank=True)
    theirs = models.JSONField(_("the other side"), default=list, blank=True)

    class Meta:
        verbose_name = _("seating list")
        verbose_name_plural = _("seating lists")

    def __str__(self) -> str:
        return str(_("seating list"))


class Gift(models.Model):
    """One gift, given or received: what it is, what it is worth, where it is now, whether it is declared."""

    class Direction(models.TextChoices):
        """Given or received by the home city."""

        GIVEN = "given", pgettext_lazy("gift", "given")
        RECEIVED = "received", pgettext_lazy("gift", "received")

    delegation = models.ForeignKey(Delegation, related_name="gifts", on_delete=models.CASCADE)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction.choices)
    what = models.CharField(_("what"), max_length=300)
    value = ExactDecimalField(_("value"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    giver = models.CharField(_("from whom"), max_length=200, blank=True)
    recipient = models.CharField(_("to whom"), max_length=200, blank=True)
    given_on = EdtfField(_("day"))
    kept_where = models.CharField(_("kept where"), max_length=200, blank=True)
    folded = FoldedField(default="", editable=False)
    declared = EdtfField(_("declared"), help_text=_("The day, where a gift received was declared."))

    class Meta:
        ordering = ["id"]
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")

    def __str__(self) -> str:
        return self.what

    def searchable(self) -> str:
        """What it is, who gave and got it, where it is."""
        return " ".join((self.what, self.giver, self.recipient, self.kept_where))

    @property
    def unit(self) -> str:
        """The currency of the value, for the pages that set figures."""
        return self.currency

    def clean(self) -> None:
        """A value has its currency."""
        self.currency = self.currency.upper()
        if self.value is not None and not (len(self.currency) == 3 and self.currency.isalpha()):
            raise ValidationError({"currency": _("Write the currency of the value with its three letters, as USD.")})
        if self.value is not None and self.value < 0:
            raise ValidationError({"value": _("A value is not below nothing.")})
