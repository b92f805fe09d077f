"""Plans with their targets, and commitments: what was promised, by whom, by when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.money import Qualifier
from proxeny.core.records import Record, StatedValue
from proxeny.indicators.models import Indicator
from proxeny.partners.models import Partner


class Plan(Record):
    """A yearly or longer plan."""

    title = models.CharField(_("title"), max_length=300)
    period = EdtfField(_("period"))
    area = models.CharField(_("area"), max_length=120)
    adopted_by = models.CharField(_("adopted by"), max_length=200, blank=True)

    class Meta:
        ordering = ["-period_latest", "-period_earliest", "title"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")

    def __str__(self) -> str:
        return self.title


class Target(Record, StatedValue):
    """A target of a plan; ``value`` is what is aimed at, ``result_…`` what was reached where a source says it."""

    register_name = "targets"

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), related_name="targets", on_delete=models.PROTECT)
    title = models.CharField(_("title"), max_length=300)
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), null=True, blank=True, related_name="targets", on_delete=models.PROTECT
    )
    period = EdtfField(_("period"))
    result_value = ExactDecimalField(_("result"), null=True, blank=True)
    result_unit = models.CharField(_("unit of the result"), max_length=16, blank=True)
    result_qualifier = models.CharField(
        _("exactness of the result"), max_length=8, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    achieved = models.BooleanField(_("achieved"), null=True, blank=True)

    class Meta:
        ordering = ["-period_latest", "indicator__order", "title"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")

    def __str__(self) -> str:
        return f"{self.title} {self.period}"


class Commitment(Record):
    """Something promised or agreed to follow up. ``origin`` names the record that it came from."""

    register_name = "commitments"

    class Status(models.TextChoices):
        """Whether a source or a person reports it done."""

        OPEN = "open", pgettext_lazy("commitment", "open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    what = models.TextField(_("what"))
    by = models.CharField(_("by whom"), max_length=200, blank=True)
    owner = models.CharField(_("followed up by"), max_length=200, blank=True)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="commitments", blank=True)
    made = EdtfField(_("made"))
    due = EdtfField(_("due"))
    status = models.CharField(_("state"), max_length=8, choices=Status.choices, default=Status.OPEN, db_index=True)
    origin = models.JSONField(_("origin"), default=list, blank=True)
    fulfilled = EdtfField(_("fulfilled"))

    class Meta:
        ordering = [models.F("due_latest").asc(nulls_last=True), models.F("made_earliest").desc(nulls_last=True)]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")

    def __str__(self) -> str:
        return self.what[:150]

    def searchable(self) -> str:
        """With what was promised, which is no short column."""
        return f"{super().searchable()} {self.what}"
