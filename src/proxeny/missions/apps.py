"""The missions app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissionsConfig(AppConfig):
    """Opens the register of missions abroad."""

    name = "proxeny.missions"
    label = "missions"
    verbose_name = _("Missions abroad")
