"""The search app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Keeps the index beside the record."""

    name = "proxeny.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Follow every save."""
        from proxeny.search.signals import connect

        connect()
