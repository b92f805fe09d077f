"""The search app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.search"
    label = "search"
    verbose_name = _("Search")
