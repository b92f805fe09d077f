"""Delegations sent abroad and received, with their members."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.records import Record
from proxeny.partners.models import Partner, Person


class Delegation(Record):
    """One trip abroad or one visit received."""

    class Direction(models.TextChoices):
        """Out of the home city, or into it."""

        OUT = "out", _("sent abroad")
        IN = "in", pgettext_lazy("delegation", "received")

    class Level(models.TextChoices):
        """Who led it: the home city's side first, then the visitors'."""

        PARTY_SECRETARY = "party_secretary", _("secretary of the city's Party committee")
        PARTY_DEPUTY_SECRETARY = "party_deputy_secretary", _("deputy secretary of the city's Party committee")
        CITY_LEADER = "city_leader", _("city leader")
        PEOPLES_COUNCIL = "peoples_council", _("people's council")
        FATHERLAND_FRONT = "fatherland_front", _("Fatherland Front")
        DEPARTMENT = "department", _("department")
        STATE_LEADER = "state_leader", _("state leader")
        FOREIGN_STATE_LEADER = "foreign_state_leader", _("foreign state leader")
        FOREIGN_PARLIAMENT = "foreign_parliament", _("foreign parliament")
        FOREIGN_STATE_AGENCY = "foreign_state_agency", _("foreign state agency")
        FOREIGN_CITY_LEADER = "foreign_city_leader", _("foreign city leader")
        FOREIGN_CITY_PARLIAMENT = "foreign_city_parliament", _("foreign city council")
        FOREIGN_CITY_DEPARTMENT = "foreign_city_department", _("foreign city department")
        DIPLOMATIC = "diplomatic", _("diplomatic mission")
        DEVELOPMENT_AGENCY = "development_agency", _("development agency")
        BUSINESS = "business", _("business")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("planned")
        PROPOSED = "proposed", _("proposed")
        APPROVED = "approved", _("approved")
        UNDER_WAY = "under_way", _("under way")
        RETURNED = "returned", _("returned")
        REPORTED = "reported", _("reported")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    HIGH_LEVEL = (Level.FOREIGN_STATE_LEADER, Level.FOREIGN_PARLIAMENT)

    title = models.CharField(_("delegation"), max_length=300)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction.choices, db_index=True)
    level = models.CharField(_("level"), max_length=24, choices=Level.choices, default=Level.OTHER, db_index=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.CLOSED)
    led_by = models.ManyToManyField(Person, verbose_name=_("led by"), related_name="delegations_led", blank=True)
    met = models.ManyToManyField(Person, verbose_name=_("met"), related_name="delegations_met", blank=True)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="delegations", blank=True)
    places = models.JSONField(_("places"), default=list, blank=True)
    dates = EdtfField(_("dates"))
    purpose = models.TextField(_("purpose"), blank=True)
    accompanying = models.BooleanField(_("accompanying leaders of the state"), default=False)
    receiving_unit = models.CharField(_("receiving unit"), max_length=200, blank=True)
    size = models.PositiveIntegerField(_("people"), null=True, blank=True)
    cost = ExactDecimalField(_("cost"), null=True, blank=True)
    cost_currency = models.CharField(_("currency"), max_length=3, blank=True)
    cost_source = models.CharField(_("paid by"), max_length=200, blank=True)
    in_plan = models.BooleanField(_("in the yearly plan"), null=True, blank=True)
    results = models.TextField(_("results"), blank=True)
    report_number = models.CharField(_("report no."), max_length=60, blank=True)
    report_due = EdtfField(_("report due"))
    reported = EdtfField(_("report filed"))
    outcomes = models.JSONField(_("outcomes"), default=list, blank=True)

    class Meta:
        ordering = [models.F("dates_earliest").desc(nulls_last=True), "title"]
        indexes = [models.Index(fields=["direction", "dates_earliest"])]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")

    def __str__(self) -> str:
        return self.title

    def searchable(self) -> str:
        """With purpose and places."""
        return " ".join([super().searchable(), self.purpose, *map(str, self.places)])


class Member(models.Model):
    """Somebody who travelled with a delegation; ``person`` where the record knows them."""

    delegation = models.ForeignKey(Delegation, related_name="members", on_delete=models.CASCADE)
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, related_name="memberships", on_delete=models.PROTECT
    )
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=200, blank=True)
    workplace = models.CharField(_("workplace"), max_length=200, blank=True)
    born = EdtfField(_("born"))
    sex = models.CharField(_("sex"), max_length=1, blank=True, choices=[("f", _("female")), ("m", _("male"))])
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    passport_kind = models.CharField(
        _("passport"),
        max_length=10,
        blank=True,
        choices=[("diplomatic", _("diplomatic")), ("official", _("official")), ("ordinary", _("ordinary"))],
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name
