"""Aid that the city gives and receives."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.records import Record, StatedValue
from proxeny.partners.models import Partner


class Aid(Record, StatedValue):
    """A gift, grant, programme or project; ``value`` in money where a source gives it, ``items`` what is in kind."""

    class Direction(models.TextChoices):
        """From the home city, or to it."""

        GIVEN = "given", _("given")
        RECEIVED = "received", _("received")

    class Kind(models.TextChoices):
        """IATI's and the decree's terms."""

        PROGRAMME = "programme", _("programme")
        PROJECT = "project", _("project")
        NON_PROJECT = "non_project", _("non-project aid")
        TECHNICAL_ASSISTANCE = "technical_assistance", _("technical assistance")
        GRANT = "grant", _("grant")
        GOODS = "goods", _("goods")
        CASH_OR_GOODS = "cash_or_goods", _("cash or goods")
        CONSTRUCTION = "construction", _("construction")
        NON_ODA = "non_oda", _("aid outside ODA")

    class Status(models.TextChoices):
        """IATI activity status, in the words of the office."""

        OFFER = "offer", _("offer")
        APPRAISAL = "appraisal", _("under appraisal")
        APPROVED = "approved", _("approved")
        IMPLEMENTING = "implementing", _("being carried out")
        CLOSED = "closed", _("closed")
        LAPSED = "lapsed", _("lapsed")
        REFUSED = "refused", _("refused")

    title = models.CharField(_("title"), max_length=300)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction.choices, db_index=True)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices)
    status = models.CharField(_("state"), max_length=12, choices=Status.choices, default=Status.CLOSED)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="aid", blank=True)
    items = models.TextField(_("in kind"), blank=True)
    beneficiary = models.CharField(_("beneficiary"), max_length=300, blank=True)
    date = EdtfField(_("date"))
    decision = models.CharField(_("decision no."), max_length=60, blank=True)

    class Meta:
        ordering = [models.F("date_earliest").desc(nulls_last=True), "title"]
        verbose_name = _("aid")
        verbose_name_plural = _("aid")

    def __str__(self) -> str:
        return self.title

    def searchable(self) -> str:
        """With what was given in kind."""
        return f"{super().searchable()} {self.items}"


class Transaction(StatedValue):
    """A commitment or disbursement of aid."""

    aid = models.ForeignKey(Aid, related_name="transactions", on_delete=models.CASCADE)
    kind = models.CharField(
        _("kind"), max_length=12, choices=[("commitment", _("commitment")), ("disbursement", _("disbursement"))]
    )
    date = EdtfField(_("date"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["date_earliest", "id"]
        verbose_name = _("transaction")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date}"
