"""The plans app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.plans"
    label = "plans"
    verbose_name = _("Plans")
