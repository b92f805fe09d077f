"""The audit app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.audit"
    label = "audit"
    verbose_name = _("Audit")
