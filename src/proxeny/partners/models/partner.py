"""Whom the home city works with: countries, cities, organisations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.wording import country_name
from proxeny.partners.models.standing import StandingRecord

# The languages that sources are written in.
LANGUAGES = ("en", "vi", "fr", "id")


class Partner(StandingRecord):
    """A counterpart of the home city. ``country`` is ISO 3166-1 alpha-2, empty for what has none."""

    class Kind(models.TextChoices):
        """What sort of counterpart."""

        COUNTRY = "country", _("country")
        CITY = "city", _("city")
        REGION = "region", _("region")
        INTERNATIONAL_ORGANISATION = "international_organisation", _("international organisation")
        ASSOCIATION = "association", _("association")
        COMPANY = "company", _("company")
        UNIVERSITY = "university", _("university")
        NGO = "ngo", _("non-governmental organisation")
        MISSION = "mission", _("mission")

    class Grade(models.TextChoices):
        """How close the relation is."""

        CONTACT = "contact", _("contact")
        FRIENDSHIP = "friendship", _("friendship")
        TWIN = "twin", _("twinning")
        DORMANT = "dormant", _("dormant")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, db_index=True)
    name = models.CharField(_("name"), max_length=200, db_index=True)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, db_index=True)
    grade = models.CharField(_("relation"), max_length=12, choices=Grade.choices, blank=True)
    since = EdtfField(_("relation since"))
    through = models.CharField(_("through whom"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the reader's language: a country's from CLDR, another's where the record has it."""
        language = get_language() or "en"
        if self.kind == self.Kind.COUNTRY and self.country:
            return country_name(self.country, language)
        return self.name_vi if language.startswith("vi") and self.name_vi else self.name

    def searchable(self) -> str:
        """Its names, and its country's in every language that sources are written in."""
        countries = [country_name(self.country, language) for language in LANGUAGES] if self.country else []
        return " ".join([super().searchable(), *countries])


class Grading(models.Model):
    """How close the relation was in a stretch of time, and by which definition it is called so."""

    partner = models.ForeignKey(Partner, related_name="gradings", on_delete=models.CASCADE)
    grade = models.CharField(_("relation"), max_length=12, choices=Partner.Grade.choices)
    during = EdtfField(_("during"))
    definition = models.CharField(
        _("definition"), max_length=300, blank=True, help_text=_("What the office or the source means by the word.")
    )

    class Meta:
        ordering = ["-during_earliest", "id"]
        verbose_name = _("stage of the relation")
        verbose_name_plural = _("stages of the relation")

    def __str__(self) -> str:
        return str(self.get_grade_display())
