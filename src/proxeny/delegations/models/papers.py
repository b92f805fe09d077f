"""Papers of a delegation that are documents of the record, and the office's own forms for those that are printed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proxeny.core.fields import EdtfField
from proxeny.delegations.models.delegation import Delegation
from proxeny.documents.models import Document


class DelegationPaper(models.Model):
    """A document that belongs to a delegation: minutes of a meeting, a note of talks, the invitation."""

    class Kind(models.TextChoices):
        """What it is."""

        MINUTES = "minutes", _("minutes")
        NOTE = "note", _("note of talks")
        INVITATION = "invitation", _("invitation")
        DECISION = "decision", _("decision")
        REPORT = "report", pgettext_lazy("paper", "report")
        OTHER = "other", _("other")

    delegation = models.ForeignKey(Delegation, related_name="papers", on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), related_name="delegation_papers", on_delete=models.PROTECT
    )
    on = EdtfField(_("day"))
    what = models.CharField(_("what it says"), max_length=300, blank=True)

    class Meta:
        ordering = ["on_earliest", "id"]
        verbose_name = _("paper")
        verbose_name_plural = _("minutes and papers")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}" if self.what else str(self.get_kind_display())


class OfficeTemplate(models.Model):
    """The office's own Word form of a printed paper; the newest of a kind and language is used."""

    kind = models.CharField(_("paper"), max_length=20)
    language = models.CharField(_("language"), max_length=12)
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    is_used = models.BooleanField(_("in use"), default=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("added by"), related_name="+", on_delete=models.PROTECT
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["-added_at", "-id"]
        verbose_name = _("form of the office")
        verbose_name_plural = _("forms of the office")

    def __str__(self) -> str:
        return self.file_name
