"""What investors complain of, and what became of it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.fields import EdtfField
from proxeny.core.records import Mark, Record
from proxeny.investments.clocks import backwards, due_of_grievance
from proxeny.investments.models.projects import Project

SATISFACTION = [MinValueValidator(1), MaxValueValidator(5)]


class Grievance(Record):
    """A difficulty that an investor brought to the office: received, answered, and solved or handed on.

    ``due`` is the last day for an answer: what was agreed, else what the office's clock gives. The state is computed
    from the days. For the office alone unless marked otherwise.
    """

    register_name = "grievances"

    class About(models.TextChoices):
        """What it is about."""

        LAND = "land", _("land and site clearance")
        PERMITS = "permits", _("licences and permits")
        TAX = "tax", _("tax and customs")
        LABOUR = "labour", _("labour and work permits")
        INFRASTRUCTURE = "infrastructure", _("power, water, roads")
        ENVIRONMENT = "environment", _("environment")
        DISPUTE = "dispute", _("dispute with a partner or neighbour")
        OTHER = "other", _("other")

    class Outcome(models.TextChoices):
        """How it ended."""

        SOLVED = "solved", _("solved")
        HANDED_ON = "handed_on", _("handed on")
        NOT_UPHELD = "not_upheld", _("not upheld")
        WITHDRAWN = "withdrawn", _("withdrawn")

    title = models.CharField(_("grievance"), max_length=300)
    project = models.ForeignKey(
        Project, verbose_name=_("project"), related_name="grievances", on_delete=models.PROTECT
    )
    about = models.CharField(_("about"), max_length=16, choices=About.choices, db_index=True)
    received = EdtfField(_("received"), blank=False)
    description = models.TextField(_("what it says"), blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible"),
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.PROTECT,
    )
    due = EdtfField(_("answer due"))
    answered = EdtfField(_("answered"))
    answer = models.TextField(_("answer"), blank=True)
    settled = EdtfField(_("settled"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True, db_index=True)
    handed_to = models.CharField(_("handed on to"), max_length=200, blank=True)
    satisfaction = models.PositiveSmallIntegerField(
        _("satisfaction, 1 to 5"), null=True, blank=True, validators=SATISFACTION
    )
    mark = models.PositiveSmallIntegerField(_("mark"), choices=Mark.choices, default=Mark.INTERNAL)

    class Meta:
        ordering = [models.F("received_earliest").desc(nulls_last=True), "-id"]
        verbose_name = _("grievance")
        verbose_name_plural = _("grievances")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Days do not run backwards."""
        super().clean()
        for earlier, later in (("received", "due"), ("received", "answered"), ("received", "settled")):
            if said := backwards(self, earlier, later):
                raise ValidationError({later: said}, code="grievance.dates_backwards")

    @property
    def state(self) -> str:
        """``open``, ``answered`` or its outcome."""
        return self.outcome or ("answered" if self.answered else "open")

    @property
    def state_words(self) -> str:
        """The state as read."""
        words = {"open": pgettext_lazy("grievance", "open"), "answered": _("answered")}
        return str(words.get(self.state) or self.get_outcome_display())

    @property
    def is_open(self) -> bool:
        """Whether it is neither solved nor handed on."""
        return not self.outcome

    def due_on(self) -> date | None:
        """The last day for an answer: agreed or by the office's clock; ``None`` where the day received is not known."""
        return due_of_grievance(self)

    def days_late(self, on: date) -> int:
        """By how many days the answer was late, or is by a day; 0 in time."""
        due = self.due_on()
        answered = self.answered_latest if self.answered else None  # type: ignore[attr-defined]
        until = answered or (on if self.is_open else None)
        return max(0, (until - due).days) if due and until else 0
