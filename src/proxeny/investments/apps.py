"""The investments app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvestmentsConfig(AppConfig):
    """Opens the registers of projects, enquiries, calls for investment and grievances."""

    name = "proxeny.investments"
    label = "investments"
    verbose_name = _("Investments")

    def ready(self) -> None:
        """Make the registers, the acceptance of facts, the days and the panel known."""
        from proxeny.investments import agenda, panel
        from proxeny.investments.acceptance import InvestmentAcceptor
        from proxeny.investments.register import CALLS, INVESTMENTS
        from proxeny.investments.register_of_leads import GRIEVANCES, LEADS
        from proxeny.registers.acceptance import enrol
        from proxeny.registers.agenda import add_occasions
        from proxeny.registers.panels import add_panel
        from proxeny.registers.register import open_register

        for register in (INVESTMENTS, LEADS, CALLS, GRIEVANCES):
            open_register(register)
        enrol(InvestmentAcceptor())
        add_occasions("investments", agenda.occasions)
        add_panel(panel.panel_of)
