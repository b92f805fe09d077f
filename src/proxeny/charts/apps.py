"""The charts app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChartsConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.charts"
    label = "charts"
    verbose_name = _("Charts")
