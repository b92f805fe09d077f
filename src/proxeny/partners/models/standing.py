"""Records that can be merged: one stands, the others lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proxeny.core.records import Record, RecordQuerySet


class StandingManager(models.Manager.from_queryset(RecordQuerySet)):  # type: ignore[misc]
    """The records that stand; one that was merged into another is not among them."""

    def get_queryset(self) -> RecordQuerySet:
        """Without the merged ones."""
        found: RecordQuerySet = super().get_queryset().filter(merged_into=None)
        return found


class StandingRecord(Record):
    """A record that may be merged into another of its register.

    The merged row is kept, with its reference, so that its address leads to the record that stands and the merge can
    be undone; ``objects`` leaves it out, ``with_merged`` has it.
    """

    merged_into = models.ForeignKey(
        "self",
        verbose_name=gettext_lazy("merged into"),
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        on_delete=models.PROTECT,
    )
    if TYPE_CHECKING:  # the type checker does not see the column of an abstract model
        merged_into_id: int | None

    objects = StandingManager()  # type: ignore[misc]
    with_merged = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def validate_unique(self, exclude: Any = None) -> None:
        """The reference of a merged record stays taken: its address is in letters and reports."""
        super().validate_unique(exclude=exclude)
        if exclude and "reference" in exclude:
            return
        rows: Any = type(self).with_merged
        taken = rows.filter(reference=self.reference).exclude(pk=self.pk).exclude(merged_into=None).first()
        if self.reference and taken is not None:
            raise ValidationError(
                {
                    "reference": _("“%(reference)s” was %(name)s, which is now %(other)s. Choose another reference.")
                    % {"reference": self.reference, "name": taken, "other": taken.merged_into}
                }
            )
