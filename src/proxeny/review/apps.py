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
        """One indexed count a page; and whatever is added is read at once."""
        from proxeny.core.navigation import count_beside
        from proxeny.documents.signals import document_added
        from proxeny.review.queries import waiting_count

        @count_beside("review")
        def waiting(person: Any) -> int:
            return waiting_count(visible_to=person)

        document_added.connect(_read, dispatch_uid="review.read")
