"""Investment projects with the movements of their capital, and calls for investment."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.records import Record, StatedValue
from proxeny.partners.models import Partner


class Project(Record, StatedValue):
    """An investment project; ``value`` is its capital as the sources state it (registered where licensed)."""

    class Status(models.TextChoices):
        """Where it stands."""

        LEAD = "lead", _("lead")
        PROPOSED = "proposed", _("proposed")
        PLANNED = "planned", _("planned")
        ANNOUNCED = "announced", _("announced")
        AGREED = "agreed", _("agreed")
        LICENSED = "licensed", _("licensed")
        UNDER_CONSTRUCTION = "under_construction", _("under construction")
        IN_OPERATION = "in_operation", _("in operation")
        IN_FORCE = "in_force", _("in force")
        COMPLETED = "completed", _("completed")
        SUPERSEDED = "superseded", _("superseded")
        REVOKED = "revoked", _("licence revoked")
        CANCELLED = "cancelled", _("cancelled")
        LOST = "lost", _("lost")

    title = models.CharField(_("project"), max_length=300)
    investor = models.CharField(_("investor"), max_length=300, blank=True)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="projects", blank=True)
    place = models.CharField(_("site"), max_length=200, blank=True)
    sector = models.CharField(_("sector"), max_length=60, blank=True, db_index=True)
    status = models.CharField(_("state"), max_length=20, choices=Status.choices, db_index=True)
    date = EdtfField(_("date"))
    licence_number = models.CharField(_("licence no."), max_length=60, blank=True)
    form = models.CharField(
        _("form"),
        max_length=16,
        blank=True,
        choices=[
            ("wholly_foreign", _("wholly foreign")),
            ("joint_venture", _("joint venture")),
            ("ppp", _("public-private partnership")),
            ("other", _("other")),
        ],
    )

    class Meta:
        ordering = [models.F("date_earliest").desc(nulls_last=True), "title"]
        verbose_name = _("investment project")
        verbose_name_plural = _("investment projects")

    def __str__(self) -> str:
        return self.title


class CapitalMovement(StatedValue):
    """One entry of the ledger: new, added, reduced, share purchase, disbursed or revoked capital."""

    class Kind(models.TextChoices):
        """FDI statistics' terms."""

        NEW = "new", _("newly registered")
        ADDED = "added", _("added")
        REDUCED = "reduced", _("reduced")
        SHARE_PURCHASE = "share_purchase", _("share purchase")
        DISBURSED = "disbursed", _("disbursed")
        REVOKED = "revoked", _("revoked")

    project = models.ForeignKey(Project, related_name="movements", on_delete=models.CASCADE)
    kind = models.CharField(_("movement"), max_length=16, choices=Kind.choices)
    date = EdtfField(_("date"))
    publisher = models.CharField(_("published by"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["date_earliest", "id"]
        verbose_name = _("capital movement")
        verbose_name_plural = _("capital movements")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date}"

    def clean(self) -> None:
        """The kind says whether capital is added or taken; the amount itself is never negative."""
        super().clean()
        if self.value is not None and self.value < 0:
            said = _("'%(value)s' is negative: enter the amount and choose “reduced” or “revoked”.")
            raise ValidationError({"value": said % {"value": f"{self.value:f}"}})


class Call(Record, StatedValue):
    """A project that the city offers to investors; ``value`` is the capital called for."""

    register_name = "calls"

    class Status(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("open")
        IN_TALKS = "in_talks", _("in talks")
        TAKEN = "taken", _("taken up")
        WITHDRAWN = "withdrawn", _("withdrawn")

    title = models.CharField(_("project"), max_length=300)
    sector = models.CharField(_("sector"), max_length=60, blank=True, db_index=True)
    place = models.CharField(_("site"), max_length=200, blank=True)
    form = models.CharField(_("form of investment"), max_length=120, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.OPEN)
    published = EdtfField(_("published"))
    closes = EdtfField(_("closes"))
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    taken_by = models.ForeignKey(
        Project, verbose_name=_("taken up by"), null=True, blank=True, related_name="calls", on_delete=models.SET_NULL
    )

    class Meta:
        ordering = [models.F("published_earliest").desc(nulls_last=True), "title"]
        verbose_name = _("call for investment")
        verbose_name_plural = _("calls for investment")

    def __str__(self) -> str:
        return self.title
