"""Where a delegation goes, country by country, and what it does, day by day."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.geography import is_country
from proxeny.core.wording import country_name
from proxeny.delegations.days import demand_within, length, span_of
from proxeny.delegations.models.delegation import Delegation


class Leg(models.Model):
    """One country of a trip, in the order of travel. ``country`` is ISO 3166-1 alpha-2."""

    delegation = models.ForeignKey(Delegation, related_name="legs", on_delete=models.CASCADE)
    country = models.CharField(_("country"), max_length=2, help_text=_("Its code of two letters, as JP."))
    place = models.CharField(_("place"), max_length=200, blank=True)
    dates = EdtfField(_("days"))

    class Meta:
        ordering = [models.F("dates_earliest").asc(nulls_last=True), "id"]
        verbose_name = _("country of the trip")
        verbose_name_plural = _("countries of the trip")

    def __str__(self) -> str:
        name = country_name(self.country, "en")
        return f"{name}, {self.place}" if self.place else name

    def clean(self) -> None:
        """A country that there is, on days of the trip."""
        self.country = self.country.upper()
        if not is_country(self.country):
            raise ValidationError(
                {"country": _("'%(code)s' is no country code. Write two letters, as JP.") % {"code": self.country}}
            )
        demand_within(self.dates, self.delegation.dates, "dates")

    @property
    def number_of_days(self) -> int | None:
        """Days there, the first and the last included, where they are known."""
        span = span_of(self.dates)
        return length(span) if span is not None else None


class ProgrammeItem(models.Model):
    """One thing that a delegation does on a day, out or in."""

    delegation = models.ForeignKey(Delegation, related_name="programme", on_delete=models.CASCADE)
    day = models.DateField(_("day"))
    begins = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    what = models.CharField(_("what"), max_length=300)
    place = models.CharField(_("place"), max_length=200, blank=True)
    with_whom = models.CharField(_("with whom"), max_length=300, blank=True)
    attends = models.CharField(_("who attends"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["day", models.F("begins").asc(nulls_first=True), "id"]
        indexes = [models.Index(fields=["delegation", "day"])]
        verbose_name = _("item of the programme")
        verbose_name_plural = _("programme")

    def __str__(self) -> str:
        return self.what

    def clean(self) -> None:
        """On a day of the delegation, ending after it begins."""
        if self.begins is not None and self.ends is not None and self.ends < self.begins:
            raise ValidationError(
                {
                    "ends": _("It would end at %(ends)s, before it begins at %(begins)s. Exchange the two, or make "
                    "what goes on after midnight an item of the next day.")
                    % {"ends": f"{self.ends:%H:%M}", "begins": f"{self.begins:%H:%M}"}
                }
            )
        if self.day is not None:
            demand_within(self.day.isoformat(), self.delegation.dates, "day")
