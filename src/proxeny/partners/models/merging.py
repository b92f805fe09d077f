"""What a merge or split moved, so that it can be undone; and pairs that are not the same."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Merge(models.Model):
    """One merge of records of the same kind into one, or one split of a record in two.

    ``survivor_id`` is the record that stands; of a split, the new one. ``moved`` is what was done, in order, by
    ``services.moving``: links that lead elsewhere, rows that became one with another, names that were added, fields
    that were set.
    """

    class Act(models.TextChoices):
        """Which of the two."""

        MERGE = "merge", pgettext_lazy("act", "merged")
        SPLIT = "split", pgettext_lazy("act", "split")

    act = models.CharField(max_length=5, choices=Act.choices, default=Act.MERGE)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    survivor_id = models.BigIntegerField()
    survivor = GenericForeignKey("content_type", "survivor_id")
    others = models.JSONField(default=list, help_text="primary keys of the merged records; of the record split")
    moved = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="+", on_delete=models.PROTECT
    )
    at = models.DateTimeField(_("time"), auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, related_name="+", on_delete=models.PROTECT)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["content_type", "survivor_id"])]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.survivor}"

    @property
    def model(self) -> Any:
        """The model of its records."""
        return self.content_type.model_class()


class NotTheSame(models.Model):
    """Two records that look alike and are not: a person looked and said so. ``low`` is the smaller key."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "low", "high"], name="one_pair_not_the_same")]
        verbose_name = _("pair that is not the same")
        verbose_name_plural = _("pairs that are not the same")

    def __str__(self) -> str:
        return f"{self.low} ≠ {self.high}"
