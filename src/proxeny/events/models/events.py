"""Conferences, fairs, festivals, campaigns and meetings."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core import period
from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.records import Record
from proxeny.partners.models import Partner, Person


class Event(Record):
    """Something that was held or is planned, at home or abroad.

    ``status`` follows the event's case where it has one (``states``); it is set by hand for what others organise, and
    for kinds that need no permission.
    """

    class Kind(models.TextChoices):
        """What sort of event."""

        CONFERENCE = "conference", _("conference")
        SUMMIT = "summit", _("summit")
        CONGRESS = "congress", _("congress")
        MEETING = "meeting", _("meeting")
        TALK = "talk", _("talk")
        PRESS_CONFERENCE = "press_conference", _("press conference")
        FAIR = "fair", _("fair")
        EXHIBITION = "exhibition", _("exhibition")
        FESTIVAL = "festival", _("festival")
        CAMPAIGN = "campaign", _("campaign")
        CELEBRATION = "celebration", _("celebration")
        CEREMONY = "ceremony", _("ceremony")
        SIGNING = "signing", _("signing")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        """Where it stands. Planned and announced are others' words for what is to come."""

        IDEA = "idea", _("idea")
        AGREED = "agreed", _("agreed in principle")
        FILED = "filed", _("filed")
        CONSULTING = "consulting", _("opinions asked")
        PLANNED = "planned", _("planned")
        ANNOUNCED = "announced", _("announced")
        PERMITTED = "permitted", _("permitted")
        HELD = "held", _("held")
        REPORTED = "reported", _("reported")
        REFUSED = "refused", _("refused")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    class Format(models.TextChoices):
        """Where its guests sit."""

        ON_SITE = "on_site", _("on site")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("on site and online")

    # set by the fields of dates
    dates_earliest: date | None
    dates_latest: date | None
    report_due_earliest: date | None
    report_due_latest: date | None

    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, db_index=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.HELD)
    dates = EdtfField(_("dates"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    format = models.CharField(_("format"), max_length=8, choices=Format.choices, blank=True)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="events", blank=True)
    leaders = models.ManyToManyField(
        Person, verbose_name=_("leaders who take part"), related_name="events_led", blank=True
    )
    organiser = models.CharField(_("organiser"), max_length=300, blank=True)
    foreign_organiser = models.CharField(_("foreign co-organiser"), max_length=300, blank=True)
    reason = models.TextField(_("reason, and the name used"), blank=True)
    aim = models.TextField(_("aim"), blank=True)
    content = models.TextField(_("content"), blank=True)
    tours = models.TextField(_("visits and tours"), blank=True)
    attendance = models.TextField(_("who attends"), blank=True)
    permitted_by = models.CharField(_("permitting level"), max_length=200, blank=True)
    in_plan = models.BooleanField(_("in the yearly plan"), null=True, blank=True)
    cost = ExactDecimalField(_("cost"), null=True, blank=True)
    cost_currency = models.CharField(_("currency"), max_length=3, blank=True)
    cost_source = models.CharField(_("paid by"), max_length=200, blank=True)
    report_due = EdtfField(_("report due"))
    report_number = models.CharField(_("report no."), max_length=60, blank=True)
    outcomes = models.JSONField(_("outcomes"), default=list, blank=True)

    # What a case has not been opened for, or has not come to an end of.
    TO_COME = (
        Status.IDEA, Status.AGREED, Status.FILED, Status.CONSULTING, Status.PLANNED, Status.ANNOUNCED,
        Status.PERMITTED, Status.POSTPONED,
    )  # fmt: skip
    OVER = (Status.HELD, Status.REPORTED)

    class Meta:
        ordering = [models.F("dates_earliest").desc(nulls_last=True), "title"]
        indexes = [
            models.Index(fields=["status", "dates_earliest"], name="event_by_state"),
            # the events of a year, found without the rows; reports that fall due
            models.Index(fields=["dates_latest", "dates_earliest", "mark"], name="events_of_a_year"),
            models.Index(fields=["report_due_latest"], name="events_by_report"),
        ]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.title

    def searchable(self) -> str:
        """With what it is about."""
        return " ".join((super().searchable(), self.content, self.aim, self.reason))

    @property
    def first_day(self) -> date | None:
        """Its first day, where it is known to the day."""
        return exact_days(self.dates)[0]

    @property
    def last_day(self) -> date | None:
        """Its last day, where it is known to the day."""
        return exact_days(self.dates)[1]


def exact_days(edtf: str) -> tuple[date, date] | tuple[None, None]:
    """First and last day of what is known to the day, as ``2026-06-15`` or ``2026-06-15/2026-06-17``; else none."""
    ends = edtf.split("/")
    if len(ends) > 2 or not all(len(end) == 10 and end[4] == end[7] == "-" for end in ends):
        return None, None
    first, last = period.days(edtf)
    return (first, last) if first is not None and last is not None else (None, None)
