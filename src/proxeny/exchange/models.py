"""Imports as they were done, what each made and changed, and the mappings that files of one shape were given."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proxeny.core.records import Marked
from proxeny.documents.models import Document


class Import(Marked):
    """One file brought into one register: from the upload to the result, and its undoing.

    ``options`` and ``mapping`` are those of ``exchange.services``; ``report`` what was found (counts, the first errors,
    doubts and changes). The file waits in the data folder until it is written, then it is the ``document``.
    """

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("being prepared")
        RUNNING = "running", _("being written")
        WRITTEN = "written", _("written")
        FAILED = "failed", _("not written")
        UNDONE = "undone", _("undone")

    register = models.CharField(_("register"), max_length=40, db_index=True)
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(_("checksum"), max_length=64, editable=False)
    shape = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, related_name="imports", on_delete=models.PROTECT
    )
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT, db_index=True)
    options = models.JSONField(_("options"), default=dict)
    mapping = models.JSONField(_("mapping"), default=dict)
    report = models.JSONField(_("report"), default=dict)
    indexed = models.PositiveIntegerField(_("rows in the search"), default=0, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT)
    at = models.DateTimeField(_("time"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    undo_reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.file_name} → {self.register}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("exchange:import", args=[self.pk])

    @property
    def counts(self) -> dict[str, int]:
        """Rows by outcome."""
        found: dict[str, int] = self.report.get("counts", {})
        return found


class ImportedRecord(models.Model):
    """A record that an import made or changed: the row it came from, and what it held before, for undoing.

    ``parts`` lists the parts that were added, as ``[kind, key]``; ``version`` is the record's after the import.
    """

    brought_in = models.ForeignKey(Import, related_name="records", on_delete=models.CASCADE)
    row = models.PositiveIntegerField(_("row"))
    content_type = models.ForeignKey(ContentType, db_index=False, on_delete=models.PROTECT)
    object_id = models.BigIntegerField()
    reference = models.CharField(_("reference"), max_length=120)
    is_new = models.BooleanField(_("new"))
    version = models.PositiveIntegerField(_("version"))
    before: Any = models.JSONField(_("before"), null=True)
    parts: Any = models.JSONField(_("parts"), null=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("imported record")

    def __str__(self) -> str:
        return self.reference


class RememberedMapping(models.Model):
    """The mapping that files of one shape (the register and the headings) were last given."""

    register = models.CharField(_("register"), max_length=40)
    shape = models.CharField(_("shape"), max_length=64, unique=True)
    content = models.JSONField(_("mapping"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT)
    at = models.DateTimeField(_("time"), auto_now=True)

    class Meta:
        verbose_name = _("remembered mapping")

    def __str__(self) -> str:
        return f"{self.register} {self.shape[:12]}"
