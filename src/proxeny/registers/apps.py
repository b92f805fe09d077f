"""The registers app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.registers"
    label = "registers"
    verbose_name = _("Registers")
