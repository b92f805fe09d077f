"""Agreements with partners, from idea to termination."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.fields import EdtfField
from proxeny.core.records import Record
from proxeny.partners.models import Partner, Person


class Agreement(Record):
    """A memorandum, agreement, twinning, contract …, signed or under negotiation."""

    class Kind(models.TextChoices):
        """The type of instrument."""

        MOU = "mou", _("memorandum of understanding")
        COOPERATION_AGREEMENT = "cooperation_agreement", _("cooperation agreement")
        TWINNING = "twinning", _("twinning")
        PROGRAMME = "programme", _("programme of cooperation")
        MINUTES = "minutes", _("minutes of talks")
        MEMBERSHIP = "membership", _("membership")
        CONTRACT = "contract", _("contract")
        LEASE = "lease", _("lease")
        PROJECT = "project", _("project agreement")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        """Where it stands, as far as the sources say."""

        IDEA = "idea", _("idea")
        PROPOSED = "proposed", _("proposed")
        NEGOTIATING = "negotiating", _("under negotiation")
        ANNOUNCED = "announced", _("announced")
        SIGNED = "signed", pgettext_lazy("state", "signed")
        IN_FORCE = "in_force", _("in force")
        EXPIRED = "expired", _("expired")
        ENDED = "ended", _("ended")
        TERMINATED = "terminated", _("terminated")
        CONCLUDED = "concluded", _("concluded")
        DORMANT = "dormant", _("dormant")
        UNCLEAR = "unclear", _("unclear")
        UNKNOWN = "unknown", _("not known")

    BEFORE_SIGNATURE = (Status.IDEA, Status.PROPOSED, Status.NEGOTIATING, Status.ANNOUNCED)

    title = models.CharField(_("title"), max_length=400)
    kind = models.CharField(_("type"), max_length=24, choices=Kind.choices, db_index=True)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="agreements", blank=True)
    parties = models.JSONField(_("parties as named"), default=list, blank=True)
    fields_of_work = models.JSONField(_("fields of work"), default=list, blank=True)
    status = models.CharField(_("state"), max_length=12, choices=Status.choices, db_index=True)
    proposer = models.CharField(_("proposing unit"), max_length=200, blank=True)
    capacity = models.CharField(_("signing capacity"), max_length=200, blank=True)
    signed = EdtfField(_("signed"))
    entry_into_force = EdtfField(_("entry into force"))
    term = models.CharField(_("term"), max_length=120, blank=True)
    expires = EdtfField(_("expires"))
    signed_by = models.ManyToManyField(Person, verbose_name=_("signatories"), related_name="signatures", blank=True)
    approved_by = models.CharField(_("approving level"), max_length=200, blank=True)
    languages = models.CharField(_("languages of the text"), max_length=120, blank=True)
    in_plan = models.BooleanField(_("in the yearly plan"), null=True, blank=True)
    at_high_level_visit = models.BooleanField(_("signed during a high-level visit"), null=True, blank=True)

    class Meta:
        ordering = [models.F("signed_earliest").desc(nulls_last=True), "title"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def __str__(self) -> str:
        return self.title
