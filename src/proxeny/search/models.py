"""One index over the records of every register and the texts of documents."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import get_language

from proxeny.core.fields import EdtfField
from proxeny.core.records import Marked


class SearchEntry(Marked):
    """A record, document or indicator as search knows it; a long document has several, one for each ``part``.

    ``title``, ``title_vi``, ``subtitle``, ``body`` and ``figure`` (value, unit, qualifier, high) are shown. The
    ``folded_…`` and ``exact_…`` columns are searched, by the full-text index that the database keeps over them
    (migration 0002). ``weight`` multiplies the rank.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.CharField(max_length=64)
    part = models.PositiveIntegerField(default=0)
    register = models.CharField(max_length=40, db_index=True)
    url = models.CharField(max_length=300)
    title = models.CharField(max_length=400)
    title_vi = models.CharField(max_length=400, blank=True)
    subtitle = models.CharField(max_length=300, blank=True)
    date = EdtfField()
    figure = models.JSONField(null=True)
    body = models.TextField(blank=True)
    weight = models.FloatField(default=1.0)
    folded_title = models.TextField(blank=True)
    folded_body = models.TextField(blank=True)
    exact_title = models.TextField(blank=True)
    exact_body = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id", "part"], name="one_entry_a_part")]

    def __str__(self) -> str:
        return self.title

    @property
    def local_title(self) -> str:
        """The title in the reader's language, where there is one."""
        return self.title_vi if self.title_vi and (get_language() or "en").startswith("vi") else self.title
