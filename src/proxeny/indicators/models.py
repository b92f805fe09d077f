"""Indicators and their observations: one row for indicator, area, partner, period, definition and status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.query import ModelIterable
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from proxeny.core.fields import EdtfField
from proxeny.core.home import area_name
from proxeny.core.records import Mark, Record, RecordQuerySet, StatedValue
from proxeny.core.wording_of_dates import edtf_in_words
from proxeny.partners.models import Partner


class Indicator(models.Model):
    """What is measured. ``unit`` is ``money``, ``%`` or ``count``; ``theme`` groups them on pages and in reports.

    ``accumulation`` says what may be done with its figures: a flow over parts of a year makes up that over the year, a
    stock stands on a day, and no sum is made of rates.
    """

    class Accumulation(models.TextChoices):
        """How its figures go together over time."""

        FLOW = "flow", pgettext_lazy("indicator", "counted over the period")
        STOCK = "stock", pgettext_lazy("indicator", "standing on a day")
        RATE = "rate", pgettext_lazy("indicator", "ratio or rank")

    class Theme(models.TextChoices):
        """Chapters of a report."""

        ECONOMY = "economy", _("economy")
        TRADE = "trade", _("trade")
        INVESTMENT = "investment", _("investment")
        TOURISM = "tourism", _("tourism")
        DELEGATIONS = "delegations", _("delegations")
        AGREEMENTS = "agreements", _("agreements and partners")
        EVENTS = "events", _("events")
        AID = "aid", _("aid")
        PLAN = "plan", _("plan")
        OTHER = "other", _("other")

    code = models.CharField(_("code"), max_length=60, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=120, blank=True)
    meaning = models.CharField(_("meaning"), max_length=300, blank=True)
    meaning_vi = models.CharField(_("meaning in Vietnamese"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=8)
    accumulation = models.CharField(
        _("counted"), max_length=5, choices=Accumulation.choices, default=Accumulation.RATE
    )
    theme = models.CharField(_("theme"), max_length=12, choices=Theme.choices)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.local_name

    def get_absolute_url(self) -> str:
        """The indicator's page."""
        return reverse("indicators:indicator", args=[self.code])

    @property
    def local_name(self) -> str:
        """The name in the reader's language."""
        return self.name_vi if (get_language() or "en").startswith("vi") and self.name_vi else self.name

    @property
    def local_meaning(self) -> str:
        """What is counted, in the reader's language."""
        return self.meaning_vi if (get_language() or "en").startswith("vi") and self.meaning_vi else self.meaning


class ObservationQuerySet(RecordQuerySet):
    """Observations as a person may see them.

    The columns of an observation hold what the openest of its sources say. For somebody who may see more, rows that
    have closed values come out of ``visible_to`` with the value, dispute and sources of their clearance: one more SQL
    query, and only where such rows are among those fetched. ``values()`` and sums keep to the open columns.
    """

    _clearance: int = Mark.PUBLIC

    def visible_to(self, person: Any) -> Self:
        """The rows up to a person's clearance, as far as their clearance shows them."""
        seen = super().visible_to(person)
        seen._clearance = getattr(person, "clearance", Mark.PUBLIC)
        return seen

    def about(self, partner: Partner | None) -> Self:
        """Those of one partner, or of the home city as a whole."""
        return self.filter(partner=partner)

    def _clone(self) -> Self:
        copy: Self = super()._clone()  # type: ignore[misc]
        copy._clearance = self._clearance
        return copy

    @property
    def _opens(self) -> bool:
        return self._clearance > Mark.PUBLIC and issubclass(self._iterable_class, ModelIterable)  # type: ignore[attr-defined]

    def _fetch_all(self) -> None:
        is_fresh = self._result_cache is None  # type: ignore[has-type]
        super()._fetch_all()  # type: ignore[misc]
        if is_fresh and self._opens:
            show_closed_values(self._result_cache or (), self._clearance)  # type: ignore[has-type]

    def _iterator(self, use_chunked_fetch: bool, chunk_size: int | None) -> Iterator[Any]:
        rows = super()._iterator(use_chunked_fetch, chunk_size)  # type: ignore[misc]
        while chunk := list(islice(rows, chunk_size or 2000)):
            if self._opens:
                show_closed_values(chunk, self._clearance)
            yield from chunk


