"""Aid that the city gives and receives."""

from __future__ import annotations

from datetime import date as Day
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.records import Record, StatedValue
from proxeny.partners.models import Partner


class Aid(Record, StatedValue):
    """A gift, grant, programme or project; ``value`` in money where a source gives it, ``items`` what is in kind.

    ``status`` follows the case of the appraisal where there is one, and afterwards what is recorded to have happened
    (``states``).
    """

    class Direction(models.TextChoices):
        """From the home city, or to it."""

        GIVEN = "given", _("given")
        RECEIVED = "received", _("received")

    class Kind(models.TextChoices):
        """What sort of aid: the decree's types first, then the words that sources use (``DECREE_TYPES``)."""

        PROGRAMME = "programme", _("programme")
        INVESTMENT_PROJECT = "investment_project", _("investment project")
        TECHNICAL_ASSISTANCE = "technical_assistance", _("technical assistance project")
        NON_PROJECT = "non_project", _("non-project aid")
        PROJECT = "project", _("project")
        GRANT = "grant", _("grant")
        GOODS = "goods", _("goods")
        CASH_OR_GOODS = "cash_or_goods", _("cash or goods")
        CONSTRUCTION = "construction", _("construction")
        NON_ODA = "non_oda", _("aid outside ODA")

    class Type(models.TextChoices):
        """The types of the decree: what a report's annex parts aid by."""

        PROGRAMME = "programme", _("programme")
        PROJECT = "project", _("project")
        NON_PROJECT = "non_project", _("non-project aid")

    class Status(models.TextChoices):
        """Where it stands; ``states.IATI`` has the activity status of each."""

        OFFER = "offer", _("offer")
        DOSSIER = "dossier", _("dossier being made")
        APPRAISAL = "appraisal", _("under appraisal")
        APPROVED = "approved", _("approved")
        RECEIVING = "receiving", _("being received")
        IMPLEMENTING = "implementing", _("being carried out")
        FINALISING = "finalising", _("being wound up")
        CLOSED = "closed", _("closed")
        SUSPENDED = "suspended", _("suspended")
        LAPSED = "lapsed", _("lapsed")
        REFUSED = "refused", _("refused")

    class Basis(models.TextChoices):
        """How the value of what was given in kind was found."""

        DONOR = "donor", _("as the donor states it")
        INVOICE = "invoice", _("by invoice or contract")
        CUSTOMS = "customs", _("by customs declaration")
        MARKET = "market", _("at market price")
        BOARD = "board", _("by a valuation board")

    # set by the fields of dates
    date_earliest: Day | None
    date_latest: Day | None

    title = models.CharField(_("title"), max_length=300)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction.choices, db_index=True)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices)
    status = models.CharField(_("state"), max_length=12, choices=Status.choices, default=Status.CLOSED, db_index=True)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="aid", blank=True)
    content = models.TextField(_("content"), blank=True)
    owner = models.CharField(_("owner of the aid"), max_length=300, blank=True)
    beneficiary = models.CharField(_("beneficiary"), max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    date = EdtfField(_("date"))
    items = models.TextField(_("in kind"), blank=True)
    in_kind_value = ExactDecimalField(_("value in kind"), null=True, blank=True)
    in_kind_unit = models.CharField(_("currency of the value in kind"), max_length=3, blank=True)
    in_kind_basis = models.CharField(_("how it was valued"), max_length=8, choices=Basis.choices, blank=True)
    in_kind_remark = models.CharField(_("remark on the value"), max_length=300, blank=True)
    decision = models.CharField(_("decision no."), max_length=60, blank=True)
    decided = EdtfField(_("date of the decision"))
    decided_by = models.CharField(_("approved by"), max_length=200, blank=True)
    account = models.CharField(_("dedicated account"), max_length=200, blank=True)
    is_managed_by_owner = models.BooleanField(_("the owner manages the money itself"), null=True, blank=True)
    began = EdtfField(_("work began"))
    ended = EdtfField(_("work ended"))
    result = models.TextField(_("result"), blank=True)

    class Meta:
        ordering = [models.F("date_earliest").desc(nulls_last=True), "title"]
        verbose_name = _("aid")
        verbose_name_plural = _("aid")

    def __str__(self) -> str:
        return self.title

    @property
    def type(self) -> str:
        """The decree's type of aid."""
        return DECREE_TYPES[self.kind]

    def get_type_display(self) -> str:
        """The decree's type in words."""
        return str(self.Type(self.type).label)

    def searchable(self) -> str:
        """With what was given in kind, and what for."""
        return " ".join((super().searchable(), self.items, self.content))

    def clean(self) -> None:
        """A value in kind has a currency and a basis; work does not end before it began."""
        wrong: dict[str, Any] = {}
        if self.in_kind_value is not None:
            if self.in_kind_value < 0:
                wrong["in_kind_value"] = _("A value below nought is none. Mend the sign.")
            if not self.in_kind_unit:
                wrong["in_kind_unit"] = _("Give the currency of the value in kind, as USD or VND.")
            if not self.in_kind_basis:
                wrong["in_kind_basis"] = _(
                    "Say how the goods were valued: a figure without its basis cannot be reported."
                )
        if wrong:
            raise ValidationError(wrong)


# The words of sources, as the decree parts aid; its projects are for investment or for technical assistance.
DECREE_TYPES: dict[str, str] = {
    Aid.Kind.PROGRAMME: Aid.Type.PROGRAMME,
    Aid.Kind.INVESTMENT_PROJECT: Aid.Type.PROJECT,
    Aid.Kind.TECHNICAL_ASSISTANCE: Aid.Type.PROJECT,
    Aid.Kind.PROJECT: Aid.Type.PROJECT,
    Aid.Kind.CONSTRUCTION: Aid.Type.PROJECT,
    Aid.Kind.NON_PROJECT: Aid.Type.NON_PROJECT,
    Aid.Kind.GRANT: Aid.Type.NON_PROJECT,
    Aid.Kind.GOODS: Aid.Type.NON_PROJECT,
    Aid.Kind.CASH_OR_GOODS: Aid.Type.NON_PROJECT,
    Aid.Kind.NON_ODA: Aid.Type.NON_PROJECT,
}


class Transaction(StatedValue):
    """One movement of aid, in IATI's words: value, currency (``unit``), value date, provider, recipient.

    Values are kept above nought; a cancellation takes from what was committed, a refund from what was disbursed.
    """

    class Kind(models.TextChoices):
        """What moved."""

        COMMITMENT = "commitment", _("commitment")
        DISBURSEMENT = "disbursement", _("disbursement")
        CANCELLATION = "cancellation", _("cancellation of a commitment")
        REFUND = "refund", _("refund")

    TAKES_AWAY = (Kind.CANCELLATION, Kind.REFUND)

    # set by the field of the date
    date_earliest: Day | None
    date_latest: Day | None

    aid = models.ForeignKey(Aid, related_name="transactions", on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    date = EdtfField(_("value date"))
    provider = models.CharField(_("provider"), max_length=200, blank=True)
    recipient = models.CharField(_("recipient"), max_length=200, blank=True)
    is_in_kind = models.BooleanField(_("goods"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["date_earliest", "id"]
        verbose_name = _("transaction")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date}".strip()

    def clean(self) -> None:
        """A transaction has an amount in a currency; less than nought is a refund or a cancellation, by name."""
        wrong: dict[str, Any] = {}
        if self.value is None:
            wrong["value"] = _("Give the amount.")
        elif self.value <= 0:
            wrong["value"] = _(
                "%(value)s is not above nought. Money that came back is a refund, a promise taken back a cancellation: "
                "choose that kind and give the amount without a sign."
            ) % {"value": f"{self.value:f}"}
        if self.value is not None and not (len(self.unit) == 3 and self.unit.isalpha() and self.unit.isupper()):
            wrong["unit"] = _("“%(unit)s” is no currency. Give its three letters, as USD or VND.") % {"unit": self.unit}
        if wrong:
            raise ValidationError(wrong)
