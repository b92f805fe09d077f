"""The overview app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.overview"
    label = "overview"
    verbose_name = _("Overview")
