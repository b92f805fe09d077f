"""Conferences, fairs, festivals, campaigns and meetings; and awards that the city received."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.records import Record, StatedValue
from proxeny.partners.models import Partner


class Event(Record):
    """Something that was held or is planned, at home or abroad."""

    class Kind(models.TextChoices):
        """What sort of event."""

        CONFERENCE = "conference", _("conference")
        SUMMIT = "summit", _("summit")
        CONGRESS = "congress", _("congress")
        MEETING = "meeting", _("meeting")
        TALK = "talk", _("talk")
        FAIR = "fair", _("fair")
        EXHIBITION = "exhibition", _("exhibition")
        FESTIVAL = "festival", _("festival")
        CAMPAIGN = "campaign", _("campaign")
        CELEBRATION = "celebration", _("celebration")
        CEREMONY = "ceremony", _("ceremony")
        SIGNING = "signing", _("signing")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        """Where it stands."""

        IDEA = "idea", _("idea")
        PLANNED = "planned", _("planned")
        ANNOUNCED = "announced", _("announced")
        PERMITTED = "permitted", _("permitted")
        HELD = "held", _("held")
        REPORTED = "reported", _("reported")
        REFUSED = "refused", _("refused")
        CANCELLED = "cancelled", _("cancelled")

    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, db_index=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.HELD)
    dates = EdtfField(_("dates"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="events", blank=True)
    content = models.TextField(_("content"), blank=True)
    foreign_organiser = models.CharField(_("foreign co-organiser"), max_length=300, blank=True)
    permitted_by = models.CharField(_("permitting level"), max_length=200, blank=True)
    in_plan = models.BooleanField(_("in the yearly plan"), null=True, blank=True)
    cost = ExactDecimalField(_("cost"), null=True, blank=True)
    cost_currency = models.CharField(_("currency"), max_length=3, blank=True)
    cost_source = models.CharField(_("paid by"), max_length=200, blank=True)
    report_number = models.CharField(_("report no."), max_length=60, blank=True)
    outcomes = models.JSONField(_("outcomes"), default=list, blank=True)

    class Meta:
        ordering = [models.F("dates_earliest").desc(nulls_last=True), "title"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.title

    def searchable(self) -> str:
        """With its content."""
        return f"{super().searchable()} {self.content}"


class Count(StatedValue):
    """How many of what took part: delegates from home, foreign residents, from abroad, countries, enterprises …"""

    event = models.ForeignKey(Event, related_name="counts", on_delete=models.CASCADE)
    of = models.CharField(_("of"), max_length=60)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["event", "of"], name="one_count")]
        verbose_name = _("count")

    def __str__(self) -> str:
        return f"{self.value} {self.of}"


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
