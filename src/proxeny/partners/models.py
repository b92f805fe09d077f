"""Whom the home city works with: countries, cities, organisations, and the people in them with dated posts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.records import FoldedField, Record
from proxeny.core.wording import country_name

# The languages that sources are written in.
LANGUAGES = ("en", "vi", "fr", "id")


class Partner(Record):
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


class Alias(models.Model):
    """Another name of a partner: historic, in another language or script, or as sources write it."""

    partner = models.ForeignKey(Partner, related_name="aliases", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=200, db_index=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    folded = FoldedField(default="", editable=False, db_index=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["partner", "name"], name="one_alias")]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")

    def __str__(self) -> str:
        return self.name

    def searchable(self) -> str:
        """The name."""
        return self.name


class Person(Record):
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

    class Meta:
        ordering = ["-begins_earliest", "id"]
        verbose_name = _("post")

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}" if self.organisation else self.role
