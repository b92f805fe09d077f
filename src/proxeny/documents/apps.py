"""The documents app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Registers the app with Django."""

    name = "proxeny.documents"
    label = "documents"
    verbose_name = _("Documents")
