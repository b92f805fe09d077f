"""The delegations app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DelegationsConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.delegations"
    label = "delegations"
    verbose_name = _("Delegations")
