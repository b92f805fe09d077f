"""Investors that the office talks to, from first enquiry to a licence, with every contact and every stage."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.agreements.models import Agreement
from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.records import Mark, Record, RecordQuerySet, StatedValue
from proxeny.investments.clocks import backwards, is_to_come
from proxeny.investments.models.calls import Call
from proxeny.investments.models.grievances import SATISFACTION
from proxeny.investments.models.projects import CapitalMovement, Project
from proxeny.partners.models import Partner


class Stage(models.TextChoices):
    """Where an investor stands, in the order of the pipeline."""

    SUSPECT = "suspect", _("suspect")
    ENQUIRY = "enquiry", _("enquiry")
    LEAD = "lead", pgettext_lazy("stage", "lead")
    QUALIFIED = "qualified", _("qualified")
    SITE_VISIT = "site_visit", _("site visit")
    PROPOSAL = "proposal", _("proposal")
    MOU = "mou", pgettext_lazy("stage", "memorandum")
    LICENCE = "licence", pgettext_lazy("stage", "licence")
    DISBURSING = "disbursing", _("disbursing")
    OPERATING = "operating", _("operating")
    EXPANSION = "expansion", _("expansion")
    LOST = "lost", pgettext_lazy("stage", "lost")


# The stages that the office moves an investor through by its own acts; the later ones are read from the project.
BY_ACT = (Stage.ENQUIRY, Stage.LEAD, Stage.QUALIFIED, Stage.SITE_VISIT, Stage.PROPOSAL, Stage.MOU)
WITH_PROJECT = (Stage.LICENCE, Stage.DISBURSING, Stage.OPERATING, Stage.EXPANSION)


class LostBecause(models.TextChoices):
    """Why an investor was lost."""

    ELSEWHERE = "elsewhere", _("chose another place")
    NO_SITE = "no_site", _("no suitable site")
    PROCEDURE = "procedure", _("procedures took too long")
    TERMS = "terms", _("incentives or costs")
    MARKET = "market", _("the investor's market or plans changed")
    FINANCE = "finance", _("no finance")
    SILENT = "silent", _("no answer any more")
    NOT_FITTING = "not_fitting", _("does not fit the city's plans")
    DUPLICATE = "duplicate", _("entered twice")
    OTHER = "other", _("other")


class LeadQuerySet(RecordQuerySet):
    """Leads with the stage where they stand today."""

    def standing(self) -> Self:
        """With ``standing``: the stage by the office's acts or, once there is a project, by its state and ledger."""
        moved = CapitalMovement.objects.filter(project=OuterRef("project"))
        disbursed = moved.filter(kind=CapitalMovement.Kind.DISBURSED)
        expanded = moved.filter(
            kind=CapitalMovement.Kind.ADDED, date_earliest__gt=OuterRef("project__operating_since_latest")
        )
        operating = Q(project__status__in=[Project.Status.IN_OPERATION, Project.Status.COMPLETED])
        over = Q(project__status__in=[Project.Status.REVOKED, Project.Status.CANCELLED, Project.Status.LOST])
        return self.annotate(
            standing=Case(
                When(Q(stage=Stage.LOST) | over, then=Value(Stage.LOST)),
                When(operating & Exists(expanded), then=Value(Stage.EXPANSION)),
                When(operating, then=Value(Stage.OPERATING)),
                When(Q(project__isnull=False) & Exists(disbursed), then=Value(Stage.DISBURSING)),
                When(project__isnull=False, then=Value(Stage.LICENCE)),
                When(stage=Stage.ENQUIRY, received="", then=Value(Stage.SUSPECT)),
                default=F("stage"),
                output_field=models.CharField(choices=Stage.choices),
            )
        )


class Lead(Record, StatedValue):
    """An investor that may come, or that is here and looked after; ``value`` is the capital expected, never registered.

    ``origin`` says what it came from as ``register:reference`` (``events:…``), ``channel`` in what way. ``stage`` is
    the last one reached by an act (``acts``); where it stands today is ``standing`` of ``LeadQuerySet``. Without a day
    ``received`` nobody has asked yet: a suspect. For the office alone unless marked otherwise.
    """

    register_name = "leads"

    class Channel(models.TextChoices):
        """In what way it came."""

        EVENT = "event", _("event")
        DELEGATION = "delegation", _("delegation")
        PARTNER = "partner", _("partner")
        MISSION = "mission", _("mission abroad")
        CALL = "call", _("call for investment")
        WEBSITE = "website", _("website")
        LETTER = "letter", _("letter or e-mail")
        INVESTOR = "investor", _("investor already here")
        RESEARCH = "research", _("own research")
        OTHER = "other", _("other")

    title = models.CharField(_("what is planned"), max_length=300)
    investor = models.CharField(_("investor"), max_length=300, blank=True)
    partners = models.ManyToManyField(Partner, verbose_name=_("partners"), related_name="leads", blank=True)
    key_account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("key account"),
        null=True,
        blank=True,
        related_name="leads",
        on_delete=models.PROTECT,
    )
    channel = models.CharField(_("came by"), max_length=12, choices=Channel.choices, db_index=True)
    origin = models.CharField(_("came from"), max_length=160, blank=True, db_index=True)
    received = EdtfField(_("enquiry received"))
    sector = models.CharField(_("sector"), max_length=60, blank=True, db_index=True)
    place = models.CharField(_("site"), max_length=200, blank=True)
    value = ExactDecimalField(_("expected capital"), null=True, blank=True)
    jobs = models.PositiveIntegerField(_("jobs expected"), null=True, blank=True)
    call = models.ForeignKey(
        Call, verbose_name=_("call for investment"), null=True, blank=True, related_name="leads",
        on_delete=models.SET_NULL,
    )  # fmt: skip
    stage = models.CharField(
        _("stage"), max_length=12, choices=Stage.choices, default=Stage.ENQUIRY, editable=False, db_index=True
    )
    lost_because = models.CharField(
        _("lost because"), max_length=12, choices=LostBecause.choices, blank=True, editable=False
    )
    project = models.ForeignKey(
        Project, verbose_name=_("project"), null=True, blank=True, related_name="leads", on_delete=models.PROTECT
    )
    mark = models.PositiveSmallIntegerField(_("mark"), choices=Mark.choices, default=Mark.INTERNAL)

    objects = LeadQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = [models.F("received_earliest").desc(nulls_last=True), "-id"]
        verbose_name = _("investor's enquiry")
        verbose_name_plural = _("investors' enquiries")

    def __str__(self) -> str:
        return f"{self.investor}: {self.title}" if self.investor else self.title

    @property
    def standing_words(self) -> str:
        """Where it stands today as read; by its acts alone where ``standing`` was not asked for."""
        return str(Stage(getattr(self, "standing", self.stage)).label)


