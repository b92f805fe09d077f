"""The core app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.core"
    label = "core"
    verbose_name = _("Core")
