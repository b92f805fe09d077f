"""The home country's missions abroad: their heads with terms, the sessions at which they are asked for something, and
what they report."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from proxeny.core import period
from proxeny.core.fields import EdtfField
from proxeny.core.geography import is_country
from proxeny.core.records import Mark, Record, RecordQuerySet
from proxeny.core.wording import country_name
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.partners.models import LANGUAGES, Partner, Person


def check_countries(codes: Any) -> None:
    """Raises ``ValidationError`` naming what is no ISO 3166-1 code: an import may bring anything."""
    wrong = [str(code) for code in codes or () if not is_country(str(code))]
    if wrong:
        raise ValidationError(
            _now("“%(found)s” is no country code. Write two letters a line, as KH for Cambodia.")
            % {"found": ", ".join(wrong)}
        )


class MissionQuerySet(RecordQuerySet):
    """Missions, whose names are those of their partners."""

    def visible_to(self, person: Any) -> Self:
        """Up to a person's clearance, the mark of the partner included: it has the name."""
        clearance = getattr(person, "clearance", Mark.PUBLIC)
        return super().visible_to(person).filter(partner__mark__lte=clearance)


class Missions(models.Manager.from_queryset(MissionQuerySet)):  # type: ignore[misc]
    """Every mission comes with its name."""

    def get_queryset(self) -> Any:
        """With the partner."""
        return super().get_queryset().select_related("partner")


class ReportQuerySet(RecordQuerySet):
    """Reports, which are called after their missions."""

    def visible_to(self, person: Any) -> Self:
        """Up to a person's clearance, the marks of the mission and of its partner included."""
        clearance = getattr(person, "clearance", Mark.PUBLIC)
        return (
            super().visible_to(person).filter(mission__mark__lte=clearance, mission__partner__mark__lte=clearance)
        )


class Reports(models.Manager.from_queryset(ReportQuerySet)):  # type: ignore[misc]
    """Every report comes with the name of its mission."""

    def get_queryset(self) -> Any:
        """With the mission and its partner."""
        return super().get_queryset().select_related("mission__partner")


class Every(models.TextChoices):
    """How often a mission reports; the periods are those of the calendar."""

    QUARTER = "quarter", _("every quarter")
    HALF_YEAR = "half_year", _("every half-year")
    YEAR = "year", _("every year")


