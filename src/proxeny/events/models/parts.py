"""What belongs to an event: its numbers, its sessions, those who organise and pay with the city."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.records import StatedValue
from proxeny.events.models.events import Event
from proxeny.partners.models import Partner


class Count(StatedValue):
    """How many of what take part: the delegates of a report's annex (``Delegates``), or enterprises, stalls …

    ``is_planned`` is what the project paper foresees; the others are what a source says came.
    """

    class Delegates(models.TextChoices):
        """The delegates as annex A4 of a periodic report parts them; ``countries`` are those they come from."""

        HOME = "delegates from home", _("delegates from home")
        RESIDENT = "foreign residents", _("foreign delegates who live here")
        ABROAD = "delegates from abroad", _("delegates from abroad")
        COUNTRIES = "countries", _("countries")

    event = models.ForeignKey(Event, related_name="counts", on_delete=models.CASCADE)
    of = models.CharField(_("of"), max_length=60)
    is_planned = models.BooleanField(_("planned"), default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["event", "of", "is_planned"], name="one_count")]
        verbose_name = _("count")

    def __str__(self) -> str:
        return f"{self.value} {self.of_words}"

    @property
    def of_words(self) -> str:
        """What is counted, in words; others than the delegates stand as they were written."""
        known = dict(self.Delegates.choices)
        return str(known.get(self.of, self.of))

    def clean(self) -> None:
        """A number of people is none below nought."""
        if self.value is not None and self.value < 0:
            raise ValidationError(
                {"value": _("%(value)s is below nought. Count those who came.") % {"value": self.value}}
            )


class Session(models.Model):
    """One part of the programme: a session, a side event, a visit. Times are local."""

    class Kind(models.TextChoices):
        """What sort of part."""

        OPENING = "opening", _("opening")
        PLENARY = "plenary", _("plenary")
        SESSION = "session", _("session")
        SIDE_EVENT = "side_event", _("side event")
        TOUR = "tour", _("visit or tour")
        RECEPTION = "reception", _("reception")
        PRESS = "press", _("press")
        CLOSING = "closing", _("closing")

    # set by the field of the day
    day_earliest: date | None
    day_latest: date | None

    event = models.ForeignKey(Event, related_name="sessions", on_delete=models.CASCADE)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SESSION)
    day = EdtfField(_("day"))
    begins = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    room = models.CharField(_("room"), max_length=200, blank=True)
    chair = models.CharField(_("chair"), max_length=200, blank=True)
    speakers = models.JSONField(_("speakers"), default=list, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["day_earliest", "begins", "id"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A session has one day, and ends after it begins."""
        if "/" in self.day:
            raise ValidationError(
                {"day": _("%(day)s are several days. Give each day's part its own line.") % {"day": self.day}}
            )
        if self.begins and self.ends and self.ends <= self.begins:
            raise ValidationError(
                {
                    "ends": _("It ends at %(ends)s, before it begins at %(begins)s. Mend one of the two.")
                    % {"ends": f"{self.ends:%H:%M}", "begins": f"{self.begins:%H:%M}"}
                }
            )


class Backer(models.Model):
    """Somebody who organises the event with the city, or pays for it. ``country`` is ISO 3166-1 alpha-2."""

    class Role(models.TextChoices):
        """What they do for it."""

        CO_ORGANISER = "co_organiser", _("co-organiser")
        SPONSOR = "sponsor", _("sponsor")
        SUPPORTER = "supporter", _("supporter in kind")

    event = models.ForeignKey(Event, related_name="backers", on_delete=models.CASCADE)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    name = models.CharField(_("name"), max_length=200)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), related_name="+", null=True, blank=True, on_delete=models.SET_NULL
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    amount = ExactDecimalField(_("amount"), null=True, blank=True)
    amount_currency = models.CharField(_("currency"), max_length=3, blank=True)
    in_kind = models.CharField(_("in kind"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["role", "id"]
        verbose_name = _("organiser or sponsor")
        verbose_name_plural = _("organisers and sponsors")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """An amount has a currency and is not below nought."""
        if self.amount is not None and not self.amount_currency:
            raise ValidationError({"amount_currency": _("Give the currency of the amount, as USD or VND.")})
        if self.amount is not None and self.amount < 0:
            raise ValidationError(
                {"amount": _("An amount below nought is no support. Leave it out, or mend the sign.")}
            )
