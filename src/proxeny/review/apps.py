"""The review app."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _read(document: Any, by: Any, **_signal: Any) -> None:
    from django.db import transaction

    from proxeny.review.services import read_document

    with transaction.atomic():
        read_document(document, by=by)


class ReviewConfig(AppConfig):
    """Shows in the rail how many documents wait."""

    name = "proxeny.review"
    label = "review"
    verbose_name = _("Review")

    def ready(self) -> None:
        """One indexed count a page; whatever is added is read at once; decisions stay with the rows they were about."""
        from proxeny.core.navigation import count_beside
        from proxeny.documents.signals import document_added
        from proxeny.partners.services import leave_behind
        from proxeny.review.queries import waiting_count

        @count_beside("review")
        def waiting(person: Any) -> int:
            return waiting_count(visible_to=person)

        leave_behind("review.Decision")  # it says what a row was before, and is undone on that row
        document_added.connect(_read, dispatch_uid="review.read")
