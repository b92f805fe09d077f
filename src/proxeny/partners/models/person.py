"""Somebody at a partner or at home, with dated posts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.partners.models.partner import Partner
from proxeny.partners.models.standing import StandingRecord


class Person(StandingRecord):
    """Somebody at a partner or at home. ``country`` is the one they act for."""

    register_name = "people"

    name = models.CharField(_("name"), max_length=200, db_index=True)
    country = models.CharField(_("country"), max_length=2, blank=True, db_index=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A person's office, from–to where a source states it; ``seen`` are the dates at which sources show them in it."""

    person = models.ForeignKey(Person, verbose_name=_("person"), related_name="posts", on_delete=models.CASCADE)
    role = models.CharField(_("post"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), related_name="posts", null=True, blank=True, on_delete=models.SET_NULL
    )
    begins = EdtfField(_("from"))
    ends = EdtfField(_("to"))
    seen = models.JSONField(_("seen in it"), default=list, blank=True)
    if TYPE_CHECKING:  # one of the days that EdtfField adds
        ends_latest: date | None

    class Meta:
        ordering = ["-begins_earliest", "id"]
        verbose_name = _("post")

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}" if self.organisation else self.role