class Observation(Record, StatedValue):
    """A value of an indicator as the sources state it.

    Several statements may stand behind it; ``value`` is the one that a ruling or the only statement gives, else the
    best attested, and then ``is_disputed``. ``mark`` is that of its openest source, and only sources with that mark
    speak through these columns; what closed ones add is in ``closed_values``.
    """

    class Status(models.TextChoices):
        """SDMX observation status, in the words of the office."""

        ACTUAL = "actual", _("actual")
        ESTIMATE = "estimate", _("estimate")
        TARGET = "target", _("target")

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), related_name="observations", on_delete=models.PROTECT
    )
    area = models.CharField(_("area"), max_length=120)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), related_name="observations", null=True, blank=True, on_delete=models.PROTECT
    )
    period = EdtfField(_("period"))
    definition = models.CharField(_("definition"), max_length=200, blank=True)
    label = models.CharField(_("what is counted"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.ACTUAL)
    is_disputed = models.BooleanField(_("disputed"), default=False, db_index=True)
    low_stated = models.ForeignKey(
        "documents.Statement", null=True, editable=False, related_name="+", on_delete=models.SET_NULL
    )
    high_stated = models.ForeignKey(
        "documents.Statement", null=True, editable=False, related_name="+", on_delete=models.SET_NULL
    )
    sources = models.PositiveSmallIntegerField(_("sources"), default=0, editable=False)
    has_closed_values = models.BooleanField(default=False, editable=False)
    if TYPE_CHECKING:  # the two days that EdtfField adds
        period_earliest: date | None
        period_latest: date | None

    objects = ObservationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["indicator__order", "-period_latest", "-period_earliest"]
        indexes = [
            models.Index(fields=["indicator", "partner", "period_latest"]),
            models.Index(fields=["-period_latest", "-period_earliest"]),  # the list, the newest first
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "partner", "period", "definition", "label", "status"],
                name="one_observation_of_partner",
            ),
            models.UniqueConstraint(  # NULL is equal to nothing, so the city's own figures need their own
                fields=["indicator", "area", "period", "definition", "label", "status"],
                condition=models.Q(partner=None),
                name="one_observation_of_the_city",
            ),
        ]
        verbose_name = _("observation")
        verbose_name_plural = _("observations")

    def __str__(self) -> str:
        of = f" ({self.partner})" if self.partner_id else ""
        language = get_language() or "en"
        period = edtf_in_words(self.period, language, short=True)
        return f"{self.label or self.indicator}{of}, {area_name(self.area, language)} {period}".strip()

    def searchable(self) -> str:
        """The indicator's names too, so that a list finds `xuất khẩu`."""
        return f"{super().searchable()} {self.indicator.name} {self.indicator.name_vi}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Never with a closed value in its open columns."""
        if getattr(self, "shows_mark", self.mark) != self.mark:
            raise TypeError("This observation shows a closed value; fetch it without visible_to before saving it.")
        super().save(*args, **kwargs)


class ClosedValue(StatedValue):
    """What an observation shows to those who may see more than its openest sources: up to documents of ``mark``."""

    observation = models.ForeignKey(Observation, related_name="closed_values", on_delete=models.CASCADE)
    mark = models.PositiveSmallIntegerField(_("mark"), choices=Mark.choices)
    is_disputed = models.BooleanField(_("disputed"), default=False)
    low_stated = models.ForeignKey("documents.Statement", null=True, related_name="+", on_delete=models.SET_NULL)
    high_stated = models.ForeignKey("documents.Statement", null=True, related_name="+", on_delete=models.SET_NULL)
    sources = models.PositiveSmallIntegerField(_("sources"), default=0)

    class Meta:
        ordering = ["mark"]
        constraints = [models.UniqueConstraint(fields=["observation", "mark"], name="one_closed_value")]
        verbose_name = _("closed value")
        verbose_name_plural = _("closed values")

    def __str__(self) -> str:
        return f"{self.observation} ({self.get_mark_display()})"


# What of an observation depends on which sources a person may see.
SHOWN = ("value", "high", "unit", "qualifier", "is_disputed", "low_stated_id", "high_stated_id", "sources")


def show_closed_values(rows: Sequence[Observation], clearance: int) -> None:
    """Let rows show what a clearance may see of them. One SQL query where any has closed values, else none."""
    having = {row.pk: row for row in rows if row.has_closed_values}
    if not having:
        return
    for closed in ClosedValue.objects.filter(observation__in=having, mark__lte=clearance).order_by("mark"):
        row = having[closed.observation_id]
        for name in SHOWN:
            setattr(row, name, getattr(closed, name))
        row.shows_mark = closed.mark  # type: ignore[attr-defined]
