"""The programmes app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """Opens the registers of programmes, businesses and offers."""

    name = "proxeny.programmes"
    label = "programmes"
    verbose_name = _("Programmes")
