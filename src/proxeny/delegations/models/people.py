"""Who belongs to a delegation, and the travel documents that not everybody may see."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.delegations.days import demand_within
from proxeny.delegations.models.delegation import Delegation
from proxeny.partners.models import Person


class Member(models.Model):
    """Somebody who travels with a delegation; ``person`` where the record knows them.

    ``rank`` is a key of the office's protocol (``protocol/``), for guests. ``*_translated`` stand on the other side of
    the name card.
    """

    delegation = models.ForeignKey(Delegation, related_name="members", on_delete=models.CASCADE)
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, related_name="memberships", on_delete=models.PROTECT
    )
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("In the delegation: head, interpreter."))
    post = models.CharField(_("post"), max_length=200, blank=True)
    workplace = models.CharField(_("workplace"), max_length=200, blank=True)
    post_translated = models.CharField(
        _("post, translated"), max_length=200, blank=True, help_text=_("For the other side of the name card.")
    )
    workplace_translated = models.CharField(_("workplace, translated"), max_length=200, blank=True)
    is_key_leader = models.BooleanField(
        _("key leader of the city"), default=False, help_text=_("Rules limit how many of them go on one trip.")
    )
    rank = models.CharField(_("rank"), max_length=60, blank=True)
    born = EdtfField(_("born"))
    sex = models.CharField(_("sex"), max_length=1, blank=True, choices=[("f", _("female")), ("m", _("male"))])
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    passport_kind = models.CharField(
        _("passport"),
        max_length=10,
        blank=True,
        choices=[("diplomatic", _("diplomatic")), ("official", _("official")), ("ordinary", _("ordinary"))],
    )
    language = models.CharField(_("language"), max_length=60, blank=True, help_text=_("What they are spoken to in."))
    diet = models.CharField(_("diet"), max_length=200, blank=True)
    days = EdtfField(_("days"), help_text=_("Where they are not the whole time with the delegation."))

    class Meta:
        ordering = ["id"]
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name

    def clean(self) -> None:
        """Nobody is with a delegation before it leaves or after it is back."""
        demand_within(self.days, self.delegation.dates, "days")


class TravelDocument(models.Model):
    """The passport and visa of a member: seen and written only with the clearance for what is confidential.

    Kept apart from the member so that no list, export, import, search, source or history carries it.
    """

    class Visa(models.TextChoices):
        """How far the visa is."""

        NOT_NEEDED = "not_needed", _("not needed")
        TO_APPLY = "to_apply", _("to be applied for")
        APPLIED = "applied", _("applied for")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    member = models.OneToOneField(Member, related_name="travel_document", on_delete=models.CASCADE)
    number = models.CharField(_("passport no."), max_length=40, blank=True)
    expires = EdtfField(_("expires"))
    visa = models.CharField(_("visa"), max_length=12, choices=Visa.choices, blank=True)
    visa_note = models.CharField(_("note on the visa"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("travel document")
        verbose_name_plural = _("travel documents")

    def __str__(self) -> str:
        return str(_("travel document"))
