"""Decisions on proposals, with what is needed to take them back."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from proxeny.documents.models import Ruling, Statement


class Decision(models.Model):
    """One decision of a person on one proposal; ``undone_at`` once it was taken back."""

    class Act(models.TextChoices):
        """What was decided."""

        ACCEPT = "accept", _("accepted")
        CORRECT = "correct", _("corrected")
        REJECT = "reject", _("rejected")
        DUPLICATE = "duplicate", _("already stated")

    statement = models.ForeignKey(Statement, related_name="decisions", on_delete=models.CASCADE)
    act = models.CharField(max_length=10, choices=Act.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    batch = models.CharField(max_length=36, blank=True, db_index=True)
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT)
    object_id = models.BigIntegerField(null=True)
    record = GenericForeignKey("content_type", "object_id")
    created_record = models.BooleanField(default=False)
    before = models.JSONField(null=True)
    version_after = models.PositiveIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.statement}"


class RulingTogether(models.Model):
    """Rulings on several conflicts of one cause, for one reason; ``undone_at`` once they were taken back."""

    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    rulings = models.ManyToManyField(Ruling, related_name="together")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.by}: {self.reason[:80]}"
