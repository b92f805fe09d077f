"""Indicators and their observations: one row for indicator, area, partner, period, definition and status."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.records import Record, RecordQuerySet, StatedValue
from proxeny.partners.models import Partner


class Indicator(models.Model):
    """What is measured. ``unit`` is ``money``, ``%`` or ``count``; ``theme`` groups them on pages and in reports."""

    class Theme(models.TextChoices):
        """Chapters of a report."""

        ECONOMY = "economy", _("economy")
        TRADE = "trade", _("trade")
        INVESTMENT = "investment", _("investment")
        TOURISM = "tourism", _("tourism")
        DELEGATIONS = "delegations", _("delegations")
        AGREEMENTS = "agreements", _("agreements and partners")
        EVENTS = "events", _("events")
        AID = "aid", _("aid")
        PLAN = "plan", _("plan")
        OTHER = "other", _("other")

    code = models.CharField(_("code"), max_length=60, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=120, blank=True)
    meaning = models.CharField(_("meaning"), max_length=300, blank=True)
    meaning_vi = models.CharField(_("meaning in Vietnamese"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=8)
    theme = models.CharField(_("theme"), max_length=12, choices=Theme.choices)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.local_name

    def get_absolute_url(self) -> str:
        """The indicator's page."""
        return reverse("indicators:indicator", args=[self.code])

    @property
    def local_name(self) -> str:
        """The name in the reader's language."""
        return self.name_vi if (get_language() or "en").startswith("vi") and self.name_vi else self.name


class ObservationQuerySet(RecordQuerySet):
    """Observations by what they measure."""

    def about(self, partner: Partner | None) -> ObservationQuerySet:
        """Those of one partner, or of the home city as a whole."""
        return self.filter(partner=partner)


class Observation(Record, StatedValue):
    """A value of an indicator as the sources state it.

    Several statements may stand behind it; ``value`` is the one that a ruling or the only statement gives, else the
    best attested, and then ``is_disputed``.
    """

    class Status(models.TextChoices):
        """SDMX observation status, in the words of the office."""

        ACTUAL = "actual", _("actual")
        ESTIMATE = "estimate", _("estimate")
        TARGET = "target", _("target")

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), related_name="observations", on_delete=models.PROTECT
    )
    area = models.CharField(_("area"), max_length=120)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), related_name="observations", null=True, blank=True, on_delete=models.PROTECT
    )
    period = EdtfField(_("period"))
    definition = models.CharField(_("definition"), max_length=200, blank=True)
    label = models.CharField(_("what is counted"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.ACTUAL)
    is_disputed = models.BooleanField(_("disputed"), default=False, db_index=True)
    low_stated = models.ForeignKey(
        "documents.Statement", null=True, editable=False, related_name="+", on_delete=models.SET_NULL
    )
    high_stated = models.ForeignKey(
        "documents.Statement", null=True, editable=False, related_name="+", on_delete=models.SET_NULL
    )
    sources = models.PositiveSmallIntegerField(_("sources"), default=0, editable=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["indicator__order", "-period_latest", "-period_earliest"]
        indexes = [models.Index(fields=["indicator", "partner", "period_latest"])]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "partner", "period", "definition", "label", "status"],
                nulls_distinct=False,
                name="one_observation",
            )
        ]
        verbose_name = _("observation")
        verbose_name_plural = _("observations")

    def __str__(self) -> str:
        of = f" ({self.partner})" if self.partner_id else ""
        return f"{self.label or self.indicator}{of}, {self.area} {self.period}".strip()
