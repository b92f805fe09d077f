"""The plans app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Opens the registers of plans, targets and commitments."""

    name = "proxeny.plans"
    label = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        """Make the registers, the panel and the days of commitments known."""
        from proxeny.plans import pages_of_pace
        from proxeny.plans.agenda import occasions
        from proxeny.plans.commitments import COMMITMENTS
        from proxeny.plans.pages import panel_of
        from proxeny.plans.register import PLANS, TARGETS
        from proxeny.registers.agenda import add_occasions
        from proxeny.registers.panels import add_indicator_panel, add_panel
        from proxeny.registers.register import open_register

        open_register(PLANS)
        open_register(TARGETS)
        open_register(COMMITMENTS)
        add_panel(panel_of)
        add_panel(pages_of_pace.panel_of)
        add_indicator_panel(pages_of_pace.indicator_panel)
        add_occasions("commitments", occasions)
