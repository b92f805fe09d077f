"""The briefs app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BriefsConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.briefs"
    label = "briefs"
    verbose_name = _("Briefs")
