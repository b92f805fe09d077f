"""The events app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.events"
    label = "events"
    verbose_name = _("Events")