class StageAct(models.Model):
    """One act on the way of a lead; append-only. ``stage`` is where it stands after the act."""

    class Kind(models.TextChoices):
        """What was done."""

        MOVED = "moved", _("moved on")
        BACK = "back", _("put back")
        REFUSED = "refused", _("proposal refused")
        LICENSED = "licensed", _("licensed")
        LOST = "lost", pgettext_lazy("stage", "lost")
        REOPENED = "reopened", _("opened again")

    lead = models.ForeignKey(Lead, related_name="acts", on_delete=models.CASCADE)
    kind = models.CharField(_("act"), max_length=8, choices=Kind.choices)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage.choices)
    on = models.DateField(_("day"))
    reason = models.TextField(_("reason"), blank=True)
    because = models.CharField(_("lost because"), max_length=12, choices=LostBecause.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["on", "id"]
        verbose_name = _("act on an enquiry")
        verbose_name_plural = _("acts on enquiries")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class Contact(models.Model):
    """A talk, letter or visit with an investor: the day, with whom, what, and what is to be done next until when."""

    class Kind(models.TextChoices):
        """In what way."""

        MEETING = "meeting", _("meeting")
        CALL = "call", _("telephone or video call")
        EMAIL = "email", _("e-mail")
        LETTER = "letter", _("letter")
        SITE_VISIT = "site_visit", _("visit to a site")
        AFTERCARE = "aftercare", _("aftercare visit")

    class Side(models.TextChoices):
        """From whom it came; what comes from the office is an answer."""

        OURS = "ours", _("we to them")
        THEIRS = "theirs", _("they to us")

    lead = models.ForeignKey(Lead, related_name="contacts", on_delete=models.CASCADE)
    date = EdtfField(_("day"), blank=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    side = models.CharField(_("from whom"), max_length=6, choices=Side.choices, default=Side.OURS)
    who = models.CharField(_("with whom"), max_length=300, blank=True)
    what = models.TextField(_("what was said"))
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    due = EdtfField(_("due"))
    done = EdtfField(_("done"))
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by whom"),
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.PROTECT,
    )
    satisfaction = models.PositiveSmallIntegerField(
        _("satisfaction, 1 to 5"), null=True, blank=True, validators=SATISFACTION
    )

    class Meta:
        ordering = ["-date_earliest", "-id"]
        indexes = [
            models.Index(fields=["lead", "side", "date_latest"]),
            models.Index(fields=["due_latest", "done"], name="contacts_by_next_step"),
        ]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date}"

    def clean(self) -> None:
        """A day that is due belongs to a next step; days do not run backwards, and a contact has happened."""
        super().clean()
        if is_to_come(self.date):
            raise ValidationError({"date": _("This day is still to come. Enter it as the next step of a contact.")})
        if self.due and not self.next_step:
            raise ValidationError({"next_step": _("Say what is due on that day.")})
        for later in ("due", "done"):
            if said := backwards(self, "date", later):
                raise ValidationError({later: said}, code="contact.dates_backwards")


class Promise(StatedValue):
    """What an investor promised, in a memorandum or at an event; ``value`` as stated, empty where nobody said it."""

    lead = models.ForeignKey(Lead, related_name="promises", on_delete=models.CASCADE)
    date = EdtfField(_("date"), blank=False)
    what = models.CharField(_("what was promised"), max_length=300)
    agreement = models.ForeignKey(
        Agreement, verbose_name=_("agreement"), null=True, blank=True, related_name="promises",
        on_delete=models.SET_NULL,
    )  # fmt: skip

    class Meta:
        ordering = ["date_earliest", "id"]
        verbose_name = _("promise")
        verbose_name_plural = _("promises")

    def __str__(self) -> str:
        return self.what

    def clean(self) -> None:
        """A value has a currency."""
        super().clean()
        if self.value is not None and not self.unit:
            raise ValidationError({"unit": _("Give the currency, as USD.")})


def pipeline_position(stage: Any) -> int:
    """How far along a stage is."""
    return list(Stage).index(Stage(stage))
