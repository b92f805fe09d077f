"""Programmes of trade promotion: a promotion month, a fair, a mission; and the stalls of a fair."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from proxeny.core import period
from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.records import Record
from proxeny.events.models import Event

HUNDRED = Decimal(100)


def _last_day(stated: str) -> date | None:
    """The last day of a period as typed; ``None`` for none and for one that its field refuses anyway."""
    return period.days(stated)[1] if stated and period.is_edtf(stated) else None


def check_share(value: Decimal | None, name: str) -> None:
    """Raises ``ValidationError`` for a share that is not between 0 and 100 per cent."""
    if value is not None and not 0 <= value <= HUNDRED:
        said = _("'%(value)s' is no share: write per cent between 0 and 100.")
        raise ValidationError({name: said % {"value": f"{value:f}"}})


class Programme(Record):
    """Something businesses take part in, year after year; ``max_discount`` is in per cent of the price before."""

    class Kind(models.TextChoices):
        """What sort of programme; the ceiling of discounts depends on it (``ceilings.toml``)."""

        PROMOTION_MONTH = "promotion_month", _("promotion month")
        PROMOTION_WEEK = "promotion_week", _("promotion week or day")
        FAIR = "fair", _("fair")
        TRADE_MISSION = "trade_mission", _("trade mission")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("planned")
        OPEN = "open", pgettext_lazy("state of a programme", "open for applications")
        RUNNING = "running", _("running")
        REPORTING = "reporting", _("reports coming in")
        CLOSED = "closed", pgettext_lazy("state", "closed")
        CANCELLED = "cancelled", _("cancelled")

    title = models.CharField(_("title"), max_length=300)
    title_vi = models.CharField(_("title in Vietnamese"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, db_index=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.PLANNED, db_index=True)
    dates = EdtfField(_("dates"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    organiser = models.CharField(_("organiser"), max_length=200, blank=True)
    event = models.ForeignKey(
        Event, verbose_name=_("event"), null=True, blank=True, related_name="programmes", on_delete=models.SET_NULL
    )
    applications_until = EdtfField(_("applications until"))
    plans_until = EdtfField(_("plans until"))
    reports_until = EdtfField(_("reports until"))
    max_discount = ExactDecimalField(_("greatest discount, %"), null=True, blank=True)
    discount_basis = models.CharField(_("rule for it"), max_length=300, blank=True)
    needs_origin_papers = models.BooleanField(_("papers of origin are needed"), default=True)
    needs_quality_papers = models.BooleanField(_("papers of quality are needed"), default=True)
    is_public = models.BooleanField(_("shown on the open pages"), default=False)
    description = models.TextField(_("description"), blank=True)
    description_vi = models.TextField(_("description in Vietnamese"), blank=True)

    class Meta:
        ordering = [models.F("dates_earliest").desc(nulls_last=True), "title"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.local("title")

    def local(self, name: str) -> str:
        """A text in the reader's language, or in the other one where it is missing."""
        own, vietnamese = str(getattr(self, name)), str(getattr(self, f"{name}_vi"))
        return (vietnamese or own) if (get_language() or "en").startswith("vi") else (own or vietnamese)

    @property
    def local_description(self) -> str:
        """In the reader's language."""
        return self.local("description")

    def last_day(self, of: str) -> date | None:
        """The last day for ``applications``, ``plans`` or ``reports``; ``None`` where none is set."""
        day: date | None = getattr(self, f"{of}_until_latest")
        return day

    def clean(self) -> None:
        """A share is a share; reports are not due before applications end."""
        super().clean()
        check_share(self.max_discount, "max_discount")
        first, last = (_last_day(getattr(self, f"{of}_until")) for of in ("applications", "reports"))
        if first is not None and last is not None and last < first:
            raise ValidationError({"reports_until": _("Reports are due before applications end. Correct one of them.")})


class StallManager(models.Manager["Stall"]):
    """Stalls with what their names are made of: a plan of two hundred is one SQL query."""

    def get_queryset(self) -> models.QuerySet[Stall]:
        """With who takes them."""
        return super().get_queryset().select_related("participation__business", "participation__programme")


class Stall(models.Model):
    """A place at a fair. ``row`` and ``column`` count from 1 and put it on the hall's plan."""

    programme = models.ForeignKey(Programme, related_name="stalls", on_delete=models.CASCADE)
    hall = models.CharField(_("hall"), max_length=60, blank=True)
    number = models.CharField(_("number"), max_length=20)
    size = ExactDecimalField(_("size, m²"), null=True, blank=True)
    fee = ExactDecimalField(_("fee"), null=True, blank=True)
    fee_currency = models.CharField(_("currency"), max_length=3, blank=True)
    row = models.PositiveSmallIntegerField(
        _("row on the plan"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    column = models.PositiveSmallIntegerField(
        _("column on the plan"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    participation = models.ForeignKey(
        "programmes.Participation",
        verbose_name=_("taken by"),
        null=True,
        blank=True,
        related_name="stalls",
        on_delete=models.SET_NULL,
    )

    objects = StallManager()

    class Meta:
        ordering = ["hall", "row", "column", "number"]
        constraints = [models.UniqueConstraint(fields=["programme", "hall", "number"], name="one_stall_of_a_number")]
        verbose_name = _("stall")
        verbose_name_plural = _("stalls")

    def __str__(self) -> str:
        return f"{self.hall} {self.number}".strip()

    def clean(self) -> None:
        """Only somebody who takes part in the same programme stands there; one square of the plan is one stall."""
        super().clean()
        if self.participation is not None and self.participation.programme_id != self.programme_id:
            raise ValidationError({"participation": _("That business takes part in another programme.")})
        for name in ("row", "column"):
            if (getattr(self, name) or 0) > 200:
                raise ValidationError({name: _("A plan has at most 200 rows and columns.")})
