"""Who did what, when, and to what: rows that are only ever added, each sealed with the one before."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One act. ``changes`` maps a field to its value before and after; ``seal`` is a SHA-256 over the previous seal."""

    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.PROTECT)
    action = models.CharField(_("act"), max_length=60, db_index=True)
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT)
    object_id = models.BigIntegerField(null=True)
    label = models.CharField(_("record"), max_length=300, blank=True)
    changes = models.JSONField(_("changes"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    seal = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["content_type", "object_id", "-id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new entry can be saved."""
        if self.pk is not None and not self._state.adding:
            raise TypeError("An audit entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """An audit entry is never deleted."""
        raise TypeError("An audit entry is never deleted.")


class Head(models.Model):
    """The seal of the newest entry, locked while the next one is written so that the chain has no fork."""

    seal = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.seal
