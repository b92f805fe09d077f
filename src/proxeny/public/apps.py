"""The public app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicConfig(AppConfig):
    """Pages that everybody may see."""

    name = "proxeny.public"
    label = "public"
    verbose_name = _("Open pages")
