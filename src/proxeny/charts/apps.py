"""The charts app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChartsConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.charts"
    label = "charts"
    verbose_name = _("Charts")

    def ready(self) -> None:
        """Makes the pictures known by their keys."""
        import_module("proxeny.charts.pictures")
