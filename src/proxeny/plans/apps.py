"""The plans app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Opens the registers of plans, targets and commitments."""

    name = "proxeny.plans"
    label = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        """Make the registers known."""
        from proxeny.plans.register import COMMITMENTS, PLANS, TARGETS
        from proxeny.registers.register import open_register

        open_register(PLANS)
        open_register(TARGETS)
        open_register(COMMITMENTS)
