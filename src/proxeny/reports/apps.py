"""The reports app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Periodic reports with their annexes."""

    name = "proxeny.reports"
    label = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Tell the review which statements reports rest on."""
        from proxeny.reports.in_use import statements_in_use
        from proxeny.review.uses import add_uses

        add_uses(statements_in_use)
