"""The investments app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvestmentsConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.investments"
    label = "investments"
    verbose_name = _("Investments")