class Mission(Record):
    """An embassy, consulate general or other mission of the home country.

    It is a partner of the kind *mission*: its names, other names and dealings are kept there and nowhere else; here
    stands what only a mission has. ``country`` is the one it sits in, ``accredited`` those it is accredited to besides
    (ISO 3166-1 alpha-2). ``reports_every`` is the rule for its reports, in force from the first period that begins in
    or after ``reports_since``; a report is due ``reports_within`` days after its period ends.
    """

    register_name = "missions"

    class Kind(models.TextChoices):
        """What sort of mission."""

        EMBASSY = "embassy", _("embassy")
        CONSULATE_GENERAL = "consulate_general", _("consulate general")
        CONSULATE = "consulate", _("consulate")
        PERMANENT_MISSION = "permanent_mission", _("permanent mission")
        TRADE_OFFICE = "trade_office", _("trade office")
        CULTURAL_CENTRE = "cultural_centre", _("cultural centre")
        OTHER = "other", pgettext_lazy("mission", "other mission")

    partner = models.OneToOneField(
        Partner, verbose_name=_("mission"), related_name="mission_abroad", on_delete=models.PROTECT
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.EMBASSY, db_index=True)
    country = models.CharField(_("host country"), max_length=2, db_index=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    accredited = models.JSONField(_("also accredited to"), default=list, blank=True, validators=[check_countries])
    address = models.TextField(_("address"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("contact in the office"),
        related_name="missions",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    reports_every = models.CharField(_("reports"), max_length=10, choices=Every.choices, blank=True)
    reports_since = EdtfField(_("reports since"))
    reports_within = models.PositiveSmallIntegerField(
        _("days after the period"), default=15, validators=[MinValueValidator(1)]
    )

    objects = Missions()  # type: ignore[misc]

    class Meta:
        ordering = ["country", "kind", "reference"]
        verbose_name = _("mission abroad")
        verbose_name_plural = _("missions abroad")

    def __str__(self) -> str:
        return self.partner.local_name

    def clean(self) -> None:
        """Only a partner of the kind mission is one; a rule for reports needs its beginning."""
        if self.partner_id and self.partner.kind != Partner.Kind.MISSION:
            raise ValidationError({"partner": _now("This partner is no mission. Change its kind first.")})
        if self.country and not is_country(self.country):
            raise ValidationError(
                {"country": _now("“%(found)s” is no country code. Write two letters, as KH.") % {"found": self.country}}
            )
        if self.partner_id and self.mark < self.partner.mark:
            raise ValidationError({"mark": _now("The mission is called as its partner, which has a higher mark.")})
        if self.reports_every and not self.reports_since:
            raise ValidationError({"reports_since": _now("Say from when it reports, as 2025 or 01/2025.")})

    @property
    def countries(self) -> list[str]:
        """The country it sits in, then those it covers besides."""
        return [self.country, *(code for code in self.accredited if code != self.country)]

    def searchable(self) -> str:
        """Its names as a partner, its city, and its countries in every language that sources are written in."""
        names = (country_name(code, language) for code in self.countries if code for language in LANGUAGES)
        return " ".join([self.partner.searchable(), self.city, *dict.fromkeys(names)])


class HeadOfMission(models.Model):
    """Somebody at the head of a mission: from–to where a source states it, ``seen`` the days on which one shows them.

    ``term`` is the term of office for which the state sends its heads, as ``2024/2027``.
    """

    mission = models.ForeignKey(Mission, related_name="heads", on_delete=models.CASCADE)
    person = models.ForeignKey(Person, verbose_name=_("person"), related_name="heads", on_delete=models.PROTECT)
    title = models.CharField(_("title"), max_length=200, blank=True)
    begins = EdtfField(_("from"))
    ends = EdtfField(_("to"))
    term = EdtfField(_("term"))
    seen = models.JSONField(_("seen in it"), default=list, blank=True)
    accredited = models.JSONField(_("also accredited to"), default=list, blank=True, validators=[check_countries])

    class Meta:
        ordering = [models.F("begins_earliest").desc(nulls_last=True), "-id"]
        verbose_name = _("head of mission")
        verbose_name_plural = _("heads of mission")

    def __str__(self) -> str:
        # without the person's name, which may be closed to who sees the mission
        words = self.title or str(_now("head of mission"))
        stated = self.begins or self.term
        return f"{words}, {edtf_in_words(stated, get_language() or 'en', short=True)}" if stated else words

    def clean(self) -> None:
        """The last day is not before the first."""
        if not (self.begins and self.ends and period.is_edtf(self.begins) and period.is_edtf(self.ends)):
            return
        first, last = period.days(self.begins)[0], period.days(self.ends)[1]
        if first and last and last < first:
            raise ValidationError(
                {
                    "ends": _now("The last day (%(last)s) is before the first (%(first)s). Exchange the two.")
                    % {"last": self.ends, "first": self.begins}
                }
            )


class Briefing(Record):
    """A session with missions or their heads, at which they are asked for something.

    ``missions`` and ``people`` are who attended. ``answers_due`` is the day by which each is to report on it. What was
    asked are commitments that name the briefing as their origin. ``related`` are references of records in any register,
    as the event that it was held as.
    """

    register_name = "briefings"

    class Status(models.TextChoices):
        """Whether it has taken place."""

        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    title = models.CharField(_("briefing"), max_length=300)
    held = EdtfField(_("dates"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.HELD, db_index=True)
    missions = models.ManyToManyField(
        Mission, verbose_name=_("missions attending"), related_name="briefings", blank=True
    )
    people = models.ManyToManyField(Person, verbose_name=_("people attending"), related_name="briefings", blank=True)
    summary = models.TextField(_("summary"), blank=True)
    answers_due = EdtfField(_("reports on it due"))
    related = models.JSONField(_("belongs with"), default=list, blank=True)

    class Meta:
        ordering = [models.F("held_earliest").desc(nulls_last=True), "title"]
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")

    def __str__(self) -> str:
        return self.title

    def searchable(self) -> str:
        """With its summary."""
        return f"{super().searchable()} {self.summary}"


class MissionReport(Record):
    """What a mission reported: on a period, or on what it was asked at a briefing.

    ``received`` is the day it came in. Counts are left out where the report does not give them. ``introduced``
    are references of records that came through the mission: leads, delegations, agreements.
    """

    register_name = "mission_reports"

    mission = models.ForeignKey(Mission, verbose_name=_("mission"), related_name="reports", on_delete=models.PROTECT)
    period = EdtfField(_("period"))
    briefing = models.ForeignKey(
        Briefing, verbose_name=_("on the briefing"), related_name="reports", null=True, blank=True,
        on_delete=models.PROTECT,
    )
    received = EdtfField(_("received"))
    summary = models.TextField(_("summary"), blank=True)
    contacts_made = models.PositiveIntegerField(_("contacts made"), null=True, blank=True)
    investors_introduced = models.PositiveIntegerField(_("investors introduced"), null=True, blank=True)
    events_held = models.PositiveIntegerField(_("events held"), null=True, blank=True)
    introduced = models.JSONField(_("came through the mission"), default=list, blank=True)

    objects = Reports()  # type: ignore[misc]

    class Meta:
        ordering = [
            models.F("period_latest").desc(nulls_last=True),
            models.F("received_earliest").desc(nulls_last=True),
        ]
        indexes = [models.Index(fields=["mission", "period_latest"])]
        verbose_name = _("report of a mission")
        verbose_name_plural = _("reports of missions")

    def __str__(self) -> str:
        period_in_words = edtf_in_words(self.period, get_language() or "en", short=True) if self.period else ""
        return f"{self.mission}, {period_in_words}" if period_in_words else str(self.mission)

    def clean(self) -> None:
        """A report is about a period or a briefing."""
        if not self.period and self.briefing_id is None:
            raise ValidationError(
                {"period": _now("Give the period, as 2025-01/2025-06, or the briefing that it reports on.")}
            )

    def searchable(self) -> str:
        """The mission's names and what it reports."""
        return f"{self.mission.searchable()} {self.summary}"
