"""What a business offers in a programme: a product, its discount, when and where."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.fields import EdtfField, ExactDecimalField
from proxeny.core.records import Record
from proxeny.programmes.models.participations import OCOP_STARS, Participation
from proxeny.programmes.models.programmes import HUNDRED, check_share

# How far a stated discount may lie from that of the two prices, for rounding.
_SLACK = Decimal("0.6")


class Offer(Record):
    """One product or service; ``discount`` in per cent of the price before, ``address`` is the first place of several.

    ``picture`` is the checksum of a picture that was checked and stripped (``pictures``), empty without one.
    """

    register_name = "offers"

    class Category(models.TextChoices):
        """The shelves of the catalogue."""

        FOOD = "food", _("food and drink")
        FRESH = "fresh", _("farm produce")
        CLOTHING = "clothing", _("clothing and shoes")
        HOUSEHOLD = "household", _("household goods")
        ELECTRONICS = "electronics", _("electronics")
        BEAUTY = "beauty", _("health and beauty")
        CRAFTS = "crafts", _("crafts")
        FURNITURE = "furniture", _("furniture and building")
        BOOKS = "books", _("books and toys")
        VEHICLES = "vehicles", _("vehicles")
        TRAVEL = "travel", _("travel and hotels")
        SERVICES = "services", _("services")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("draft")
        PUBLISHED = "published", pgettext_lazy("state", "published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    participation = models.ForeignKey(
        Participation, verbose_name=_("participation"), related_name="offers", on_delete=models.PROTECT
    )
    title = models.CharField(_("product"), max_length=200)
    category = models.CharField(_("category"), max_length=12, choices=Category.choices, db_index=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    price_before = ExactDecimalField(_("price before"), null=True, blank=True)
    price_after = ExactDecimalField(_("price now"), null=True, blank=True)
    price_currency = models.CharField(_("currency"), max_length=3, blank=True)
    discount = ExactDecimalField(_("discount, %"), null=True, blank=True)
    dates = EdtfField(_("dates"))
    address = models.CharField(_("address"), max_length=300, blank=True)
    ward = models.CharField(_("ward"), max_length=80, blank=True, db_index=True)
    also_at = models.JSONField(_("also at"), default=list, blank=True)
    ocop_stars = models.PositiveSmallIntegerField(_("OCOP stars"), null=True, blank=True, choices=OCOP_STARS)
    url = models.URLField(_("web address"), blank=True)
    description = models.TextField(_("description"), blank=True)
    picture = models.CharField(max_length=64, blank=True, editable=False)
    picture_type = models.CharField(max_length=20, blank=True, editable=False)
    picture_width = models.PositiveIntegerField(null=True, editable=False)
    picture_height = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        ordering = [models.F("dates_earliest").desc(nulls_last=True), "title"]
        indexes = [models.Index(fields=["status", "mark", "dates_latest"], name="offers_on_open_pages")]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def __str__(self) -> str:
        return self.title

    def searchable(self) -> str:
        """With the business that offers it."""
        return f"{super().searchable()} {self.participation.business.name}"

    @property
    def places(self) -> list[str]:
        """Every place where it is to be had."""
        first = ", ".join(part for part in (self.address, self.ward) if part)
        return [place for place in (first, *map(str, self.also_at)) if place]

    @property
    def span(self) -> tuple[date | None, date | None]:
        """Its first and last day; those of its programme where it has none of its own."""
        own: Any = self if self.dates else self.participation.programme
        return own.dates_earliest, own.dates_latest

    def reckon(self) -> None:
        """Fill in the discount, or the price now, from the other two."""
        before, after = self.price_before, self.price_after
        if before and after is not None and self.discount is None:
            self.discount = ((before - after) / before * HUNDRED).quantize(Decimal("0.1"), ROUND_HALF_UP)
        elif before and after is None and self.discount is not None:
            self.price_after = (before * (HUNDRED - self.discount) / HUNDRED).quantize(Decimal(1), ROUND_HALF_UP)

    def clean(self) -> None:
        """Prices fall, and agree with the discount; what is published has dates, those of its programme at least."""
        super().clean()
        if self.status == self.Status.PUBLISHED and not self.dates and self.participation_id:
            self.dates = self.participation.programme.dates
        wrong: dict[str, Any] = {}
        check_share(self.discount, "discount")
        for name in ("price_before", "price_after"):
            value = getattr(self, name)
            if value is not None and value < 0:
                wrong[name] = _("A price is not negative.")
            if value is not None and not self.price_currency:
                wrong["price_currency"] = _("Give the currency, as VND.")
        if wrong:
            raise ValidationError(wrong)
        before, after = self.price_before, self.price_after
        if before is not None and after is not None and after > before:
            raise ValidationError({"price_after": _("The price now is above the price before; exchange the two.")})
        if before and after is not None and self.discount is not None:
            found = (before - after) / before * HUNDRED
            if abs(found - self.discount) > _SLACK:
                said = _("The two prices make %(found)s%%, not %(stated)s%%. Leave one of the three empty.")
                shares = {"found": f"{found:.1f}", "stated": f"{self.discount:f}"}
                raise ValidationError({"discount": said % shares})
        self.reckon()
