"""The partners app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    """Opens the registers of partners and people."""

    name = "proxeny.partners"
    label = "partners"
    verbose_name = _("Partners")

    def ready(self) -> None:
        """Make the registers known, and put the ends of terms into the calendar."""
        from proxeny.partners.occasions import occasions
        from proxeny.partners.panel import panel_of
        from proxeny.partners.register import PARTNERS, PEOPLE
        from proxeny.registers.agenda import add_occasions
        from proxeny.registers.panels import add_panel
        from proxeny.registers.register import open_register

        open_register(PARTNERS)
        open_register(PEOPLE)
        add_occasions("partners", occasions)
        add_panel(panel_of)
