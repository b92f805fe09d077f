"""One trip abroad or one visit received."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.agreements.models import Agreement
from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.records import Record
from proxeny.delegations.days import span_of
from proxeny.delegations.reporting import report_due_after
from proxeny.partners.models import Partner, Person


class Delegation(Record):
    """One trip abroad or one visit received.

    ``status`` is the last state that was recorded; ``state_on`` says where it stands on a day: what is approved is
    under way from its first day and back after its last, without anybody recording it.
    """

    class Direction(models.TextChoices):
        """Out of the home city, or into it."""

        OUT = "out", _("sent abroad")
        IN = "in", pgettext_lazy("delegation", "received")

    class Level(models.TextChoices):
        """Who led it: the home city's side first, then the visitors'."""

        PARTY_SECRETARY = "party_secretary", _("secretary of the city's Party committee")
        PARTY_DEPUTY_SECRETARY = "party_deputy_secretary", _("deputy secretary of the city's Party committee")
        CITY_LEADER = "city_leader", _("city leader")
        PEOPLES_COUNCIL = "peoples_council", _("people's council")
        FATHERLAND_FRONT = "fatherland_front", _("Fatherland Front")
        DEPARTMENT = "department", _("department")
        STATE_LEADER = "state_leader", _("state leader")
        FOREIGN_STATE_LEADER = "foreign_state_leader", _("foreign state leader")
        FOREIGN_PARLIAMENT = "foreign_parliament", _("foreign parliament")
        FOREIGN_STATE_AGENCY = "foreign_state_agency", _("foreign state agency")
        FOREIGN_CITY_LEADER = "foreign_city_leader", _("foreign city leader")
        FOREIGN_CITY_PARLIAMENT = "foreign_city_parliament", _("foreign city council")
        FOREIGN_CITY_DEPARTMENT = "foreign_city_department", _("foreign city department")
        DIPLOMATIC = "diplomatic", _("diplomatic mission")
        DEVELOPMENT_AGENCY = "development_agency", _("development agency")
        BUSINESS = "business", _("business")
        OTHER = "other", _("other")

    class Channel(models.TextChoices):
        """On whose behalf it goes."""

        PARTY = "party", pgettext_lazy("channel", "Party")
        STATE = "state", pgettext_lazy("channel", "State")
        PEOPLE = "people", pgettext_lazy("channel", "people's diplomacy")

    class Status(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("planned")
        PROPOSED = "proposed", _("proposed")
        OPINIONS = "opinions", pgettext_lazy("state", "opinions asked")
        APPROVED = "approved", _("approved")
        UNDER_WAY = "under_way", _("under way")
        RETURNED = "returned", _("returned")
        REPORTED = "reported", _("reported")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")
        REFUSED = "refused", pgettext_lazy("state", "refused")

    HIGH_LEVEL = (Level.FOREIGN_STATE_LEADER, Level.FOREIGN_PARLIAMENT)
    # Where the head is one of the city's key leaders, of whom rules count how many go and how often.
    KEY_LEADERS = (Level.PARTY_SECRETARY, Level.PARTY_DEPUTY_SECRETARY, Level.CITY_LEADER, Level.PEOPLES_COUNCIL)
    NOT_DECIDED = (Status.PLANNED, Status.PROPOSED, Status.OPINIONS)
    NOT_MADE = (Status.CANCELLED, Status.REFUSED)
    OWES_REPORT = (Status.APPROVED, Status.UNDER_WAY, Status.RETURNED)

    title = models.CharField(_("delegation"), max_length=300)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction.choices, db_index=True)
    level = models.CharField(_("level"), max_length=24, choices=Level.choices, default=Level.OTHER, db_index=True)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.CLOSED, db_index=True)
    led_by = models.ManyToManyField(Person, verbose_name=_("led by"), related_name="delegations_led", blank=True)
    met = models.ManyToManyField(Person, verbose_name=_("met"), related_name="delegations_met", blank=True)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="delegations", blank=True)
    places = models.JSONField(_("places"), default=list, blank=True)
    dates = EdtfField(_("dates"))
    purpose = models.TextField(_("purpose"), blank=True)
    content = models.TextField(_("content of the work"), blank=True)
    invitation = models.CharField(
        _("invitation"), max_length=300, blank=True, help_text=_("Who invites, with number and day of the letter.")
    )
    accompanying = models.BooleanField(_("accompanying leaders of the state"), default=False)
    proposing_unit = models.CharField(_("proposing unit"), max_length=200, blank=True, db_index=True)
    receiving_unit = models.CharField(_("receiving unit"), max_length=200, blank=True)
    sent_by = models.CharField(
        _("sent by"), max_length=200, blank=True, help_text=_("The body abroad that a delegation received comes from.")
    )
    size = models.PositiveIntegerField(_("people"), null=True, blank=True)
    cost = ExactDecimalField(_("cost"), null=True, blank=True)
    cost_currency = models.CharField(_("currency"), max_length=3, blank=True)
    cost_source = models.CharField(_("paid by"), max_length=200, blank=True)
    in_plan = models.BooleanField(_("in the yearly plan"), null=True, blank=True)
    plan_year = models.PositiveSmallIntegerField(
        _("in the plan of"), null=True, blank=True, db_index=True, help_text=_("The year of the plan.")
    )
    results = models.TextField(_("results"), blank=True)
    agreements = models.ManyToManyField(
        Agreement, verbose_name=_("agreements that came of it"), related_name="delegations", blank=True
    )
    report_number = models.CharField(_("report no."), max_length=60, blank=True)
    report_due = EdtfField(_("report due"))
    report_due_by_rule = models.BooleanField(default=False, editable=False)
    reported = EdtfField(_("report filed"))
    outcomes = models.JSONField(_("outcomes"), default=list, blank=True)

    class Meta:
        ordering = [models.F("dates_earliest").desc(nulls_last=True), "title"]
        indexes = [
            models.Index(fields=["direction", "dates_earliest"]),
            # who is away today, what stands in the calendar of a month
            models.Index(fields=["dates_latest", "dates_earliest", "mark", "direction"], name="delegations_of_a_year"),
            models.Index(fields=["status", "dates_latest"], name="delegations_by_state"),
            # reports that are due and not filed
            models.Index(fields=["reported", "report_due_latest"], name="delegations_by_report"),
            models.Index(fields=["report_due_latest"], name="delegations_report_due"),
        ]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")

    def __str__(self) -> str:
        return self.title

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        """Remembers the day that the report was due when it was read, so that a day set by hand is told from it."""
        found = super().from_db(*args, **kwargs)
        found._due_as_read = found.__dict__.get("report_due", "")
        return found

    def save(self, *args: Any, **kwargs: Any) -> None:
        """In the plan of a year is in the plan; and the day of the report follows the days of the trip."""
        if self.plan_year is not None and self.in_plan is None:
            self.in_plan = True
        self._count_report()
        super().save(*args, **kwargs)

    def _count_report(self) -> None:
        """When the report on return is due by the office's rules, unless somebody has set the day."""
        if self.report_due_by_rule and self.report_due != getattr(self, "_due_as_read", self.report_due):
            self.report_due_by_rule = False
        span = self.span
        if span is None or not self.is_out or self.status not in self.OWES_REPORT:
            return
        if self.report_due and not self.report_due_by_rule:
            return
        due = report_due_after(span[1])
        if due is not None:
            self.report_due, self.report_due_by_rule = due.isoformat(), True
            self._due_as_read = self.report_due

    def clean(self) -> None:
        """No report before the first day, no plan that excludes what it holds."""
        days, filed = span_of(self.dates), span_of(self.reported)
        if days is not None and filed is not None and filed[1] < days[0]:
            raise ValidationError(
                {
                    "reported": _(
                        "The report would be filed on %(filed)s, before the first day, %(first)s. Mend one of the two."
                    )
                    % {"filed": self.reported, "first": days[0].isoformat()}
                }
            )
        if self.plan_year is not None and self.in_plan is False:
            raise ValidationError(
                {"plan_year": _("It is said to be outside the plan and in that of a year: keep one of the two.")}
            )

    @property
    def is_out(self) -> bool:
        """Whether it is sent abroad."""
        return self.direction == self.Direction.OUT

    @property
    def is_unplanned(self) -> bool:
        """Whether it is known to stand in no yearly plan."""
        return self.in_plan is False

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day, where they are known."""
        return span_of(self.dates)

    def state_on(self, day: date) -> str:
        """Its ``Status`` on a day: approved, it is under way from the first day and returned after the last."""
        span = self.span
        if span is not None and self.status in (self.Status.APPROVED, self.Status.UNDER_WAY):
            if day > span[1]:
                return self.Status.RETURNED
            if day >= span[0]:
                return self.Status.UNDER_WAY
        return self.status

    @property
    def state(self) -> str:
        """Where it stands today."""
        return self.state_on(timezone.localdate())

    def get_state_display(self) -> str:
        """Where it stands today, in words; named as Django names it, for columns of choices."""
        return str(self.Status(self.state).label)

    def searchable(self) -> str:
        """With purpose, content and places."""
        return " ".join([super().searchable(), self.purpose, self.content, *map(str, self.places)])
