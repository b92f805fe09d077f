"""The agreements app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.agreements"
    label = "agreements"
    verbose_name = _("Agreements")
