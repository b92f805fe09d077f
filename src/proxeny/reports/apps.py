"""The reports app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Periodic reports with their annexes."""

    name = "proxeny.reports"
    label = "reports"
    verbose_name = _("Reports")
