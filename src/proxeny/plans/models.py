"""Plans with their targets, and commitments: what was promised, by whom, by when."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core import period
from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.money import Qualifier
from proxeny.core.records import Record, StatedValue
from proxeny.indicators.models import Indicator
from proxeny.missions.models import Mission
from proxeny.partners.models import Partner, Person
from proxeny.plans.recurrence import Every, NextDueField, can_recur


class Plan(Record):
    """A yearly or longer plan."""

    title = models.CharField(_("title"), max_length=300)
    period = EdtfField(_("period"))
    area = models.CharField(_("area"), max_length=120)
    adopted_by = models.CharField(_("adopted by"), max_length=200, blank=True)

    class Meta:
        ordering = ["-period_latest", "-period_earliest", "title"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")

    def __str__(self) -> str:
        return self.title


class Target(Record, StatedValue):
    """A target of a plan; ``value`` is what is aimed at, ``result_…`` what was reached where a source says it.

    ``achieved`` and ``exceeded`` are what a source calls it; they are never computed from the two figures. ``aim`` says
    which way is good where the words of the value do not; ``baseline_…`` is what the plan sets out from, in the unit of
    the target.
    """

    register_name = "targets"

    class Aim(models.TextChoices):
        """Which way is good."""

        AT_LEAST = "at_least", _("at least so much")
        AT_MOST = "at_most", _("at most so much")
        WITHIN = "within", _("within the range")

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), related_name="targets", on_delete=models.PROTECT)
    title = models.CharField(_("title"), max_length=300)
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), null=True, blank=True, related_name="targets", on_delete=models.PROTECT
    )
    period = EdtfField(_("period"))
    aim = models.CharField(_("asked for"), max_length=8, choices=Aim.choices, blank=True)
    baseline_value = ExactDecimalField(_("baseline"), null=True, blank=True)
    baseline_period = EdtfField(_("period of the baseline"))
    result_value = ExactDecimalField(_("result"), null=True, blank=True)
    result_unit = models.CharField(_("unit of the result"), max_length=16, blank=True)
    result_qualifier = models.CharField(
        _("exactness of the result"), max_length=8, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    achieved = models.BooleanField(_("achieved"), null=True, blank=True)
    exceeded = models.BooleanField(_("exceeded"), null=True, blank=True)

    class Meta:
        ordering = ["-period_latest", "indicator__order", "title"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")

    def __str__(self) -> str:
        return f"{self.title} {self.period}"

    def clean(self) -> None:
        """What is exceeded is achieved."""
        if self.exceeded and self.achieved is False:
            raise ValidationError({"exceeded": _now("What is exceeded is achieved: mark it so, or not exceeded.")})

    @property
    def outcome(self) -> str:
        """What a source calls it: ``exceeded``, ``met``, ``not_met``, or ``open`` where none does."""
        if self.exceeded:
            return "exceeded"
        return {True: "met", False: "not_met", None: "open"}[self.achieved]


class Tally(models.Model):
    """How many targets of a plan were met, as a source counts them: "23 of 24, 6 of them exceeded".

    A count of the source's own, kept as it is stated; the targets on record may be fewer and are counted apart.
    """

    plan = models.ForeignKey(Plan, related_name="tallies", on_delete=models.CASCADE)
    as_of = EdtfField(_("as of"))
    targets = models.PositiveSmallIntegerField(_("targets"), null=True, blank=True)
    met = models.PositiveSmallIntegerField(_("met"), null=True, blank=True)
    exceeded = models.PositiveSmallIntegerField(_("exceeded"), null=True, blank=True)
    not_met = models.PositiveSmallIntegerField(_("not met"), null=True, blank=True)
    qualifier = models.CharField(_("exactness"), max_length=8, choices=Qualifier.choices, default=Qualifier.EXACT)
    note = models.CharField(_("in its words"), max_length=300, blank=True)

    class Meta:
        ordering = [models.F("as_of_latest").desc(nulls_last=True), "-id"]
        verbose_name = _("count of targets")
        verbose_name_plural = _("counts of targets")

    def __str__(self) -> str:
        return " / ".join(str(number) for number in (self.met, self.targets) if number is not None)

    def clean(self) -> None:
        """Not more were met than there are, nor more exceeded than met."""
        if self.met is None and self.exceeded is None and self.not_met is None:
            raise ValidationError({"met": _now("Give at least one number: met, exceeded or not met.")})
        whole, met, above, below = self.targets, self.met, self.exceeded, self.not_met
        if whole is not None and ((met or 0) > whole or (below or 0) > whole or (met or 0) + (below or 0) > whole):
            raise ValidationError({"targets": _now("More were met and not met than there are targets.")})
        if met is not None and above is not None and above > met:
            raise ValidationError({"exceeded": _now("More exceeded than met: those exceeded are among those met.")})


class Commitment(Record):
    """Something promised or agreed to follow up.

    ``origin`` is the record that it came from, in whichever register, with ``part`` (a clause, a session, an item of
    the minutes); ``origin_note`` says it where no record does. ``side`` and ``by`` say who promised, ``owner`` and
    ``owner_body`` who sees to it. A promise that recurs is ``due`` for the first time and then ``every`` so often,
    ``until`` some day; ``settled`` counts the occurrences that are behind it and ``next_due`` is the one to be met.
    Whether it is overdue is asked of ``next_due``, never kept.
    """

    register_name = "commitments"

    class Status(models.TextChoices):
        """How far it is, by the acts of the office and what sources report."""

        OPEN = "open", pgettext_lazy("commitment", "open")
        IN_PROGRESS = "in_progress", _("in progress")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    class Side(models.TextChoices):
        """Who promised."""

        HOME = "home", _("the home city")
        PARTNER = "partner", _("a partner")
        BOTH = "both", _("both sides")
        MISSION = "mission", _("a mission abroad")
        PERSON = "person", _("a person")

    class Priority(models.IntegerChoices):
        """How pressing."""

        HIGH = 1, pgettext_lazy("priority", "high")
        NORMAL = 2, pgettext_lazy("priority", "normal")
        LOW = 3, pgettext_lazy("priority", "low")

    UNFINISHED = (Status.OPEN, Status.IN_PROGRESS)

    what = models.TextField(_("what"))
    side = models.CharField(_("promised by"), max_length=8, choices=Side.choices, blank=True)
    by = models.CharField(_("by whom"), max_length=200, blank=True)
    mission = models.ForeignKey(
        Mission, verbose_name=_("mission"), related_name="commitments", null=True, blank=True, on_delete=models.PROTECT
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), related_name="commitments", null=True, blank=True, on_delete=models.PROTECT
    )
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="commitments", blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("seen to by"),
        related_name="commitments",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    owner_body = models.CharField(_("followed up by"), max_length=200, blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority.choices, default=Priority.NORMAL)
    made = EdtfField(_("made"))
    due = EdtfField(_("due"))
    every = models.CharField(_("again"), max_length=10, choices=Every.choices, blank=True)
    until = EdtfField(_("for the last time"))
    settled = models.PositiveIntegerField(default=0, editable=False)
    next_due = NextDueField(_("due next"))
    status = models.CharField(_("state"), max_length=12, choices=Status.choices, default=Status.OPEN, db_index=True)
    fulfilled = EdtfField(_("fulfilled"))
    dropped_because = models.TextField(_("why dropped"), blank=True)
    origin_type = models.ForeignKey(
        ContentType, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    origin_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    origin = GenericForeignKey("origin_type", "origin_id")
    part = models.CharField(_("part of it"), max_length=200, blank=True)
    origin_note = models.CharField(_("where it was promised"), max_length=300, blank=True)

    class Meta:
        ordering = [models.F("next_due_latest").asc(nulls_last=True), models.F("made_earliest").desc(nulls_last=True)]
        indexes = [
            models.Index(fields=["status", "next_due_latest", "mark"]),
            models.Index(fields=["origin_type", "origin_id"]),
        ]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")

    def __str__(self) -> str:
        return self.what[:150]

    def searchable(self) -> str:
        """With what was promised, which is no short column."""
        return f"{super().searchable()} {self.what}"

    def clean(self) -> None:
        """What comes again has a first day that can be counted on."""
        if self.every and not self.due:
            raise ValidationError({"due": _now("What comes again needs the day on which it is first due.")})
        if self.every and period.is_edtf(self.due) and not can_recur(self.due, self.every):
            every = self.get_every_display()
            raise ValidationError(
                {"due": _now("To count on (%(every)s) a month or a day is needed here.") % {"every": every}}
            )

    @property
    def is_unfinished(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.status in self.UNFINISHED


class Fulfilment(models.Model):
    """One report that a commitment was kept, in full or in part, or missed; each with its own source.

    ``occurrence`` is the due date that it answers to, for what comes again.
    """

    class Kind(models.TextChoices):
        """How much of it."""

        FULL = "full", _("done")
        PART = "part", _("done in part")
        MISSED = "missed", _("missed")

    commitment = models.ForeignKey(Commitment, related_name="fulfilments", on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices, default=Kind.FULL)
    on = EdtfField(_("when"))
    occurrence = EdtfField(_("due"))
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reported by"),
        null=True,
        editable=False,
        related_name="+",
        on_delete=models.PROTECT,
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("fulfilment")
        verbose_name_plural = _("fulfilments")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}" if self.on else str(self.get_kind_display())

    @property
    def is_late(self) -> bool:
        """Whether it came after the last day on which it was due, as far as both are known."""
        if not self.on or not self.occurrence:
            return False
        done, due = period.days(self.on)[0], period.days(self.occurrence)[1]
        return done is not None and due is not None and done > due
