"""Investment projects with the movements of their capital."""

from __future__ import annotations

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.records import Mark, Record, StatedValue
from proxeny.investments.clocks import is_to_come
from proxeny.investments.ledgers import check_movement
from proxeny.investments.licences import LicenceKeyField, normalised
from proxeny.partners.models import Partner


class Form(models.TextChoices):
    """How a foreign investor holds a project."""

    WHOLLY_FOREIGN = "wholly_foreign", _("wholly foreign")
    JOINT_VENTURE = "joint_venture", _("joint venture")
    PPP = "ppp", _("public-private partnership")
    OTHER = "other", _("other")


class Project(Record, StatedValue):
    """An investment project; ``value`` is its capital as the sources state it (registered where licensed).

    What moved since is in its ledger (``movements``). ``licence_key`` is its natural key: the register of a licensing
    office comes in by it, again and again. ``formerly`` are names that the investor had before.
    """

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

    # Registered capital stands while the licence does.
    IN_STOCK = (Status.LICENSED, Status.UNDER_CONSTRUCTION, Status.IN_OPERATION, Status.IN_FORCE)

    title = models.CharField(_("project"), max_length=300)
    investor = models.CharField(_("investor"), max_length=300, blank=True)
    formerly = models.JSONField(_("investor's former names"), default=list, blank=True)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="projects", blank=True)
    place = models.CharField(_("site"), max_length=200, blank=True)
    sector = models.CharField(_("sector"), max_length=60, blank=True, db_index=True)
    status = models.CharField(_("state"), max_length=20, choices=Status.choices, db_index=True)
    date = EdtfField(_("date"))
    operating_since = EdtfField(_("operating since"))
    licence_number = models.CharField(_("licence no."), max_length=60, blank=True)
    licence_key = LicenceKeyField()
    form = models.CharField(_("form"), max_length=16, blank=True, choices=Form.choices)

    class Meta:
        ordering = [models.F("date_earliest").desc(nulls_last=True), "title"]
        # the projects of a year, found without the rows
        indexes = [
            models.Index(fields=["date_latest", "date_earliest", "mark", "status"], name="projects_of_a_year"),
        ]
        verbose_name = _("investment project")
        verbose_name_plural = _("investment projects")

    def __str__(self) -> str:
        return self.title

    def searchable(self) -> str:
        """The investor's former names too."""
        return " ".join([super().searchable(), *map(str, self.formerly or ())])

    def clean(self) -> None:
        """A licence number is that of one project."""
        super().clean()
        key = normalised(self.licence_number)
        others = Project.objects.exclude(pk=self.pk)
        if key and others.filter(licence_key=key).exists():
            said = _("Another project has the licence no. %(number)s. Correct the number, or edit that project.")
            raise ValidationError({"licence_number": said % {"number": self.licence_number}}, code="licence.taken")


class MovementQuerySet(models.QuerySet["CapitalMovement"]):
    """Movements know who may see them by their project's mark."""

    def visible_to(self, person: Any) -> Self:
        """Those of projects up to a person's clearance; the public ones for somebody who is not signed in."""
        return self.filter(project__mark__lte=getattr(person, "clearance", Mark.PUBLIC))


class CapitalMovement(StatedValue):
    """One entry of the ledger: new, added, reduced, share purchase, disbursed or revoked capital.

    ``as_of`` is the cut-off day of the publisher, who may count differently from another to another day. ``count`` is
    how many movements a statement sums up ("raised, 12 turns"). ``reason`` says why an entry that the rules of the
    ledger refuse was recorded all the same.
    """

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
    as_of = EdtfField(_("cut-off day"))
    count = models.PositiveIntegerField(_("how many"), default=1, validators=[MinValueValidator(1)])
    reason = models.CharField(_("recorded all the same because"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = MovementQuerySet.as_manager()

    class Meta:
        ordering = ["date_earliest", "id"]
        indexes = [
            models.Index(fields=["kind", "date_earliest"]),
            models.Index(fields=["-date_latest", "-id"], name="movements_latest_first"),
            # all that totals and breakdowns sum, so that they read no rows: of a period, and of a project
            models.Index(
                fields=["date_earliest", "date_latest", "unit", "kind", "project", "value", "count"],
                name="movements_of_a_period",
            ),
            models.Index(fields=["project", "unit", "kind", "date_latest", "value"], name="movements_of_a_project"),
        ]
        verbose_name = _("capital movement")
        verbose_name_plural = _("capital movements")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date}"

    def clean(self) -> None:
        """The kind says whether capital is added or taken; the amount is never negative; the ledger must hold."""
        super().clean()
        if self.value is not None and self.value < 0:
            said = _("'%(value)s' is negative: enter the amount and choose “reduced” or “revoked”.")
            raise ValidationError({"value": said % {"value": f"{self.value:f}"}})
        if self.value is not None and not self.unit:
            raise ValidationError({"unit": _("Give the currency, as USD.")})
        if is_to_come(self.date):
            raise ValidationError({"date": _("This day is still to come: a movement is entered when it has happened.")})
        if self.project_id is not None:
            check_movement(self)
