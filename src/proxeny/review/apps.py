"""The review app."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """Shows in the rail how many documents wait."""

    name = "proxeny.review"
    label = "review"
    verbose_name = _("Review")

    def ready(self) -> None:
        """One indexed count a page."""
        from proxeny.core.navigation import count_beside
        from proxeny.review.queries import waiting_count

        @count_beside("review")
        def waiting(person: Any) -> int:
            return waiting_count(visible_to=person)
