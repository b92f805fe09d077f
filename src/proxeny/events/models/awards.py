"""Awards and titles."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.records import Record
from proxeny.partners.models import Partner


class Award(Record):
    """An award or title."""

    register_name = "awards"

    title = models.CharField(_("title"), max_length=300)
    awarded_by = models.CharField(_("awarded by"), max_length=200, blank=True)
    recipient = models.CharField(_("recipient"), max_length=200, blank=True)
    direction = models.CharField(
        _("direction"), max_length=8, choices=[("received", _("received")), ("given", _("given"))], default="received"
    )
    date = EdtfField(_("date"))
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="awards", blank=True)

    class Meta:
        ordering = [models.F("date_earliest").desc(nulls_last=True), "title"]
        verbose_name = _("award")
        verbose_name_plural = _("awards")

    def __str__(self) -> str:
        return self.title
