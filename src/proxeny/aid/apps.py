"""The aid app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AidConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.aid"
    label = "aid"
    verbose_name = _("Aid")
