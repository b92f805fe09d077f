"""Calls for investment: what the city offers to investors."""

from __future__ import annotations

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.records import Mark, Record, RecordQuerySet, StatedValue
from proxeny.investments.clocks import backwards
from proxeny.investments.models.projects import Project


class CallQuerySet(RecordQuerySet):
    """Calls know that a draft is for the office alone, whatever its mark."""

    def visible_to(self, person: Any) -> Self:
        """The calls up to a person's clearance; drafts only for those who see what is internal."""
        seen = super().visible_to(person)
        is_of_office = getattr(person, "clearance", Mark.PUBLIC) > Mark.PUBLIC
        return seen if is_of_office else seen.exclude(status=Call.Status.DRAFT)


class Call(Record, StatedValue):
    """A project that the city offers to investors; ``value`` is the capital called for.

    Texts stand in English (``title``, ``description``, ``incentives``) and Vietnamese (``…_vi``); where one is missing
    the other is shown. A draft is for the office alone, whatever its mark; the public sees what is published.
    """

    register_name = "calls"

    class Status(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("draft")
        PUBLISHED = "published", pgettext_lazy("state", "published")
        TAKEN = "taken", _("taken up")
        CLOSED = "closed", pgettext_lazy("state", "closed")

    title = models.CharField(_("project"), max_length=300)
    title_vi = models.CharField(_("project, in Vietnamese"), max_length=300, blank=True)
    sector = models.CharField(_("sector"), max_length=60, blank=True, db_index=True)
    place = models.CharField(_("site"), max_length=200, blank=True)
    scale = models.CharField(_("scale"), max_length=200, blank=True)
    form = models.CharField(_("form of investment"), max_length=120, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.DRAFT, db_index=True)
    published_on = EdtfField(_("published on"))
    closes_on = EdtfField(_("closes on"))
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    description_vi = models.TextField(_("description in Vietnamese"), blank=True)
    incentives = models.TextField(_("incentives"), blank=True)
    incentives_vi = models.TextField(_("incentives in Vietnamese"), blank=True)
    taken_by = models.ForeignKey(
        Project, verbose_name=_("taken up by"), null=True, blank=True, related_name="calls", on_delete=models.SET_NULL
    )

    objects = CallQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = [models.F("published_on_earliest").desc(nulls_last=True), "title"]
        verbose_name = _("call for investment")
        verbose_name_plural = _("calls for investment")

    def __str__(self) -> str:
        return self.local("title")

    def local(self, name: str, language: str = "") -> str:
        """A text in a language (the reader's), or in the other one where it is missing."""
        own, vietnamese = str(getattr(self, name)), str(getattr(self, f"{name}_vi"))
        is_vietnamese = (language or get_language() or "en").startswith("vi")
        return (vietnamese or own) if is_vietnamese else (own or vietnamese)

    @property
    def local_description(self) -> str:
        """In the reader's language."""
        return self.local("description")

    @property
    def local_incentives(self) -> str:
        """In the reader's language."""
        return self.local("incentives")

    def clean(self) -> None:
        """It closes after it was published."""
        super().clean()
        if backwards(self, "published_on", "closes_on"):
            raise ValidationError({"closes_on": _("It closes before it is published. Correct one of the two.")})
