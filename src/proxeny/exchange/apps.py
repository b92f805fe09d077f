"""The exchange app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.exchange"
    label = "exchange"
    verbose_name = _("Import and export")
