"""The site as an app, for the commands of ``proxeny``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """Holds commands only; it has no models."""

    name = "proxeny.site"
    label = "site_commands"
    verbose_name = _("Commands")
