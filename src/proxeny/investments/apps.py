"""The investments app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvestmentsConfig(AppConfig):
    """Opens the registers of investment projects and of calls for investment."""

    name = "proxeny.investments"
    label = "investments"
    verbose_name = _("Investments")

    def ready(self) -> None:
        """Make the registers and the acceptance of facts known."""
        from proxeny.investments.acceptance import InvestmentAcceptor
        from proxeny.investments.register import CALLS, INVESTMENTS
        from proxeny.registers.acceptance import enrol
        from proxeny.registers.register import open_register

        open_register(INVESTMENTS)
        open_register(CALLS)
        enrol(InvestmentAcceptor())
