"""Who takes part in a programme: application, papers, plan, report, and the inspections on the spot."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.records import Mark, Record
from proxeny.documents.models import Document
from proxeny.programmes.models.businesses import Business
from proxeny.programmes.models.programmes import Programme

OCOP_STARS = [(3, "★★★"), (4, "★★★★"), (5, "★★★★★")]


class Participation(Record):
    """A business in a programme. Internal unless said otherwise: what a business reports is its own affair.

    ``origin_papers`` and ``quality_papers`` say whether an officer found them in order (``None``: not looked at).
    The reported figures are as the business gives them; ``revenue`` and ``discount_value`` in ``revenue_currency``.
    """

    register_name = "participations"

    class Status(models.TextChoices):
        """Where it stands."""

        APPLIED = "applied", _("applied")
        CHECKING = "checking", _("being checked")
        ADMITTED = "admitted", _("admitted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    mark = models.PositiveSmallIntegerField(_("mark"), choices=Mark.choices, default=Mark.INTERNAL)
    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), related_name="participations", on_delete=models.PROTECT
    )
    business = models.ForeignKey(
        Business, verbose_name=_("business"), related_name="participations", on_delete=models.PROTECT
    )
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.APPLIED, db_index=True)
    applied_on = EdtfField(_("applied on"))
    goods = models.TextField(_("goods and services"), blank=True)
    origin_papers = models.BooleanField(_("papers of origin in order"), null=True, blank=True)
    quality_papers = models.BooleanField(_("papers of quality in order"), null=True, blank=True)
    ocop_stars = models.PositiveSmallIntegerField(_("OCOP stars"), null=True, blank=True, choices=OCOP_STARS)
    ocop_decision = models.CharField(_("OCOP decision no."), max_length=120, blank=True)
    reason = models.CharField(_("reason of refusal or withdrawal"), max_length=500, blank=True)
    late_reason = models.CharField(_("why the rules were not kept"), max_length=500, blank=True)
    plan_on = EdtfField(_("plan handed in on"))
    plan = models.TextField(_("plan"), blank=True)
    report_on = EdtfField(_("report handed in on"))
    revenue = ExactDecimalField(_("revenue"), null=True, blank=True)
    revenue_currency = models.CharField(_("currency"), max_length=3, blank=True)
    discount_value = ExactDecimalField(_("value of discounts given"), null=True, blank=True)
    orders = models.PositiveBigIntegerField(_("orders"), null=True, blank=True)
    visitors = models.PositiveBigIntegerField(_("visitors"), null=True, blank=True)
    report = models.TextField(_("report"), blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        on_delete=models.PROTECT,
    )

    class Meta:
        ordering = ["programme", "business"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "business"],
                name="one_participation",
                violation_error_message=_("This business is in the programme already; open its participation instead."),
            )
        ]
        indexes = [models.Index(fields=["programme", "status"], name="participation_state")]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")

    def __str__(self) -> str:
        return f"{self.business} – {self.programme}"

    def searchable(self) -> str:
        """With the business that it is."""
        return f"{super().searchable()} {self.business.name} {self.business.tax_code} {self.business.ward}"

    @property
    def lacks_papers(self) -> list[str]:
        """The papers that the programme needs and that are not found in order: ``origin``, ``quality``."""
        needed = {
            "origin": self.programme.needs_origin_papers and not self.origin_papers,
            "quality": self.programme.needs_quality_papers and not self.quality_papers,
        }
        return [name for name, is_lacking in needed.items() if is_lacking]

    def clean(self) -> None:
        """A refusal has its reason; figures come with a currency; nothing is more open than what it names."""
        super().clean()
        wrong: dict[str, Any] = {}
        if self.status in {self.Status.REFUSED, self.Status.WITHDRAWN} and not self.reason.strip():
            wrong["reason"] = _("Say why; the business will read it.")
        for name in ("revenue", "discount_value"):
            value = getattr(self, name)
            if value is not None and value < 0:
                wrong[name] = _("An amount is not negative.")
            if value is not None and not self.revenue_currency:
                wrong["revenue_currency"] = _("Give the currency, as VND.")
        closed = max(
            (getattr(self, name).mark for name in ("programme", "business") if getattr(self, f"{name}_id")), default=0
        )
        if self.mark < closed:
            wrong["mark"] = _("It names a business or programme that is %(mark)s; mark it so too.") % {
                "mark": Mark(closed).label
            }
        if wrong:
            raise ValidationError(wrong)


class Paper(models.Model):
    """A file that a business handed in. It becomes a document of the record when an officer takes it to the file.

    Until then nothing reads it: it is kept by its checksum, and an officer fetches it as it came.
    """

    class Kind(models.TextChoices):
        """What it is to show."""

        ORIGIN = "origin", _("origin of the goods")
        QUALITY = "quality", _("quality and hygiene")
        OCOP = "ocop", _("OCOP decision")
        PLAN = "plan", _("plan")
        REPORT = "report", _("report")
        OTHER = "other", _("other paper")

    class State(models.TextChoices):
        """What an officer said to it."""

        WAITING = "waiting", pgettext_lazy("state of a paper", "waiting to be looked at")
        ACCEPTED = "accepted", _("in order")
        REFUSED = "refused", _("not in order")

    participation = models.ForeignKey(Participation, related_name="papers", on_delete=models.CASCADE)
    kind = models.CharField(_("what it shows"), max_length=8, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING, db_index=True)
    reason = models.CharField(_("what is wrong with it"), max_length=300, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    media_type = models.CharField(_("type"), max_length=60)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    handed_in_at = models.DateTimeField(_("handed in"), auto_now_add=True)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, related_name="+", on_delete=models.SET_NULL
    )

    class Meta:
        ordering = ["kind", "-handed_in_at"]
        verbose_name = _("paper of a business")
        verbose_name_plural = _("papers of businesses")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file_name}"

    def get_absolute_url(self) -> str:
        """The file as it came."""
        return reverse("programmes-paper", args=[self.participation.reference, self.pk])


class Inspection(models.Model):
    """A visit of the organisers on the spot."""

    class Result(models.TextChoices):
        """What came of it."""

        IN_ORDER = "in_order", _("in order")
        TO_MEND = "to_mend", _("to be mended")
        SERIOUS = "serious", _("serious fault")

    participation = models.ForeignKey(Participation, related_name="inspections", on_delete=models.CASCADE)
    date = EdtfField(_("date"), blank=False)
    by = models.CharField(_("inspected by"), max_length=200, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=Result.choices)
    found = models.TextField(_("what was found"), blank=True)

    class Meta:
        ordering = ["-date_earliest", "id"]
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")

    def __str__(self) -> str:
        return f"{self.date} {self.get_result_display()}"
