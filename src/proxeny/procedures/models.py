"""Cases: a record on its way through a procedure, by the rules of the day the case was opened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.records import Mark, Record
from proxeny.documents.models import Document
from proxeny.procedures.office import said
from proxeny.procedures.rules import Rules
from proxeny.registers.register import REGISTERS


class CaseQuerySet(models.QuerySet[Any]):
    """Cases that know who may see them: those who may see the record."""

    def about(self, record: models.Model) -> Self:
        """The cases of a record."""
        return self.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk)

    def visible_to(self, person: Any, *, among: Collection[str] | None = None) -> Self:
        """The cases whose record a person may see: a case has no mark but its record's.

        ``among`` names the registers that are looked at; all of them make a long question.
        """
        seen = models.Q(pk__in=[])
        for name, register in REGISTERS.items():
            if among is not None and name not in among:
                continue
            records = register.model._default_manager.visible_to(person)  # type: ignore[attr-defined]
            seen |= models.Q(register=name, object_id__in=records.order_by().values("pk"))
        return self.filter(seen)


class Case(models.Model):
    """A record on its way through one procedure. ``rules`` is a copy of the rules of the day it was opened.

    ``anchor`` is the day that the deadlines turn on (the event's first day, the day the dossier is full).
    """

    class Outcome(models.TextChoices):
        """How a closed case ended."""

        COMPLETED = "completed", pgettext_lazy("case", "completed")
        REFUSED = "refused", pgettext_lazy("case", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("case", "withdrawn")

    register = models.CharField(_("register"), max_length=40)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.BigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    pack = models.CharField(_("rule pack"), max_length=60)
    kind = models.CharField(_("procedure"), max_length=60)
    rules_from = models.DateField(_("rules in force since"))
    rules = models.JSONField(_("rules"), editable=False)
    anchor = models.DateField(_("day it turns on"), null=True, blank=True)
    opened_on = models.DateField(_("opened"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("opened by"), related_name="+", on_delete=models.PROTECT
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible"),
        null=True,
        blank=True,
        related_name="cases",
        on_delete=models.PROTECT,
    )
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-id"]
        indexes = [models.Index(fields=["content_type", "object_id"]), models.Index(fields=["register", "closed_on"])]
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")

    def __str__(self) -> str:
        return f"{said(self.rulebook.title)}: {self.record}" if self.record else said(self.rulebook.title)

    def get_absolute_url(self) -> str:
        """Its place on the record's page."""
        record: Record | None = self.record
        return f"{record.get_absolute_url()}#case-{self.pk}" if record is not None else ""

    @cached_property
    def rulebook(self) -> Rules:
        """The rules that this case keeps."""
        return Rules.from_json(self.rules)

    @property
    def mark(self) -> int:
        """Its record's mark; confidential where the record is gone."""
        record: Record | None = self.record
        return record.mark if record is not None else int(Mark.CONFIDENTIAL)

    @property
    def is_open(self) -> bool:
        """Whether it still goes on."""
        return self.closed_on is None


class Step(models.Model):
    """One step of a case. ``done_on`` is the day of its ``outcome``; a step that was returned is still to be done."""

    class Outcome(models.TextChoices):
        """What became of a step."""

        OPEN = "", pgettext_lazy("step", "open")
        DONE = "done", pgettext_lazy("step", "done")
        REFUSED = "refused", pgettext_lazy("step", "refused")
        WAIVED = "waived", pgettext_lazy("step", "waived")
        RETURNED = "returned", pgettext_lazy("step", "returned for repair")

    case = models.ForeignKey(Case, related_name="steps", on_delete=models.CASCADE)
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    due = models.DateField(_("due"), null=True, blank=True, db_index=True)
    done_on = models.DateField(_("day"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True, default="")
    is_late = models.BooleanField(_("late"), default=False)
    note = models.TextField(_("note"), blank=True)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), null=True, related_name="+", on_delete=models.PROTECT
    )

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="one_step_of_a_key")]
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        rule = self.case.rulebook.step(self.key)
        return said(rule.title) if rule is not None else self.key

    @property
    def is_settled(self) -> bool:
        """Whether what comes after it may go on."""
        return self.outcome in {self.Outcome.DONE, self.Outcome.WAIVED}

    @property
    def is_to_do(self) -> bool:
        """Whether it still waits to be done."""
        return self.outcome in {self.Outcome.OPEN, self.Outcome.RETURNED}

    def is_overdue(self, on: date) -> bool:
        """Whether its day was before another and it is still to be done."""
        return self.is_to_do and self.due is not None and self.due < on


class Consultation(models.Model):
    """A body asked for its opinion, with its own clock. A body that is asked again gets another row."""

    class Answer(models.TextChoices):
        """What a body said."""

        AGREES = "agrees", _("agrees")
        REMARKS = "remarks", _("agrees with remarks")
        OBJECTS = "objects", _("objects")
        NO_OPINION = "no_opinion", _("has no opinion")

    case = models.ForeignKey(Case, related_name="consultations", on_delete=models.CASCADE)
    step = models.CharField(_("step"), max_length=60)
    body = models.CharField(max_length=60, blank=True)
    name = models.CharField(_("body"), max_length=200)
    asked_on = models.DateField(_("asked"))
    due = models.DateField(_("due"), null=True, blank=True, db_index=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    is_late = models.BooleanField(_("late"), default=False)
    summary = models.TextField(_("what it says"), blank=True)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )

    class Meta:
        ordering = ["asked_on", "id"]
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")

    def __str__(self) -> str:
        body = next((words for key, words in self.case.rulebook.bodies.items() if key == self.body), None)
        return said(body) if body else self.name

    def is_overdue(self, on: date) -> bool:
        """Whether its answer was due before a day and has not come."""
        return self.answered_on is None and self.due is not None and self.due < on


class ChecklistItem(models.Model):
    """A paper of the dossier."""

    class State(models.TextChoices):
        """Whether the paper is there."""

        NEEDED = "needed", _("needed")
        THERE = "there", _("there")
        NOT_APPLICABLE = "not_applicable", _("not applicable")

    case = models.ForeignKey(Case, related_name="papers", on_delete=models.CASCADE)
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.NEEDED)
    note = models.CharField(_("note"), max_length=300, blank=True)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="one_paper_of_a_key")]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")

    def __str__(self) -> str:
        paper = next((paper for paper in self.case.rulebook.papers if paper.key == self.key), None)
        return said(paper.title) if paper is not None else self.key


class Override(models.Model):
    """A rule that was not kept, on purpose: what was found, what the rule says, why, who, when."""

    case = models.ForeignKey(Case, related_name="overrides", on_delete=models.CASCADE)
    rule = models.CharField(_("rule"), max_length=60)
    found = models.TextField(_("found"))
    says = models.TextField(_("the rule says"))
    citation = models.CharField(_("citation"), max_length=300, blank=True)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="+", on_delete=models.PROTECT
    )
    on = models.DateField(_("day"))

    class Meta:
        ordering = ["on", "id"]
        verbose_name = _("override")
        verbose_name_plural = _("overrides")

    def __str__(self) -> str:
        return f"{self.found} ({self.on.isoformat()})"
